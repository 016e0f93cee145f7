/** `nginx -t` about a mistake's configuration, with its files. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NginxFolder } from '../../config/nginx/nginx.ts';

export interface Told {
  readonly accepted: boolean;
  /** What it reports with a line of the configuration: `emerg`, `warn`. */
  readonly told: readonly { readonly level: string; readonly line: number; readonly text: string }[];
}

export class Judge {
  readonly #folder = new NginxFolder();

  get path(): string {
    return this.#folder.path;
  }

  /** `standard`: a certificate for every server that has none, as files. */
  run(text: string, files: Readonly<Record<string, string>>, standard: Readonly<Record<string, string>>): Told {
    const folder = this.path;
    for (const name of ['certs', 'clients', 'standard']) rmSync(join(folder, name), { recursive: true, force: true });
    for (const [path, held] of Object.entries({ ...files, ...standard })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), held);
    }
    const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path "${folder}/temp";`,
    );
    const own = `${temp.join(' ')} access_log off; map $host $certificate { default ""; } map $host $key { default ""; } `;
    const pair = 'ssl_certificate standard/server.pem; ssl_certificate_key standard/server.key; ';
    // No name is looked up.
    const known = text.replace(/\bapp(?=[:;/])|\b[\w-]+\.internal\b|\bapi\.example(?=;)/g, 'localhost');
    const isWhole = /^(?:http|stream|mail|events) \{/m.test(known);
    const modules = ['stream', 'mail'].map((name) => `load_module /usr/lib/nginx/modules/ngx_${name}_module.so;`);
    const needed = /^(?:stream|mail) \{/m.test(known) ? modules.join(' ') : '';
    // The line numbers are the text's own.
    const whole = isWhole
      ? withoutEvents(known).replace(/^http \{/m, `http { ${own}`)
      : `http { ${own}${pair}${known} }`;
    const { accepted, output } = this.#folder.test(whole, needed);
    return { accepted, told: [...readMessages(output)] };
  }

  remove(): void {
    this.#folder.remove();
  }
}

/** The folder has them, and a place for the process number and the errors. */
function withoutEvents(text: string): string {
  return text.replace(/^events \{[^}]*\}|^(?:pid|error_log|user) .*$/gm, '');
}

function* readMessages(output: string): Iterable<Told['told'][number]> {
  for (const [, level = '', text = '', line = ''] of output.matchAll(
    /\[(emerg|warn)\] (?:\d+#\d+: )?(.*?)(?: in [^\n]*?nginx\.conf:(\d+))?$/gm,
  ))
    yield { level, text, line: Number(line) };
}
