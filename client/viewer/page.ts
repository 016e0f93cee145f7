import type { PageField, PageObject, PageStanding, ViewFileAnswer } from '../../server/lsp/protocol.ts';
import { encodingPart } from './encoding.ts';
import { escapeHtml } from './escape.ts';
import { style } from './style.ts';

/** The sentences of the page that are the client's own. */
export interface PageTexts {
  readonly unlock: string;
  readonly wrongPassword: string;
  readonly problems: string;
  readonly actions: string;
  readonly files: string;
  readonly contents: string;
  readonly encoding: string;
  /** Says what stands beside each value of an encoding. */
  readonly encodingLegend: string;
}

export interface PageOptions {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly nonce: string;
  /** What opens a locked key store. */
  readonly unlockCommand: string;
  /** What opens a file by its address. */
  readonly openCommand: string;
  /** What can be done with the file. */
  readonly actions: readonly { readonly title: string; readonly command: string }[];
  readonly uri: string;
  readonly texts: PageTexts;
}

/**
 * The page of a file: headings and tables in the colours of the editor, without a script, so that a screen reader reads
 * it as any document. Everything in it that comes from the file is text.
 */
export function viewerPage(answer: ViewFileAnswer, options: PageOptions): string {
  const { title, language, nonce } = options;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<title>${escapeHtml(title)}</title>
<style nonce="${escapeHtml(nonce)}">${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${'failure' in answer ? `<p role="alert">${escapeHtml(answer.failure)}</p>` : contents(answer, options)}
</main>
</body>
</html>
`;
}

function contents(
  { objects, isLocked, isWrongPassword, note }: Exclude<ViewFileAnswer, { failure: string }>,
  options: PageOptions,
): string {
  const { texts, unlockCommand } = options;
  const isRead = objects.some(({ fields }) => fields.length > 0);
  const parts: string[] = isRead ? [actionsOf(options)] : [];
  if (isWrongPassword) parts.push(`<p role="alert">${escapeHtml(texts.wrongPassword)}</p>`);
  if (isLocked)
    parts.push(`<p><a class="button" href="command:${escapeHtml(unlockCommand)}">${escapeHtml(texts.unlock)}</a></p>`);
  if (objects.length > listedObjects) parts.push(navigation(objects, texts));
  parts.push(...objects.map((object, i) => section(object, i, options)));
  if (note !== undefined) parts.push(`<p>${escapeHtml(note)}</p>`);
  return parts.join('\n');
}

function actionsOf({ actions, uri, texts }: PageOptions): string {
  const items = actions.map(({ title, command }) => `<li>${commandLink(title, command, uri)}</li>`);
  return `<ul class="row" aria-label="${escapeHtml(texts.actions)}">${items.join('')}</ul>`;
}

function commandLink(text: string, command: string, given: string): string {
  const href = `command:${command}?${encodeURIComponent(JSON.stringify([given]))}`;
  return `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
}

/** A page of more objects begins with a list of them. */
const listedObjects = 3;

function navigation(objects: readonly PageObject[], texts: PageTexts): string {
  const items = objects.map(({ title, name }, i) => {
    const beside = name === undefined ? '' : ` <span class="beside">${escapeHtml(name)}</span>`;
    return `<li><a href="#object-${i}">${escapeHtml(title)}</a>${beside}</li>`;
  });
  return `<nav aria-label="${escapeHtml(texts.contents)}"><ol>${items.join('\n')}</ol></nav>`;
}

function section(object: PageObject, index: number, options: PageOptions): string {
  const { title, name, standing, fields, problems, encoding } = object;
  const { texts } = options;
  const id = `object-${index}`;
  const said = problems.map((problem) => `<li>${escapeHtml(problem)}</li>`).join('');
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${escapeHtml(title)}</h2>
${name === undefined ? '' : `<p class="name">${escapeHtml(name)}</p>`}
${standing ? standingPart(standing, options) : ''}
${said === '' ? '' : `<div class="problems"><h3>${escapeHtml(texts.problems)}</h3><ul>${said}</ul></div>`}
${table(fields)}
${standing ? paragraphs(standing.details, 'details') : ''}
${encoding ? encodingPart(encoding, texts.encoding, texts.encodingLegend) : ''}
</section>`;
}

/** Before the fields: what a person came for. */
function standingPart({ verdict, said, files }: PageStanding, { openCommand, texts }: PageOptions): string {
  const items = files.map(({ text, uri }) => `<li>${commandLink(text, openCommand, uri)}</li>`);
  const list =
    items.length === 0 ? '' : `<ul class="row" aria-label="${escapeHtml(texts.files)}">${items.join('')}</ul>`;
  return `<div class="standing${verdict === undefined ? '' : ` ${verdict}`}">${paragraphs(said)}${list}</div>`;
}

function paragraphs(texts: readonly string[], kind?: string): string {
  const start = kind === undefined ? '<p>' : `<p class="${kind}">`;
  return texts.map((text) => `${start}${escapeHtml(text)}</p>`).join('');
}

function table(fields: readonly PageField[]): string {
  if (fields.length === 0) return '';
  const heads = fields.map(headOf);
  const rows = fields.map((field, i) => {
    const head = heads[i] ?? '';
    const isSame = hasValue(field) && i > 0 && head === heads[i - 1];
    let span = 1;
    while (hasValue(field) && heads[i + span] === head) span++;
    return row(field, head, isSame ? 0 : span);
  });
  return `<table>${rows.join('')}</table>`;
}

function headOf({ label, beside }: PageField): string {
  return escapeHtml(label) + (beside === undefined ? '' : ` <span class="beside">${escapeHtml(beside)}</span>`);
}

/** Some say all in their label. */
function hasValue({ text, fields }: PageField): boolean {
  return fields !== undefined || (text ?? '') !== '';
}

/** `span`: how many rows have this head, which is written once; none where a row above has it. */
function row(field: PageField, head: string, span: number): string {
  if (!hasValue(field)) return `<tr><th scope="row" colspan="2">${head}</th></tr>\n`;
  const { text = '', fields } = field;
  const all = span > 1 ? ` scope="rowgroup" rowspan="${span}"` : ' scope="row"';
  return `<tr>${span === 0 ? '' : `<th${all}>${head}</th>`}${fields ? `<td>${table(fields)}</td>` : cell(text)}</tr>\n`;
}

function cell(text: string): string {
  if (!isHex(text)) return `<td>${escapeHtml(text)}</td>`;
  // A line ends behind an octet.
  return `<td class="hex">${escapeHtml(text).replaceAll(':', ':<wbr>')}</td>`;
}

/** Hexadecimal, which is compared digit by digit. */
function isHex(text: string): boolean {
  return /^(?:[0-9A-F]{2}:)+[0-9A-F]{2}$|^[0-9A-Fa-f]{16,}…?$/.test(text);
}
