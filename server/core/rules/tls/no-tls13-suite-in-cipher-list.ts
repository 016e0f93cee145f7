import { message } from '../../base/message.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';
import { ciphersOf } from '../../tls/guideline.ts';
import { removeItems, replaceList, withoutItems } from '../../tls/list-edit.ts';
import { placeOf } from '../../tls/list-text.ts';

export const docs: RuleDocs = {
  summary: 'Report TLS 1.3 suites in a list that only decides about TLS 1.2 and earlier.',
  why: "OpenSSL keeps the suites of TLS 1.3 in a list of their own and ignores their names in the other one: whoever writes them there changes nothing. All of TLS 1.3's suites are good, so the default rarely needs a change. To choose among them: `ssl_conf_command Ciphersuites …` in nginx 1.19.4 and later, `SSLContext.set_ciphersuites` in Python 3.15. Node.js takes both kinds in `ciphers`.",
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_ciphers TLS_AES_128_GCM_SHA256:ECDHE+AESGCM;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE+AESGCM;\n}\n',
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('ECDHE+AESGCM:TLS_CHACHA20_POLY1305_SHA256')\n",
      fixed: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('ECDHE+AESGCM')\n",
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE+AESGCM;\n    ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;\n}\n',
    },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: 'db.internal', ciphers: 'TLS_AES_128_GCM_SHA256:ECDHE+AESGCM' });\n",
    },
  ],
};

export const rule = defineRule({
  id: 'tls/no-tls13-suite-in-cipher-list',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['SSL_CTX_set_ciphersuites(3)', 'RFC 8446, B.4'],
  messages: {
    ignored: '{names} is ignored here: this list decides about TLS 1.2 and earlier, TLS 1.3 has its own.',
    onlyTls13:
      'This list decides about TLS 1.2 and earlier and names only suites of TLS 1.3: OpenSSL refuses it (“no cipher match”).',
  },
  *check({ context }, { settings, uri }) {
    const setting = context.ciphers;
    if (!setting || setting.value === 'unknown') return;
    const list = setting.value;
    const { steps, refused, expand } = list.read(settings.openSslVersion);
    if (refused?.reason === 'invalid-command') return;
    const commands = steps.flatMap(({ command }) =>
      command.kind === 'select' && command.names.some(({ text }) => /^TLS_(?:AES|CHACHA20)_/.test(text)) ? command : [],
    );
    const [first] = commands;
    if (!first) return;
    const items = commands.map(({ span }) => span);
    const isEnough = !expand(withoutItems(list.text, items)).refused;
    const edits = isEnough ? removeItems(list, items) : replaceList(list, ciphersOf(settings.guideline));
    const title = isEnough ? message('Remove the suites of TLS 1.3') : message('Write the recommended list');
    const proposals: Proposal[] = edits
      ? [{ title, kind: 'suggestion', edits: edits.map((edit) => ({ ...edit, uri })) }]
      : [];
    if (refused && commands.length === steps.length) {
      yield { span: setting.span, message: 'onlyTls13', severity: 'error', proposals };
      return;
    }
    yield {
      span: placeOf(list, first.span) ?? setting.span,
      message: 'ignored',
      data: { names: commands.flatMap(({ names }) => names.map(({ text }) => text)).slice(0, 5) },
      proposals,
    };
  },
});
