import { expect, test } from 'vitest';
import type { TlsContext } from '../../../server/core/tls/context.ts';
import { KnownServers } from '../../../server/core/workspace/known-servers.ts';

const place = { span: { start: 0, end: 1 }, origin: 'explicit' } as const;

function context(role: TlsContext['role'], name: string): TlsContext {
  const serverNames = [{ value: name, ...place }];
  const shown = role === 'server' && {
    certificates: [
      {
        value: { path: `${name}.pem`, purpose: 'certificate' as const, base: 'document' as const, ...place },
        ...place,
      },
    ],
  };
  return { role, api: 'a', nameSpan: place.span, span: place.span, serverNames, ...shown } as unknown as TlsContext;
}
const server = (name: string): TlsContext => context('server', name);
const namesFor = (known: KnownServers, name: string): string[] =>
  known.for(context('client', name), () => false, undefined).map(({ uri }) => uri);

test('what comes and goes is told by its names, clients beside it are nothing', () => {
  const known = new KnownServers();
  const [a, b] = [server('a'), server('b')];
  expect(known.put('file:///1', [context('client', 'x'), a, b])).toEqual(['servers a', 'servers b']);
  expect(known.put('file:///1', [context('client', 'y'), a, b])).toEqual([]);
  expect(known.put('file:///1', [a, context('client', 'y')])).toEqual(['servers b']);
  expect([namesFor(known, 'a'), namesFor(known, 'b'), namesFor(known, 'y')]).toEqual([['file:///1'], [], []]);
  expect(known.put('file:///1', [context('client', 'y')])).toEqual(['servers a']);
  expect([...known.uris]).toEqual([]);
});

test('more servers than a workspace has are not kept, and room is made by those that go', () => {
  const known = new KnownServers();
  const many = Array.from({ length: 9_999 }, (_, i) => server(`s${i}`));
  known.put('file:///1', many);
  expect(known.put('file:///2', [context('client', 'x'), server('a'), server('b')])).toEqual(['servers a']);
  expect([namesFor(known, 'a'), namesFor(known, 'b')]).toEqual([['file:///2'], []]);
  known.put('file:///1', many.slice(10));
  const [a, b] = [server('a'), server('b')];
  expect(known.put('file:///2', [a, b])).toContain('servers b');
  expect([namesFor(known, 'a'), namesFor(known, 'b')]).toEqual([['file:///2'], ['file:///2']]);
  known.put('file:///2', []);
  known.put('file:///1', []);
  expect([...known.uris]).toEqual([]);
});
