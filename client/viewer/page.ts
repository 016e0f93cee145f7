import type { PageField, PageObject, ViewFileAnswer } from '../../server/lsp/protocol.ts';

/** The sentences of the page that are the client's own. */
export interface PageTexts {
  readonly unlock: string;
  readonly wrongPassword: string;
  readonly problems: string;
}

export interface PageOptions {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly nonce: string;
  /** What opens a locked key store. */
  readonly unlockCommand: string;
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
  { texts, unlockCommand }: PageOptions,
): string {
  const parts: string[] = [];
  if (isWrongPassword) parts.push(`<p role="alert">${escapeHtml(texts.wrongPassword)}</p>`);
  if (isLocked) parts.push(`<p><a href="command:${escapeHtml(unlockCommand)}">${escapeHtml(texts.unlock)}</a></p>`);
  parts.push(...objects.map((object, i) => section(object, i, texts)));
  if (note !== undefined) parts.push(`<p>${escapeHtml(note)}</p>`);
  return parts.join('\n');
}

function section({ title, name, fields, problems }: PageObject, index: number, texts: PageTexts): string {
  const id = `object-${index}`;
  const said = problems.map((problem) => `<li>${escapeHtml(problem)}</li>`).join('');
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${escapeHtml(title)}</h2>
${name === undefined ? '' : `<p class="name">${escapeHtml(name)}</p>`}
${said === '' ? '' : `<h3>${escapeHtml(texts.problems)}</h3><ul>${said}</ul>`}
${table(fields)}
</section>`;
}

function table(fields: readonly PageField[]): string {
  return fields.length === 0 ? '' : `<table>${fields.map(row).join('')}</table>`;
}

function row({ label, beside, text, fields }: PageField): string {
  const detail = beside === undefined ? '' : ` <span class="beside">${escapeHtml(beside)}</span>`;
  const value = fields ? table(fields) : escapeHtml(text ?? '');
  return `<tr><th scope="row">${escapeHtml(label)}${detail}</th><td>${value}</td></tr>\n`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
body { color: var(--vscode-foreground); font: var(--vscode-font-size) var(--vscode-font-family); padding: 0 2em 2em; }
h1 { font-size: 1.4em; font-weight: 600; }
h2 { font-size: 1.15em; font-weight: 600; margin-top: 2em; }
section { border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
table { border-collapse: collapse; }
th { color: var(--vscode-descriptionForeground); font-family: var(--vscode-font-family); font-weight: normal; min-width: 12em; padding: .2em 1.5em .2em 0; text-align: left; vertical-align: top; }
td { font-family: var(--vscode-editor-font-family); overflow-wrap: anywhere; padding: .2em 0; vertical-align: top; }
td table th { min-width: 8em; }
.beside { display: block; font-size: .85em; }
.name { color: var(--vscode-descriptionForeground); }
p[role] { color: var(--vscode-errorForeground); }
a { color: var(--vscode-textLink-foreground); }
a:focus { outline: 1px solid var(--vscode-focusBorder); }
`;
