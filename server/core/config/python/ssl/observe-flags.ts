/** The two sets of flags of a context: an assignment throws away what was in them. */
import type { FileReference } from '../../../tls/context.ts';
import { argument, hasUnpacked, isNone, type Observed } from '../place.ts';
import { spanOf } from '../syntax.ts';
import { insertAt, removeStatements } from '../text-edits.ts';
import { type Assignment, isCertain } from '../value.ts';
import { flagNames } from './flag-names.ts';
import { isOnlyTarget } from './observe-sides.ts';
import type { SslContext } from './ssl-context.ts';

export function observeFlags({ subject, files, creation }: SslContext): Observed[] {
  if (creation.kind === 'foreign') return [];
  const seen: Observed[] = [];
  for (const touch of subject.touches) {
    if (touch.kind !== 'assignment' || touch.attribute !== 'verify_flags') continue;
    const names = flagNames(touch.value, /^ssl\.(?:VerifyFlags\.)?VERIFY_/);
    // VERIFY_DEFAULT is no flag: whoever assigns it wants to clear the others.
    if (!names || names.some((name) => name.endsWith('.VERIFY_DEFAULT'))) continue;
    if (touch.operator === '=') {
      seen.push({
        code: 'python/verify-flags-assigned',
        span: spanOf(touch.statement),
        data: { flag: shortName(names) },
        repair: () => addInstead(touch),
      });
    }
    if (touch.operator !== '=' && touch.operator !== '|=') continue;
    const asks = names.some((name) => /\.VERIFY_CRL_CHECK_(?:LEAF|CHAIN)$/.test(name));
    if (!asks || !isCertain(touch, subject) || files.revocationLists.length > 0 || mayLoadLists(subject)) continue;
    seen.push({
      code: 'python/crl-check-without-crl',
      span: spanOf(touch.statement),
      references: files.trustAnchors.flatMap(({ value }): FileReference[] => (value === 'unknown' ? [] : [value])),
    });
  }
  return seen;
}

/** True where a revocation list may come from a place that the text does not name. */
function mayLoadLists({ call, touches }: SslContext['subject']): boolean {
  const calls = touches.flatMap((touch) => (touch.kind === 'assignment' ? [] : [touch]));
  return [...(call ? [{ kind: 'call' as const, method: '', call }] : []), ...calls].some((touch) => {
    // Another function may load it: only those are known that make a connection.
    if (touch.kind === 'passing')
      return !/^(?:wrap_|open_|urlopen|start_|create_|HTTPS|serve|run|make_)/.test(touch.method);
    const isLoading = touch.method === 'load_verify_locations' || touch.method === '';
    if (!isLoading) return false;
    if (hasUnpacked(touch.call)) return true;
    const [path, data] =
      touch.method === ''
        ? [argument(touch.call, 'capath'), argument(touch.call, 'cadata')]
        : [argument(touch.call, 'capath', 1), argument(touch.call, 'cadata', 2)];
    const file = argument(touch.call, 'cafile', touch.method === '' ? undefined : 0);
    return (
      [path, data].some((one) => one && !isNone(one.value)) || (file !== undefined && file.value.kind === 'unknown')
    );
  });
}

/** `options = …`: SSL 3.0 and compression come back. */
export function observeClearedOptions({ subject }: SslContext, text: string): Observed[] {
  return subject.touches.flatMap((touch): Observed[] => {
    if (touch.kind !== 'assignment' || touch.attribute !== 'options') return [];
    if (touch.operator === '&=') return oldVersions(touch, text);
    if (touch.operator !== '=') return [];
    const isZero = touch.value.kind === 'constant' && touch.value.value === 0;
    const names = flagNames(touch.value, /^ssl\.(?:Options\.)?OP_/);
    if (!isZero && !names) return [];
    const isRemoved = isZero && isOnlyTarget(touch);
    return [
      {
        code: 'python/options-cleared',
        form: isZero ? 'zero' : 'assigned',
        span: spanOf(touch.statement),
        data: { flag: names ? shortName(names) : '0' },
        ...(isRemoved && { removes: [touch.statement] }),
        repair: ({ text, removable }) =>
          isRemoved ? removeStatements(text, [touch.statement], removable) : names && addInstead(touch),
      },
    ];
  });
}

/** `options &= ~ssl.OP_NO_SSLv3`: what kept an old version out is taken away. */
function oldVersions(touch: Assignment, text: string): Observed[] {
  const written = text.slice(touch.node.from, Math.min(touch.node.to, touch.node.from + 200));
  const flag = /^~\s*\(?\s*(?:[\w.]+\.)?(OP_NO_(?:SSLv[23]|TLSv1(?:_1)?))\b/.exec(written)?.[1];
  if (flag === undefined) return [];
  const isRemoved = isOnlyTarget(touch);
  return [
    {
      code: 'python/options-cleared',
      form: 'versions',
      span: spanOf(touch.statement),
      data: { flag },
      ...(isRemoved && { removes: [touch.statement] }),
      repair: ({ text: whole, removable }) =>
        isRemoved ? removeStatements(whole, [touch.statement], removable) : undefined,
    },
  ];
}

function shortName(names: readonly string[]): string {
  return names.map((name) => name.slice(name.lastIndexOf('.') + 1)).join(' | ');
}

/** `=` becomes `|=`. */
function addInstead(touch: Assignment): ReturnType<NonNullable<Observed['repair']>> {
  const sign = touch.statement.getChild('AssignOp');
  return sign && isOnlyTarget(touch) ? [insertAt(sign.from, '|')] : undefined;
}
