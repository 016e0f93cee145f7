/** Names that were cipher suites or keywords once, or are in special builds: OpenSSL 3 ignores them like any other. */

export type Weakness = 'RC4' | 'RC2' | '3DES' | 'DES' | 'EXPORT' | 'IDEA' | 'SEED' | 'NULL' | 'MD5' | 'LOW';

const weak: readonly (readonly [Weakness, RegExp])[] = [
  ['EXPORT', /^EXP(?:ORT)?(?:40|56|1024)?(?:-|$)|(?:^|_)EXPORT_/],
  ['RC4', /(?:^|[-_])RC4(?:[-_]|$)/],
  ['RC2', /(?:^|[-_])RC2(?:[-_]|$)/],
  ['3DES', /^3DES$|DES-CBC3|3DES[-_]EDE/],
  ['DES', /^DES$|(?:^|-)DES-CBC-|_DES_CBC_/],
  ['IDEA', /(?:^|[-_])IDEA(?:[-_]|$)/],
  ['SEED', /(?:^|[-_])SEED(?:[-_]|$)/],
  ['NULL', /_WITH_NULL_|-NULL-/],
  ['MD5', /[-_]MD5$/],
  ['LOW', /^LOW$/],
];

/** What is wrong with what a retired name stands for. */
export function weaknessOf(name: string): Weakness | undefined {
  return weak.find(([, pattern]) => pattern.test(name))?.[0];
}

const words = new Set(
  (
    'kDHr kDHd kDH kECDHr kECDHe kECDH aDH aECDH kKRB5 aKRB5 KRB5 kFZA aFZA eFZA FZA SSLv2 TLSv1.1 TLSv1.3 ' +
    'kGOST kGOST18 aGOST aGOST01 aGOST12 aGOST94 GOST89 GOST94 GOST12 GOST89MAC GOST2012 GOST89MAC12 MAGMA KUZNYECHIK ' +
    'EXP EXPORT EXPORT40 EXPORT56 DES RC2 RC4 IDEA SEED UNSAFE'
  ).split(' '),
);

/** A word that has or had a meaning: leaving it out with `!` or `-` is a habit, not a slip of the pen. */
export function isRetiredWord(name: string): boolean {
  return words.has(name) || weaknessOf(name) !== undefined || name.startsWith('GOST');
}
