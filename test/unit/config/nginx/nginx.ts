/** The real nginx as a judge of configurations. Where it is missing, the tests fail. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = '/usr/sbin/nginx';

export interface Verdict {
  readonly accepted: boolean;
  readonly output: string;
}

/** A folder with certificates in `certs/`, in which nginx tests configurations. */
export class NginxFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'tlsense-nginx-'));

  /** Makes a CA, a server certificate, an (empty) revocation list: valid for a day from now, the CA in two files. */
  makeCertificates(): void {
    mkdirSync(join(this.path, 'certs'));
    mkdirSync(join(this.path, 'my certs'));
    const issue = (subject: string, name: string, ...more: string[]) =>
      this.openssl(
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '1',
        '-subj',
        subject,
        '-keyout',
        `certs/${name}.key`,
        '-out',
        `certs/${name}.pem`,
        ...more,
      );
    issue('/CN=Test CA', 'ca');
    issue('/CN=a.example', 'server', '-CA', 'certs/ca.pem', '-CAkey', 'certs/ca.key');
    this.openssl('x509', '-in', 'certs/ca.pem', '-out', 'my certs/the "ca".pem');
  }

  openssl(...args: string[]): { readonly status: number | null; readonly stderr: string } {
    const { status, stderr, error } = spawnSync('openssl', args, { cwd: this.path, encoding: 'utf8' });
    if (error || status !== 0) throw new Error(`openssl ${args[0]}: ${error?.message ?? stderr}`);
    return { status, stderr };
  }

  /** What `nginx -t` says about `text` as the content of an `http` block. */
  testHttp(text: string): Verdict {
    writeFileSync(join(this.path, 'http.conf'), text);
    const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path "${this.path}/temp";`,
    );
    return this.test(`http { ${temp.join(' ')} access_log off; include http.conf; }`);
  }

  /** What `nginx -t` says about `text` outside every block, from its second line on; from the first with `modules`. */
  test(text: string, modules?: string): Verdict {
    const file = join(this.path, 'nginx.conf');
    writeFileSync(
      file,
      `${modules ?? ''} pid "${this.path}/pid"; error_log stderr; events {}${modules === undefined ? '\n' : ' '}${text}`,
    );
    const { status, stderr, error } = spawnSync(program, ['-t', '-p', this.path, '-c', file, '-e', 'stderr'], {
      encoding: 'utf8',
    });
    if (error) throw error;
    return { accepted: status === 0, output: stderr };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
