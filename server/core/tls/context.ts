import type { Span } from '../base/span.ts';
import type { CipherString, GroupList, SuiteList } from './lists.ts';
import type { ProtocolVersion } from './protocol-version.ts';

/** A value that the text does not let us know: a variable from elsewhere, a template. Never treated as insecure. */
export type Unknown = 'unknown';

/** One setting of a context, with the text that made it. */
export interface Setting<T> {
  readonly value: T | Unknown;
  /** The text a finding about it underlines: the directive or property, from its name to its value. */
  readonly span: Span;
  readonly origin: 'explicit' | 'inherited' | 'default';
}

/** A setting that holds on some ways through a program, where another does by default. */
export interface Sometimes<T> {
  readonly value: T;
  readonly span: Span;
  /** What decides whether it does. */
  readonly condition: Span;
}

/**
 * How the peer's certificate is treated.
 * `none`: not asked for or not looked at (for a client: no security; for a server: no client authentication).
 * `unverified`: a server asks for it and lets every certificate, or none, pass.
 * `optional`: verified where the client sends one. `required`: verified always.
 */
export type PeerVerification = 'none' | 'unverified' | 'optional' | 'required';

/** Whether a connection is encrypted. `opportunistic`: only where nobody on the way prevents it (STARTTLS not required). */
export type Encryption = 'none' | 'opportunistic' | 'required';

export type FilePurpose =
  | 'certificate'
  | 'private-key'
  | 'trust-anchors'
  | 'revocation-list'
  | 'dh-parameters'
  | 'ticket-key';

/**
 * What makes every connection weaker, verified or not: key exchange with static RSA, 3DES, signatures with SHA-1, session
 * keys written into a file, revocation not looked at, renegotiation without RFC 5746.
 */
export type Weakness = 'static-rsa' | 'triple-des' | 'sha1' | 'key-log' | 'no-revocation' | 'legacy-renegotiation';

/** A path written in a configuration that names a file of PEM objects. */
export interface FileReference {
  /** As written, escapes resolved: `certs/ca.pem`. */
  readonly path: string;
  /** The path's own characters, without quotes. */
  readonly span: Span;
  readonly purpose: FilePurpose;
  /**
   * What a relative path is relative to. `document`: the folder of this file. `configuration`: the folder of the main
   * configuration file (nginx). `working-directory`: not known here; the document's folder and every folder above it
   * up to the workspace's are tried.
   */
  readonly base: 'document' | 'configuration' | 'working-directory';
}

/** A file as it is named, wherever. */
export type NamedFile = Omit<FileReference, 'span'>;

