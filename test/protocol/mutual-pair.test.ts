import { expect, test } from 'vitest';
import { fixtures } from '../support/fixtures.ts';
import { folderWith, runCli } from '../support/run-cli.ts';

const server = `server {
    listen 443 ssl;
    server_name db.internal;
    ssl_certificate server.pem;
    ssl_client_certificate other-ca.pem;
    ssl_verify_client on;
}
`;
const client = `import fs from 'node:fs';
import tls from 'node:tls';

tls.connect({ host: 'db.internal', ca: fs.readFileSync('ca.pem'), cert: fs.readFileSync('client.pem') });
`;

test.each([
  ['the client first', 'a-client.mjs', 'b-server.conf'],
  ['the server first', 'b-client.mjs', 'a-server.conf'],
])('both ends of a connection are seen, %s', async (_, clientFile, serverFile) => {
  const made = await fixtures();
  const names = ['server', 'client', 'ca', 'other-ca'];
  const files = Object.fromEntries(names.map((name) => [`${name}.pem`, made.get(name) ?? '']));
  const folder = folderWith({ ...files, [clientFile]: client, [serverFile]: server });
  const { stdout } = await runCli(folder, ['check', '.', '--format', 'json']);
  expect(stdout.match(/issuer-not-trusted-by-peer/g)).toHaveLength(1);
  expect(stdout).toContain('lets in clients of Another CA alone');
});
