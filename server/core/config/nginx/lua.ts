/**
 * Where the Lua code of a `…_by_lua_block { … }` ends. The Lua module reads such a block with a Lua lexer of its own:
 * braces in Lua strings and comments do not count, and neither do nginx's quotes and semicolons.
 */

/** How the names of those blocks end. */
export const luaBlock = '_by_lua_block';

/** The offset of the brace that closes the block whose code starts at `at`, or -1 where the text ends before it. */
export function luaEnd(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    switch (text[i]) {
      case '{':
        depth++;
        break;
      case '}':
        if (depth-- === 0) return i;
        break;
      case '"':
      case "'":
        i = stringEnd(text, i);
        break;
      case '[': {
        const end = longBracketEnd(text, i);
        if (end > 0) i = end;
        break;
      }
      case '-':
        if (text[i + 1] === '-') i = commentEnd(text, i + 2);
        break;
    }
  }
  return -1;
}

/** The offset of the closing quote, or of the line end that a Lua string cannot pass unescaped. */
function stringEnd(text: string, at: number): number {
  const quote = text[at];
  let i = at + 1;
  for (; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === quote || char === '\n') break;
  }
  return i;
}

function commentEnd(text: string, at: number): number {
  const long = longBracketEnd(text, at);
  if (long > 0) return long;
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
}

/** The offset of the last character of `[[…]]`, `[=[…]=]`, …; 0 where no long bracket opens at `at`. */
function longBracketEnd(text: string, at: number): number {
  if (text[at] !== '[') return 0;
  let level = 0;
  while (text[at + 1 + level] === '=') level++;
  if (text[at + 1 + level] !== '[') return 0;
  const closer = `]${'='.repeat(level)}]`;
  const end = text.indexOf(closer, at + level + 2);
  return end < 0 ? text.length : end + closer.length - 1;
}
