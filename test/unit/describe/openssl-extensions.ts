// What openssl prints of each extension, from its own field of the JSON of `tlsense inspect`.

export type Json = Record<string, never>;

/** The long name that openssl has for an identifier, or for our name of it; the identifier where it has none. */
export type LongName = (identifier: string) => string;

export interface Extension {
  readonly oid: string;
  readonly name: string;
  readonly critical: boolean;
  readonly value: string;
}

export const colons = (hex: string): string => (hex.match(/../g) ?? []).join(':');

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function time(iso: string | undefined, fraction = ''): string {
  const [, year, month, day, clock] = /^(\d+)-(\d\d)-(\d\d)T([\d:]+)/.exec(iso ?? '') ?? [];
  return `${months[Number(month) - 1]} ${Number(day)} ${clock}${fraction} ${year} GMT`;
}

/** Extensions by our names: each from its own field of the JSON. */
const renderers: Readonly<Record<string, (value: never, longName: LongName) => string>> = {
  basicConstraints: ({ cA, pathLenConstraint }: { cA: boolean; pathLenConstraint: number | null }) =>
    `CA:${cA ? 'TRUE' : 'FALSE'}${pathLenConstraint === null ? '' : `, pathlen:${pathLenConstraint}`}`,
  keyUsage: (names: string[]) => names.map((name) => usageNames[name] ?? name).join(', '),
  extKeyUsage: (names: string[], longName) => names.map((name) => longName(name)).join(', '),
  subjectAltName: generalNames,
  issuerAltName: generalNames,
  subjectKeyIdentifier: (hex: string) => hex,
  authorityKeyIdentifier: (id: Record<string, string | string[] | null>) =>
    [
      ...(id['keyIdentifier'] ? [isBareKeyIdentifier(id) ? id['keyIdentifier'] : `keyid:${id['keyIdentifier']}`] : []),
      ...(id['authorityCertIssuer'] ? [generalNames(id['authorityCertIssuer'] as string[])] : []),
      ...(id['authorityCertSerialNumber'] ? [`serial:${colons(id['authorityCertSerialNumber'] as string)}`] : []),
    ].join(' '),
  authorityInfoAccess: access,
  subjectInfoAccess: access,
  cRLDistributionPoints: points,
  freshestCRL: points,
  issuingDistributionPoint: (point: Point & Record<string, boolean | string[]>) =>
    [
      pointName(point),
      ...(point['onlyContainsUserCerts'] ? ['Only User Certificates'] : []),
      ...(point['onlyContainsCACerts'] ? ['Only CA Certificates'] : []),
      ...(point['indirectCRL'] ? ['Indirect CRL'] : []),
      ...(point['onlySomeReasons'] ? [`Only Some Reasons: ${reasons(point['onlySomeReasons'] as string[])}`] : []),
      ...(point['onlyContainsAttributeCerts'] ? ['Only Attribute Certificates'] : []),
    ].join(' '),
  certificatePolicies: (policies: Policy[], longName) =>
    policies
      .map(({ policy, cps = [], userNotices = [] }) =>
        [
          `Policy: ${longName(policy)}`,
          ...cps.map((uri) => `CPS: ${uri}`),
          ...userNotices.map(({ organization, noticeNumbers = [], explicitText }) =>
            [
              'User Notice:',
              ...(organization === undefined ? [] : [`Organization: ${organization}`]),
              ...(noticeNumbers.length === 0
                ? []
                : [`Number${noticeNumbers.length > 1 ? 's' : ''}: ${noticeNumbers.join(', ')}`]),
              ...(explicitText === undefined ? [] : [`Explicit Text: ${explicitText}`]),
            ].join(' '),
          ),
        ].join(' '),
      )
      .join(' '),
  policyConstraints: (value: Record<string, number | null>) =>
    [
      ...(value['requireExplicitPolicy'] == null ? [] : [`Require Explicit Policy:${value['requireExplicitPolicy']}`]),
      ...(value['inhibitPolicyMapping'] == null ? [] : [`Inhibit Policy Mapping:${value['inhibitPolicyMapping']}`]),
    ].join(', '),
  policyMappings: (mappings: string[], longName) =>
    mappings
      .map((mapping) =>
        mapping
          .split(' = ')
          .map((policy) => longName(policy))
          .join(':'),
      )
      .join(', '),
  inhibitAnyPolicy: (count: number) => String(count),
  nameConstraints: ({ permittedSubtrees, excludedSubtrees }: Record<string, string[]>) =>
    [
      ...(permittedSubtrees?.length ? ['Permitted:', ...permittedSubtrees.map(constraint)] : []),
      ...(excludedSubtrees?.length ? ['Excluded:', ...excludedSubtrees.map(constraint)] : []),
    ].join(' '),
  netscapeCertType: (names: string[]) => names.map((name) => netscapeTypes[name] ?? name).join(', '),
  netscapeComment: text,
  netscapeBaseUrl: text,
  netscapeRevocationUrl: text,
  netscapeCARevocationUrl: text,
  netscapeRenewalUrl: text,
  netscapeCAPolicyUrl: text,
  netscapeSslServerName: text,
  tlsFeature: (features: string[]) => features.join(', '),
  ocspNoCheck: () => '',
  precertificatePoison: () => 'NULL',
  proxyCertInfo: (value: Record<string, string | number | null>, longName) =>
    [
      `Path Length Constraint: ${value['pCPathLenConstraint'] === null ? 'infinite' : Number(value['pCPathLenConstraint']).toString(16).toUpperCase().padStart(2, '0')}`,
      `Policy Language: ${longName(value['policyLanguage'] as string)}`,
      ...(value['policy'] ? [`Policy Text: ${value['policy']}`] : []),
    ].join(' '),
  privateKeyUsagePeriod: ({ notBefore, notAfter }: Record<string, string | null>) =>
    [
      ...(notBefore ? [`Not Before: ${time(notBefore)}`] : []),
      ...(notAfter ? [`Not After: ${time(notAfter)}`] : []),
    ].join(', '),
  ipAddrBlocks: (families: { family: string; subsequentFamily?: number; addresses: string[] | 'inherit' }[]) =>
    families
      .map(({ family, subsequentFamily, addresses }) => {
        const safi =
          subsequentFamily === undefined ? '' : ` (${safis[subsequentFamily] ?? `Unknown SAFI ${subsequentFamily}`})`;
        return `${family}${safi}: ${addresses === 'inherit' ? 'inherit' : addresses.map(shortAddress).join(' ')}`;
      })
      .join(' ')
      .replaceAll(': inherit', ': inherit'),
  autonomousSysIds: ({ asnum, rdi }: Record<string, string[] | 'inherit' | null>) =>
    [
      ...(asnum ? ['Autonomous System Numbers:', ...(asnum === 'inherit' ? ['inherit'] : asnum)] : []),
      ...(rdi ? ['Routing Domain Identifiers:', ...(rdi === 'inherit' ? ['inherit'] : rdi)] : []),
    ].join(' '),
  subjectSignTool: text,
  issuerSignTool: (tool: Record<string, string>) =>
    `signTool : ${tool['signTool']} cATool : ${tool['cATool']} signToolCert: ${tool['signToolCert']} cAToolCert : ${tool['cAToolCert']}`,
  signedCertificateTimestampList: (timestamps: Record<string, string | number>[]) =>
    timestamps
      .map((one) =>
        [
          'Signed Certificate Timestamp:',
          `Version : v${one['version']} (0x${Number(one['version']) - 1})`,
          `Log ID : ${colons(one['logId'] as string)}`,
          `Timestamp : ${time(one['timestamp'] as string, (one['timestamp'] as string).slice(19, 23))}`,
          `Extensions: ${one['extensions'] === '' ? 'none' : colons(one['extensions'] as string)}`,
          `Signature : ${(one['signatureAlgorithm'] as string).replace('rsa-with-SHA256', 'sha256WithRSAEncryption')}`,
          colons(one['signature'] as string),
        ].join(' '),
      )
      .join(' '),
};

