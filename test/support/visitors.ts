/** Real TLS clients: Node, Python, curl and OpenSSL. Each verifies the server, and asks it who it took the client for. */
import { spawn } from 'node:child_process';
import { type ClientFiles, clientNamed, type Visit, visit } from './peers.ts';

export type VisitorName = 'node' | 'python' | 'curl' | 'openssl';
export const visitorNames: readonly VisitorName[] = ['node', 'python', 'curl', 'openssl'];

export function visitAs(name: VisitorName, port: number, files: ClientFiles): Promise<Visit> {
  switch (name) {
    case 'node':
      return visit(port, files);
    case 'python':
      return ask('python3', ['-c', pythonClient, String(port), ...filesOf(files)]);
    case 'curl':
      return ask('curl', curlArguments(port, files));
    case 'openssl':
      return ask('openssl', opensslArguments(port, files), 'GET / HTTP/1.0\r\n\r\n');
  }
}

const pythonClient = `
import http.client, ssl, sys

port, ca, *own = sys.argv[1:]
context = ssl.create_default_context(cafile=ca)
# Python 3.13 and newer set this by themselves.
context.verify_flags |= ssl.VERIFY_X509_STRICT
if own:
    context.load_cert_chain(*own)
connection = http.client.HTTPSConnection('localhost', int(port), context=context, timeout=10)
connection.request('GET', '/', headers={'Connection': 'close'})
response = connection.getresponse()
if response.status != 200:
    sys.exit(f'status {response.status}')
print(response.read().decode())
`;

function filesOf({ serverCa, certificate, privateKey }: ClientFiles): string[] {
  return [serverCa, ...(certificate !== undefined && privateKey !== undefined ? [certificate, privateKey] : [])];
}

function curlArguments(port: number, files: ClientFiles): string[] {
  const [serverCa = '', certificate, privateKey] = filesOf(files);
  const own = certificate !== undefined && privateKey !== undefined ? ['--cert', certificate, '--key', privateKey] : [];
  const place = ['--resolve', `localhost:${port}:127.0.0.1`, `https://localhost:${port}/`];
  return [
    '--silent',
    '--show-error',
    '--fail',
    '--max-time',
    '10',
    '--noproxy',
    '*',
    '--cacert',
    serverCa,
    ...own,
    ...place,
  ];
}

function opensslArguments(port: number, files: ClientFiles): string[] {
  const [serverCa = '', certificate, privateKey] = filesOf(files);
  const own = certificate !== undefined && privateKey !== undefined ? ['-cert', certificate, '-key', privateKey] : [];
  const verifying = ['-CAfile', serverCa, '-verify_return_error', '-verify_hostname', 'localhost', '-x509_strict'];
  return ['s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'localhost', '-quiet', ...verifying, ...own];
}

/** Runs a client to its end. Whoever was not told a name was refused. */
function ask(command: string, args: readonly string[], input = ''): Promise<Visit> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.stdin.on('error', () => {});
    child.stdin.write(input);
    if (command !== 'openssl') child.stdin.end();
    const impatience = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(impatience);
      reject(error.code === 'ENOENT' ? new Error(`${command} is not installed, and this test needs it`) : error);
    });
    child.on('close', () => {
      clearTimeout(impatience);
      const body = stdout.replace(/^HTTP\/1[\s\S]*?\r?\n\r?\n/, '');
      const isAnswer = body.trim() !== '' && !/^HTTP\/1\S+ [45]/.test(stdout);
      resolve(isAnswer ? { accepted: clientNamed(body) } : { refused: stderr || stdout });
    });
  });
}