/** The TLS settings that one piece of configuration gives to one kind of connection. Facts only, no judgement. */
export interface TlsContext {
  readonly role: 'server' | 'client';
  /** The whole construct: the server block, the object literal, the statements from creation to last use. */
  readonly span: Span;
  /** Where the context is made or named; a finding about something absent underlines it. */
  readonly nameSpan: Span;
  /** Versions listed one by one (nginx). */
  readonly protocols?: readonly Setting<ProtocolVersion>[];
  /** The floor and ceiling of a range (Node.js, Python). */
  readonly minVersion?: Setting<ProtocolVersion>;
  readonly maxVersion?: Setting<ProtocolVersion>;
  /** OpenSSL's cipher list: suites of TLS 1.2 and earlier. */
  readonly ciphers?: Setting<CipherString>;
  /** Suites of TLS 1.3. */
  readonly cipherSuites?: Setting<SuiteList>;
  /** Key exchange groups. */
  readonly groups?: Setting<GroupList>;
  /** Absent where nothing is known of it, or the construct is about TLS alone. */
  readonly encryption?: Setting<Encryption>;
  readonly peerVerification?: Setting<PeerVerification>;
  readonly hostnameVerification?: Setting<boolean>;
  /** Where `peerVerification` and `hostnameVerification` are not known for that alone. */
  readonly sometimes?: {
    readonly peerVerification?: Sometimes<PeerVerification>;
    readonly hostnameVerification?: Sometimes<boolean>;
  };
  /** Of a client: where all its peers are, where that is on its own machine: behind a socket of the file system, or at an address. */
  readonly peersAt?: 'socket' | 'machine';
  /** True where verification is switched off for connections of which there are none. */
  readonly hasNoConnections?: true;
  /** Whether anything looks at the certificate that an optional or unverified peer sent; absent where that is not known. */
  readonly inspectsPeer?: boolean;
  /** In file order; the key at an index belongs to the certificate at the same index. */
  readonly certificates?: readonly Setting<FileReference>[];
  readonly privateKeys?: readonly Setting<FileReference>[];
  /** True where all of `certificates` are loaded, one after the other, into the same context. */
  readonly loadsAllCertificates?: true;
  /**
   * True where nothing is sent but what is in the file. Otherwise OpenSSL looks for the issuers of a lone certificate among
   * the trust anchors (SSL_MODE_NO_AUTO_CHAIN), as Node.js and Python let it.
   */
  readonly sendsFileAlone?: boolean;
  readonly trustAnchors?: readonly Setting<FileReference>[];
  readonly revocationLists?: readonly Setting<FileReference>[];
  /**
   * Whose lists must be there once any is: of the certificate's issuer alone (X509_V_FLAG_CRL_CHECK), or of every CA of
   * the path (X509_V_FLAG_CRL_CHECK_ALL). Absent where that is not known.
   */
  readonly revocationScope?: 'leaf' | 'path';
  /** True where a peer's path must end at a self-signed certificate: no X509_V_FLAG_PARTIAL_CHAIN. */
  readonly requiresRoot?: true;
  /** The most intermediates between a peer's certificate and the trust anchor (SSL_CTX_set_verify_depth). */
  readonly verifyDepth?: Setting<number>;
  /** The passphrase of a private key, written out in the text; what it is, is not kept. */
  readonly passphrase?: Setting<'literal'>;
  /** Files of keys for session tickets. */
  readonly ticketKeys?: readonly Setting<FileReference>[];
  /** Of a server: the CAs that it names to its clients and trusts for nothing but their certificates. */
  readonly clientAuthorities?: readonly Setting<FileReference>[];
  /** Diffie-Hellman parameters of the finite field. */
  readonly dhParameters?: Setting<FileReference>;
  /** False where the program verifies no peer unless it is told to, and nothing that is not seen here may tell it. */
  readonly verifiesByDefault?: false;
  /** True where peers are to be verified, no CA is configured, and none is there by default. */
  readonly lacksTrustAnchors?: true;
  /** True of a server that verifies its clients by the CAs of the Web, for it is given none of its own. */
  readonly trustsPublicAnchors?: true;
  /** Of a server: whether it takes requests as early data (RFC 8446, 2.3). */
  readonly earlyData?: Setting<boolean>;
  /** False where an application answers such requests, is not told of it, and nothing before it refuses them. */
  readonly guardsEarlyData?: false;
  /** Of a server: whether it staples OCSP responses (RFC 6066, 8). */
  readonly stapling?: Setting<boolean>;
  /**
   * The certificates whose own responders that setting has asked, of every server that it holds for. Absent where responses
   * come from elsewhere, and where one of them is not known.
   */
  readonly stapledCertificates?: readonly NamedFile[];
  /** The name of a setting that is read when a process starts, and here is set later. */
  readonly readAtStart?: Setting<string>;
  readonly weakened?: Setting<Weakness>;
  /** True where this holds for every connection of a process, a user or a machine, not for one place in a program. */
  readonly isGlobal?: boolean;
  /** True where a `ca` or trust store is set at all, even to a value that could not be followed. */
  readonly hasTrustAnchors: boolean;
  readonly serverNames?: readonly Setting<string>[];
}

/** The files that a context sends its own certificates from. */
export function certificateReferences({ certificates = [] }: TlsContext): FileReference[] {
  return certificates.flatMap(({ value }) => (isFile(value) ? [value] : []));
}

/** PATH_MAX of Linux; Windows takes 32,767. */
export const longestPath = 4_096;

/** What is longer names none, and would be looked for, compared and shown with every key. */
function isFile(value: FileReference | Unknown): value is FileReference {
  return value !== 'unknown' && value.path.length <= longestPath;
}

const references = new WeakMap<TlsContext, readonly FileReference[]>();

/** Every file reference of a context, in document order of purpose. Worked out once: most contexts stay as they are. */
export function fileReferences(context: TlsContext): readonly FileReference[] {
  const known = references.get(context);
  if (known) return known;
  const { certificates, privateKeys, trustAnchors, revocationLists, dhParameters, ticketKeys } = context;
  const found: FileReference[] = [];
  const all = [certificates, privateKeys, trustAnchors, revocationLists, dhParameters && [dhParameters], ticketKeys];
  for (const settings of all) {
    for (const { value } of settings ?? []) if (isFile(value)) found.push(value);
  }
  references.set(context, found);
  return found;
}
