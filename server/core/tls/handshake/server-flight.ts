/**
 * What a server says in its first flight: handshake messages of TLS 1.2 (RFC 5246, 7.4) and TLS 1.3 (RFC 8446, section
 * 4), as plain octets. Whatever is cut off or makes no sense ends the reading; what was read before stays.
 */

export interface ServerFlight {
  /** The certificates as they were sent, DER. */
  readonly chain: readonly Uint8Array[];
  /** The named group of the key exchange (RFC 8446, 4.2.7); undefined where there is none. */
  readonly group: number | undefined;
  /** Distinguished names of acceptable CAs, DER; undefined where no client certificate was asked for. */
  readonly authorities: readonly Uint8Array[] | undefined;
  /** Whether the server's part came to its end, so that what is missing was not sent. */
  readonly isWhole: boolean;
}

const types = {
  serverHello: 2,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  finished: 20,
} as const;

const keyShare = 51;
const certificateAuthorities = 47;
const namedCurve = 3;

/** Certificates of one chain, and names of CAs, that are kept. */
const keptCertificates = 64;
const keptAuthorities = 2_000;

/** `messages` are the handshake messages one behind the other; `isTls13` what the ServerHello has chosen. */
export function readServerFlight(messages: Uint8Array, isTls13: boolean): ServerFlight {
  let chain: readonly Uint8Array[] = [];
  let group: number | undefined;
  let authorities: readonly Uint8Array[] | undefined;
  let isWhole = false;
  const reader = new Octets(messages);
  while (reader.left >= 4 && !isWhole) {
    const type = reader.number(1);
    const body = reader.vector(3);
    if (reader.isCutOff) break;
    switch (type) {
      case types.serverHello:
        group = isTls13 ? groupOfServerHello(body) : group;
        break;
      case types.serverKeyExchange:
        group = body.number(1) === namedCurve ? body.number(2) : undefined;
        break;
      case types.certificate:
        chain = readCertificates(body, isTls13);
        break;
      case types.certificateRequest:
        authorities = isTls13 ? authoritiesOfExtensions(body) : readAuthorities12(body);
        break;
      case types.serverHelloDone:
      case types.finished:
        isWhole = true;
    }
  }
  return { chain, group, authorities, isWhole };
}

function groupOfServerHello(body: Octets): number | undefined {
  body.skip(2 + 32);
  body.vector(1);
  body.skip(2 + 1);
  const share = extensionOf(body, keyShare);
  return share && share.left >= 2 ? share.number(2) : undefined;
}

function readCertificates(body: Octets, isTls13: boolean): Uint8Array[] {
  if (isTls13) body.vector(1);
  const list = body.vector(3);
  const chain: Uint8Array[] = [];
  while (list.left > 0 && chain.length < keptCertificates) {
    const certificate = list.vector(3).rest();
    if (isTls13) list.vector(2);
    if (list.isCutOff) break;
    chain.push(certificate);
  }
  return chain;
}

function readAuthorities12(body: Octets): Uint8Array[] {
  body.vector(1);
  body.vector(2);
  return readNames(body);
}

function authoritiesOfExtensions(body: Octets): Uint8Array[] {
  body.vector(1);
  const found = extensionOf(body, certificateAuthorities);
  return found ? readNames(found) : [];
}

function readNames(octets: Octets): Uint8Array[] {
  const list = octets.vector(2);
  const names: Uint8Array[] = [];
  while (list.left > 0 && names.length < keptAuthorities) {
    const name = list.vector(2).rest();
    if (list.isCutOff) break;
    names.push(name);
  }
  return names;
}

function extensionOf(octets: Octets, wanted: number): Octets | undefined {
  const extensions = octets.vector(2);
  while (extensions.left >= 4) {
    const type = extensions.number(2);
    const data = extensions.vector(2);
    if (extensions.isCutOff) return undefined;
    if (type === wanted) return data;
  }
  return undefined;
}

/** TLS presentation language (RFC 8446, section 3). Beyond the end there are no octets, which `isCutOff` remembers. */
class Octets {
  readonly #bytes: Uint8Array;
  #at = 0;
  isCutOff = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  number(length: number): number {
    return this.take(length).reduce((value, octet) => value * 256 + octet, 0);
  }

  /** A vector whose length stands before it in `prefix` octets. */
  vector(prefix: number): Octets {
    return new Octets(this.take(this.number(prefix)));
  }

  skip(length: number): void {
    this.take(length);
  }

  rest(): Uint8Array {
    return this.take(this.left);
  }

  take(length: number): Uint8Array {
    if (length > this.left) this.isCutOff = true;
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at = Math.min(this.#bytes.length, this.#at + length);
    return taken;
  }
}

const groups: ReadonlyMap<number, string> = new Map([
  [0x0017, 'secp256r1'],
  [0x0018, 'secp384r1'],
  [0x0019, 'secp521r1'],
  [0x001d, 'x25519'],
  [0x001e, 'x448'],
  [0x001a, 'brainpoolP256r1'],
  [0x001b, 'brainpoolP384r1'],
  [0x001c, 'brainpoolP512r1'],
  [0x0100, 'ffdhe2048'],
  [0x0101, 'ffdhe3072'],
  [0x0102, 'ffdhe4096'],
  [0x0200, 'MLKEM512'],
  [0x0201, 'MLKEM768'],
  [0x0202, 'MLKEM1024'],
  [0x11eb, 'SecP256r1MLKEM768'],
  [0x11ec, 'X25519MLKEM768'],
  [0x11ed, 'SecP384r1MLKEM1024'],
]);

/** IANA's name of a group, or its number. */
export function groupName(group: number): string {
  return groups.get(group) ?? `0x${group.toString(16).padStart(4, '0')}`;
}
