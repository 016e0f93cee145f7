import { describe, expect, test } from 'vitest';
import { analyseText } from '../../support/analyse-text.ts';
import { fixtures } from '../../support/fixtures.ts';

/** What findings of the two rules underline. */
async function idle(language: string, text: string, settings = {}): Promise<string[]> {
  const files = { 'ca.pem': (await fixtures()).get('ca') ?? '' };
  const { findings } = await analyseText(language, text, files, settings);
  return findings
    .filter(({ rule }) => rule.endsWith('ineffective-setting'))
    .map(({ span }) => text.slice(span.start, span.end));
}

const server = (...lines: string[]): string => `server {\nlisten 443 ssl;\n${lines.join('\n')}\n}\n`;
const peer = (...lines: string[]): string =>
  `server {\nlocation / {\nproxy_pass https://a.example;\n${lines.join('\n')}\n}\n}\n`;

describe('nginx', () => {
  test.each<[string, string, string[]]>([
    ['TLS 1.3 alone', server('ssl_protocols TLSv1.3;', 'ssl_ciphers HIGH;'), ['ssl_ciphers HIGH']],
    ['a security level counts', server('ssl_protocols TLSv1.3;', 'ssl_ciphers HIGH:@SECLEVEL=2;'), []],
    ['a version that is not known', server('ssl_protocols TLSv1.3 $x;', 'ssl_ciphers HIGH;'), []],
    ['a list that is not known', server('ssl_protocols TLSv1.3;', 'ssl_ciphers {{ x }};'), []],
    ['a list for others too', `http {\nssl_ciphers HIGH;\n${server('ssl_protocols TLSv1.3;')}}\n`, []],
    [
      'suites of TLS 1.3 without it',
      server('ssl_protocols TLSv1.2;', 'ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;'),
      ['ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256'],
    ],
    ['suites of TLS 1.3 by default', server('ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;'), []],
    ['parameters for nobody', server('ssl_ciphers ECDHE+AESGCM;', 'ssl_dhparam dh.pem;'), ['ssl_dhparam dh.pem']],
    ['parameters for a suite', server('ssl_ciphers ECDHE+AESGCM:DHE+AESGCM;', 'ssl_dhparam dh.pem;'), []],
    ['parameters for the default list', server('ssl_dhparam dh.pem;'), []],
    ['a CA for nothing', server('ssl_trusted_certificate ca.pem;'), ['ssl_trusted_certificate ca.pem']],
    ['a CA to staple with', server('ssl_stapling on;', 'ssl_trusted_certificate ca.pem;'), []],
    ['a CA for clients', server('ssl_verify_client optional_no_ca;', 'ssl_trusted_certificate ca.pem;'), []],
    [
      'an issuer of acme',
      'http {\nacme_issuer a {\nuri https://a.example;\nssl_trusted_certificate ca.pem;\n}\n}\n',
      [],
    ],
    ['a cache of OCSP without it', server('ssl_ocsp_cache shared:o:1m;'), ['ssl_ocsp_cache shared:o:1m']],
    ['a responder of OCSP without it', server('ssl_ocsp_responder http://a/;'), ['ssl_ocsp_responder http://a/']],
    [
      'how long nothing is resumed',
      server('ssl_session_tickets off;', 'ssl_session_timeout 1h;'),
      ['ssl_session_timeout 1h'],
    ],
    ['how long tickets are good', server('ssl_session_timeout 1h;'), []],
    [
      'how long sessions are kept',
      server('ssl_session_tickets off;', 'ssl_session_cache shared:a:1m;', 'ssl_session_timeout 1h;'),
      [],
    ],
    ['a name for nothing', peer('proxy_ssl_name b.example;'), ['proxy_ssl_name b.example']],
    ['a name to send', peer('proxy_ssl_server_name on;', 'proxy_ssl_name b.example;'), []],
    [
      'a name to compare',
      peer('proxy_ssl_verify on;', 'proxy_ssl_trusted_certificate ca.pem;', 'proxy_ssl_name b.example;'),
      [],
    ],
    ['a name, and a file that may send it', peer('include proxy-ssl.conf;', 'proxy_ssl_name b.example;'), []],
  ])('%s', async (_, text, expected) => {
    expect(await idle('nginx', text)).toEqual(expected);
  });
});

const connect = (options: string): string => `require('node:tls').connect({ host: 'a.example', ${options} });\n`;
const late = "process.env.NODE_EXTRA_CA_CERTS = 'ca.pem'";

describe('JavaScript', () => {
  test.each<[string, string, string[]]>([
    ['TLS 1.3 alone', connect("minVersion: 'TLSv1.3', ciphers: 'HIGH'"), ["ciphers: 'HIGH'"]],
    ['its own suites in the list', connect("minVersion: 'TLSv1.3', ciphers: 'TLS_AES_128_GCM_SHA256'"), []],
    ['TLS 1.2 too', connect("minVersion: 'TLSv1.2', ciphers: 'HIGH'"), []],
    ['a CA after the start', `${late};\nawait fetch('https://a.example');\n`, [late]],
    ['a CA for others', `${late};\nfork('b.js');\nawait fetch('https://a.example');\n`, []],
    ['a CA, and nobody that connects', `${late};\n`, []],
    ['an environment of its own', `run({ env: { NODE_EXTRA_CA_CERTS: 'ca.pem' } });\nawait fetch('https://a/');\n`, []],
  ])('%s', async (_, text, expected) => {
    expect(await idle('javascript', text)).toEqual(expected);
  });
});

describe('Python', () => {
  test.each<[string, string, string[]]>([
    ['TLS 1.3 alone', "c.minimum_version = ssl.TLSVersion.TLSv1_3\nc.set_ciphers('HIGH')\n", ["'HIGH'"]],
    ['TLS 1.2 too', "c.minimum_version = ssl.TLSVersion.TLSv1_2\nc.set_ciphers('HIGH')\n", []],
  ])('%s', async (_, text, expected) => {
    expect(await idle('python', `import ssl\nc = ssl.create_default_context()\n${text}`)).toEqual(expected);
  });
});
