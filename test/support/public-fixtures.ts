import { generateKeyPairSync, generatePrimeSync } from 'node:crypto';
import { encode } from '../../server/core/asn1/encode.ts';
import { encodeObjectIdentifier } from '../../server/core/asn1/object-identifier.ts';
import { writePem } from '../../server/core/pem/write-pem.ts';
import {
  authorityInfoAccess,
  authorityKeyIdentifier,
  basicConstraints,
  crlDistributionPoint,
  extKeyUsage,
  keyUsage,
  name,
  nameOf,
  type OddCertificate,
  type OddExtension,
  oddCertificate,
  rsaKey,
  sequence,
  serverAuth,
  spki,
  subjectAltName,
} from './odd-certificates.ts';

/** Certificates as public CAs issue them, each with one thing wrong, and others that rules of public CAs speak of. */
export function publicFixtures(now: Date): ReadonlyMap<string, string> {
  const day = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
  const names = (...all: readonly (string | readonly number[])[]): OddExtension => subjectAltName(all);
  const usual = {
    basicConstraints: basicConstraints(false),
    keyUsage: keyUsage(0),
    purposes: serverAuth,
    names: names('www.tlsense.dev'),
    issuer: authorityKeyIdentifier(),
    access: authorityInfoAccess('1.3.6.1.5.5.7.48.2', 'http://pki.tlsense.dev/ca.crt'),
    policies: policies('2.23.140.1.2.1'),
    lists: crlDistributionPoint('http://pki.tlsense.dev/ca.crl'),
    timestamps: timestamps(),
  };
  const leaf = (
    changes: Partial<Record<keyof typeof usual, OddExtension | undefined>>,
    fields: Partial<OddCertificate> = {},
  ) =>
    oddCertificate({
      from: day(-1),
      to: day(89),
      subject: name('www.tlsense.dev'),
      ...fields,
      extensions: Object.values({ ...usual, ...changes }).filter((one) => one !== undefined),
    });
  const sharing = (changes: Parameters<typeof leaf>[0], which: 0 | 1): string =>
    leaf(changes, { subjectPublicKeyInfo: rsaKey(commonPrime * (primes[which] ?? 1n)) });
  const at = (date: string): Date => new Date(`${date}T00:00:00Z`);
  const own = { timestamps: undefined, policies: undefined };
  return new Map([
    ['same-serial', leaf(own, { serial: [1] })],
    ['same-serial-again', leaf(own, { serial: [1] })],
    ['published-key', publishedKey()],
    ['shared-prime', sharing(own, 0)],
    ['shared-prime-too', sharing(own, 1)],
    ['config-map-with-key', manifest('ConfigMap')],
    ['secret-with-key', `${manifest('Secret')}---\nkind: ConfigMap\ndata: {}\n`],
    ['public', leaf({})],
    ['public-201-days', leaf({}, { to: day(200) })],
    ['public-398-days-of-2025', leaf({}, { from: at('2025-12-01'), to: new Date(at('2027-01-03').getTime() - 1000) })],
    ['public-internal-name', leaf({ names: names('www.tlsense.dev', 'db.internal') })],
    ['public-reserved-address', leaf({ names: names('www.tlsense.dev', [10, 0, 0, 7]) })],
    ['public-underscore', leaf({ names: names('www.tlsense.dev', 'my_service.tlsense.dev') })],
    ['public-client', leaf({ purposes: extKeyUsage('1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2') })],
    [
      'public-client-of-2027',
      leaf(
        { purposes: extKeyUsage('1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2') },
        { from: at('2027-04-01'), to: at('2027-06-01') },
      ),
    ],
    ['public-no-policy', leaf({ policies: undefined })],
    ['public-ed25519', leaf({}, { subjectPublicKeyInfo: spki(generateKeyPairSync('ed25519').publicKey) })],
    ['public-one-timestamp', leaf({ timestamps: timestamps(1) })],
    ['public-no-list', leaf({ lists: undefined })],
    ['public-of-a-week', leaf({ lists: undefined }, { from: day(-1), to: new Date(day(6).getTime() - 1000) })],
    ['public-with-unit', leaf({}, { subject: nameOf(['2.5.4.11', 'Operations'], host) })],
    ['public-dv-with-organization', leaf({}, { subject: nameOf(['2.5.4.10', 'Example'], host) })],
    ['public-ov-without-organization', leaf({ policies: policies('2.23.140.1.2.2') })],
    ['public-for-code', leaf({ purposes: extKeyUsage('1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.3') })],
    ['public-encipherment', leaf({ keyUsage: keyUsage(0, 2) })],
    ['public-with-uri', leaf({ names: withUri })],
    ['public-short-serial', leaf({}, { serial: [1, 2, 3] })],
    ['mixed-scripts', leaf({ ...own, names: names('db.internal') }, { subject: name('раypal') })],
    ['mixed-scripts-encoded', leaf({ ...own, names: names('xn--ypal-43d9g.internal') }, { subject: name() })],
    ['cyrillic', leaf({ ...own, names: names('xn--e1afmkfd.internal') }, { subject: name('Пример Ltd') })],
    ['critical-access', leaf({ ...own, access: { ...usual.access, critical: true } })],
    [
      'policy-constraints-not-critical',
      leaf({ ...own, access: { oid: '2.5.29.36', value: sequence(encode(0x80, Uint8Array.of(0))) } }),
    ],
  ]);
}

