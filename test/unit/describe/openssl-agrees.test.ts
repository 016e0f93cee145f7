import { afterAll, beforeAll, expect, test } from 'vitest';
import { objectIdentifierNames } from '../../../server/core/asn1/object-identifier-names.ts';
import { inspectObject } from '../../../server/core/describe/describe.ts';
import { curves } from '../../../server/core/x509/curves.ts';
import { readPkiObjects } from '../../../server/core/x509/read-pki-objects.ts';
import { Scratch } from '../x509/openssl.ts';
import { comparedExtensions, type LongName } from './openssl-extensions.ts';
import { partsFromJson, partsOf } from './openssl-text.ts';
import { type Variant, variants } from './variants.ts';

// `tlsense inspect --format json` over certificates of every kind that the installed openssl makes, against
// `openssl x509 -text`: what it prints is rebuilt from the JSON and compared part by part. Compared are, of every
// certificate: Version, Serial Number, Signature Algorithm (twice, with its parameters), Issuer, Not Before, Not After,
// Subject, Public Key Algorithm with the whole key, the unique identifiers, Signature Value, and every extension with
// whether it is critical: those of `comparedExtensions` by their content, others by their bytes.

const scratch = new Scratch();
afterAll(() => scratch[Symbol.dispose]());

/** Named curves that this openssl signs with; those we have no name for are left out. */
function curveVariants(): Variant[] {
  const known = new Set([...curves.values()].map(({ name }) => name));
  const names = scratch.openssl('ecparam -list_curves').match(/^ {2}(\S+?)\s*:/gm) ?? [];
  return names.flatMap((line): Variant[] => {
    const name = line.replace(':', '').trim();
    const ours =
      { prime192v1: 'P-192', secp224r1: 'P-224', prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }[name] ??
      name;
    return known.has(ours) ? [{ name: `curve ${name}`, key: `curve-${name}.pem` }] : [];
  });
}

const all = [...variants, ...curveVariants()];
const texts = new Map<string, { readonly pem: string; readonly text: string } | undefined>();
let longName: LongName = (identifier) => identifier;

beforeAll(() => {
  all.forEach((variant, i) => {
    scratch.write(`${i}.cnf`, configuration(variant));
  });
  const script = all.map(({ key = 'ec.pem', options = '' }, i) => {
    // What this openssl cannot make is left out, and counted below.
    return `openssl req -x509 -new -key ${key} -utf8 -config ${i}.cnf ${options} -out ${i}.pem 2>${i}.err || rm -f ${i}.pem
      test ! -e ${i}.pem || openssl x509 -in ${i}.pem -noout -text -nameopt RFC2253,-esc_msb -certopt ext_dump >${i}.txt`;
  });
  scratch.shell(`
    openssl ecparam -name prime256v1 -genkey -noout -out ec.pem
    openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.pem
    openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -pkeyopt rsa_keygen_pubexp:3 -out rsa3.pem
    openssl genpkey -quiet -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024 -out pss.pem
    openssl genpkey -quiet -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024 -pkeyopt rsa_pss_keygen_md:sha256 \
      -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:20 -out pss-restricted.pem
    openssl genpkey -algorithm ED25519 -out ed25519.pem
    openssl genpkey -algorithm ED448 -out ed448.pem
    openssl dsaparam -noout -genkey -out dsa.pem 1024 2>/dev/null
    ${curveVariants()
      .map(({ key = '' }) => `openssl ecparam -name ${key.slice(6, -4)} -genkey -noout -out ${key} 2>/dev/null || true`)
      .join('\n')}
    ${script.join('\n')}
  `);
  all.forEach(({ name }, i) => {
    const wasMade = scratch.has(`${i}.txt`);
    texts.set(name, wasMade ? { pem: scratch.read(`${i}.pem`), text: scratch.read(`${i}.txt`) } : undefined);
  });
  longName = longNames();
}, 120_000);

function configuration({ subject = 'CN=host.example', request = '', extensions = '' }: Variant): string {
  // Sections that extensions name stand behind their own.
  return `[req]\nprompt=no\ndistinguished_name=dn\nx509_extensions=own\n${request}\n[dn]\n${subject}\n[own]\n${extensions}\n`;
}

/** What openssl calls the identifiers that the certificates hold: asked of itself. */
function longNames(): LongName {
  // A purpose comes before an access method of the same name.
  const byName = new Map([...objectIdentifierNames].reverse().map(([oid, name]) => [name, oid]));
  const oids = new Set([...objectIdentifierNames.keys(), ...curveIdentifiers()]);
  for (const made of texts.values())
    for (const [oid] of (made?.text ?? '').matchAll(/\b\d+(?:\.\d+)+\b/g)) oids.add(oid);
  for (const { json } of read()) {
    for (const [, oid = ''] of JSON.stringify(json).matchAll(/"(\d+(?:\.\d+)+)"/g)) oids.add(oid);
  }
  const asked = [...oids].filter((oid) => /^[012](\.\d+){2,}$/.test(oid));
  scratch.write('oids.cnf', `asn1=SEQUENCE:all\n[all]\n${asked.map((oid, i) => `a${i}=OID:${oid}`).join('\n')}\n`);
  const printed = scratch.openssl('asn1parse -genconf oids.cnf').match(/OBJECT +:.*$/gm) ?? [];
  const names = new Map(asked.map((oid, i) => [oid, printed[i]?.replace(/^OBJECT +:/, '') ?? oid]));
  return (identifier) => {
    const oid = byName.get(identifier) ?? identifier;
    return names.get(oid) ?? oid;
  };
}

function curveIdentifiers(): string[] {
  return [...curves.keys()];
}

function read(): { readonly name: string; readonly json: ReturnType<typeof inspectObject> }[] {
  return [...texts].flatMap(([name, made]) => {
    const [object] = made ? readPkiObjects(made.pem).objects : [];
    return object ? [{ name, json: inspectObject(object) }] : [];
  });
}

test('openssl made at least 60 kinds', () => {
  const missing = [...texts].flatMap(([name, made]) => (made ? [] : [name]));
  expect(missing).toEqual([]);
  expect(texts.size).toBeGreaterThanOrEqual(60);
});

test.each(all.map(({ name }) => name))('%s', (name) => {
  const made = texts.get(name);
  if (!made) return;
  const [object] = readPkiObjects(made.pem).objects;
  const theirs = withBytes(partsOf(made.text));
  const ours = partsFromJson(inspectObject(object as never) as never, longName);
  const differing = [...new Set([...ours.keys(), ...theirs.keys()])].filter(
    (part) => ours.get(part) !== theirs.get(part),
  );
  expect(differing.map((part) => [part, ours.get(part)])).toEqual(differing.map((part) => [part, theirs.get(part)]));
});

test('every extension whose content is compared occurs', () => {
  const seen = new Set(read().flatMap(({ json }) => Object.keys(json)));
  expect(comparedExtensions.filter((extension) => !seen.has(extension))).toEqual([]);
});

/** The bytes of extensions that openssl dumps: `0000 - 04 03 01 02 03   .....`. */
function withBytes(parts: Map<string, string>): Map<string, string> {
  for (const [name, text] of parts) {
    const dump = text.match(/[0-9a-f]{4} - (?:[0-9a-f]{2}[ -])+/g);
    if (!dump || name === 'Subject' || name === 'Issuer') continue;
    const bytes = dump.map((line) => line.slice(7).replace(/[ -]/g, '')).join('');
    parts.set(name, text.startsWith('critical ') ? `critical ${bytes}` : bytes);
  }
  return parts;
}