/** What is compared besides the fields of every certificate: each of these by its parts, every other one by its bytes. */
export const comparedExtensions = Object.keys(renderers);

export function extensionText({ name, value }: Extension, json: Json, longName: LongName): string {
  const render = renderers[name];
  const field = json[name];
  return render && field !== undefined ? render(field, longName) : value.toLowerCase();
}

const usageNames: Readonly<Record<string, string>> = {
  digitalSignature: 'Digital Signature',
  nonRepudiation: 'Non Repudiation',
  keyEncipherment: 'Key Encipherment',
  dataEncipherment: 'Data Encipherment',
  keyAgreement: 'Key Agreement',
  keyCertSign: 'Certificate Sign',
  cRLSign: 'CRL Sign',
  encipherOnly: 'Encipher Only',
  decipherOnly: 'Decipher Only',
};

const netscapeTypes: Readonly<Record<string, string>> = {
  sslClient: 'SSL Client',
  sslServer: 'SSL Server',
  smime: 'S/MIME',
  objectSigning: 'Object Signing',
  reserved: 'Unused',
  sslCA: 'SSL CA',
  smimeCA: 'S/MIME CA',
  objectSigningCA: 'Object Signing CA',
};

const reasonNames: Readonly<Record<string, string>> = {
  unused: 'Unused',
  keyCompromise: 'Key Compromise',
  cACompromise: 'CA Compromise',
  affiliationChanged: 'Affiliation Changed',
  superseded: 'Superseded',
  cessationOfOperation: 'Cessation Of Operation',
  certificateHold: 'Certificate Hold',
  privilegeWithdrawn: 'Privilege Withdrawn',
  aACompromise: 'AA Compromise',
};

