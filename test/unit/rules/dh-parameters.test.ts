import { createDiffieHellmanGroup } from 'node:crypto';
import { expect, test } from 'vitest';
import { analyseText } from '../../support/analyse-text.ts';

/** DHParameter (PKCS#3) of the group that RFC 3526 calls number 14. */
function parameters(): string {
  const prime = createDiffieHellmanGroup('modp14').getPrime();
  const integer = Buffer.concat([Buffer.from([0x02, 0x82, 0x01, 0x01, 0x00]), prime]);
  const body = Buffer.concat([integer, Buffer.from([0x02, 0x01, 0x02])]);
  const der = Buffer.concat([Buffer.from([0x30, 0x82, body.length >> 8, body.length & 0xff]), body]);
  return `-----BEGIN DH PARAMETERS-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END DH PARAMETERS-----\n`;
}

test('ssl_dhparam with a file of sound parameters gives no finding about the file', async () => {
  const text = 'server {\n    listen 443 ssl;\n    ssl_dhparam dh.pem;\n}\n';
  const { findings } = await analyseText('nginx', text, { 'dh.pem': parameters() });
  expect(findings.filter(({ rule }) => rule.startsWith('reference/'))).toEqual([]);
});