const host = ['2.5.4.3', 'www.tlsense.dev'] as const;

const withUri: OddExtension = {
  oid: '2.5.29.17',
  value: sequence(
    encode(0x82, new TextEncoder().encode('www.tlsense.dev')),
    encode(0x86, new TextEncoder().encode('spiffe://tlsense.dev/web')),
  ),
};

/** testECCP256 of RFC 9500, 2.3. */
function publishedKey(): string {
  const point = [
    '04422548f88fb782ffb5eca3744452c72a1e558fbd6f73be5e48e93232cc45c5b1',
    '6c4cd10c4cb8d5b8a17139e94882c8992572993425f41419ab7e90a42a494272',
  ];
  const algorithm = sequence(
    encodeObjectIdentifier('1.2.840.10045.2.1'),
    encodeObjectIdentifier('1.2.840.10045.3.1.7'),
  );
  return writePem('PUBLIC KEY', sequence(algorithm, encode(3, Uint8Array.of(0), Buffer.from(point.join(''), 'hex'))));
}

function manifest(kind: string): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = `${privateKey.export({ type: 'pkcs8', format: 'pem' })}`.trimEnd().replaceAll('\n', '\n    ');
  const field = kind === 'Secret' ? 'stringData' : 'data';
  return `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: tls\n${field}:\n  tls.key: |\n    ${pem}\n`;
}

/** Short, since they are made anew in each run. */
const [commonPrime = 1n, ...primes] = Array.from({ length: 3 }, () => generatePrimeSync(384, { bigint: true }));

function policies(...oids: readonly string[]): OddExtension {
  return { oid: '2.5.29.32', value: sequence(...oids.map((oid) => sequence(encodeObjectIdentifier(oid)))) };
}

/** Timestamps of logs (RFC 6962, 3.3), whose signatures nobody looks at. */
function timestamps(count = 2): OddExtension {
  const logs = ['DleUvPOuqT4zGyyZB7P3kN+bwj1xMiXdIaklrGHFTiE=', 'yzj3FYl8hKFEX1vB3fvJbvKaWc1HCmkFhbDLFMMUWOc='];
  const signature = Buffer.from('3006020101020102', 'hex');
  const list = Buffer.concat(
    logs.slice(0, count).map((logId) => {
      const sct = Buffer.concat([
        Buffer.from([0]),
        Buffer.from(logId, 'base64'),
        Buffer.from('0000019f00000000', 'hex'),
        Buffer.from([0, 0, 4, 3, 0, signature.length]),
        signature,
      ]);
      return Buffer.concat([Buffer.from([0, sct.length]), sct]);
    }),
  );
  return {
    oid: '1.3.6.1.4.1.11129.2.4.2',
    value: encode(4, Buffer.concat([Buffer.from([0, list.length]), list])),
  };
}
