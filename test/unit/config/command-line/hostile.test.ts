import { expect, test } from 'vitest';
import { languages } from '../../../../server/core/config/index.ts';
import { cpuTime } from '../../../support/cpu-time.ts';

const characters = 60_000;

/** What is repeated, and what stands around it: each once made some expression take the square of its length. */
const runs = [' ', '\t', '\n', 'a', '"', '$(', '\\\n', '<<A\n', '<<A ', '-k ', 'A=', ':', 'a:', '#', '>', '1.', 'k'];
const more = [
  'case a in a) ',
  'curl -k;',
  'ENV A=1\n',
  '```\n',
  'run: |\n',
  '"a", ',
  '{{',
  'sh -c "',
  'if ',
  'openssl x509 -req -CA a\n',
  '> a cat <<A\n',
];
const frames: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  shell: [
    ['curl -k ', ''],
    ['curl -k https://a\n', '!'],
    ['openssl req -x509 -subj ', ''],
    ["sed -i 's/SECLEVEL=2/", "/' a"],
    ['psql "sslmode=require host=', '"'],
    ['curl --ciphers ', ''],
    ['openssl x509 -req -CA a -extfile <(', ')'],
    ['openssl x509 -req -CA a -config b -extfile b\ncat > b <<EOF\n', '\nEOF\n'],
  ],
  dockerfile: [
    ['RUN curl -k ', ''],
    ['HEALTHCHECK --interval=1 ', 'CMD curl -k https://a'],
    ['', 'RUN curl -k <<A\n'],
  ],
  makefile: [
    ['A = ', '\na:\n\tcurl -k https://a'],
    ['export A', '=1\na:\n\tcurl -k https://a'],
    ['a: ', '; curl -k https://a'],
  ],
  yaml: [
    ['run: curl -k ', ''],
    ['env: {GIT_SSL_NO_VERIFY: 1, ', '}'],
    ['command: ["curl", "-k", ', ']'],
  ],
  markdown: [
    ['```sh\ncurl -k ', '\n```'],
    ['```yaml\nrun: curl -k ', '\n'],
  ],
  environment: [['GIT_SSL_NO_VERIFY="', '"']],
  dotfile: [
    ['strict-ssl=false\n', ''],
    ['strict-ssl=', ''],
  ],
  'openssl-conf': [
    ['default_md=md5\n[a]\n', ''],
    ['[v3_ca]\nbasicConstraints=CA:TRUE,', ''],
  ],
};

/** Names that tell formats apart. */
const paths: Readonly<Record<string, readonly string[]>> = {
  dotfile: ['.npmrc', '.gitconfig', '.curlrc', 'pip.conf', 'package.json', 'daemon.json', 'config'],
};

test.each(Object.keys(frames))(
  '%s: texts made to take long, or to nest deeply, do not',
  async (id) => {
    const language = languages.find((one) => one.id === id);
    const reader = await language?.load();
    if (!language || !reader) throw new Error(`there is no language ${id}`);
    reader.read('curl -k https://a');
    const slow: string[] = [];
    for (const [before, after] of frames[id] ?? []) {
      for (const run of [...runs, ...more]) {
        const text = before + run.repeat(characters / run.length) + after;
        const used = cpuTime();
        if (language.concerns(text)) for (const path of paths[id] ?? ['']) reader.read(text, path);
        if (used() > 1_000) slow.push(`${JSON.stringify(before)} and ${JSON.stringify(run)}`);
      }
    }
    expect(slow).toEqual([]);
  },
  60_000,
);
