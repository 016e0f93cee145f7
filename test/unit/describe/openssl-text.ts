import { colons, type Extension, extensionText, type Json, type LongName, time } from './openssl-extensions.ts';

// What `openssl x509 -text` prints, rebuilt from the JSON of `tlsense inspect`, white space apart. Nothing else goes in: a
// part that openssl shows and we do not could not be rebuilt.

/** One part of the output: its heading, and what stands below it with single spaces. */
export type Parts = ReadonlyMap<string, string>;

/** Octets that go on in the next line follow each other. */
const single = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\b([0-9a-f]{2}:) (?=[0-9a-f]{2}\b)/gi, '$1')
    // Older versions print what it means, newer ones its number.
    .replaceAll('Trailer Field: 0xBC (default)', 'Trailer Field: 0x01 (default)')
    .trim();

/** The output of openssl in its parts. */
export function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  const heading =
    /^(?: {8}(Version|Serial Number|Signature Algorithm|Issuer|Subject|Issuer Unique ID|Subject Unique ID): ?| {12}(Not Before|Not After ?|Public Key Algorithm): ?| {4}(Signature Algorithm): | {4}(Signature Value):| {12}(\S[^:]*): (?:critical)?$)(.*)$/;
  let name = '';
  let lines: string[] = [];
  const keep = (): void => {
    if (name !== '') parts.set(name, single(lines.join(' ')));
  };
  for (const line of text.split('\n')) {
    if (/^ {8}(Validity|X509v3 extensions:|Subject Public Key Info:)/.test(line) || line === 'Certificate:') continue;
    const found = heading.exec(line);
    if (!found) {
      lines.push(line);
      continue;
    }
    keep();
    const [, field, inner, outer, value, extension, rest = ''] = found;
    name = (field ?? inner ?? (outer && `outer ${outer}`) ?? value ?? extension ?? '').trim();
    // As it goes on: "critical" belongs to what is compared.
    lines = [extension === undefined ? rest : line.slice(line.indexOf(': ') + 2)];
  }
  keep();
  parts.delete('Data');
  return parts;
}

/** The same parts from our JSON. */
export function partsFromJson(json: Json, longName: LongName): Map<string, string> {
  const parts = new Map<string, string>();
  const put = (name: string, text: string): void => void parts.set(name, single(text));
  const { validity, signature, publicKey, extensions = [] } = json as Record<string, Json>;
  put('Version', `${json['version']} (0x${Number(json['version']) - 1})`);
  put('Serial Number', serial(json['serialNumber'] as unknown as string));
  const algorithm = longName(signature?.['oid'] as unknown as string);
  const pss = signature?.['parameters'] as unknown as Pss | undefined;
  const signedWith = pss ? `${algorithm} ${pssText(pss)}` : algorithm;
  put('Signature Algorithm', signedWith);
  put('Issuer', json['issuer'] as unknown as string);
  put('Not Before', time(validity?.['notBefore']));
  put('Not After', time(validity?.['notAfter']));
  put('Subject', json['subject'] as unknown as string);
  put(
    'Public Key Algorithm',
    `${longName(publicKey?.['oid'] as unknown as string)} ${keyText(publicKey as Json, longName)}`,
  );
  for (const field of ['issuerUniqueID', 'subjectUniqueID'] as const) {
    if (json[field] !== undefined)
      put(field === 'issuerUniqueID' ? 'Issuer Unique ID' : 'Subject Unique ID', (json[field] as string).toLowerCase());
  }
  for (const extension of extensions as unknown as Extension[]) {
    const text = extensionText(extension, json, longName);
    put(longName(extension.oid), `${extension.critical ? 'critical ' : ''}${text}`);
  }
  put('outer Signature Algorithm', algorithm);
  const octets = colons(signature?.['value'] as unknown as string).toLowerCase();
  // openssl takes a signature of DSA apart.
  const isDsa = publicKey?.['type'] === 'DSA';
  put('Signature Value', isDsa ? dsaSignature(octets) : pss ? `${pssText(pss)} ${octets}` : octets);
  return parts;
}

function serial(hex: string): string {
  const isNegative = hex.startsWith('-');
  const digits = isNegative ? hex.slice(1) : hex;
  if (digits.length <= 16) {
    const value = BigInt(`0x${digits}`);
    const sign = isNegative ? '-' : '';
    // More than a signed 64-bit number holds is printed as octets.
    if (value < 1n << 63n) return `${sign}${value} (${sign}0x${value.toString(16)})`;
  }
  return `${isNegative ? ' (Negative)' : ''}${colons(digits).toLowerCase()}`;
}

