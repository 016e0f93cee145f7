import { message } from '../../base/message.ts';
import type { LintFacts } from '../../lint/facts.ts';
import { defineRule, type Proposal, type Report, type RuleDocs } from '../../lint/rule.ts';
import type { TlsContext } from '../../tls/context.ts';
import { type Guideline, groupsOf, guidelines } from '../../tls/guideline.ts';
import { replaceList } from '../../tls/list-edit.ts';
import type { ListText } from '../../tls/list-text.ts';
import { protocolVersions } from '../../tls/protocol-version.ts';

type MessageName = 'protocols' | 'floor' | 'ciphers' | 'noCiphers' | 'suites' | 'groups';

/** Names in a message; more of them nobody reads. */
const shown = 6;

const settings = { rules: { 'tls/guideline-profile': 'hint' } } as const;
const nginx = (lines: string): string => `server {\n    listen 443 ssl;\n${lines}}\n`;

export const docs: RuleDocs = {
  summary: 'Point out where the settings of a server differ from a guideline.',
  why: 'A guideline that many follow is kept up to date by those who know. The setting tlsense.guideline says which: TLSRef 6.0 (once Mozilla’s) intermediate or modern, or 5.7 of either. Only what is written is compared, not what is left to the defaults.',
  exceptions: 'Off by default: a difference is no mistake by itself. Switch it on where a guideline is to be followed.',
  invalid: [
    {
      language: 'nginx',
      settings,
      text: nginx('    ssl_protocols TLSv1.2;\n'),
      fixed: nginx('    ssl_protocols TLSv1.2 TLSv1.3;\n'),
    },
    {
      language: 'nginx',
      settings: { ...settings, guideline: 'modern' },
      text: nginx('    ssl_protocols TLSv1.2 TLSv1.3;\n'),
      fixed: nginx('    ssl_protocols TLSv1.3;\n'),
    },
    {
      language: 'python',
      settings: { ...settings, guideline: 'modern' },
      text: 'import ssl\n\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\ncontext.minimum_version = ssl.TLSVersion.TLSv1_2\n',
      fixed:
        'import ssl\n\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\ncontext.minimum_version = ssl.TLSVersion.TLSv1_3\n',
    },
  ],
  valid: [
    { language: 'nginx', text: nginx('    ssl_protocols TLSv1.2;\n') },
    { language: 'nginx', settings, text: nginx('    ssl_protocols TLSv1.2 TLSv1.3;\n    ssl_ecdh_curve auto;\n') },
  ],
};

export const rule = defineRule<'tls-context', MessageName>({
  id: 'tls/guideline-profile',
  subject: 'tls-context',
  severity: 'hint',
  isOffByDefault: true,
  since: '0.1.0',
  references: ['https://docs.tlsref.org/', 'RFC 9325'],
  messages: {
    protocols: '{guideline} has {wanted} here.',
    floor: '{guideline} has {wanted} as the lowest version.',
    ciphers: '{guideline} has other suites: {added} is not among them, {missing} is missing.',
    noCiphers: '{guideline} speaks TLS 1.3 alone, which this list says nothing about.',
    suites: '{guideline} has other suites of TLS 1.3: {wanted}.',
    groups: '{guideline} has other groups: {wanted}.',
  },
  *check({ context }, facts) {
    if (context.role !== 'server') return;
    const guideline = guidelines[facts.settings.guideline];
    yield* versions(context, guideline);
    yield* lists(context, guideline, facts);
  },
});

function* versions({ protocols = [], minVersion }: TlsContext, guideline: Guideline): Iterable<Report<MessageName>> {
  const { title, protocols: wanted } = guideline;
  const first = protocols[0];
  const last = protocols.at(-1);
  const listed = new Set(protocols.map(({ value }) => value));
  if (
    first &&
    last &&
    !listed.has('unknown') &&
    !(listed.size === wanted.length && wanted.every((one) => listed.has(one)))
  ) {
    yield {
      span: { start: first.span.start, end: last.span.end },
      message: 'protocols',
      data: { guideline: title, wanted: [...wanted] },
      proposals: [
        {
          title: message('Allow only {versions}', { versions: [...wanted] }),
          kind: 'automatic',
          change: { setting: 'protocols', value: wanted, of: protocols },
        },
      ],
    };
  }
  const lowest = wanted[0];
  if (!minVersion || minVersion.value === 'unknown' || lowest === undefined || minVersion.value === lowest) return;
  const isLower = protocolVersions.indexOf(minVersion.value) < protocolVersions.indexOf(lowest);
  yield {
    span: minVersion.span,
    message: 'floor',
    data: { guideline: title, wanted: lowest },
    proposals: isLower
      ? [
          {
            title: message('Set the minimum to {version}', { version: lowest }),
            kind: 'automatic',
            change: { setting: 'min-version', value: lowest },
          },
        ]
      : [],
  };
}

function* lists(context: TlsContext, guideline: Guideline, facts: LintFacts): Iterable<Report<MessageName>> {
  const { title, ciphers: wantedCiphers, suites: wantedSuites } = guideline;
  const { openSslVersion: version, guideline: name } = facts.settings;
  const { ciphers, cipherSuites, groups } = context;
  if (ciphers && ciphers.value !== 'unknown') {
    const list = ciphers.value;
    const { usable, refused } = list.read(version);
    const has = usable.map((suite) => suite.name);
    const wanted = wantedCiphers;
    const added = has.filter((one) => !wanted.includes(one));
    const missing = wanted.filter((one) => !has.includes(one));
    if (wanted.length === 0) yield { span: ciphers.span, message: 'noCiphers', data: { guideline: title } };
    else if (!refused && added.length + missing.length > 0) {
      yield {
        span: ciphers.span,
        message: 'ciphers',
        data: { guideline: title, added: named(added), missing: named(missing) },
        proposals: replacement(list, wanted.join(':'), facts),
      };
    }
  }
  if (cipherSuites && cipherSuites.value !== 'unknown' && !cipherSuites.value.shared) {
    const has = cipherSuites.value.read(version).suites.map((suite) => suite.name);
    if (!isSameSet(has, wantedSuites)) {
      yield {
        span: cipherSuites.span,
        message: 'suites',
        data: { guideline: title, wanted: [...wantedSuites] },
        proposals: replacement(cipherSuites.value, wantedSuites.join(':'), facts),
      };
    }
  }
  if (!groups || groups.value === 'unknown' || groups.value.text === groups.value.automatic) return;
  const wanted = groupsOf(name, version);
  const { items, refused } = groups.value.read(version);
  const has = items.map((item) =>
    item.name
      .toLowerCase()
      .replace(/^(?:p-256|secp256r1)$/, 'prime256v1')
      .replace(/^p-384$/, 'secp384r1'),
  );
  if (refused || has.join() === wanted.join().toLowerCase()) return;
  yield {
    span: groups.span,
    message: 'groups',
    data: { guideline: title, wanted: [...wanted] },
    proposals: replacement(groups.value, wanted.join(':'), facts),
  };
}

function named(all: readonly string[]): string[] {
  return all.length === 0 ? ['–'] : all.slice(0, shown);
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && b.every((one) => a.includes(one));
}

function replacement(list: ListText, value: string, { uri }: LintFacts): Proposal[] {
  const edits = replaceList(list, value);
  if (!edits) return [];
  return [
    {
      title: message('Write what the guideline has'),
      kind: 'automatic',
      edits: edits.map((edit) => ({ ...edit, uri })),
    },
  ];
}
