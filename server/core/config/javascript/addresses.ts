/** Addresses of databases whose parameters switch verification off. */
import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import type { Program } from './program.ts';

/** Parameters, and what is put in their place; nothing where leaving them out verifies. */
const parameters: readonly (readonly [RegExp, string | undefined])[] = [
  // https://github.com/brianc/node-postgres/tree/master/packages/pg-connection-string
  [/^(?:sslmode|ssl)=no-verify$/, 'sslmode=verify-full'],
  [/^(?:tlsInsecure|tlsAllowInvalidCertificates)=true$/, undefined],
  // https://www.prisma.io/docs/orm/overview/databases/postgresql#configuring-an-ssl-connection
  [/^sslaccept=accept_invalid_certs$/, 'sslaccept=strict'],
];
const parameter =
  /[?&]((?:sslmode|ssl)=no-verify|(?:tlsInsecure|tlsAllowInvalidCertificates)=true|sslaccept=accept_invalid_certs)(?=["'`&#])/g;

export function insecureAddresses({ text, tree }: Program): { readonly node: SyntaxNode; readonly span: Span }[] {
  return [...text.matchAll(parameter)].flatMap((match) => {
    const start = match.index + 1;
    const node = tree.resolveInner(start, 1);
    const isLiteral = node.name === 'String' || node.name === 'TemplateString';
    const isAddress = isLiteral && /^.(?:[a-z][\w+]*:\/\/|\$\{)/.test(text.slice(node.from, node.from + 40));
    return isAddress ? [{ node, span: { start, end: start + (match[1]?.length ?? 0) } }] : [];
  });
}

/** The parameter put right, or taken out. */
export function secureAddress({ text }: Program, { start, end }: Span): TextEdit[] | undefined {
  const written = text.slice(start, end);
  const found = parameters.find(([pattern]) => pattern.test(written));
  if (!found) return undefined;
  const [, instead] = found;
  if (instead !== undefined) return [{ span: { start, end }, text: instead }];
  // Behind a question mark, what follows moves up.
  if (text[end] === '&') return [{ span: { start, end: end + 1 }, text: '' }];
  return [{ span: { start: start - 1, end }, text: '' }];
}
