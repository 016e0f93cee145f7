import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { keyFingerprint } from '../../x509/key-fingerprint.ts';

/**
 * Where the private half of a key is published, by the first eight octets of the SHA-256 of its SubjectPublicKeyInfo.
 * Whoever uses one has copied it from there.
 */
const sources: Readonly<Record<string, readonly string[]>> = {
  // testRSA1024, testRSA2048, testRSA4096; testECCP256, testECCP384, testECCP521; testDLP1024, testDLP2048, testDLP4096.
  'RFC 9500': [
    '9a9e5b0f404f4e2d',
    '8fb6bad671cfe698',
    '96465ea5dc9bb2da',
    'b2b04340cfaee616',
    'c4c10105a0be0ed4',
    'acb1b8327fef995e',
    '3fac0442bd712e4c',
    'e50b2bd28128da6e',
    'dd4f80bf29f61b11',
  ],
  // The examples for RS256, of 2048 bits and formerly of 1024.
  'jwt.io': ['f56c8b01227f62dd', 'd2f8d7917928bbe7'],
  // keys/vagrant, keys/vagrant.key.ed25519.
  Vagrant: ['bde93142b0780b2a', 'a7279699e5c6a4ad'],
  // What development servers of npm send until they are given a key of one's own, by the package each is in.
  'gulp-connect': ['dbab7fca5fbb51bb'],
  Browsersync: ['027ccdcaff80154b'],
  'grunt-contrib-connect': ['f7e6d9d6a0e18d4b'],
  'local-ssl-proxy': ['cdd60adcf5b047dd'],
  'gulp-webserver': ['86bfd857406450b6'],
  'webpack-dev-server 1': ['ae90b57fcba826f7', '56ee62779ab5ef00'],
  // Likewise for mail, and the worker runtime of wrangler dev.
  'smtp-server': ['c7c33a9a1bf0b606'],
  Miniflare: ['2c14b6cab49a0698'],
  // The key is what the package is for; examples of the others.
  'openssl-self-signed-certificate': ['629f427e486e9dc3'],
  spdy: ['6b49c845e1cbcb99'],
  http2: ['1dd19061484c9e1c'],
  // net/http/internal/testcert, of 1024 and of 2048 bits, and copied from there into programs.
  Go: ['5ea041da911605f2', '64eebde4d94a861c'],
  CPython: [
    'be4c89ae84278a5e',
    '9e4456c9dc7098dc',
    '0a8b54336a8f109d',
    '3610893ac98cb708',
    '8064304dc78d97bb',
    '990c02b92948ebe7',
    'a0eb5a3d14140862',
    'ab8e035b61375a02',
    'b27242ebec6d3db0',
    'c3e2fc4b8742a19c',
    '1d2054b91a55916a',
    '052409d23910ef0c',
    '316541c3534f29b7',
    'ae6cf3f89a974387',
    'd67b630ea74dcbf0',
    '78a9d7ef40805a18',
    '11035725de095a06',
    '2e969d5e71491b6c',
    '45f9a0efba2ef7f6',
    '515894a88719a8d7',
    '532c1cf563e57e9d',
    '8a12ccf7129ea493',
    '9b9d3c3ef2e8355d',
    'e2a7b7fd502ed354',
    'eb78e5f113bf5dc3',
    'edfe2d266a8e34aa',
    'fe2ff9b611dd9d21',
  ],
  urllib3: ['15f827f9a2bd16bc', 'a4d1449297eced86'],
  Requests: ['329799340ca9e9cf', '52eae116e12064ee', '82f1794f17693e8f', 'fc74a5b691c55b75'],
  'google-auth': ['9b445b3d3080b3a8', '38e6053a316fcc97'],
  moto: ['1e3b74d68b5ddba5', 'f82fa21795aaf275'],
  'XML Security Library': ['ef5ee52829413aea'],
};

const published: ReadonlyMap<string, string> = new Map(
  Object.entries(sources).flatMap(([source, digests]) => digests.map((digest) => [digest, source] as const)),
);

export const docs: RuleDocs = {
  summary:
    'Report keys whose private half is published: test keys of standards, examples, and keys that programs bring along.',
  why: 'Anyone can download the private key from there, decrypt what was sent to the server, or pass for it.',
  exceptions:
    'Tests that use them on purpose: in test files the finding is information. Keys of Debian’s random numbers of 2006 to 2008 (CVE-2008-0166) are not known here: three times 32,768 of each size do not fit into an extension; badkeys or openssl-vulnkey tell them.',
  invalid: [{ language: 'pem', text: { fixture: 'published-key' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'rsa-2048' } },
  ],
};

export const rule = defineRule({
  id: 'key/known-compromised',
  subject: 'public-key',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 9500', 'CA/Browser Forum Baseline Requirements, 6.1.1.3'],
  messages: {
    published:
      'The private half of this key is published ({source}): anyone has it. Make a key of your own, and have the certificate issued again.',
  },
  check({ key, span }) {
    const source = published.get(keyFingerprint(key).slice(0, 16));
    return source === undefined ? undefined : [{ span, message: 'published', data: { source } }];
  },
});
