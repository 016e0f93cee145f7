import { type Message, type MessageValue, message } from '../base/message.ts';

// Everything that can be wrong with a certification path: the section that decides it, the sentence for people, and what
// to do about it. The code is the key. `rank` orders for display: what explains most comes first.

/** One kind of failure; `K` are the names of its data. */
export interface FailureKind<K extends string> {
  /** The section that decides it; a failure may name a narrower one. */
  readonly rfc: string;
  readonly rank: number;
  /** Set where the failure means that no answer was found, not that the answer is no. */
  readonly undecided?: true;
  text(data: FailureData<K>): Message;
  readonly advice: Message;
}

export type FailureData<K extends string> = Readonly<Record<K | 'subject', MessageValue>>;

function kind<K extends string = never>(
  rfc: string,
  rank: number,
  text: (data: FailureData<K>) => Message,
  advice: Message,
): FailureKind<K> {
  return { rfc, rank, text, advice };
}

function undecided<K extends string = never>(...parts: Parameters<typeof kind<K>>): FailureKind<K> {
  return { ...kind<K>(...parts), undecided: true };
}

const reissue = message('Have its CA issue it again without this mistake.');
const reissueCa = message('Have the CA certificate issued again without this mistake.');

export const failureKinds = {
  // Building the path
  'signature-invalid': kind<'issuer'>(
    'RFC 5280, 6.1.3 (a)(1)',
    10,
    (data) =>
      message(
        '{subject} is not signed by the key of {issuer}: it was changed, or another CA of the same name issued it.',
        data,
      ),
    message('Use the CA certificate that really issued it; its key identifiers tell which one that is.'),
  ),
  'issuer-not-found': kind<'issuer'>(
    'RFC 5280, 6.1',
    20,
    (data) => message('The certificate of {issuer}, which issued {subject}, is not there.', data),
    message('Add that certificate: an intermediate to what the server or client sends, a root to what is trusted.'),
  ),
  'anchor-not-trusted': kind(
    'RFC 5280, 6.1.1 (d)',
    20,
    (data) =>
      message('The path ends at {subject}, which signed itself and is not among the trusted certificates.', data),
    message('If you trust this CA, add its certificate to the trusted ones.'),
  ),
  'path-too-long': undecided<'limit'>(
    'RFC 5280, 6.1',
    22,
    (data) =>
      message('From {subject} on the path is longer than {limit} certificates and was not followed further.', data),
    message('Look for CAs that certify each other in a circle.'),
  ),
  'budget-reached': undecided<'what' | 'limit'>(
    'RFC 5280, 8',
    5,
    (data) =>
      message(
        'The search from {subject} was given up after {limit} {what}: the certificates seem made to exhaust it.',
        data,
      ),
    message('Pass fewer certificates: only those that belong to this path.'),
  ),
  'signature-unsupported': undecided<'algorithm' | 'issuer'>(
    'RFC 5280, 6.1.3 (a)(1)',
    12,
    (data) => message('The signature of {issuer} on {subject} ({algorithm}) cannot be checked here.', data),
    message('Check it with a program that knows this algorithm, or have it issued with a common one.'),
  ),
  'signature-algorithm-refused': kind<'algorithm'>(
    'RFC 6151; RFC 9155',
    40,
    (data) => message('{subject} is signed with {algorithm}, which can be forged.', data),
    message('Have its CA issue it again with SHA-256 or better.'),
  ),
  'signature-algorithm-not-accepted': kind<'algorithm' | 'accepted'>(
    'RFC 5280, 6.1.3 (a)(1)',
    41,
    (data) => message('{subject} is signed with {algorithm}, and only {accepted} are accepted here.', data),
    message('Have its CA issue it again with an algorithm that is accepted.'),
  ),
  'key-too-weak': kind<'kind' | 'bits'>(
    'RFC 3766',
    42,
    (data) => message('The {kind} key of {subject} has {bits} bits only and can be broken.', data),
    message('Make a new key (RSA with at least 2048 bits, or an elliptic curve with 256) and have it certified.'),
  ),

  // Revocation
  revoked: kind<'date' | 'reason'>(
    'RFC 5280, 6.1.3 (a)(3)',
    0,
    (data) => message('{subject} was revoked on {date} ({reason}).', data),
    message('Get a new certificate with a new key; this one must not be used any more.'),
  ),
  'revocation-unusable': kind<'issuer' | 'what' | 'reason'>(
    'RFC 5280, 6.3.3',
    30,
    (data) => message('Whether {subject} is revoked cannot be told: {what} of {issuer} {reason}.', data),
    message('Get a current and correct one from that CA.'),
  ),
  'revocation-unknown': kind<'issuer'>(
    'RFC 5280, 6.3.3',
    32,
    (data) =>
      message(
        'Whether {subject} is revoked is unknown: no revocation list or OCSP response of {issuer} covers it.',
        data,
      ),
    message('Add the revocation list of that CA: each CA of the path needs one.'),
  ),

  // Basic processing and preparation for the next certificate
  expired: kind<'date'>(
    'RFC 5280, 6.1.3 (a)(2)',
    14,
    (data) => message('{subject} expired on {date}.', data),
    message('Have it renewed.'),
  ),
  'not-yet-valid': kind<'date'>(
    'RFC 5280, 6.1.3 (a)(2)',
    14,
    (data) => message('{subject} is not valid before {date}.', data),
    message('Wait until then, or check the clock of this computer and of the one that issued it.'),
  ),
  'not-a-ca': kind(
    'RFC 5280, 6.1.4 (k)',
    16,
    (data) =>
      message('{subject} is used to issue certificates, but is no CA certificate (basicConstraints says so).', data),
    message('Use the certificate of the CA, or have it issued with basicConstraints CA:TRUE.'),
  ),
  'ca-version': kind<'version'>(
    'RFC 5280, 6.1.4 (k)',
    16,
    (data) =>
      message('{subject} is a version {version} certificate, and only version 3 can say that it is a CA.', data),
    message('Have the CA certificate issued again as version 3, with basicConstraints CA:TRUE.'),
  ),
  'key-usage-no-cert-sign': kind(
    'RFC 5280, 6.1.4 (n)',
    16,
    (data) => message('The key of {subject} must not sign certificates: its keyUsage lacks keyCertSign.', data),
    message('Have the CA certificate issued again with keyUsage keyCertSign.'),
  ),
  'path-length-exceeded': kind<'limit'>(
    'RFC 5280, 6.1.4 (l)',
    34,
    (data) =>
      message('{subject} is a CA certificate too many: a CA above it allows {limit} intermediates below itself.', data),
    message('Issue from a CA higher up, or have the CA above certified again with a greater pathLenConstraint.'),
  ),
  'depth-exceeded': kind<'limit'>(
    'RFC 5280, 6.2',
    34,
    (data) => message('{subject} makes the path longer than the {limit} intermediates that are allowed here.', data),
    message('Allow a greater depth, or issue from a CA higher up.'),
  ),
  'critical-extension-unknown': kind<'extension'>(
    'RFC 5280, 6.1.4 (o)',
    44,
    (data) => message('{subject} has the critical extension {extension}, which is not known here.', data),
    reissue,
  ),

  // Purpose and name
  'name-mismatch': kind<'name' | 'found'>(
    'RFC 9525, 6',
    18,
    (data) => message('{subject} is not for {name}; it is for {found}.', data),
    message('Connect by one of its names, or have it issued again with this name in subjectAltName.'),
  ),
  'name-absent': kind<'name'>(
    'RFC 9525, 6',
    18,
    (data) =>
      message('{subject} is not for {name}: it has no subjectAltName, and its common name does not count.', data),
    message('Have it issued again with its names in subjectAltName.'),
  ),
  'purpose-missing': kind<'purpose' | 'found'>(
    'RFC 5280, 4.2.1.12',
    24,
    (data) => message('{subject} is not for {purpose}; its extKeyUsage allows {found} only.', data),
    message('Use another certificate for this, or have it issued again with this purpose.'),
  ),
  'ca-purpose-missing': kind<'purpose' | 'found'>(
    'RFC 5280, 4.2.1.12',
    26,
    (data) =>
      message('{subject} must not issue certificates for {purpose}; its extKeyUsage allows {found} only.', data),
    message('Issue from a CA without extKeyUsage, or from one that allows this purpose.'),
  ),
  'key-usage-missing': kind<'usage'>(
    'RFC 5280, 4.2.1.3',
    28,
    (data) => message('The key of {subject} is not for this: its keyUsage lacks {usage}.', data),
    message('Have it issued again with this keyUsage.'),
  ),

  // Name constraints
  'name-excluded': kind<'name' | 'ca' | 'constraint'>(
    'RFC 5280, 6.1.3 (c)',
    36,
    (data) => message('{subject} has the name {name}, which {ca} must not certify: it excludes {constraint}.', data),
    message('Leave this name out, or issue from a CA that may certify it.'),
  ),
  'name-not-permitted': kind<'name' | 'ca' | 'permitted'>(
    'RFC 5280, 6.1.3 (b)',
    36,
    (data) => message('{subject} has the name {name}, but {ca} may certify only {permitted}.', data),
    message('Leave this name out, or issue from a CA that may certify it.'),
  ),
  'constraint-unsupported': kind<'ca' | 'form'>(
    'RFC 5280, 4.2.1.10',
    37,
    (data) => message('{subject} has a name of the form {form}; {ca} limits such names, and how is not defined.', data),
    message('Leave this name out, or issue from a CA without such a limit.'),
  ),
  'constraint-malformed': kind<'constraint'>(
    'RFC 5280, 4.2.1.10',
    35,
    (data) => message('The name constraint {constraint} of {subject} has no meaning.', data),
    reissueCa,
  ),

  // Policies
  'policy-required': kind(
    'RFC 5280, 6.1.5 (g)',
    46,
    (data) => message('No certificate policy holds for the whole path to {subject}, and one is required.', data),
    message('Use a certificate of the policy that is asked for, or do not ask for one.'),
  ),
  'policy-mapping-any': kind(
    'RFC 5280, 6.1.4 (a)',
    46,
    (data) => message('{subject} maps the policy anyPolicy, which must not be mapped.', data),
    reissueCa,
  ),

  // The profile of certificates (RFC 5280, section 4)
  encoding: kind<'reason'>(
    'RFC 5280, 4.1',
    48,
    (data) => message('{subject} is not written as the standard asks: {reason}', data),
    reissue,
  ),
  'extension-missing': kind<'extension'>(
    'RFC 5280, 4.2.1',
    50,
    (data) => message('{subject} lacks the extension {extension}, which it must have.', data),
    reissue,
  ),
  'extension-not-critical': kind<'extension'>(
    'RFC 5280, 4.2.1',
    52,
    (data) => message('The extension {extension} of {subject} must be critical.', data),
    reissue,
  ),
  'extension-critical': kind<'extension'>(
    'RFC 5280, 4.2.1',
    52,
    (data) => message('The extension {extension} of {subject} must not be critical.', data),
    reissue,
  ),
  'extension-contents': kind<'extension' | 'reason'>(
    'RFC 5280, 4.2.1',
    50,
    (data) => message('The extension {extension} of {subject} is wrong: {reason}.', data),
    reissue,
  ),
  'extension-misplaced': kind<'extension'>(
    'RFC 5280, 4.2.1',
    52,
    (data) => message('{subject} has the extension {extension}, which only CA certificates may have.', data),
    reissue,
  ),
  'serial-number': kind<'reason'>(
    'RFC 5280, 4.1.2.2',
    54,
    (data) => message('The serial number of {subject} {reason}.', data),
    reissue,
  ),
  'issuer-empty': kind(
    'RFC 5280, 4.1.2.4',
    50,
    (data) => message('{subject} does not name its issuer.', data),
    reissue,
  ),
  'subject-empty': kind(
    'RFC 5280, 4.1.2.6',
    50,
    (data) => message('{subject} is a CA certificate without a subject.', data),
    reissueCa,
  ),
  'subject-alt-name-needed': kind(
    'RFC 5280, 4.1.2.6',
    50,
    (data) => message('{subject} has an empty subject, so it needs a critical subjectAltName.', data),
    reissue,
  ),
  'name-malformed': kind<'name'>(
    'RFC 5280, 4.2.1.6',
    50,
    (data) => message('{subject} has the name {name}, which is not a correct one of its kind.', data),
    reissue,
  ),

  // What the CA/Browser Forum asks for besides
  'web-version': kind<'version'>(
    'CA/Browser Forum BR, 7.1.1',
    60,
    (data) => message('{subject} is a version {version} certificate; the web accepts version 3 only.', data),
    reissue,
  ),
  'web-key': kind<'key'>(
    'CA/Browser Forum BR, 6.1.5',
    56,
    (data) => message('The key of {subject} ({key}) is of a kind that the web does not accept.', data),
    message('Use RSA with 2048 bits or more (a multiple of 8), or ECDSA with P-256, P-384 or P-521.'),
  ),
  'web-signature-algorithm': kind<'algorithm'>(
    'CA/Browser Forum BR, 7.1.3.2',
    56,
    (data) => message('{subject} is signed with {algorithm}, which the web does not accept with this key.', data),
    reissue,
  ),
  'web-ca-as-leaf': kind(
    'CA/Browser Forum BR, 7.1.2.7.8',
    58,
    (data) => message('{subject} is a CA certificate, which the web does not accept from a server.', data),
    message('Issue a certificate for the server from this CA and use that.'),
  ),
  'web-no-subject-alt-name': kind(
    'CA/Browser Forum BR, 7.1.2.7.12',
    58,
    (data) => message('{subject} has no subjectAltName, which the web requires.', data),
    message('Have it issued again with its names in subjectAltName.'),
  ),
  'web-name': kind<'name'>(
    'CA/Browser Forum BR, 7.1.2.7.12',
    58,
    (data) => message('{subject} has the name {name}, which public CAs may not certify.', data),
    reissue,
  ),
  'web-public-suffix': kind<'name'>(
    'CA/Browser Forum BR, 3.2.2.6',
    58,
    (data) =>
      message('{subject} has the name {name}, a wildcard over a whole public suffix, where anyone can register.', data),
    message('Have it issued for names below a domain of your own.'),
  ),
  'web-common-name': kind<'name'>(
    'CA/Browser Forum BR, 7.1.4.3',
    60,
    (data) => message('The common name {name} of {subject} is not written exactly so in its subjectAltName.', data),
    message('Have it issued again without common name, or with one that is also in subjectAltName.'),
  ),
  'web-purpose': kind<'reason'>(
    'CA/Browser Forum BR, 7.1.2.7.10',
    58,
    (data) => message('The extKeyUsage of {subject} {reason}.', data),
    reissue,
  ),
  'web-authority-key-identifier': kind<'reason'>(
    'CA/Browser Forum BR, 7.1.2.11.1',
    60,
    (data) => message('The authorityKeyIdentifier of {subject} {reason}.', data),
    reissue,
  ),
} as const;

export type FailureCode = keyof typeof failureKinds;

/** The data that a failure of this code carries, apart from its subject. */
export type DataOf<C extends FailureCode> =
  (typeof failureKinds)[C] extends FailureKind<infer K> ? Readonly<Record<K, MessageValue>> : never;
