import { visible } from '../core/base/visible.ts';

/** Writes text for a person: as markdown, or plainly for clients that show it as it is. Arguments may be hostile. */
export interface Ink {
  text(text: string): string;
  strong(text: string): string;
  /** Identifiers to copy: fingerprints, serial numbers, paths. */
  code(text: string): string;
  link(text: string, uri: string): string;
  /** `heads`: what stands over the columns, where they do not speak for themselves. */
  table(rows: readonly Row[], heads?: readonly string[]): string;
  list(items: readonly string[]): string;
  /** Lines of code, ours or of a reference. */
  block(code: string, language: string): string;
  /** Sentences of ours or of a reference, with inline code in backquotes. */
  prose(text: string): string;
}

/** A label, a value and more of them, that ink wrote. */
export type Row = readonly [label: string, value: string, ...more: string[]];

export const markdown: Ink = {
  text: escapeMarkdown,
  strong: (text) => `**${escapeMarkdown(text)}**`,
  code: codeSpan,
  link: (text, uri) => `[${escapeMarkdown(text)}](${linkTarget(uri)})`,
  // A GFM table has a header; an empty one takes no room worth speaking of. Labels stay on one line, and off the values.
  table: (rows, heads = ['', '']) =>
    [
      `|${heads.map((head) => ` ${head}`.trimEnd()).join(' |')} |`,
      `|${':--|'.repeat(heads.length)}`,
      ...rows.map(([label, ...values]) => `| ${[unbroken(label) + gap, ...values].join(' | ')} |`),
    ].join('\n'),
  list: (items) => items.map((item) => `- ${item}`).join('\n'),
  block: (code, language) => `\`\`\`${language}\n${code}\n\`\`\``,
  prose: (text) =>
    text.replace(/`[^`]*`|[^`]+/g, (part) => (part.startsWith('`') ? part.replaceAll('|', '\\|') : escapeInline(part))),
};

/** On one line: with spaces that do not break, and joiners where East Asian scripts would break between any two. */
function unbroken(label: string): string {
  return label.replaceAll(' ', '\u00a0').replace(/(?<=[\u3040-\u9fff])(?=[\u3040-\u9fff])/g, '\u2060');
}

/** Entities, because spaces at the end of a cell are taken away. */
const gap = '&nbsp;&nbsp;';

export const plain: Ink = {
  text: oneLine,
  strong: oneLine,
  code: oneLine,
  link: oneLine,
  table: (rows, heads = []) =>
    rows
      .map(([label, value, ...more]) =>
        [`${label}: ${value}`, ...more.map((one, i) => `${heads[i + 2] ?? ''} ${one}`.trimStart())].join(', '),
      )
      .join('\n'),
  list: (items) => items.map((item) => `- ${item}`).join('\n'),
  block: (code) => code,
  prose: (text) => text.replaceAll('`', ''),
};

/** Spaces at either end stay: code stands beside them. */
function escapeInline(text: string): string {
  return text.replace(/[\\*_[\]<|]/g, '\\$&');
}

/**
 * Text of certificates inside markdown comes out as it is: no emphasis, link, HTML, image or list, whoever chose the
 * name. Escaped is what CommonMark or GFM reads as more than itself, there or at the beginning of a line; GFM makes
 * links of bare addresses too.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<~|]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replace(/:(?=\/\/)|@/g, '\\$&')
    .replace(/\b(www)\./gi, '$1\\.')
    .replace(/^(?:[-+=#>]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

function codeSpan(text: string): string {
  const line = oneLine(text).replaceAll('|', '\\|');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

function linkTarget(uri: string): string {
  return uri.replace(/[\s<>()\\|`]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim());
}
