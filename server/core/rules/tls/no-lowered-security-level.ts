import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { removeItems, replaceList, withoutItems } from '../../tls/list-edit.ts';
import { placeOf } from '../../tls/list-text.ts';

export const docs: RuleDocs = {
  summary: 'Disallow `@SECLEVEL=0` and `@SECLEVEL=1` in cipher strings.',
  why: 'The security level is about far more than suites: at 1, RSA keys of 1024 bits and signatures with SHA-1 are accepted, at 0 also suites without certificate or encryption, MD5, and TLS 1.0 and 1.1. OpenSSL 3.2 and the distributions have 2. It is mostly lowered for one old peer, and then holds for all.',
  exceptions: 'A peer that cannot be renewed: lower the level for the connection to it alone.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE+AESGCM:@SECLEVEL=0;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE+AESGCM;\n}\n',
    },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: 'db.internal', ciphers: 'DEFAULT@SECLEVEL=1' });\n",
      fixed: "require('node:tls').connect({ host: 'db.internal', ciphers: 'DEFAULT' });\n",
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('DEFAULT:@SECLEVEL=1')\n",
      fixed: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('DEFAULT')\n",
    },
    {
      language: 'openssl-conf',
      text: '[system_default_sect]\nMinProtocol = TLSv1.2\nCipherString = DEFAULT@SECLEVEL=1\n',
      fixed: '[system_default_sect]\nMinProtocol = TLSv1.2\nCipherString = DEFAULT\n',
    },
  ],
  valid: [
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE+AESGCM:@SECLEVEL=2;\n}\n' },
    { language: 'javascript', text: "require('node:tls').connect({ host: 'db.internal', ciphers: 'DEFAULT' });\n" },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('DEFAULT@SECLEVEL=3')\n",
    },
  ],
};

export const rule = defineRule({
  id: 'tls/no-lowered-security-level',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['SSL_CTX_set_security_level(3)', 'CWE-326'],
  messages: {
    zero: 'Security level 0 allows everything that OpenSSL can still speak: MD5, tiny keys, TLS 1.0, suites without certificate. Leave the level alone.',
    one: 'Security level 1 allows RSA keys of 1024 bits and signatures with SHA-1. Leave the level alone.',
  },
  *check({ context }, { settings, uri }) {
    const setting = context.ciphers;
    if (!setting || setting.value === 'unknown') return;
    const list = setting.value;
    const { steps, refused } = list.read(settings.openSslVersion);
    if (refused?.reason === 'invalid-command') return;
    const levels = steps.flatMap(({ command }) => (command.kind === 'security-level' ? [command] : []));
    const last = levels.at(-1);
    if (!last || last.level >= 2) return;
    const items = levels.map(({ span: item }) => item);
    const rest = withoutItems(list.text, items);
    const edits = /[A-Za-z0-9]/.test(rest) ? removeItems(list, items) : replaceList(list, 'DEFAULT');
    yield {
      span: placeOf(list, span(last.span.start, last.span.end)) ?? setting.span,
      message: last.level === 0 ? 'zero' : 'one',
      proposals: edits
        ? [
            {
              title: message('Leave the security level alone'),
              kind: 'automatic',
              edits: edits.map((edit) => ({ ...edit, uri })),
            },
          ]
        : [],
    };
  },
});
