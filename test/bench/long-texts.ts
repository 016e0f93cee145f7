/** Long files as people have them: many parts that are alike, and none of them quite. */

export interface LongText {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
}

/** Some 12 lines a server. */
export function nginxText(lines: number): LongText {
  const parts = [
    'user nginx;',
    'events { worker_connections 1024; }',
    'http {',
    '    ssl_protocols TLSv1.2 TLSv1.3;',
    '    ssl_session_cache shared:SSL:10m;',
    '    server_tokens off;',
  ];
  for (let i = 0; lineCount(parts) < lines - 12; i++) parts.push(nginxServer(i));
  while (lineCount(parts) < lines - 1) parts.push('    # nothing more');
  return { path: 'nginx.conf', languageId: 'nginx', text: `${parts.join('\n')}\n}\n` };
}

const nginxServer = (i: number): string => `    server {
        listen 443 ssl;
        server_name site-${i}.example.com;
        ssl_certificate /etc/nginx/tls/site-${i % 20}.pem;
        ssl_certificate_key /etc/nginx/tls/site-${i % 20}.key;
        ssl_ciphers ${i % 10 === 3 ? 'ECDHE+AESGCM:RC4-SHA' : 'ECDHE+AESGCM:ECDHE+CHACHA20'};
        add_header Strict-Transport-Security "max-age=63072000" always;
        location / {
            proxy_set_header X-Request-Id $request_id;
            ${i % 4 === 0 ? `proxy_pass https://backend-${i}.internal;\n            proxy_ssl_verify ${i % 8 === 0 ? 'off' : 'on'};` : `proxy_pass http://backend-${i}.internal;\n            proxy_read_timeout 30s;`}
        }
    }`;

export function typescriptText(lines: number): LongText {
  const parts = ["import { readFileSync } from 'node:fs';", "import https from 'node:https';", ''];
  for (let i = 0; lineCount(parts) < lines - 24; i++)
    parts.push(i % 8 === 5 ? typescriptClient(i) : typescriptClass(i));
  while (lineCount(parts) < lines) parts.push('// Nothing more.');
  return { path: 'src/service.ts', languageId: 'typescript', text: `${parts.join('\n')}\n` };
}

const typescriptClass = (i: number): string => `/** Keeps the orders of region ${i}. */
export class Orders${i} {
  readonly #orders = new Map<string, { id: string; total: number }>();
  readonly #limit: number;

  constructor(limit = ${100 + i}) {
    this.#limit = limit;
  }

  add(id: string, total: number): boolean {
    if (this.#orders.size >= this.#limit || total < 0) return false;
    this.#orders.set(id, { id, total });
    return true;
  }

  get total(): number {
    return [...this.#orders.values()].reduce((sum, { total }) => sum + total, 0);
  }
}
`;

const typescriptClient = (i: number): string => `const options${i} = {
  host: 'service-${i}.internal',
  ca: readFileSync('tls/ca-${i}.pem'),
  rejectUnauthorized: ${i % 3 !== 0},
};

export async function fetch${i}(path: string): Promise<number> {
  const agent = new https.Agent({ ...options${i}, minVersion: 'TLSv1.2' });
  return new Promise((resolve, reject) => {
    https
      .get({ path, agent, host: options${i}.host }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
      .on('error', reject);
  });
}
`;

export function pythonText(lines: number): LongText {
  const parts = ['import json', 'import ssl', 'import urllib.request', '', ''];
  for (let i = 0; lineCount(parts) < lines - 24; i++) parts.push(i % 8 === 5 ? pythonClient(i) : pythonClass(i));
  while (lineCount(parts) < lines) parts.push('# Nothing more.');
  return { path: 'src/service.py', languageId: 'python', text: `${parts.join('\n')}\n` };
}

const pythonClass = (i: number): string => `class Orders${i}:
    """Keeps the orders of region ${i}."""

    def __init__(self, limit=${100 + i}):
        self.limit = limit
        self.orders = {}

    def add(self, name, total):
        if len(self.orders) >= self.limit or total < 0:
            return False
        self.orders[name] = {"name": name, "total": total}
        return True

    @property
    def total(self):
        return sum(order["total"] for order in self.orders.values())

`;

const pythonClient = (i: number): string => `def fetch${i}(path):
    context = ssl.create_default_context(cafile="tls/ca-${i}.pem")
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if path.startswith("/internal"):
        context.check_hostname = ${i % 3 === 0 ? 'False' : 'True'}
    request = urllib.request.Request(f"https://service-${i}.internal{path}")
    with urllib.request.urlopen(request, context=context) as response:
        return json.load(response)

`;

function lineCount(parts: readonly string[]): number {
  let count = 0;
  for (const part of parts) {
    count++;
    for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) count++;
  }
  return count;
}
