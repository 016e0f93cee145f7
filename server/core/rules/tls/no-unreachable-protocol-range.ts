import { message } from '../../base/message.ts';
import { defineRule, type Report, type RuleDocs } from '../../lint/rule.ts';
import type { TlsContext } from '../../tls/context.ts';
import { guidelines } from '../../tls/guideline.ts';
import { type ProtocolVersion, protocolVersions } from '../../tls/protocol-version.ts';

type MessageName = 'unspoken' | 'empty';

export const docs: RuleDocs = {
  summary: 'Report protocol versions of which none can be spoken.',
  why: 'SSL 2.0 and 3.0 are built into OpenSSL nowhere any more, and a minimum above the maximum leaves nothing: the program starts, and no handshake ever succeeds (“no protocols available”).',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_protocols SSLv3;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.2 TLSv1.3;\n}\n',
    },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: 'db.internal', minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' });\n",
      fixed: "require('node:tls').connect({ host: 'db.internal', minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3' });\n",
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.minimum_version = ssl.TLSVersion.TLSv1_3\ncontext.maximum_version = ssl.TLSVersion.TLSv1_2\n',
      fixed:
        'import ssl\n\ncontext = ssl.create_default_context()\ncontext.minimum_version = ssl.TLSVersion.TLSv1_3\ncontext.maximum_version = ssl.TLSVersion.TLSv1_3\n',
    },
  ],
  valid: [
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.3;\n}\n' },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: 'db.internal', minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3' });\n",
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.minimum_version = ssl.TLSVersion.TLSv1_2\n',
    },
  ],
};

export const rule = defineRule<'tls-context', MessageName>({
  id: 'tls/no-unreachable-protocol-range',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['SSL_CTX_set_min_proto_version(3)', 'RFC 7568 (SSL 3.0)', 'RFC 6176 (SSL 2.0)'],
  messages: {
    unspoken: 'OpenSSL is built without {versions}: nobody can connect. Allow TLSv1.2 and TLSv1.3.',
    empty: 'The minimum {minimum} is above the maximum {maximum}: nobody can connect. Raise the maximum.',
  },
  *check({ context }, { settings }) {
    yield* listed(context, guidelines[settings.guideline].protocols);
    const { minVersion, maxVersion } = context;
    if (!minVersion || !maxVersion || minVersion.value === 'unknown' || maxVersion.value === 'unknown') return;
    if (rank(minVersion.value) <= rank(maxVersion.value)) return;
    yield {
      span: maxVersion.origin === 'explicit' ? maxVersion.span : minVersion.span,
      message: 'empty',
      data: { minimum: minVersion.value, maximum: maxVersion.value },
      proposals: [
        {
          title: message('Set the maximum to {version}', { version: 'TLSv1.3' }),
          kind: 'suggestion',
          change: { setting: 'max-version', value: 'TLSv1.3' },
        },
      ],
    };
  },
});

function* listed({ protocols = [] }: TlsContext, wanted: readonly ProtocolVersion[]): Iterable<Report<MessageName>> {
  const first = protocols[0];
  const last = protocols.at(-1);
  const values = protocols.map(({ value }) => value);
  if (!first || !last || !values.every((value) => value === 'SSLv2' || value === 'SSLv3')) return;
  yield {
    span: { start: first.span.start, end: last.span.end },
    message: 'unspoken',
    data: { versions: [...new Set(values)] },
    proposals: [
      {
        title: message('Allow only {versions}', { versions: [...wanted] }),
        kind: 'suggestion',
        change: { setting: 'protocols', value: wanted, of: protocols },
      },
    ],
  };
}

function rank(version: ProtocolVersion): number {
  return protocolVersions.indexOf(version);
}
