import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cipherString, groupList, suiteList } from '../../../server/core/tls/cipher-list/cipher-string.ts';
import { cipherSuites, type OpenSslVersion } from '../../../server/core/tls/cipher-list/cipher-suite.ts';
import { expand } from '../../../server/core/tls/cipher-list/expand.ts';
import { readGroups } from '../../../server/core/tls/cipher-list/groups.ts';
import { nearestName } from '../../../server/core/tls/cipher-list/nearest.ts';
import { readSuiteList } from '../../../server/core/tls/cipher-list/suite-list.ts';
import { usableSuites } from '../../../server/core/tls/cipher-list/usable.ts';
import { judge } from '../../../server/core/tls/cipher-list/verdict.ts';
import { unplaced } from '../../../server/core/tls/list-text.ts';
import { cipherStrings } from '../../support/cipher-strings.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import { offeredSuites } from '../../support/offered-suites.ts';

const versions: readonly OpenSslVersion[] = ['3.0', '3.5'];
/** The same strings every time; another seed is another 5,000. */
const seed = Number(process.env['CIPHER_SEED'] ?? 20261124);

interface Answers {
  readonly version: string;
  readonly ciphers: readonly (string | readonly [readonly string[], readonly string[]])[];
  readonly suites: readonly (string | readonly string[])[];
  readonly groups: readonly boolean[];
}

