import type { PageField, PageObject, ViewFileAnswer } from '../../server/lsp/protocol.ts';
import { encodingPart } from './encoding.ts';
import { escapeHtml } from './escape.ts';
import { style } from './style.ts';

/** The sentences of the page that are the client's own. */
export interface PageTexts {
  readonly unlock: string;
  readonly wrongPassword: string;
  readonly problems: string;
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
  if (isLocked)
    parts.push(`<p><a class="button" href="command:${escapeHtml(unlockCommand)}">${escapeHtml(texts.unlock)}</a></p>`);
  if (objects.length > listedObjects) parts.push(navigation(objects, texts));
  parts.push(...objects.map((object, i) => section(object, i, texts)));
  if (note !== undefined) parts.push(`<p>${escapeHtml(note)}</p>`);
  return parts.join('\n');
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

function section({ title, name, fields, problems, encoding }: PageObject, index: number, texts: PageTexts): string {
  const id = `object-${index}`;
  const said = problems.map((problem) => `<li>${escapeHtml(problem)}</li>`).join('');
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${escapeHtml(title)}</h2>
${name === undefined ? '' : `<p class="name">${escapeHtml(name)}</p>`}
${said === '' ? '' : `<div class="problems"><h3>${escapeHtml(texts.problems)}</h3><ul>${said}</ul></div>`}
${table(fields)}
${encoding ? encodingPart(encoding, texts.encoding, texts.encodingLegend) : ''}
</section>`;
}

function table(fields: readonly PageField[]): string {
  return fields.length === 0 ? '' : `<table>${fields.map(row).join('')}</table>`;
}

function row({ label, beside, text, fields }: PageField): string {
  const detail = beside === undefined ? '' : ` <span class="beside">${escapeHtml(beside)}</span>`;
  const head = escapeHtml(label) + detail;
  // Some say all in their label.
  if (!fields && (text ?? '') === '') return `<tr><th scope="row" colspan="2">${head}</th></tr>\n`;
  const value = fields ? table(fields) : escapeHtml(text ?? '');
  return `<tr><th scope="row">${head}</th><td>${value}</td></tr>\n`;
}
