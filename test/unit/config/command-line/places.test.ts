/** Where commands and switches stand in files of other formats, and where they only seem to. */
import { expect, test } from 'vitest';
import { analyseText } from '../../../support/analyse-text.ts';

/** Line and rule of each finding. */
async function found(language: string, text: string): Promise<string[]> {
  const { findings } = await analyseText(language, text);
  return findings.map(({ rule, span }) => `${text.slice(0, span.start).split('\n').length} ${rule}`);
}

const one = 'tls/no-disabled-verification';
const off = 'tls/no-global-disabled-verification';

test.each<[string, string, string[]]>([
  [
    'a script in a here-document',
    'RUN <<EOF\nset -e\ncurl -k https://a\nEOF\nRUN wget --no-check-certificate https://b\n',
    [`3 ${one}`, `5 ${one}`],
  ],
  [
    'one with quotes, a dash and a flag',
    "RUN --mount=type=cache,target=/x <<-'SH'\n\tcurl -k https://a\n\tSH\n",
    [`2 ${one}`],
  ],
  ['of a shell that is named', 'RUN bash -e <<EOF\ncurl -k https://a\nEOF\n', [`2 ${one}`]],
  ['of bash by its first line', 'RUN <<EOF\n#!/usr/bin/env bash\ncurl -k https://a\nEOF\n', [`3 ${one}`]],
  [
    'of Python',
    'RUN <<EOF\n#!/usr/bin/env python3\ncurl -k https://a\nEOF\nRUN python3 <<EOF\ncurl -k https://a\nEOF\n',
    [],
  ],
  [
    'a settings file',
    'COPY <<EOF /root/.curlrc\nsilent\ninsecure\nEOF\nCOPY <<EOF /root/notes\ninsecure\nEOF\n',
    [`3 ${off}`],
  ],
])('Dockerfile: %s', async (_, text, expected) => {
  expect(await found('dockerfile', text)).toEqual(expected);
});

test.each<[string, string, string[]]>([
  ['a value that is a template', 'insecureSkipVerify: {{ .Values.insecure }}\ntlsSkipVerify: "{{ .x }}"\n', []],
  ['an argument that is one', 'args:\n  - --insecure-skip-tls-verify={{ .Values.insecure }}\n', []],
  ['under a condition', '{{- if .Values.insecure }}\ninsecureSkipVerify: true\n{{- end }}\n', []],
  ['under a loop', '{{- range .Values.all }}\ninsecureSkipVerify: true\n{{- end }}\n', [`2 ${one}`]],
  ['behind a condition', '{{ if .a }}\nb: c\n{{ end }}\ninsecureSkipVerify: true\n', [`4 ${one}`]],
])('Helm: %s', async (_, text, expected) => {
  expect(await found('yaml', text)).toEqual(expected);
});

test.each<[string, string, string[]]>([
  ['a check of health', 'healthcheck:\n  test: ["CMD", "curl", "-k", "https://a"]\n', [`2 ${one}`]],
  ['one with a shell', 'healthcheck:\n  test:\n    - CMD-SHELL\n    - curl -k https://a || exit 1\n', [`4 ${one}`]],
  ['arguments alone', 'args:\n  - --port=1\n  - --kubelet-insecure-tls\n', [`3 ${one}`]],
  ['a folded text', 'run: >-\n  curl\n  -k\n  https://a\n', [`3 ${one}`]],
  ['a folded text of two commands', 'run: >\n  curl https://a\n\n  sort -k 1 b\n', []],
  ['a literal text', 'run: |\n  curl https://a\n  sort -k 1 b\n', []],
  ['a version', 'tls:\n  minVersion: VersionTLS10\n', ['2 tls/no-deprecated-protocol']],
  ['clients that nobody verifies', 'clientAuthType: RequireAnyClientCert\n', [`1 ${one}`]],
  ['a setting of git by name', '- git_config:\n    name: http.sslVerify\n    value: "false"\n', [`2 ${off}`]],
  ['an address', 'url: jdbc:postgresql://db/x?sslmode=require\n', [`1 ${one}`]],
])('YAML: %s', async (_, text, expected) => {
  expect(await found('yaml', text)).toEqual(expected);
});

test.each<[string, string, string[]]>([
  ['a block without a name', '```\ncurl -k https://a\n```\n', [`2 ${one}`]],
  ['indented code with a prompt', 'Try\n\n    $ curl -k https://a\n', [`3 ${one}`]],
  ['settings', '```ini\n[http]\n\tsslVerify = false\n```\n', [`3 ${off}`]],
  ['text', '```text\ncurl -k https://a\n```\n\ncurl -k https://a\n\n    curl -k https://a\n', []],
])('Markdown: %s', async (_, text, expected) => {
  expect(await found('markdown', text)).toEqual(expected);
});
