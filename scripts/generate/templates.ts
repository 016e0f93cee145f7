import { globSync, readFileSync } from 'node:fs';
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';

/** A literal that a person may read, and where it stands. */
export interface Template {
  readonly text: string;
  readonly place: string;
}

const typescript = parser.configure({ dialect: 'ts' });

/**
 * Every template that the sources pass to `message('…')` (server) or `l10n.t('…')` (client). Throws where one is not a
 * literal: it could not be translated.
 */
export function collectTemplates(): Template[] {
  const paths = globSync(['server/**/*.ts', 'client/**/*.ts'], { exclude: (path) => path.endsWith('.d.ts') });
  return paths.sort().flatMap((path) => templatesIn(path, readFileSync(path, 'utf8')));
}

export function templatesIn(path: string, text: string): Template[] {
  const found: Template[] = [];
  typescript.parse(text).iterate({
    enter({ name, node }) {
      if (name !== 'CallExpression') return;
      const callee = node.firstChild;
      if (!callee || !takesTemplate(callee, text)) return;
      const argument = node.getChild('ArgList')?.firstChild?.nextSibling;
      const line = text.slice(0, node.from).split('\n').length;
      const template = argument ? literal(argument, text) : undefined;
      if (template === undefined) {
        throw new Error(`${path}:${line}: the template has to be a string literal, so that it can be translated`);
      }
      found.push({ text: template, place: `${path}:${line}` });
    },
  });
  return found;
}

function takesTemplate(callee: SyntaxNode, text: string): boolean {
  const written = text.slice(callee.from, callee.to);
  return written === 'message' || /(^|\.)l10n\.t$/.test(written);
}

function literal(node: SyntaxNode, text: string): string | undefined {
  switch (node.name) {
    case 'String':
      return unquote(text.slice(node.from, node.to));
    case 'TemplateString':
      return node.getChild('Interpolation') ? undefined : unquote(text.slice(node.from, node.to));
    case 'ObjectExpression':
      return messageOf(node, text);
    default:
      return undefined;
  }
}

/** The `message` of `l10n.t({ message: '…', args, comment })`. */
function messageOf(object: SyntaxNode, text: string): string | undefined {
  for (const property of object.getChildren('Property')) {
    const name = property.getChild('PropertyDefinition');
    const value = property.lastChild;
    if (name && value && text.slice(name.from, name.to) === 'message') return literal(value, text);
  }
  return undefined;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0' };

function unquote(written: string): string {
  return written
    .slice(1, -1)
    .replace(/\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2})|(\r?\n)|(.))/gi, (_, a, b, c, lineBreak, single) => {
      const hex = a ?? b ?? c;
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      return lineBreak ? '' : (escapes[single] ?? String(single));
    });
}
