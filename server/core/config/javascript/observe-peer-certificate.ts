/** What programs make of `socket.getPeerCertificate()`, which is an object whoever connects. */
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../base/span.ts';
import type { Observation } from '../../tls/observation.ts';
import { callsOf } from './called.ts';
import type { Program } from './program.ts';
import type { Reading } from './read.ts';
import { children, firstChild, spanOf } from './syntax.ts';

/** More than one text looks at; for each, the text behind it is searched. */
const mostCalls = 50;

export function observePeerCertificates({ program, found }: Reading): Observation[] {
  const calls = callsOf(program, 'getPeerCertificate').filter(({ callee }) => callee.name === 'MemberExpression');
  if (calls.length === 0) return [];
  const looks = /\.authoriz(?:ed|ationError)\b/.test(program.text);
  const lets = found.find(
    ({ context: { role, peerVerification } }) => role === 'server' && peerVerification?.value === 'unverified',
  );
  return calls.slice(0, mostCalls).flatMap(({ call, callee }): Observation[] => {
    const receiver = firstChild(callee);
    const socket = receiver && program.text.slice(receiver.from, receiver.to);
    const test = testOf(program, call);
    if (test && !test.includes('.authorized')) return [always(spanOf(call), socket)];
    const tests = looks ? [] : testsOfVariable(program, call);
    if (tests.length > 0) return tests.map((span) => always(span, socket));
    if (!lets || looks || test !== undefined) return [];
    return [{ code: 'javascript/authorized-not-checked', span: spanOf(call) }];
  });
}

function always(span: Span, socket: string | undefined): Observation {
  const isPlain = socket !== undefined && /^[\w$.?]+$/.test(socket);
  return {
    code: 'javascript/always-true-peer-certificate',
    span,
    ...(isPlain ? { repair: () => [{ span, text: `${socket}.authorized` }] } : {}),
  };
}

/** The text of the condition that an expression decides alone or with others; undefined where it is used as a value. */
function testOf(program: Program, expression: SyntaxNode): string | undefined {
  let at = expression;
  let isNegated = false;
  for (let level = 0; level < 12 && at.parent; level++) {
    const parent: SyntaxNode = at.parent;
    switch (parent.name) {
      case 'ParenthesizedExpression':
        break;
      case 'UnaryExpression':
        if (program.text[parent.from] !== '!') return undefined;
        isNegated = true;
        break;
      case 'BinaryExpression': {
        const operator = children(parent)[1];
        if (!operator || !/^(?:&&|\|\|)$/.test(program.text.slice(operator.from, operator.to))) return undefined;
        break;
      }
      case 'IfStatement':
      case 'WhileStatement':
        return at.name === 'ParenthesizedExpression' ? program.text.slice(at.from, at.to) : undefined;
      case 'ConditionalExpression':
        return firstChild(parent)?.from === at.from ? program.text.slice(at.from, at.to) : undefined;
      default:
        return isNegated ? program.text.slice(at.from, at.to) : undefined;
    }
    at = parent;
  }
  return undefined;
}

/** Conditions further down that look at nothing but the variable that gets the certificate. */
function testsOfVariable(program: Program, call: SyntaxNode): Span[] {
  const declaration = call.parent;
  const name = call.prevSibling?.prevSibling;
  if (declaration?.name !== 'VariableDeclaration' || name?.name !== 'VariableDefinition') return [];
  const block = declaration.parent;
  if (!block) return [];
  const variable = program.text.slice(name.from, name.to);
  if (!/^\w+$/.test(variable)) return [];
  const rest = program.text.slice(declaration.to, block.to);
  // Where the program looks into it, or asks whether it is empty, the first look does no harm.
  const inside = new RegExp(
    `Object\\.\\w+\\(\\s*${variable}|\\b(?:isEmpty|validate\\w*|verify\\w*|check\\w*)\\(\\s*${variable}|(?<![\\w.?])${variable}(?:\\?\\.|\\.)[\\w.?]+\\s*(?:[=!]==?|&&|\\|\\||\\)\\s*[{]|\\?[^.])|!\\s*${variable}[.?]`,
  );
  if (inside.test(rest)) return [];
  const found: Span[] = [];
  for (const match of rest.matchAll(new RegExp(`\\bif\\s*\\(\\s*!?\\s*(?=${variable}\\s*\\))`, 'g'))) {
    const start = declaration.to + match.index + match[0].length;
    if (program.tree.resolveInner(start, 1).name !== 'VariableName') continue;
    found.push({ start, end: start + variable.length });
  }
  return found;
}