const methodNames: Readonly<Record<string, string>> = {
  OCSP: 'OCSP',
  caIssuers: 'CA Issuers',
  caRepository: 'CA Repository',
  timeStamping: 'AD Time Stamping',
};

const safis: Readonly<Record<number, string>> = { 1: 'Unicast', 2: 'Multicast', 128: 'MPLS-labeled VPN' };

interface Point {
  readonly fullName?: string[];
  readonly nameRelativeToCRLIssuer?: string;
  readonly reasons?: string[];
  readonly cRLIssuer?: string[];
}

interface Policy {
  readonly policy: string;
  readonly cps?: string[];
  readonly userNotices?: { organization?: string; noticeNumbers?: number[]; explicitText?: string }[];
}

function text(value: string): string {
  return value;
}

function isBareKeyIdentifier(id: Record<string, unknown>): boolean {
  return Object.keys(id).length === 1;
}

function reasons(names: string[]): string {
  return names.map((name) => reasonNames[name] ?? name).join(', ');
}

function points(all: Point[]): string {
  return all
    .map((point) =>
      [
        pointName(point),
        ...(point.reasons ? [`Reasons: ${reasons(point.reasons)}`] : []),
        ...(point.cRLIssuer ? [`CRL Issuer: ${point.cRLIssuer.map(spacedName).join(' ')}`] : []),
      ].join(' '),
    )
    .join(' ');
}

function pointName({ fullName, nameRelativeToCRLIssuer: relative }: Point): string {
  if (fullName) return `Full Name: ${fullName.map(spacedName).join(' ')}`;
  return relative === undefined ? '' : `Relative Name: ${relative.replace('=', ' = ')}`;
}

function access(descriptions: { method: string; location: string }[]): string {
  return descriptions
    .map(({ method, location }) => {
      const isAddress = /^[a-z]+:\/\//.test(location);
      return `${methodNames[method] ?? method} - ${isAddress ? `URI:${location}` : generalNames([location])}`;
    })
    .join(' ');
}

/** A list as openssl writes it: directory names with slashes, values that are no text left out. */
function generalNames(names: string[]): string {
  return names
    .map((name) => {
      if (name.startsWith('DirName:'))
        return `DirName:${attributes(name.slice(8))
          .map((one) => `/${one}`)
          .join('')}`;
      if (/^othername: [\d.]+::#/.test(name)) return name.replace(/#.*/, '<unsupported>');
      if (name.startsWith('X400Name:')) return 'X400Name:<unsupported>';
      return name.startsWith('EdiPartyName:') ? 'EdiPartyName:<unsupported>' : name;
    })
    .join(', ');
}

/** A directory name with spaces around the equals sign, as openssl has it outside of lists. */
function spacedName(name: string): string {
  if (!name.startsWith('DirName:')) return name;
  return `DirName:${attributes(name.slice(8))
    .map((one) => one.replace('=', ' = '))
    .join(', ')}`;
}

function constraint(name: string): string {
  if (name.startsWith('othername:')) return 'othername:<unsupported>';
  return spacedName(name.replace('IP Address:', 'IP:'));
}

/** The attributes of an RFC 4514 name without escapes, the first one first. */
function attributes(name: string): string[] {
  return name.split(',').reverse();
}

/** `2001:db8::/32` as openssl shortens it: zeros at the end alone. */
function shortAddress(text: string): string {
  return text.replace(/[0-9A-F:]+:[0-9A-F:]+/g, (address) => {
    const short = address.toLowerCase().replace(/(?::0)+$/, '::');
    return short === '0::' ? '::' : short;
  });
}
