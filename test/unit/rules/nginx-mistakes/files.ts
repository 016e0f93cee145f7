/** The files that the mistakes need, by name: certificates and keys at the fixtures' clock, and what belongs to them. */
import { createPrivateKey } from 'node:crypto';
import { type Made, makeCertificate, makeRevocationList, type Wanted } from '../../../support/certificates.ts';
import { fixtures, fixtureTime } from '../../../support/fixtures.ts';

let made: Promise<ReadonlyMap<string, string>> | undefined;

export function mistakeFiles(): Promise<ReadonlyMap<string, string>> {
  made ??= make();
  return made;
}

const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);

async function make(): Promise<ReadonlyMap<string, string>> {
  const authority = (cn: string, more: Partial<Wanted> = {}): Promise<Made> =>
    makeCertificate({ cn, ca: true, from: day(-30), to: day(1800), ...more });
  const ca = await authority('Example CA', { depth: 3 });
  const intermediate = await authority('Example Servers CA', { issuer: ca, depth: 1 });
  const deep = await authority('Example Clients CA', { issuer: intermediate, depth: 0 });
  const leaf = (more: Partial<Wanted> = {}): Promise<Made> =>
    makeCertificate({
      cn: 'a.example',
      issuer: ca,
      usages: ['serverAuth'],
      dns: ['a.example', 'b.example', '*.a.example'],
      from: day(-1),
      to: day(200),
      ...more,
    });
  const client = { cn: 'api-client', usages: ['clientAuth'], dns: undefined } as const;
  const certificates: Readonly<Record<string, Made>> = {
    ca,
    'other-ca': await authority('Another CA'),
    intermediate,
    'deep-intermediate': deep,
    'deep-client': await leaf({ ...client, issuer: deep }),
    server: await leaf(),
    other: await leaf(),
    rsa: await leaf({ rsaBits: 2048 }),
    issued: await leaf({ issuer: intermediate }),
    expired: await leaf({ from: day(-90), to: day(-1) }),
    early: await leaf({ from: day(10), to: day(100) }),
    'no-san': await leaf({ dns: undefined }),
    client: await leaf(client),
    'rsa-1024': await leaf({ rsaBits: 1024 }),
    sha1: await leaf({ hash: 'SHA-1' }),
    'with-ocsp': await leaf({ ocsp: 'http://ocsp.example/' }),
  };
  const pem = (name: string): string => certificates[name]?.certificate ?? '';
  const key = createPrivateKey(certificates['server']?.privateKey ?? '');
  const encrypted = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'fixture' });
  return new Map([
    ...Object.entries(certificates).flatMap(([name, { certificate, privateKey }]): [string, string][] => [
      [name, certificate],
      [`${name}-key`, privateKey],
    ]),
    ['glued-chain', pem('issued').trimEnd() + pem('intermediate')],
    ['encrypted-server-key', encrypted.toString()],
    ['password', 'fixture\n'],
    ['request', (await fixtures()).get('request') ?? ''],
    ['crl', await makeRevocationList(ca, [], fixtureTime)],
    ['intermediate-crl', await makeRevocationList(intermediate, [], fixtureTime)],
    ['old-crl', await makeRevocationList(ca, [], day(-60))],
    ['dh-1024', dhParameters(oakley2)],
    ['bytes-32', 'x'.repeat(32)],
    ['bytes-80', 'x'.repeat(80)],
  ]);
}

/** The 1024 bits of RFC 2409, 6.2. */
const oakley2 =
  'ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b' +
  '302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe6' +
  '49286651ece65381ffffffffffffffff';

/** PKCS #3: SEQUENCE { prime, base 2 }. */
function dhParameters(prime: string): string {
  const number = Buffer.from(`00${prime}`, 'hex');
  const content = Buffer.concat([Buffer.from([0x02, 0x81, number.length]), number, Buffer.from([0x02, 1, 2])]);
  const der = Buffer.concat([Buffer.from([0x30, 0x81, content.length]), content]).toString('base64');
  return `-----BEGIN DH PARAMETERS-----\n${der.replace(/.{64}/g, '$&\n')}\n-----END DH PARAMETERS-----\n`;
}
