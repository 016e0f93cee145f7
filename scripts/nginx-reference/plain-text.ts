/** The reference's markdown as plain text: literals as they are, places to fill in as `<name>`. */
export function plainSyntax(markdown: string): string {
  return markdown
    .replace(/\*`([^`]*)`\*/g, '<$1>')
    .replaceAll('`', '')
    .replace(/\{\.\.\.\}/g, '{ … }')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^path$/, '<path>');
}

/** The first sentence of a description; its code stays in backquotes. */
export function firstSentence(markdown: string): string {
  const paragraphs = markdown.replace(/^> /, '').split(/\n(?:\s*\n|[ \t]*(?:[-*>]|```))/);
  // What else a value may be is sometimes told before what it is.
  const paragraph = paragraphs.find((one) => !/^The value\b/.test(one)) ?? '';
  const text = paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*(`[^`]*`)\*/g, '$1')
    .replace(/“`([^`]*)``?([^`”]*)`?”/g, '`$1$2`')
    .replaceAll('“”', 'an empty string')
    // Versions of what is told are in the column of their own.
    .replace(/ \((?:\d+\.\d+\.\d+(?:, )?)+\+?\)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const end = text.search(/[.](?: [A-Z“`]|$)/);
  // The example is a block of code below.
  const sentence = (end < 0 ? text : text.slice(0, end)).replace(/[.:;,]$/, '').replace(/, for example$/, '');
  return sentence === '' ? '' : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
