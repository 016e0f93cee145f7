import { Buffer } from 'node:buffer';

/** A certificate that openssl makes with its own syntax: an extension section, and other choices. */
export interface Variant {
  readonly name: string;
  /** Lines of the extension section; sections of their own may follow. */
  readonly extensions?: string;
  /** Lines of the distinguished name. */
  readonly subject?: string;
  /** Lines of the section [req] besides. */
  readonly request?: string;
  /** Further options of `openssl req -x509`. */
  readonly options?: string;
  /** File of the key: `ec.pem` by default. */
  readonly key?: string;
}

const one = (extensions: string): Variant => ({ name: extensions.replaceAll('\n', ' '), extensions });

/** Signed timestamps of two logs (RFC 6962, 3.3), one with an extension. */
function timestampExtension(): string {
  const vector = (bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
  const timestamp = (logId: string, milliseconds: bigint, extensions: string): Buffer => {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(milliseconds);
    const signature = Buffer.from('3006020101020102', 'hex');
    const parts = [Buffer.from([0]), Buffer.from(logId, 'base64'), time, vector(Buffer.from(extensions, 'hex'))];
    return vector(Buffer.concat([...parts, Buffer.from([4, 3]), vector(signature)]));
  };
  const list = vector(
    Buffer.concat([
      timestamp('DleUvPOuqT4zGyyZB7P3kN+bwj1xMiXdIaklrGHFTiE=', 1_790_000_000_123n, ''),
      timestamp('AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=', 1_790_000_001_004n, '0000050000000007'),
    ]),
  );
  return Buffer.concat([Buffer.from([4, 0x81, list.length]), list]).toString('hex');
}

const directory = '[dir]\nC=DE\nO=Example Works\nCN=Dir Name';

const extensions: readonly Variant[] = [
  // basicConstraints and keyUsage
  one('basicConstraints=CA:FALSE'),
  one('basicConstraints=critical,CA:FALSE'),
  one('basicConstraints=critical,CA:TRUE'),
  one('basicConstraints=critical,CA:TRUE,pathlen:0'),
  one('basicConstraints=CA:TRUE,pathlen:300'),
  ...[
    'digitalSignature',
    'nonRepudiation',
    'keyEncipherment',
    'dataEncipherment',
    'keyAgreement',
    'keyCertSign',
    'cRLSign',
    'keyAgreement,encipherOnly',
    'keyAgreement,decipherOnly',
  ].map((usage) => one(`keyUsage=critical,${usage}`)),
  one(
    'keyUsage=digitalSignature,nonRepudiation,keyEncipherment,dataEncipherment,keyAgreement,keyCertSign,cRLSign,encipherOnly,decipherOnly',
  ),
  // extKeyUsage
  one('extendedKeyUsage=serverAuth,clientAuth'),
  one('extendedKeyUsage=critical,codeSigning,emailProtection,timeStamping,OCSPSigning'),
  one('extendedKeyUsage=ipsecIKE,ipsecEndSystem,ipsecTunnel,ipsecUser,DVCS,secureShellClient,secureShellServer'),
  one('extendedKeyUsage=msCodeInd,msCodeCom,msCTLSign,msEFS,msSGC,nsSGC,msSmartcardLogin,pkInitClientAuth,pkInitKDC'),
  one('extendedKeyUsage=sendRouter,sendProxiedRouter,sendOwner,sendProxiedOwner,cmcCA,cmcRA,cmcArchive'),
  one(
    'extendedKeyUsage=anyExtendedKeyUsage,1.2.3.4.5,2.999.1,1.3.6.1.4.1.311.54.1.2,1.3.6.1.5.5.7.3.30,1.3.6.1.5.5.7.3.31',
  ),
  // Names
  one('subjectAltName=DNS:a.example,DNS:*.b.example,DNS:xn--mnchen-3ya.example'),
  one('subjectAltName=IP:10.0.0.7,IP:2001:db8::1,IP:::1,IP:ff02::1:2'),
  one('subjectAltName=email:x@y.example,URI:https://a.example/x?y=1,RID:1.2.3.4'),
  one('subjectAltName=critical,DNS:a.example,email:copy'),
  one(`subjectAltName=dirName:dir\n${directory}`),
  one('subjectAltName=otherName:1.2.3.4;UTF8:hello,otherName:1.2.3.5;INTEGER:5,otherName:1.2.3.6;IA5:ascii'),
  one('subjectAltName=otherName:msUPN;UTF8:u@ad.example,otherName:1.3.6.1.5.5.7.8.7;IA5:_xmpp.example'),
  one('subjectAltName=otherName:1.3.6.1.5.5.7.8.5;UTF8:x@y,otherName:1.3.6.1.5.5.7.8.8;UTF8:realm'),
  one('issuerAltName=DNS:ca.example,email:ca@example,URI:http://ca.example,IP:192.0.2.1,RID:1.2.3'),
  one(`issuerAltName=dirName:dir\n${directory}`),
  // Keys
  one('subjectKeyIdentifier=hash'),
  one('subjectKeyIdentifier=01:02:03:04'),
  one('subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid'),
  one('subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid:always,issuer:always'),
  // Links
  one('authorityInfoAccess=OCSP;URI:http://ocsp.example,caIssuers;URI:http://a.example/ca.crt'),
  one(
    `authorityInfoAccess=caIssuers;dirName:dir,OCSP;DNS:ocsp.example,caRepository;email:a@b,1.2.3.4;IP:1.2.3.4\n${directory}`,
  ),
  one('subjectInfoAccess=caRepository;URI:http://x.example,1.3.6.1.5.5.7.48.3;URI:http://t.example'),
  one('crlDistributionPoints=URI:http://a.example/1.crl,URI:http://b.example/2.crl'),
  one('crlDistributionPoints=point\n[point]\nfullname=URI:http://a.example/1.crl,URI:ldap://b.example/cn=x'),
  one(
    `crlDistributionPoints=point\n[point]\nfullname=URI:http://a.example\nCRLissuer=dirName:dir\nreasons=keyCompromise,CACompromise,affiliationChanged,superseded,cessationOfOperation,certificateHold,privilegeWithdrawn,AACompromise\n${directory}`,
  ),
  one(`crlDistributionPoints=point\n[point]\nCRLissuer=dirName:dir\n${directory}`),
  one('crlDistributionPoints=point\n[point]\nrelativename=relative\nreasons=keyCompromise\n[relative]\nCN=List 1'),
  one('freshestCRL=URI:http://a.example/delta.crl'),
  one('issuingDistributionPoint=critical,@point\n[point]\nfullname=URI:http://a.example\nonlyuser=TRUE'),
  one(
    'issuingDistributionPoint=critical,@point\n[point]\nonlyCA=TRUE\nindirectCRL=TRUE\nonlysomereasons=keyCompromise,superseded',
  ),
  one('issuingDistributionPoint=critical,@point\n[point]\nonlyAA=TRUE'),
  // Policies
  one('certificatePolicies=1.2.3.4,anyPolicy,2.23.140.1.2.1,2.23.140.1.2.2,2.23.140.1.2.3,2.23.140.1.1'),
  one(
    'certificatePolicies=ia5org,@policy\n[policy]\npolicyIdentifier=1.3.5.8\nCPS.1=http://a.example/cps\nCPS.2=http://b.example',
  ),
  one(
    'certificatePolicies=@policy\n[policy]\npolicyIdentifier=1.3.5.8\nuserNotice.1=@notice\n[notice]\nexplicitText=UTF8:Only for tests\norganization=Example Works\nnoticeNumbers=1,2,30',
  ),
  one(
    'certificatePolicies=@policy\n[policy]\npolicyIdentifier=1.3.5.8\nuserNotice.1=@notice\n[notice]\nexplicitText=IA5:plain',
  ),
  one('policyConstraints=critical,requireExplicitPolicy:3'),
  one('policyConstraints=requireExplicitPolicy:0,inhibitPolicyMapping:1'),
  one('policyMappings=1.2.3:1.2.4,2.23.140.1.2.1:1.5.6'),
  one('inhibitAnyPolicy=critical,4'),
  // nameConstraints
  one('nameConstraints=critical,permitted;DNS:.example,permitted;email:.example,excluded;URI:.example.org'),
  one('nameConstraints=permitted;IP:10.0.0.0/255.0.0.0,permitted;IP:2001:db8::/ffff:ffff::,excluded;RID:1.2.3'),
  one(`nameConstraints=permitted;dirName:dir,excluded;otherName:1.2.3;UTF8:x\n${directory}`),
  // Netscape
  one('nsCertType=client,server,email,objsign,reserved,sslCA,emailCA,objCA'),
  one('nsCertType=server'),
  one('nsComment="made by hand"\nnsBaseUrl=http://a.example\nnsRevocationUrl=http://b.example'),
  one(
    'nsCaRevocationUrl=http://c.example\nnsRenewalUrl=http://d.example\nnsCaPolicyUrl=http://e.example\nnsSslServerName=host',
  ),
  // Others that openssl knows by name
  one('tlsfeature=status_request'),
  one('tlsfeature=status_request,status_request_v2,77'),
  one('noCheck=ignored'),
  one('proxyCertInfo=critical,language:id-ppl-anyLanguage,pathlen:3,policy:text:AB'),
  one('proxyCertInfo=critical,language:id-ppl-inheritAll'),
  one('proxyCertInfo=critical,language:1.2.3.4,pathlen:11'),
  one('sbgp-ipAddrBlock=critical,IPv4:10.0.0.0/8'),
  one('sbgp-ipAddrBlock=critical,IPv6:2001:db8::/33'),
  one('sbgp-ipAddrBlock=critical,IPv4:inherit'),
  one('sbgp-ipAddrBlock=critical,IPv4-SAFI:1:192.168.0.0-192.168.3.77'),
  one('sbgp-autonomousSysNum=critical,AS:64500,AS:64510-64520,RDI:inherit'),
  one('sbgp-autonomousSysNum=critical,AS:inherit'),
  one('subjectSignTool=UTF8:hello'),
  one('issuerSignTool=signTool:aa,cATool:bb,signToolCert:cc,cAToolCert:dd'),
  // By identifier, with openssl's ASN1: and DER: forms
  one('2.5.29.16=ASN1:SEQUENCE:period\n[period]\na=IMP:0,GENTIME:20260101000000Z\nb=IMP:1,GENTIME:20270101120005Z'),
  one('2.5.29.16=ASN1:SEQUENCE:period\n[period]\nb=IMP:1,GENTIME:20270101000000Z'),
  one('1.3.6.1.4.1.11129.2.4.3=critical,ASN1:NULL'),
  one(`1.3.6.1.4.1.11129.2.4.2=DER:${timestampExtension()}`),
  one(
    '2.5.29.9=ASN1:SEQUENCE:all\n[all]\na=SEQUENCE:born\n[born]\na=OID:1.3.6.1.5.5.7.9.1\nb=SET:value\n[value]\na=GENTIME:19700101000000Z',
  ),
  one('1.3.6.1.4.1.311.20.2=ASN1:BMP:WebServer\n1.3.6.1.4.1.311.21.1=ASN1:INT:131073'),
  one(
    '1.3.6.1.4.1.311.21.7=ASN1:SEQUENCE:template\n[template]\na=OID:1.3.6.1.4.1.311.21.8.1.2\nb=INTEGER:100\nc=INTEGER:6',
  ),
  one('1.3.6.1.4.1.311.21.10=ASN1:SEQUENCE:all\n[all]\na=SEQUENCE:first\n[first]\na=OID:1.3.6.1.5.5.7.3.1'),
  one('1.3.6.1.5.5.7.1.3=ASN1:SEQUENCE:all\n[all]\na=SEQUENCE:first\n[first]\na=OID:0.4.0.1862.1.1'),
  one('1.2.3.4.5.6=ASN1:SEQUENCE:parts\n[parts]\na=INTEGER:5\nb=UTF8:hello\nc=BOOL:TRUE\nd=OCT:abc'),
  one('1.2.3.4.5.7=critical,DER:04:03:01:02:03\n1.2.3.4.5.8=DER:ff:ff:ff\n2.999.3=ASN1:NULL'),
];

const subjects: readonly Variant[] = [
  {
    name: 'attributes that openssl has short names for',
    subject:
      'C=DE\nST=Bavaria\nL=Munich\nO=Example\nOU=Works\nCN=host.example\nSN=Doe\nGN=Jo\ninitials=JD\ntitle=Dr\nserialNumber=17\nemailAddress=x@y.example\nUID=jd\nstreet=Main Street 1\npostalCode=80331\nbusinessCategory=Private\njurisdictionC=DE\njurisdictionST=Bavaria\njurisdictionL=Munich\norganizationIdentifier=VATDE-1\npseudonym=P\ndnQualifier=q\ngenerationQualifier=Jr\nname=N\ndescription=d',
  },
  { name: 'domain components', subject: '0.DC=example\n1.DC=ad\nCN=host' },
  { name: 'characters to escape', subject: "O='Ex, am+ple; <x> = y'\nCN=\\#host\nOU=a\\\\b" },
  { name: 'spaces at both ends', subject: "O='  Example  '\nCN=host" },
  { name: 'several attributes of one RDN', subject: 'C=DE\nO=Example\n+OU=Works\n+CN=host' },
  { name: 'an attribute without a name', subject: 'CN=host\n1.2.3.4.5=own' },
  { name: 'UTF8String', subject: 'O=Müller & Söhne\nCN=Grüße 你好' },
  { name: 'BMPString', request: 'string_mask=MASK:0x800', subject: 'O=Müller\nCN=你好' },
  { name: 'TeletexString', request: 'string_mask=MASK:0x4', subject: 'O=Example\nCN=host' },
  { name: 'UniversalString', request: 'string_mask=MASK:0x100', subject: 'CN=Grüße 𝄞' },
  { name: 'string_mask default', request: 'string_mask=default', subject: 'O=Example\nCN=plain' },
];

const dates: readonly Variant[] = [
  { name: 'GeneralizedTime after 2049', options: '-days 20000' },
  { name: 'serial number 1', options: '-set_serial 1' },
  { name: 'serial number 0', options: '-set_serial 0' },
  { name: 'a negative serial number', options: '-set_serial -5' },
  { name: 'a serial number of 8 octets', options: '-set_serial 0x8000000000000001' },
  { name: 'a serial number of 20 octets', options: '-set_serial 0x7fffffffffffffffffffffffffffffffffffffff' },
];

const signatures: readonly Variant[] = [
  ...['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3-256', 'sha3-384', 'sha3-512'].map((digest) => ({
    name: `RSA with ${digest}`,
    key: 'rsa.pem',
    options: `-${digest}`,
  })),
  ...['sha1', 'sha224', 'sha256', 'sha384', 'sha512'].map((digest) => ({
    name: `ECDSA with ${digest}`,
    options: `-${digest}`,
  })),
  { name: 'PSS', key: 'rsa.pem', options: '-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32' },
  { name: 'PSS with SHA-1', key: 'rsa.pem', options: '-sha1 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:20' },
  {
    name: 'PSS with two digests',
    key: 'rsa.pem',
    options: '-sha384 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:0 -sigopt rsa_mgf1_md:sha512',
  },
  { name: 'a PSS key', key: 'pss.pem' },
  { name: 'a PSS key with restrictions', key: 'pss-restricted.pem', options: '-sha256' },
  { name: 'exponent 3', key: 'rsa3.pem' },
  { name: 'Ed25519', key: 'ed25519.pem' },
  { name: 'Ed448', key: 'ed448.pem' },
  { name: 'DSA', key: 'dsa.pem', options: '-sha256' },
];

export const variants: readonly Variant[] = [...extensions, ...subjects, ...dates, ...signatures];
