/**
 * VS Code as a person uses it: keys, clicks and what is on the screen. The selectors are those of the VS Code version in
 * package.json; when it moves on, this is the file to look at.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { withPalette } from './palette-png.ts';

/** The longest that one thing on the screen may take to appear: a second or two, many more when the machine is busy. */
export const waitLimitMs = 30_000;

/** The longest that a window may take to start. */
export const startLimitMs = 90_000;
const pollMs = 100;

/** A list that has not changed for so long is drawn. */
const quietMs = 500;

/** Keys that had no effect for so long are pressed again. */
const lostKeyMs = 3_000;

/** As long a hover is given before it is asked for again. */
const hoverPatienceMs = 3_000;

/** The editor window that a page shows. */
export class Workbench {
  readonly #page: Page;
  readonly #pictures: string;
  #problemFilter = '';

  constructor(page: Page, pictures: string) {
    this.#page = page;
    this.#pictures = pictures;
  }

  /** Waits until the window can be used. */
  async ready(): Promise<void> {
    await this.#page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: startLimitMs });
    await this.#page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** Runs a command by its title in the command palette, e.g. "TLSense: Generate Client Certificate…". */
  async runCommand(title: string): Promise<void> {
    await this.#page.keyboard.press('F1');
    await this.#input().fill(`>${title}`);
    await this.#row(title).click();
  }

  /** The titles that the command palette offers for a text; where none fits, those that are alike. */
  async commandsFor(text: string): Promise<readonly string[]> {
    await this.#page.keyboard.press('F1');
    await this.#input().fill(`>${text}`);
    const rows = this.#widget().locator('.monaco-list-row .label-name');
    let titles: readonly string[] = [];
    let before: string | undefined;
    // Drawn more than once: what is alike comes after what fits.
    await this.#until('commands that stay', async () => {
      await this.#page.waitForTimeout(quietMs);
      titles = (await rows.allInnerTexts()).map(onOneLine);
      const isSame = titles.length > 0 && titles.join() === before;
      before = titles.join();
      return isSame;
    });
    await this.#page.keyboard.press('Escape');
    return titles;
  }

  /** Opens a file of the folder by its relative path, through Quick Open. */
  async openFile(path: string): Promise<void> {
    await this.#quickOpen(path);
    await this.#page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
  }

  /** As `openFile` of a file that is shown as a page: what is in its frame, once it is drawn. */
  async openPage(path: string): Promise<FrameLocator> {
    await this.#quickOpen(path);
    const frame = this.#page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await frame
      .locator('h1')
      .getByText(path.split('/').at(-1) ?? path, { exact: true })
      .waitFor();
    return frame;
  }

  async #quickOpen(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    const folder = path.split('/').slice(0, -1).join('/');
    await this.#page.keyboard.press('ControlOrMeta+p');
    await this.#input().fill(path);
    const rows = this.#widget().locator('.monaco-list-row', { has: this.#exactly('.label-name', name) });
    await (folder ? rows.filter({ hasText: folder }) : rows).first().click();
    await this.#page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  }

  /** Puts the cursor of the active editor at a place; both numbers count from 1. */
  async setCursor(line: number, column: number): Promise<void> {
    await this.#page.keyboard.press('Control+g');
    // Quick Open's own prefix for "go to line" is there already.
    await this.#input().fill(`:${line}:${column}`);
    await this.#page.keyboard.press('Enter');
    await this.#widget().waitFor({ state: 'hidden' });
    await this.#editorFocus();
    await this.#until(`the cursor at ${line}:${column}`, async () => {
      const cursor = await this.#cursor();
      return cursor.line === line && cursor.column === column;
    });
  }

  /** Begins a line below that of the cursor, and leaves a snippet. What is offered is not taken, as Enter alone would. */
  async beginLine(): Promise<void> {
    await this.#editorFocus();
    const { line } = await this.#cursor();
    for (let left = 3; left > 0; left--) {
      // Once for what is offered, once for a snippet.
      for (const key of ['Escape', 'Escape', 'Control+Enter']) await this.#page.keyboard.press(key);
      // The keys are lost where something is offered just then and goes away again.
      const deadline = Date.now() + lostKeyMs;
      while (Date.now() < deadline) {
        if ((await this.#cursor()).line === line + 1) return;
        await this.#page.waitForTimeout(pollMs);
      }
    }
    throw new Error(`no line was begun below line ${line}`);
  }

  /** Where the cursor is, as the status bar says. */
  async #cursor(): Promise<{ readonly line: number; readonly column: number }> {
    const text = await textOf(this.#page.locator('[id="status.editor.selection"]'));
    const [, line, column] = /^Ln (\d+), Col (\d+)/.exec(text) ?? [];
    return { line: Number(line), column: Number(column) };
  }

  /** Waits until keys go to the active editor: what lies over it gives them back a moment after it is gone. */
  async #editorFocus(): Promise<void> {
    await this.#page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  }

  /**
   * The text of the hover at the cursor, once it has all of these parts. A hover opens with what is known at once; the
   * rest is added to it, and what was not there yet when it was asked for never is: then it is asked for again.
   */
  async hover(...parts: readonly RegExp[]): Promise<string> {
    const contents = this.#page.locator('.monaco-editor .monaco-hover:not(.hidden) .hover-contents');
    // A hover that opens under the pointer and then moves away from it closes.
    await this.#page.mouse.move(700, 700);
    let asked = 0;
    return this.#readUntil('a hover', parts, async () => {
      const text = (await contents.allInnerTexts()).join('\n');
      if (Date.now() - asked > hoverPatienceMs && !hasAll(text, parts)) {
        // On a hover that is open, the keys would only move the focus into it.
        await this.#page.keyboard.press('Escape');
        await this.#page.keyboard.press('ControlOrMeta+k');
        await this.#page.keyboard.press('ControlOrMeta+i');
        asked = Date.now();
      }
      return text;
    });
  }

  /** Types into the active editor, at the cursor. */
  async type(text: string): Promise<void> {
    await this.#editorFocus();
    await this.#page.keyboard.type(text, { delay: 30 });
  }

  /** What is offered at the cursor, once it has all of these parts, with what is told of the first. */
  async completions(...parts: readonly RegExp[]): Promise<string> {
    const widget = this.#page.locator('.suggest-widget.visible');
    const rows = widget.locator('.monaco-list-row');
    const details = this.#page.locator('.suggest-details-container:visible, .suggest-details:visible');
    let asked = 0;
    return this.#readUntil('completions', parts, async () => {
      const text = linesOf([...(await rows.allInnerTexts()), ...(await details.allInnerTexts())]);
      if (Date.now() - asked > hoverPatienceMs && !hasAll(text, parts)) {
        // A second time the keys show what is told of the item.
        await this.#page.keyboard.press('Control+Space');
        asked = Date.now();
      }
      return text;
    });
  }

  /** Takes the completion with this label. */
  async complete(label: string): Promise<void> {
    const rows = this.#page.locator('.suggest-widget.visible .monaco-list-row');
    const row = rows.filter({ has: this.#exactly('.label-name', label) }).first();
    await row.click();
    await row.waitFor({ state: 'detached' });
  }

  /** Opens the Problems panel and reads the rows in view, files and problems alike, once they have all of these parts. */
  async problems(...parts: readonly RegExp[]): Promise<string> {
    await this.#openProblems();
    return this.#readUntil('problems', parts, () => this.#problemRows());
  }

  /** Waits until no row in view of the Problems panel has this part, while others are there. */
  async problemsWithout(part: RegExp): Promise<void> {
    await this.#openProblems();
    let text = '';
    const holds = async () => {
      text = await this.#problemRows();
      return text !== '' && !part.test(text);
    };
    await this.#until(`problems without ${part}`, holds, () => `; there was:\n${text}`);
  }

  /** Opens the Problems panel and narrows it to what contains the text: its list has only the rows that are in view. */
  async filterProblems(text: string): Promise<void> {
    this.#problemFilter = text;
    await this.#openProblems();
    await this.#problemRows();
  }

  async #problemRows(): Promise<string> {
    const filter = this.#page.locator('.viewpane-filter input, .panel .monaco-inputbox input').first();
    // A panel that is just opening empties it again.
    if ((await filter.inputValue()) !== this.#problemFilter) await filter.fill(this.#problemFilter);
    return linesOf(await this.#page.locator('.markers-panel .monaco-list-row').allInnerTexts());
  }

  async #openProblems(): Promise<void> {
    const panel = this.#page.locator('.markers-panel');
    if (await panel.isVisible()) return;
    await this.#page.keyboard.press('ControlOrMeta+Shift+m');
    await panel.waitFor();
  }

  /** Applies the fix with this title among those offered at the cursor. */
  async quickFix(title: string): Promise<void> {
    await this.openFixes();
    const row = this.#page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    await row.click();
    await row.waitFor({ state: 'detached' });
  }

  /** The titles of the fixes offered at the cursor. */
  async quickFixes(): Promise<readonly string[]> {
    await this.openFixes();
    const rows = this.#page.locator('.action-widget .monaco-list-row.action');
    const titles = await rows.allInnerTexts();
    await this.#page.keyboard.press('Escape');
    return titles.map(onOneLine);
  }

  /** Opens the list of fixes once the editor shows that there are any: before, the keys go nowhere. */
  async openFixes(): Promise<void> {
    await this.#page.locator('.lightBulbWidget, [class*="codicon-gutter-lightbulb"]').first().waitFor();
    const first = this.#page.locator('.action-widget .monaco-list-row.action').first();
    // The list closes again when the problems are drawn anew meanwhile: a person presses the keys once more.
    for (let left = 3; left > 0; left--) {
      await this.#page.keyboard.press('ControlOrMeta+.');
      const isOpen = await first.waitFor({ timeout: waitLimitMs / 3 }).then(
        () => true,
        () => false,
      );
      if (isOpen) return;
      await this.#page.keyboard.press('Escape');
    }
    throw new Error('the list of fixes did not open');
  }

  /** The title of the open input box or list, e.g. "Generate Client Certificate (2/6)". */
  async inputTitle(): Promise<string> {
    return textOf(this.#widget().locator('.quick-input-title'));
  }

  /** The text in the open input box. */
  async inputValue(): Promise<string> {
    return this.#input().inputValue();
  }

  /** Waits until the open input box has this text: dialogs for files fill it in when they have looked at the folder. */
  async waitForInputValue(text: string): Promise<void> {
    let value = '';
    const holds = async () => {
      value = await this.inputValue();
      return value === text;
    };
    await this.#until(`an input with "${text}"`, holds, () => `; there was: ${value}`);
  }

  /** Types into the open input box, once its title, prompt or placeholder contains `prompt`, and accepts. */
  async fillInput(prompt: string, text: string): Promise<void> {
    await this.waitForInput(prompt);
    await this.#input().fill(text);
    await this.#page.keyboard.press('Enter');
  }

  /** Chooses an item of the open list, once the list's title or placeholder contains `prompt`. */
  async pickItem(prompt: string, label: string): Promise<void> {
    await this.waitForInput(prompt);
    await this.#row(label).click();
  }

  /**
   * Waits for an input box or list whose title, prompt or placeholder contains `prompt`. A message that refuses the text
   * takes the place of the prompt; the title stays.
   */
  async waitForInput(prompt: string): Promise<void> {
    const widget = this.#widget();
    await widget.waitFor();
    await this.#until(`an input that asks for "${prompt}"`, async () => {
      const placeholder = (await this.#input().getAttribute('placeholder')) ?? '';
      return placeholder.includes(prompt) || (await textOf(widget)).includes(prompt);
    });
  }

  /** Waits until the open input box refuses its text with these words. They take the place of the prompt. */
  async refusal(words: RegExp): Promise<void> {
    const message = this.#widget().locator('.quick-input-message');
    await this.#readUntil('a refusal', [words], () => textOf(message));
  }

  /** Goes one step back in a sequence of inputs. */
  async back(): Promise<void> {
    await this.#widget().locator('.quick-input-left-action-bar .action-label').first().click();
  }

  /** Waits for a notification that contains the text, and clicks a button of it when one is named. */
  async notification(text: string, button?: string): Promise<string> {
    const item = await this.#notificationItem(text);
    const message = await textOf(item.locator('.notification-list-item-message'));
    if (button !== undefined) await item.getByRole('button', { name: button, exact: true }).click();
    return message;
  }

  /** Of notifications that come close together the editor shows some behind its bell alone. */
  async #notificationItem(text: string): Promise<Locator> {
    const toast = this.#page.locator('.notification-toast', { hasText: text }).first();
    const isShown = await toast.waitFor({ timeout: waitLimitMs / 3 }).then(
      () => true,
      () => false,
    );
    if (isShown) return toast;
    const center = this.#page.locator('.notifications-center.visible');
    if (!(await center.isVisible())) await this.#page.locator('[id="status.notifications"]').click();
    const row = center.locator('.monaco-list-row', { hasText: text }).first();
    await row.waitFor();
    return row;
  }

  /** Waits for a modal dialog that contains the text and clicks a button of it. */
  async dialog(text: string, button: string): Promise<void> {
    const dialog = this.#page.locator('.monaco-dialog-box', { hasText: text });
    await dialog.locator('.monaco-button', { hasText: button }).first().click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** The code lenses in view, each on its line, from top to bottom, once they have all of these parts. */
  async codeLenses(...parts: readonly RegExp[]): Promise<string> {
    const lenses = this.#page.locator('.editor-group-container.active .codelens-decoration');
    return this.#readUntil('code lenses', parts, async () => linesOf(await lenses.allInnerTexts()));
  }

  /** The rows of the outline in view, once they have all of these parts. */
  async outline(...parts: readonly RegExp[]): Promise<string> {
    const rows = this.#page.locator('.outline-pane .monaco-list-row');
    return this.#readUntil('an outline', parts, async () => linesOf(await rows.allInnerTexts()));
  }

  /** The lines in view of the editors, side by side ones after another, once they have all of these parts. */
  async lines(...parts: readonly RegExp[]): Promise<string> {
    const lines = this.#page.locator('.editor-group-container.active .view-line');
    return this.#readUntil('lines', parts, async () => linesOf(await lines.allInnerTexts()));
  }

  /** Takes the last edit of the active editor back. */
  async undo(): Promise<void> {
    await this.#page.locator('.editor-group-container.active .monaco-editor .view-lines').first().click();
    await this.#page.keyboard.press('ControlOrMeta+z');
  }

  /** Saves the active editor, once it has something to save. */
  async save(): Promise<void> {
    const dirty = this.#page.locator('.tab.active.dirty');
    await dirty.waitFor();
    await this.#page.keyboard.press('ControlOrMeta+s');
    await dirty.waitFor({ state: 'detached' });
  }

  /** Takes a picture of the window. Returns where it is. */
  async screenshot(name: string): Promise<string> {
    const path = join(this.#pictures, `${name}.png`);
    await writeFile(path, withPalette(await this.#page.screenshot()));
    return path;
  }

  #widget(): Locator {
    return this.#page.locator('.quick-input-widget:visible');
  }

  #input(): Locator {
    return this.#widget().locator('.quick-input-box input');
  }

  #row(label: string): Locator {
    return this.#widget()
      .locator('.monaco-list-row', { has: this.#exactly('.label-name', label) })
      .first();
  }

  #exactly(selector: string, text: string): Locator {
    return this.#page.locator(selector).getByText(text, { exact: true });
  }

  /** Reads until all parts are in the text; says what was there instead when they never are. */
  async #readUntil(what: string, parts: readonly RegExp[], read: () => Promise<string>): Promise<string> {
    let text = '';
    const holds = async () => {
      text = await read();
      return text !== '' && hasAll(text, parts);
    };
    await this.#until(`${what} with ${parts.join(' and ') || 'any text'}`, holds, () => `; there was:\n${text}`);
    return text;
  }

  async #until(what: string, holds: () => Promise<boolean>, instead = () => ''): Promise<void> {
    const deadline = Date.now() + waitLimitMs;
    while (!(await holds().catch(() => false))) {
      if (Date.now() > deadline) throw new Error(`waited for ${what}${instead()}`);
      await this.#page.waitForTimeout(pollMs);
    }
  }
}

async function textOf(locator: Locator): Promise<string> {
  return onOneLine((await locator.textContent()) ?? '');
}

function linesOf(texts: readonly string[]): string {
  return texts.map(onOneLine).join('\n');
}

function hasAll(text: string, parts: readonly RegExp[]): boolean {
  return parts.every((part) => part.test(text));
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
