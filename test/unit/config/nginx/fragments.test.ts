/** Settings to be included: the other half may stand where they are. */
import { describe, expect, test } from 'vitest';
import { analyseText } from '../../../support/analyse-text.ts';

async function rules(text: string): Promise<string[]> {
  const { findings } = await analyseText('nginx', text);
  return findings.filter(({ severity }) => severity !== 'information').map(({ rule }) => rule);
}

const authority = 'ssl_client_certificate /etc/clients.pem;';
const anchors = 'tls/require-trust-anchors';
const unused = 'tls/no-unused-client-ca';
const server = (...lines: string[]): string =>
  `server { listen 443 ssl; ssl_certificate a.pem; ssl_certificate_key a.key; root /srv; ${lines.join(' ')} }\n`;

describe('half of what is needed', () => {
  test.each<[string, string, string[]]>([
    ['verification without a CA', 'ssl_verify_client on;\n', []],
    ['verification of peers without a CA', 'proxy_ssl_verify on;\n', []],
    ['the same and the peer', 'proxy_ssl_verify on;\nproxy_pass https://a.internal;\n', []],
    ['a CA without verification', `${authority}\n`, []],
    ['verification for servers in other files', 'http { ssl_verify_client on; include conf.d/*.conf; }\n', []],
    ['a CA for servers in other files', `http { ${authority} include conf.d/*.conf; }\n`, []],
    ['verification without a CA, in a server', server('ssl_verify_client on;'), [anchors]],
    ['verification without a CA, around a server', `ssl_verify_client on;\n${server()}`, [anchors]],
    ['a CA without verification, in a server', server(authority), [unused]],
  ])('%s', async (_, text, expected) => expect(await rules(text)).toEqual(expected));
});

test('deprecated versions are said at their lines', async () => {
  const lines = ['ssl_protocols TLSv1 TLSv1.2;', 'ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols SSLv3 TLSv1.1;'];
  const text = `{{ if a }}\n${lines.join('\n{{ else if b }}\n')}\n{{ end }}\n`;
  const { findings } = await analyseText('nginx', text);
  const said = findings.filter(({ rule }) => rule === 'tls/no-deprecated-protocol');
  expect(said.map(({ span: { start, end } }) => text.slice(start, end))).toEqual(['TLSv1', 'SSLv3 TLSv1.1']);
});
