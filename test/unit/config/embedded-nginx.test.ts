import { expect, test } from 'vitest';
import { applyEdits } from '../../../server/core/base/edit.ts';
import { analyseText } from '../../support/analyse-text.ts';

/** `rule line` of the findings. */
async function findings(language: string, text: string): Promise<string[]> {
  const { findings: found } = await analyseText(language, text);
  return found.map(({ rule, span }) => `${rule} ${text.slice(0, span.start).split('\n').length}`);
}

const configMap = `apiVersion: v1
kind: ConfigMap
data:
  nginx.conf: |
    events {}
    http {
      server {
        listen 8443 ssl;
        ssl_certificate /tls/tls.crt;
        ssl_certificate_key /tls/tls.key;
        ssl_protocols TLSv1.1 TLSv1.2;
        location ~ ^/(a$ { return 404; }
      }
    }
  other: "ssl_protocols SSLv3;"
`;

test('a ConfigMap', async () => {
  expect(await findings('yaml', configMap)).toEqual([
    'tls/no-deprecated-protocol 11',
    'nginx/invalid-regular-expression 12',
  ]);
});

test('a fix keeps its place', async () => {
  const { findings: found } = await analyseText('yaml', configMap);
  const edits = found.flatMap(({ fixes }) => fixes.find(({ preferred }) => preferred)?.edits ?? []);
  expect(applyEdits(configMap, edits)).toBe(configMap.replace('TLSv1.1 TLSv1.2', 'TLSv1.2'));
});

test('annotations of an Ingress, each by itself', async () => {
  const text = `metadata:
  annotations:
    nginx.ingress.kubernetes.io/server-snippet: |
      ssl_protocols TLSv1.2;
      if ($ssl_client_verify = FAILED) { return 403; }
    nginx.ingress.kubernetes.io/configuration-snippet: |-
      ssl_protocols TLSv1.2;
      more_set_headers "Strict-Transport-Security: max-age=60";
`;
  expect(await findings('yaml', text)).toEqual(['nginx/verify-result-compared-wrong 5', 'nginx/hsts-short 8']);
});

test('a script in YAML is none, what it writes is', async () => {
  const text = `steps:
  - run: |
      echo 'ssl_protocols SSLv3;'
      cat > a.conf <<'EOF'
      server {
        listen 443 ssl;
        ssl_protocols TLSv1;
      }
      EOF
`;
  expect(await findings('yaml', text)).toEqual(['tls/no-deprecated-protocol 7']);
});

test.each([
  ['shell', 'cat > a.conf <<-EOF\nserver {\nlisten 443 ssl;\nssl_protocols TLSv1;\n}\n\tEOF\n', 4],
  ['dockerfile', "FROM nginx\nRUN cat > a.conf <<'X'\nserver {\nlisten 443 ssl;\nssl_protocols TLSv1;\n}\nX\n", 5],
] as const)('a here-document of %s', async (language, text, line) => {
  expect(await findings(language, text)).toEqual([`tls/no-deprecated-protocol ${line}`]);
});

test('a comment in it takes a finding away', async () => {
  const text = configMap.replace(
    '        ssl_protocols',
    '        # tlsense-disable-next-line tls/no-deprecated-protocol -- old phones\n        ssl_protocols',
  );
  expect(await findings('yaml', text)).toEqual(['nginx/invalid-regular-expression 13']);
});
