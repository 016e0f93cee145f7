import { message } from '../../base/message.ts';
import { defineRule, type Proposal, type Report, type RuleDocs } from '../../lint/rule.ts';
import type { Setting, TlsContext } from '../../tls/context.ts';
import { type Guideline, guidelines } from '../../tls/guideline.ts';
import { isDeprecated, type ProtocolVersion } from '../../tls/protocol-version.ts';

type MessageName = 'listed' | 'floor' | 'ceiling' | 'only';

export const docs: RuleDocs = {
  summary: 'Disallow SSL 2.0, SSL 3.0, TLS 1.0 and TLS 1.1.',
  why: 'They rest on broken hashes and ciphers, and an attacker on the way can push a connection down to the weakest version that both sides allow. Current clients speak TLS 1.2 or 1.3.',
  exceptions: 'A network of old devices that cannot be updated: keep them apart, on a server of their own.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1 TLSv1.2;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.2;\n}\n',
    },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: 'db.internal', minVersion: 'TLSv1' });\n",
      fixed: "require('node:tls').connect({ host: 'db.internal', minVersion: 'TLSv1.2' });\n",
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.minimum_version = ssl.TLSVersion.TLSv1\n',
      fixed: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.minimum_version = ssl.TLSVersion.TLSv1_2\n',
    },
  ],
  valid: [
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.2 TLSv1.3;\n}\n' },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: 'db.internal', minVersion: 'TLSv1.2' });\n",
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.minimum_version = ssl.TLSVersion.TLSv1_2\n',
    },
  ],
};

export const rule = defineRule<'tls-context', MessageName>({
  id: 'tls/no-deprecated-protocol',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 8996 (TLS 1.0, 1.1)', 'RFC 7568 (SSL 3.0)', 'RFC 6176 (SSL 2.0)', 'RFC 9325, 3.1.1'],
  messages: {
    listed: 'Deprecated protocols are allowed: {versions}. They can be attacked: allow only TLSv1.2 and TLSv1.3.',
    floor: '{version} is allowed: it is deprecated and can be attacked. Set the minimum to TLSv1.2.',
    ceiling: 'Nothing newer than {version} is allowed: it is deprecated, and current peers refuse it. Allow TLSv1.3.',
    only: 'Only {version} is spoken here: it is deprecated and can be attacked. Speak TLSv1.2 and TLSv1.3.',
  },
  *check({ context }, { settings, text }) {
    yield* listedVersions(context, guidelines[settings.guideline], text);
    yield* range(context);
  },
});

function* listedVersions(
  { protocols = [] }: TlsContext,
  guideline: Guideline,
  text: string,
): Iterable<Report<MessageName>> {
  const deprecated = protocols.filter(isOld);
  if (deprecated.length === 0) return;
  const kept = protocols.flatMap(({ value }) => (value === 'unknown' || isDeprecated(value) ? [] : [value]));
  const hasUnknown = protocols.some(({ value }) => value === 'unknown');
  const guided = kept.filter((one) => guideline.protocols.includes(one));
  const value: readonly ProtocolVersion[] = guided.length > 0 ? [...new Set(guided)] : guideline.protocols;
  const proposals: Proposal[] = hasUnknown
    ? []
    : [
        {
          title: message('Allow only {versions}', { versions: value }),
          kind: 'automatic',
          change: { setting: 'protocols', value, of: protocols },
        },
      ];
  // One finding a directive. Two directives in a block add up (nginx), and go in one change.
  for (const own of byDirective(deprecated, text)) {
    const [first] = own;
    const last = own.at(-1);
    if (!first || !last) continue;
    yield {
      span: { start: first.span.start, end: last.span.end },
      message: 'listed',
      data: { versions: own.map((version) => version.value) },
      proposals,
    };
  }
}

function byDirective<T extends Setting<ProtocolVersion>>(all: readonly T[], text: string): readonly (readonly T[])[] {
  const groups: T[][] = [];
  for (const one of all) {
    const group = groups.at(-1);
    const before = group?.at(-1)?.span.end;
    const isSame = before !== undefined && !/[;\n]/.test(text.slice(before, one.span.start));
    if (isSame) group?.push(one);
    else groups.push([one]);
  }
  return groups;
}

function* range({ minVersion, maxVersion }: TlsContext): Iterable<Report<MessageName>> {
  const floor = minVersion && isOld(minVersion) ? minVersion : undefined;
  const ceiling = maxVersion && isOld(maxVersion) ? maxVersion : undefined;
  const isOne = floor && ceiling && floor.span.start === ceiling.span.start;
  if (floor) {
    yield {
      span: floor.span,
      message: isOne ? 'only' : 'floor',
      data: { version: floor.value },
      proposals: [
        {
          title: message('Set the minimum to {version}', { version: 'TLSv1.2' }),
          kind: 'automatic',
          change: { setting: 'min-version', value: 'TLSv1.2' },
        },
      ],
    };
  }
  if (ceiling && !isOne) {
    yield {
      span: ceiling.span,
      message: 'ceiling',
      data: { version: ceiling.value },
      proposals: [
        {
          title: message('Set the maximum to {version}', { version: 'TLSv1.3' }),
          kind: 'automatic',
          change: { setting: 'max-version', value: 'TLSv1.3' },
        },
      ],
    };
  }
}

function isOld(
  setting: Setting<ProtocolVersion>,
): setting is Setting<ProtocolVersion> & { readonly value: ProtocolVersion } {
  return setting.value !== 'unknown' && isDeprecated(setting.value);
}
