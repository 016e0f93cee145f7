import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Snippet, snippets } from '../../server/core/issue/snippets.ts';
import { type Peer, startNginx, startPeer } from '../support/peers.ts';
import { runCli } from '../support/run-cli.ts';

const passphrase = 'open sesame';
/** A folder whose name has to be quoted. */
const certs = "it's my certs";

let folder: string;
let peer: Peer;

async function issue(...args: readonly string[]): Promise<void> {
  const { code, stderr } = await runCli(folder, ['issue', ...args, '--at', new Date().toISOString()]);
  if (code !== 0) throw new Error(stderr);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tlsense-snippets-'));
  const ca = ['--ca', `${certs}/ca.pem`, '--ca-key', `${certs}/ca.key`, '--out', certs];
  await issue('ca', '--cn', 'Example CA', '--out', certs);
  await issue('server', ...ca, '--cn', 'localhost');
  await issue('client', ...ca, '--cn', 'ada');
  writeFileSync(join(folder, certs, 'locked.key.passphrase'), `${passphrase}\n`);
  await issue('client', ...ca, '--cn', 'locked', '--passphrase-file', `${certs}/locked.key.passphrase`);
  // Python listens, for nginx and Node are among those that call.
  peer = await startPeer('python', {
    certificate: join(folder, certs, 'localhost.pem'),
    privateKey: join(folder, certs, 'localhost.key'),
    clientCa: join(folder, certs, 'ca.pem'),
  });
}, 60_000);
afterAll(async () => {
  await peer?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function snippet(id: Snippet['id'], name: string, base: string, isEncrypted: boolean): string {
  const paths = {
    certificate: `${base}/${name}.pem`,
    privateKey: `${base}/${name}.key`,
    trustAnchors: `${base}/ca.pem`,
  };
  const found = snippets('client', paths, { isEncrypted, url: `https://localhost:${peer.port}/` });
  return found.find((one) => one.id === id)?.text ?? '';
}

/** What the program prints; nothing of this process's environment but where programs are. */
async function output(command: string, ...args: readonly string[]): Promise<string> {
  try {
    const env = { PATH: process.env['PATH'] ?? '', TLS_KEY_PASSPHRASE: passphrase };
    return (await promisify(execFile)(command, args, { cwd: folder, env, timeout: 20_000 })).stdout.trim();
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    if (code === 'ENOENT') throw new Error(`${command} is not installed, and this test needs it`);
    throw new Error(`${command} ended (${code}):\n${stderr}`);
  }
}

describe.each([
  ['ada', false],
  ['locked', true],
])('the snippets for %s, key encrypted: %s', (name, isEncrypted) => {
  it('work in Node', async () => {
    writeFileSync(join(folder, 'client.mjs'), snippet('node', name, certs, isEncrypted));
    expect(await output(process.execPath, 'client.mjs')).toBe(name);
  });

  it('work in Python', async () => {
    writeFileSync(join(folder, 'client.py'), snippet('python', name, certs, isEncrypted));
    expect(await output('python3', 'client.py')).toBe(name);
  });

  it('work in nginx', async () => {
    const location = snippet('nginx', name, join(folder, certs), isEncrypted);
    const nginx = await startNginx((port) => `server { listen 127.0.0.1:${port}; ${location} }`);
    try {
      const response = await fetch(`http://127.0.0.1:${nginx.port}/`);
      expect(`${response.status} ${await response.text()}`).toBe(`200 ${name}`);
    } finally {
      await nginx.stop();
    }
  });
});

it('works in Python with the strictness that 3.13 and newer have by default', async () => {
  const strict = 'context.verify_flags |= ssl.VERIFY_X509_STRICT\nwith urllib';
  writeFileSync(join(folder, 'client.py'), snippet('python', 'ada', certs, false).replace('with urllib', strict));
  expect(await output('python3', 'client.py')).toBe('ada');
});

it('works in curl', async () => {
  writeFileSync(join(folder, 'client.sh'), snippet('curl', 'ada', certs, false));
  expect(await output('sh', 'client.sh')).toBe('ada');
});

it('the proof has a counterproof: without the certificate, curl is refused', async () => {
  const text = snippet('curl', 'ada', certs, false).replace(/--cert .* --key \S+(?: \S+)*? (?=https)/, '');
  expect(text).toContain('--cacert');
  expect(text).not.toContain('--key');
  writeFileSync(join(folder, 'client.sh'), text);
  // Refused in the handshake (35), or in what follows it in TLS 1.3: on reading the answer (56) or writing (55).
  await expect(output('sh', 'client.sh')).rejects.toThrow(/curl: \((?:35|55|56)\)/);
});
