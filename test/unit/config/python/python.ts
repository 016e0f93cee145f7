import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';

/** Runs `use` in a new folder that is taken away again. */
export function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'tlsense-python-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `python3 -m py_compile` has to say of each program, all in one run; empty where it accepts all. */
export function compile(programs: readonly string[]): string {
  return inFolder((folder) => {
    const paths = programs.map((program, i) => {
      const path = join(folder, `p${i}.py`);
      writeFileSync(path, program);
      return path;
    });
    const { error, status, stderr } = spawnSync('python3', ['-m', 'py_compile', ...paths], { encoding: 'utf8' });
    if (error) throw error;
    return status === 0 ? '' : stderr;
  });
}

export interface Outcome {
  /** The class and text of the exception that ended the program. */
  readonly error?: string;
  /** Of every context that the program ended with: `CERT_REQUIRED True 2`, the last the number of CAs it trusts. */
  readonly contexts: readonly string[];
}

const runner = `
import json, os, ssl, sys, warnings
warnings.simplefilter('ignore')
made = []
make = ssl.SSLContext.__new__
def remember(cls, *args, **kwargs):
    made.append(make(cls, *args, **kwargs))
    return made[-1]
ssl.SSLContext.__new__ = remember
outcomes = []
untouched = {name: getattr(ssl, name) for name in ('_create_default_https_context', 'create_default_context')}
for source in json.load(sys.stdin):
    made.clear()
    outcome = {}
    path = os.path.join(os.getcwd(), 'program.py')
    try:
        exec(compile(source, path, 'exec'), {'__name__': 'program', '__file__': path})
    except Exception as e:
        outcome['error'] = type(e).__name__ + ': ' + str(e)
    outcome['contexts'] = ['%s %s %d' % (c.verify_mode.name, c.check_hostname, len(c.get_ca_certs())) for c in made]
    outcomes.append(outcome)
    for name, value in untouched.items():
        setattr(ssl, name, value)
json.dump(outcomes, sys.stdout)
`;

/**
 * Really runs programs, all in one Python, in a folder with the given files (path to text), and says what became of
 * their contexts.
 */
export function run(programs: readonly string[], files: Readonly<Record<string, string>> = {}): Outcome[] {
  return inFolder((folder) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { error, stdout, stderr } = spawnSync('python3', ['-c', runner], {
      cwd: folder,
      input: JSON.stringify(programs),
      encoding: 'utf8',
      // The system's CAs are one: loading the real ones takes Python longer than everything else.
      env: { ...process.env, SSL_CERT_FILE: join(folder, 'certs/ca.pem'), SSL_CERT_DIR: join(folder, 'none') },
      maxBuffer: 64 * 1024 * 1024,
    });
    if (error) throw error;
    expect(stderr).toBe('');
    return JSON.parse(stdout) as Outcome[];
  });
}
