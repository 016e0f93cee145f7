import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own in which openssl is run; `dispose` takes it away. */
export class Scratch implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'tlsense-x509-'));

  /** Runs a command of openssl; its standard output. Fails with what openssl said. */
  openssl(args: string, input?: string | Uint8Array): string {
    const { status, stdout, stderr } = spawnSync('openssl', args.split(' '), {
      cwd: this.folder,
      encoding: 'utf8',
      ...(input === undefined ? {} : { input }),
    });
    if (status !== 0) throw new Error(`openssl ${args}: ${stderr}`);
    return stdout;
  }

  /** As `openssl`, for several commands in one shell: a process start costs more than most of what openssl does. */
  shell(script: string): string {
    const { status, stdout, stderr } = spawnSync('sh', ['-ec', script], {
      cwd: this.folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  }

  write(name: string, contents: string | Uint8Array): void {
    writeFileSync(join(this.folder, name), contents);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  has(name: string): boolean {
    return existsSync(join(this.folder, name));
  }

  readBytes(name: string): Uint8Array {
    return Uint8Array.from(readFileSync(join(this.folder, name)));
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true });
  }
}
