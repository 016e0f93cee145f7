import { createPrivateKey } from 'node:crypto';
import { type Made, makeCertificate, makeRevocationList } from './certificates.ts';
import { oddFixtures } from './odd-fixtures.ts';
import { publicFixtures } from './public-fixtures.ts';
import { unsignedNamesakes } from './unsigned-certificates.ts';

/** The clock of all fixtures: nothing here ever expires by itself. */
export const fixtureTime = new Date('2026-11-23T12:00:00Z');

let made: Promise<ReadonlyMap<string, string>> | undefined;

/** PEM texts by the names that rules' examples use. */
export function fixtures(): Promise<ReadonlyMap<string, string>> {
  made ??= make();
  return made;
}

async function make(): Promise<ReadonlyMap<string, string>> {
  const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);
  const ca = await makeCertificate({ cn: 'Example CA', ca: true, from: day(-30), to: day(1800) });
  const leaf = (from: number, to: number, more: object = {}): Promise<Made> =>
    makeCertificate({
      cn: 'db.internal',
      issuer: ca,
      usages: ['serverAuth'],
      dns: ['db.internal'],
      from: day(from),
      to: day(to),
      ...more,
    });
  const server = await leaf(-1, 200);
  const other = await leaf(-1, 200);
  const intermediate = await makeCertificate({
    cn: 'Example Servers CA',
    ca: true,
    issuer: ca,
    from: day(-20),
    to: day(900),
  });
  const expiredIntermediate = await makeCertificate({
    cn: 'Former Servers CA',
    ca: true,
    issuer: ca,
    from: day(-30),
    to: day(-2),
  });
  const otherCa = await makeCertificate({ cn: 'Another CA', ca: true, from: day(-30), to: day(1800) });
  const revoked = await leaf(-1, 200);
  return new Map([
    ...oddFixtures(fixtureTime),
    ...publicFixtures(fixtureTime),
    // Longer by far than a parser can bear to read in every way there is.
    ['deep-javascript', `https.get(${'({'.repeat(8000)}\n`],
    ['deep-python', `import ssl\n${'a '.repeat(20_000)}\n`],
    ['many-cas-of-one-name', await unsignedNamesakes(70)],
    ['ca', ca.certificate],
    ['other-ca', otherCa.certificate],
    ['intermediate', intermediate.certificate],
    [
      'lower-intermediate',
      (await makeCertificate({ cn: 'Lower CA', ca: true, issuer: intermediate, from: day(-20), to: day(900) }))
        .certificate,
    ],
    ['intermediate-crl', await makeRevocationList(intermediate, [], fixtureTime)],
    ['rsa-key', (await makeCertificate({ cn: 'rsa', rsaBits: 2048, from: day(-1), to: day(200) })).privateKey],
    ['with-ocsp', (await leaf(-1, 200, { ocsp: 'http://ocsp.example.org/' })).certificate],
    [
      'issued-client',
      (await leaf(-1, 200, { issuer: intermediate, cn: 'api-client', usages: ['clientAuth'], dns: undefined }))
        .certificate,
    ],
    ['issued-leaf', (await leaf(-1, 200, { issuer: intermediate })).certificate],
    ['expired-intermediate', expiredIntermediate.certificate],
    ['of-expired-intermediate', (await leaf(-1, 200, { issuer: expiredIntermediate })).certificate],
    ['server', server.certificate],
    ['client', (await leaf(-1, 200, { cn: 'api-client', usages: ['clientAuth'], dns: undefined })).certificate],
    ['wildcard', (await leaf(-1, 200, { cn: 'wildcard', dns: ['*.example.org'] })).certificate],
    ['common-name-only', (await leaf(-1, 200, { cn: 'legacy.internal', dns: undefined })).certificate],
    ['revoked', revoked.certificate],
    ['crl', await makeRevocationList(ca, [revoked], fixtureTime)],
    ['server-key', server.privateKey],
    ['other-key', other.privateKey],
    ['private-key', server.privateKey],
    ['encrypted-key', encrypted(server.privateKey)],
    ['expired', (await leaf(-90, -1)).certificate],
    ['not-yet-valid', (await leaf(10, 100)).certificate],
    ['expires-soon', (await leaf(-60, 12)).certificate],
    ['of-a-day', (await leaf(-0.5, 0.5)).certificate],
    ['sha1-signed', (await leaf(-1, 200, { hash: 'SHA-1' })).certificate],
    ['rsa-1024', (await leaf(-1, 200, { rsaBits: 1024 })).certificate],
    [
      'self-signed',
      (await makeCertificate({ cn: 'dev.internal', dns: ['dev.internal'], from: day(-1), to: day(200) })).certificate,
    ],
  ]);
}

function encrypted(privateKey: string): string {
  const key = createPrivateKey(privateKey);
  return key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'fixture' }).toString();
}