const digestNames: Readonly<Record<string, string>> = {
  'SHA-1': 'sha1',
  'SHA-224': 'sha224',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

interface Pss {
  readonly hashAlgorithm: string;
  readonly maskGenAlgorithm: string;
  readonly saltLength: number;
  readonly trailerField: number;
}

/** What a signature was made with. */
function pssText({ hashAlgorithm, maskGenAlgorithm, saltLength, trailerField }: Pss): string {
  const [mask = '', digest = ''] = maskGenAlgorithm.split(' ');
  const salt = saltLength.toString(16).toUpperCase().padStart(2, '0');
  return [
    `Hash Algorithm: ${digestNames[hashAlgorithm]}${byDefault(hashAlgorithm === 'SHA-1')}`,
    `Mask Algorithm: ${mask.toLowerCase()} with ${digestNames[digest]}${byDefault(digest === 'SHA-1')}`,
    `Salt Length: 0x${salt}${byDefault(saltLength === 20)}`,
    `Trailer Field: 0x0${trailerField}${byDefault(trailerField === 1)}`,
  ].join(' ');
}

/** What a key may be used with, which openssl words otherwise. */
function restrictionsText({ hashAlgorithm, maskGenAlgorithm, saltLength, trailerField }: Pss): string {
  const [mask, digest = ''] = maskGenAlgorithm.split(' ');
  return [
    `Hash Algorithm: ${hashAlgorithm.replace('SHA-', 'SHA2-')}`,
    `Mask Algorithm: ${mask} with ${digest.replace('SHA-', 'SHA2-')}`,
    `Minimum Salt Length: ${saltLength}${byDefault(saltLength === 20)}`,
    `Trailer Field: 0x${trailerField}${byDefault(trailerField === 1)}`,
  ].join(' ');
}

function byDefault(isDefault: boolean): string {
  return isDefault ? ' (default)' : '';
}

/** r and s of the SEQUENCE that a DSA signature is; both are short. */
function dsaSignature(octets: string): string {
  const bytes = octets.split(':');
  const length = Number.parseInt(bytes[3] ?? '', 16);
  return `r: ${bytes.slice(4, 4 + length).join(':')} s: ${bytes.slice(6 + length).join(':')}`;
}

/** The number in a DER INTEGER, without the octet that keeps it positive: one in some hundred is an octet shorter. */
function integerOf(der: string): string {
  const header = /^02(?:81..|82....|..)/.exec(der)?.[0] ?? '';
  return der.slice(header.length).replace(/^(?:00)+/, '');
}

/** With the octet that keeps it positive. */
function integer(hex: string): string {
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return colons(Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even).toLowerCase();
}

function keyText(key: Json, longName: LongName): string {
  const { type, bits, curve, value, modulus, exponent, namedCurve, parameters } = key as Record<string, string>;
  const octets = value === undefined ? '' : colons(value).toLowerCase();
  switch (type) {
    case 'RSA':
    case 'RSA-PSS': {
      const numbers = `Public-Key: (${bits} bit) Modulus: ${integer(modulus ?? '')} Exponent: ${exponent} (0x${BigInt(exponent ?? 0).toString(16)})`;
      if (type === 'RSA') return numbers;
      const restricted = parameters as unknown as Pss | null;
      return `${numbers} ${restricted ? `PSS parameter restrictions: ${restrictionsText(restricted)}` : 'No PSS parameter restrictions'}`;
    }
    case 'EC': {
      const nist =
        curve?.startsWith('P-') || nistNames[curve ?? ''] ? ` NIST CURVE: ${nistNames[curve ?? ''] ?? curve}` : '';
      return `Public-Key: (${orderBits[curve ?? ''] ?? bits} bit) pub: ${octets} ASN1 OID: ${shortCurve(longName(namedCurve ?? ''))}${nist}`;
    }
    case 'DSA': {
      const { p = '', q = '', g = '' } = parameters as unknown as Record<string, string>;
      return `Public-Key: (${bits} bit) pub: ${integer(integerOf(value ?? ''))} P: ${integer(p)} Q: ${integer(q)} G: ${integer(g)}`;
    }
    default:
      return `${type?.toUpperCase()} Public-Key: pub: ${octets}`;
  }
}

/** Curves of characteristic 2 have names of NIST's own. */
const nistNames: Readonly<Record<string, string>> = {
  sect163k1: 'K-163',
  sect163r2: 'B-163',
  sect233k1: 'K-233',
  sect233r1: 'B-233',
  sect283k1: 'K-283',
  sect283r1: 'B-283',
  sect409k1: 'K-409',
  sect409r1: 'B-409',
  sect571k1: 'K-571',
  sect571r1: 'B-571',
};

/** openssl counts the bits of the order, we those of the field: they differ for some. */
const orderBits: Readonly<Record<string, number>> = {
  secp160r1: 161,
  secp160k1: 161,
  secp160r2: 161,
  secp224k1: 225,
  sect233k1: 232,
  sect283k1: 281,
  sect283r1: 282,
  sect409k1: 407,
  sect571k1: 570,
  sect571r1: 570,
};

function shortCurve(name: string): string {
  return name === 'sm2' ? 'SM2' : name;
}