function askOpenSsl(asked: {
  ciphers?: readonly string[];
  suites?: readonly string[];
  groups?: readonly string[];
}): Answers {
  const options = { input: JSON.stringify(asked), encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  return JSON.parse(execFileSync('python3', ['test/support/cipher-oracle.py'], options));
}

/** As the oracle answers. */
function answer(text: string, version: OpenSslVersion): Answers['ciphers'][number] {
  const expansion = expand(text, version);
  if (expansion.refused) return expansion.refused.reason.replaceAll('-', ' ');
  return [expansion.suites.map(({ name }) => name), usableSuites(expansion).map(({ name }) => name)];
}

function usable(text: string, version: OpenSslVersion = '3.5'): string {
  return usableSuites(expand(text, version))
    .map(({ name }) => name)
    .join(':');
}

describe('a fixed table', () => {
  test.each([
    // FACTS 3.2: the default of nginx, 71 suites on OpenSSL 3.0, of which 16 have static RSA, 29 DHE and 36 CBC.
    ['HIGH:!aNULL:!MD5', '3.0', 71],
    ['DEFAULT', '3.0', 27],
    ['ALL', '3.0', 71],
    ['TLSv1', '3.5', 4],
    ['ECDHE+AESGCM', '3.5', 4],
    ['aNULL', '3.5', 0],
    ['aNULL:@SECLEVEL=0', '3.5', 13],
    ['AESCCM8', '3.0', 6],
    ['AESCCM8', '3.5', 0],
    ['MEDIUM:AES128-SHA', '3.5', 1],
  ] as const)('%s on %s allows %i suites', (text, version, count) => {
    expect(usableSuites(expand(text, version))).toHaveLength(count);
  });

  test('what nginx allows by default, by kind', () => {
    const suites = usableSuites(expand('HIGH:!aNULL:!MD5', '3.0'));
    const count = (of: string): number => suites.filter(({ keyExchange }) => keyExchange === of).length;
    expect([count('RSA'), count('DH'), suites.filter(({ mac }) => mac !== 'AEAD').length]).toEqual([16, 29, 36]);
  });

  test.each([
    ['ECDHE+AESGCM:!ECDSA', 'ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256'],
    ['AES128-SHA:AES256-SHA:+AES128-SHA', 'AES256-SHA:AES128-SHA'],
    ['AES128-SHA:AES256-SHA:-AES128-SHA:AES128-SHA', 'AES256-SHA:AES128-SHA'],
    ['AES128-SHA:AES256-SHA:!AES128-SHA:AES128-SHA', 'AES256-SHA'],
    ['AES128-SHA:AES256-SHA@STRENGTH', 'AES256-SHA:AES128-SHA'],
    ['AES128-SHA:NONE!AES128-SHA', 'AES128-SHA'],
    ['AES128-SHA:AES256-SHA:DEFAULT', 'AES128-SHA:AES256-SHA'],
    ['SUITEB128:AES128-SHA', 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384'],
    ['TLS_RSA_WITH_AES_128_CBC_SHA', 'AES128-SHA'],
  ])('%s comes to %s', (text, expected) => {
    expect(usable(text)).toBe(expected);
  });

  test.each([
    ['TLS_RSA_WITH_AES_128_CBC_SHA', '3.0', 'no-cipher-match'],
    ['@SECLEVEL=2:DEFAULT', '3.5', 'no-cipher-match'],
    ['RC4:3DES', '3.5', 'no-cipher-match'],
    ['', '3.5', 'no-cipher-match'],
    ['AES:@SECLEVEL=6', '3.5', 'invalid-command'],
    ['AES\nRSA', '3.5', 'invalid-command'],
    ['[ECDHE-RSA-AES128-GCM-SHA256|AES128-SHA]', '3.5', 'invalid-command'],
    ['AES+', '3.5', 'invalid-command'],
    // 3.0 has no `_` in a name: `AES` is one, and a name cannot begin with what is left.
    ['AES_GCM', '3.0', 'invalid-command'],
    ['AES:_', '3.0', 'invalid-command'],
    ['AES_GCM', '3.5', 'no-cipher-match'],
  ] as const)('%j is refused by %s: %s', (text, version, reason) => {
    expect(expand(text, version).refused?.reason).toBe(reason);
  });

  test('every item says what it did, and where it stands', () => {
    const { steps } = expand('AES128-SHA:FOO:!kRSA', '3.5');
    expect(
      steps.map(({ command, added, removed }) => [command.span, added.map(({ name }) => name), removed.length]),
    ).toEqual([
      [{ start: 0, end: 10 }, ['AES128-SHA'], 0],
      [{ start: 11, end: 14 }, [], 0],
      [{ start: 15, end: 20 }, [], 1],
    ]);
  });

  test.each([
    ['ECDHE-ECDSA-AES128-GCM-SHA256', 'recommended', []],
    ['ECDHE-RSA-CHACHA20-POLY1305', 'recommended', []],
    ['ECDHE-ECDSA-AES128-CCM', 'acceptable', []],
    ['ECDHE-RSA-AES128-SHA256', 'legacy', ['cbc']],
    ['AES128-SHA', 'legacy', ['static-rsa', 'cbc']],
    ['AES128-GCM-SHA256', 'legacy', ['static-rsa']],
    ['DHE-DSS-AES128-GCM-SHA256', 'legacy', ['finite-field', 'dss']],
    ['PSK-AES128-CCM8', 'legacy', ['shared-key', 'short-tag']],
    ['NULL-MD5', 'broken', ['no-encryption', 'md5', 'static-rsa']],
    ['ADH-AES128-SHA', 'broken', ['anonymous', 'finite-field', 'cbc']],
  ])('%s is %s', (name, grade, flaws) => {
    const suite = cipherSuites('3.5').find((one) => one.name === name);
    expect(suite && judge(suite)).toEqual({ grade, flaws });
  });

  test.each([
    ['ECDHE-RSA-AES128-GCM-SHA265', 'ECDHE-RSA-AES128-GCM-SHA256'],
    ['ecdhe-rsa-aes128-gcm-sha256', 'ECDHE-RSA-AES128-GCM-SHA256'],
    ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
    ['aNUL', 'aNULL'],
    ['HIHG', 'HIGH'],
    ['something-else', undefined],
  ])('%s was meant to be %s', (name, meant) => {
    expect(nearestName(name, '3.5')).toBe(meant);
  });
});

describe('against OpenSSL', () => {
  const strings = fc.sample(cipherStrings, { numRuns: 5000, seed });

  test('5,000 strings come to what the installed OpenSSL makes of them, in its order', { timeout: 60_000 }, () => {
    const { version, ciphers } = askOpenSsl({ ciphers: strings });
    expect(version).toMatch(/^OpenSSL 3\./);
    const ours: OpenSslVersion = /^OpenSSL 3\.[01]\./.test(version) ? '3.0' : '3.5';
    const wrong = strings.flatMap((text, i) => {
      const mine = answer(text, ours);
      return JSON.stringify(mine) === JSON.stringify(ciphers[i]) ? [] : [{ text, mine, openssl: ciphers[i] }];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    // Both kinds of answer are there in numbers.
    const refused = ciphers.filter((one) => typeof one === 'string').length;
    expect(refused).toBeGreaterThan(250);
    expect(ciphers.length - refused).toBeGreaterThan(2500);
  });

  test('the command says the same as the library', { timeout: 60_000 }, () => {
    const version = execFileSync('openssl', ['version'], { encoding: 'utf8' });
    const ours: OpenSslVersion = /^OpenSSL 3\.[01]\./.test(version) ? '3.0' : '3.5';
    // The command takes no string that begins like an option.
    const sample = strings.filter((text) => !text.startsWith('-')).slice(0, 60);
    for (const text of sample) {
      const mine = answer(text, ours);
      const expected = typeof mine === 'string' ? mine : mine[1].join(':');
      expect([text, openSslCiphers(text)]).toEqual([text, expected]);
    }
  });

  test('1,000 strings come to what the OpenSSL of Node.js offers', { timeout: 60_000 }, async () => {
    const [major = 0, minor = 0] = (process.versions.openssl ?? '').split('.').map(Number);
    expect(major * 100 + minor).toBeGreaterThanOrEqual(305);
    // Node.js takes TLS_… out of the list, throws where nothing is left, and takes an empty string for none.
    const sample = strings.filter((text) => text !== '' && !text.includes('TLS_')).slice(0, 1000);
    const byId = new Map(cipherSuites('3.5').map(({ id, name }) => [id, name]));
    let offered = 0;
    for (const text of sample) {
      const expansion = expand(text, '3.5');
      const ids = await offeredSuites(text);
      const mine = expansion.refused ? undefined : usableSuites(expansion).map(({ name }) => name);
      if (mine?.length === 0) expect([text, ids ?? []]).toEqual([text, []]);
      else expect([text, ids?.map((id) => byId.get(id))]).toEqual([text, mine]);
      if (ids) offered++;
    }
    expect(offered).toBeGreaterThan(300);
  });

  test('TLS 1.3 suites', () => {
    const lists = [
      ...['TLS_AES_128_GCM_SHA256', 'TLS_AES_128_GCM_SHA256:FOO', 'FOO', 'tls_aes_128_gcm_sha256', 'HIGH'],
      ...[' TLS_AES_128_GCM_SHA256 : TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384'],
      ...[
        'TLS_AES_128_CCM_8_SHA256::TLS_CHACHA20_POLY1305_SHA256',
        ':TLS_AES_128_CCM_SHA256',
        '-TLS_AES_256_GCM_SHA384',
      ],
      // What has a name of IANA's is taken, whatever version it is of.
      ...['', ' ', ':', 'TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_RSA_WITH_RC4_128_SHA', 'A'.repeat(90)],
      'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256:TLS_AES_128_GCM_SHA256',
    ];
    const { suites } = askOpenSsl({ suites: lists });
    const mine = lists.map((text) => {
      const read = readSuiteList(text, '3.0');
      return read.refused ? 'no cipher match' : read.suites.map(({ name }) => name);
    });
    const signals = ['TLS_FALLBACK_SCSV', 'TLS_EMPTY_RENEGOTIATION_INFO_SCSV:FOO'];
    expect(askOpenSsl({ suites: signals }).suites.filter((one) => typeof one === 'string')).toEqual([]);
    for (const text of signals) expect(readSuiteList(text, '3.0').refused).toBeUndefined();
    expect(mine.map((one, i) => [lists[i], one])).toEqual(suites.map((one, i) => [lists[i], one]));
  });

  test('groups', () => {
    const lists = [
      ...[
        'X25519',
        'x25519',
        'X25519:P-256',
        'prime256v1',
        'P-256:secp384r1',
        'SECP256R1',
        'p-256',
        'X25519:FOO',
        'FOO',
      ],
      ...['X25519:', ':X25519', 'X25519::P-256', ' X25519', 'X25519 : P-256', 'X25519,P-256', 'X25519 P-256', '?FOO'],
      ...[
        '',
        ' ',
        'X25519:X25519',
        'prime256v1:P-256',
        '*X25519',
        'X25519/P-256',
        '-X25519:P-256',
        'DEFAULT',
        'auto',
        'B-571',
      ],
      ...['X25519MLKEM768:X25519', '?X25519MLKEM768:X25519', 'ffdhe2048:X448', 'brainpoolP256r1', 'secp256k1', 'K-163'],
    ];
    const { version, groups } = askOpenSsl({ groups: lists });
    const ours: OpenSslVersion = /^OpenSSL 3\.[01]\./.test(version) ? '3.0' : '3.5';
    const mine = lists.map((text) => readGroups(text, ours).refused !== true);
    expect(mine.map((one, i) => [lists[i], one])).toEqual(groups.map((one, i) => [lists[i], one]));
  });

  test.each([
    ['X25519MLKEM768:X25519', ['X25519MLKEM768', 'x25519']],
    ['?FOO:*X25519/P-256:-X25519', ['secp256r1']],
    ['*X25519MLKEM768 / *X25519:?secp256r1', ['X25519MLKEM768', 'x25519', 'secp256r1']],
    ['x25519:p-256', ['x25519', 'secp256r1']],
    [' ', []],
    ['X25519:FOO', undefined],
    ['??X25519', undefined],
    ['X25519//P-256', undefined],
    ['X25519:', undefined],
  ])('3.5 reads the groups %s', (text, expected) => {
    const { groups, refused } = readGroups(text, '3.5');
    expect(refused ? undefined : groups).toEqual(expected);
  });
});

describe('any input', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.constantFrom(...'AZaz09-_.=:;, !+@"\n\u0000é'), { maxLength: 300 }).map((all) => all.join('')),
    cipherStrings,
  );

  test('never throws; every span is inside the text, in order', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(...versions), (text, version) => {
        const list = cipherString(unplaced(text));
        if (list === 'unknown') return;
        const { steps, refused } = list.read(version);
        let at = 0;
        for (const { command } of steps) {
          expect(command.span.start).toBeGreaterThanOrEqual(at);
          expect(command.span.end).toBeGreaterThan(command.span.start);
          at = command.span.end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
        if (refused?.reason === 'invalid-command') expect(refused.span.end).toBeLessThanOrEqual(text.length);
        for (const { span } of suiteList(unplaced(text)).read(version).items) {
          expect(text.slice(span.start, span.end).trim()).not.toBe('');
        }
        for (const { written, span } of groupList(unplaced(text)).read(version).items) {
          expect(text.slice(span.start, span.end)).toBe(written);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('the longest text is read in bounded time, and said to be cut off', () => {
    const text = 'HIGH:-ALL:'.repeat(200_000);
    const used = cpuTime();
    expect(expand(text, '3.5').isCutOff).toBe(true);
    expect(used()).toBeLessThan(2000);
  });
});

function openSslCiphers(text: string): string {
  try {
    return execFileSync('openssl', ['ciphers', '-s', '-tls1_2', text], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch (error) {
    const { stderr } = error as { readonly stderr: string };
    return /:(no cipher match|invalid command)/.exec(stderr)?.[1] ?? stderr;
  }
}
