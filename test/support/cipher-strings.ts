import fc from 'fast-check';
import { cipherSuites } from '../../server/core/tls/cipher-list/cipher-suite.ts';
import { keywordNames } from '../../server/core/tls/cipher-list/selector.ts';

const suites = cipherSuites('3.5');
const strangers = [
  ...['FOO', 'ECDHE-RSA-AES128-GCM-SHA265', 'aes', 'HIGHX', 'PROFILE=SYSTEM', 'RC4', 'RC4-SHA', 'DES-CBC3-SHA', 'EXP'],
  ...['AES_GCM', 'FOO_AES', '_', 'kGOST18', 'aRSA.', 'AES=', 'SECLEVEL=1', 'STRENGTH', 'all', 'ALL-'],
  ...['SEED', 'kGOST', 'aGOST', 'TLSv1.1', 'TLSv1.3', 'TLS_AES_128_GCM_SHA256', 'SUITEB128', 'SUITEB192', 'DEFAULT'],
];
const name = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(...keywordNames) },
  { weight: 7, arbitrary: fc.constantFrom(...suites.map((suite) => suite.name)) },
  { weight: 1, arbitrary: fc.constantFrom(...suites.map((suite) => suite.ianaName)) },
  { weight: 2, arbitrary: fc.constantFrom(...strangers) },
);
const selection = fc
  .tuple(fc.constantFrom('', '', '', '', '!', '-', '+'), fc.array(name, { minLength: 1, maxLength: 3 }))
  .map(([operator, names]) => operator + names.join('+'));
const level = fc.integer({ min: 0, max: 5 }).map((value) => `@SECLEVEL=${value}`);
/** What a hand slips into, and what OpenSSL reads in its own way: swallowed items, items without separators. */
const odd = fc.constantFrom(
  ...['@FOO', '@', '!', '-', '+', 'A++B', '!!AES', 'AES+', '"', '[a|b]', '\n', '@SECLEVEL=6', '@STRENGTH+x'],
  ...['AES!RSA', 'FOO!AES', 'AES@STRENGTH', 'AES:::', ' ', '--AES', 'ECDHE+RSA+AES128-SHA', 'RSA+AES128-SHA!SHA1'],
);
const item = fc.oneof(
  { weight: 24, arbitrary: selection },
  { weight: 1, arbitrary: fc.constant('@STRENGTH') },
  { weight: 1, arbitrary: level },
);
const separator = fc.oneof(
  { weight: 12, arbitrary: fc.constant(':') },
  { weight: 3, arbitrary: fc.constantFrom(' ', ',', ';', '::', ': ', '!', '@STRENGTH:') },
);
const start = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: fc.constantFrom('DEFAULT:', 'DEFAULT', 'DEFAULT!', 'DEFAULT+', 'DEFAULT@STRENGTH:') },
  { weight: 1, arbitrary: fc.constantFrom('SUITEB128:', 'SUITEB128ONLY:', 'SUITEB128C2', 'SUITEB192x') },
);
const itemAndSeparator = fc.tuple(item, separator).map((parts) => parts.join(''));
const oddItem = fc.tuple(odd, separator).map((parts) => parts.join(''));

/** Strings of the grammar of ciphers(1), now and then with something that is not. */
export const cipherStrings: fc.Arbitrary<string> = fc
  .tuple(
    start,
    fc.array(fc.oneof({ weight: 60, arbitrary: itemAndSeparator }, { weight: 1, arbitrary: oddItem }), {
      minLength: 1,
      maxLength: 8,
    }),
    fc.boolean(),
  )
  .map(([first, items, isTrimmed]) => {
    const text = first + items.join('');
    return isTrimmed ? text.replace(/[: ;,!]+$/, '') : text;
  });
