import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../base/edit.ts';
import type { Observation } from '../../tls/observation.ts';
import { callsOf } from './called.ts';
import { followName } from './constants.ts';
import { effective, readOptions } from './options.ts';
import { mostSteps, type Program } from './program.ts';
import { spanOf, unwrap } from './syntax.ts';

/** With any of these in the address, pg takes what it says about TLS and drops the `ssl` object of the code. */
const parameter = /([?&])(ssl(?:mode|cert|key|rootcert))=([^&'"`\s]*)/g;

export function observeConnectionStrings(program: Program): Observation[] {
  return ['Pool', 'Client'].flatMap((name) =>
    callsOf(program, name).flatMap(({ origin, arguments: [argument] }): Observation[] => {
      if (origin?.module !== 'pg' || !argument) return [];
      const options = readOptions(program, argument);
      const ssl = options && effective(options, 'ssl');
      const address = options && effective(options, 'connectionString')?.value;
      const literal = address && literalOf(program, address);
      if (!ssl?.value || !literal || unwrap(ssl.value).name !== 'ObjectExpression') return [];
      const names = [...program.text.slice(literal.from, literal.to).matchAll(parameter)].map(([, , key]) => key ?? '');
      if (names.length === 0) return [];
      return [
        {
          code: 'javascript/connection-string-overrides-ssl',
          span: spanOf(ssl.node),
          data: { parameters: names },
          repair: () => withoutParameters(program.text, literal),
        },
      ];
    }),
  );
}

function literalOf(program: Program, expression: SyntaxNode): SyntaxNode | undefined {
  let node = unwrap(expression);
  for (let steps = 0; steps < mostSteps; steps++) {
    if (node.name === 'String' || node.name === 'TemplateString') return node;
    const init = followName(program, node);
    if (!init) return undefined;
    node = unwrap(init);
  }
  return undefined;
}

function withoutParameters(text: string, { from, to }: SyntaxNode): TextEdit[] {
  const literal = text.slice(from, to);
  const kept = literal.replace(parameter, (_, mark: string) => (mark === '?' ? '?' : ''));
  return [{ span: { start: from, end: to }, text: kept.replace('?&', '?').replace(/\?(?=['"`]$)/, '') }];
}
