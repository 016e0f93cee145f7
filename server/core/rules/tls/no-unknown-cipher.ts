import type { TextEdit } from '../../base/edit.ts';
import { message } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import type { LintFacts } from '../../lint/facts.ts';
import { defineRule, type Proposal, type Report, type RuleDocs } from '../../lint/rule.ts';
import type { Step } from '../../tls/cipher-list/expand.ts';
import type { Setting } from '../../tls/context.ts';
import { ciphersOf, recommendedCiphers, recommendedSuites } from '../../tls/guideline.ts';
import { removeItems, replaceList, withoutItems } from '../../tls/list-edit.ts';
import { placeOf } from '../../tls/list-text.ts';
import type { CipherString, CipherStringReading, SuiteItem, SuiteList } from '../../tls/lists.ts';

type MessageName =
  | 'dropped'
  | 'droppedExclusion'
  | 'iana'
  | 'retired'
  | 'invalid'
  | 'noMatch'
  | 'newer'
  | 'noSuite'
  | 'older'
  | 'cutOff'
  | 'notFirst';

/** More findings than this about one string say no more. */
const mostFindings = 20;

export const docs: RuleDocs = {
  summary: 'Report cipher names that OpenSSL drops without a word, and lists that it refuses.',
  why: 'OpenSSL ignores every name in a cipher list that it does not know, as long as another one fits: a typo takes a suite away, or leaves one in that `!` should have taken out, and nothing ever says so. Where no name fits, or a character cannot be read, it refuses the whole list and the program does not start.',
  exceptions:
    "IANA's names (`TLS_ECDHE_RSA_WITH_…`) are understood since OpenSSL 3.2; they are reported because older versions drop them. Keywords that once had a meaning may stay behind `!` (`!EXPORT`, `!RC4`): nothing is lost there. `PROFILE=SYSTEM` takes the list from the machine in Red Hat's OpenSSL, and `[A|B]` is BoringSSL's way of saying that two are equal, with which nginx can be built: neither is reported.",
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE+AESGCM:ECDHE-RSA-AES128-SHA265:ECDHE+CHACHA20;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE+AESGCM:ECDHE-RSA-AES128-SHA256:ECDHE+CHACHA20;\n}\n',
    },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: 'db.internal', ciphers: 'ECDHE+AESGCM:ECDHE+CHACHA' });\n",
      fixed: "require('node:tls').connect({ host: 'db.internal', ciphers: 'ECDHE+AESGCM:ECDHE+CHACHA20' });\n",
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('ECDHE+AESGCM:!aNUL')\n",
      fixed: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('ECDHE+AESGCM:!aNULL')\n",
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_ciphers "modern";\n}\n',
      fixed: `server {\n    listen 443 ssl;\n    ssl_ciphers "${recommendedCiphers}";\n}\n`,
    },
  ],
  valid: [
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_ciphers PROFILE=SYSTEM;\n}\n' },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_ciphers [ECDHE-ECDSA-AES128-GCM-SHA256|ECDHE-ECDSA-CHACHA20-POLY1305]:ECDHE+AESGCM;\n}\n',
    },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE+AESGCM:!EXPORT:!RC4;\n}\n' },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: 'db.internal', ciphers: 'TLS_AES_128_GCM_SHA256:ECDHE+AESGCM' });\n",
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('ECDHE+AESGCM:ECDHE+CHACHA20')\n",
    },
  ],
};

export const rule = defineRule({
  id: 'tls/no-unknown-cipher',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['openssl-ciphers(1)', 'SSL_CTX_set_cipher_list(3)'],
  messages: {
    dropped: '{name} is no cipher that OpenSSL {version} knows: it drops {item} without a word.',
    droppedExclusion:
      '{name} is no cipher that OpenSSL {version} knows: it ignores {item} without a word and excludes nothing.',
    iana: "{name} is IANA's name: OpenSSL before 3.2 drops it without a word. Its own name, {suite}, is known to all versions.",
    retired: '{name} is a name that OpenSSL {version} no longer has: it drops {item} without a word.',
    invalid: 'OpenSSL cannot read {part} and refuses the whole list (“invalid command”).',
    noMatch: 'Nothing in this list is a cipher that OpenSSL {version} has: it refuses the list (“no cipher match”).',
    newer: '{name} is no suite of TLS 1.3 that OpenSSL {version} knows: it drops the name without a word.',
    older:
      "{name} is IANA's name for a suite of TLS 1.2: OpenSSL takes it for the list of TLS 1.3, which cannot use it, and offers it in TLS 1.2 before all others. Its own name is {suite}.",
    notFirst: 'DEFAULT counts only at the very beginning of a list: here OpenSSL drops it without a word.',
    cutOff: 'This list is too long to be a list of ciphers: only its beginning was read.',
    noSuite: 'Nothing in this list is a suite of TLS 1.3 that OpenSSL {version} has: it refuses the list.',
  },
  *check({ context }, facts) {
    if (context.ciphers) yield* checkString(context.ciphers, facts);
    if (context.cipherSuites) yield* checkSuites(context.cipherSuites, facts);
  },
});

function* checkString(setting: Setting<CipherString>, facts: LintFacts): Iterable<Report<MessageName>> {
  if (setting.value === 'unknown') return;
  const list = setting.value;
  const version = facts.settings.openSslVersion;
  const reading = list.read(version);
  const instead = replacement(list, facts);
  if (reading.isCutOff) yield { span: setting.span, message: 'cutOff', proposals: instead };
  if (reading.refused?.reason === 'invalid-command') {
    const { span } = reading.refused;
    const part = visible(list.text.slice(span.start, span.end)).slice(0, 80);
    yield {
      span: placeOf(list, span) ?? setting.span,
      message: 'invalid',
      data: { part: `“${part}”` },
      severity: 'error',
      proposals: instead,
    };
    return;
  }
  if (reading.refused) {
    // The names of TLS 1.3 alone are another rule's: they say what was meant.
    if (isAllTls13(reading)) return;
    const late = reading.steps.find(isLateDefault);
    if (late) {
      yield { ...notFirst(late, reading, setting, list, facts), severity: 'error' };
      return;
    }
    yield { span: setting.span, message: 'noMatch', data: { version }, severity: 'error', proposals: instead };
    return;
  }
  let count = 0;
  for (const report of unknownNames(reading, setting, list, facts)) {
    if (count++ >= mostFindings) return;
    yield report;
  }
}

function* unknownNames(
  reading: CipherStringReading,
  setting: Setting<CipherString>,
  list: CipherString,
  facts: LintFacts,
): Iterable<Report<MessageName>> {
  const { uri } = facts;
  const version = facts.settings.openSslVersion;
  for (const step of reading.steps) {
    const { command } = step;
    if (command.kind !== 'select') continue;
    if (isLateDefault(step)) {
      yield notFirst(step, reading, setting, list, facts);
      continue;
    }
    for (const { text: name, span: at, known } of command.names) {
      const suite = reading.ianaSuite(name);
      if (known ? suite === undefined : isTls13Name(name)) continue;
      const isExclusion = command.operator !== 'add';
      const isRetired = reading.isRetiredWord(name);
      // What is broken is reported as such; left out of a list, it does no harm that it is not known.
      if (!known && isRetired && (isExclusion || reading.weaknessOf(name))) continue;
      const nearest = suite ?? (isRetired ? undefined : reading.nearest(name));
      const place = placeOf(list, at);
      const item = visible(list.text.slice(command.span.start, command.span.end)).slice(0, 120);
      const proposals: Proposal[] = [];
      if (nearest !== undefined && place) {
        proposals.push({
          title: message('Write {name}', { name: nearest }),
          kind: 'suggestion',
          edits: [{ uri, span: place, text: nearest }],
        });
      }
      const kept = withoutItems(list.text, [command.span]);
      const removal = known || reading.expand(kept).refused ? undefined : removeItems(list, [command.span]);
      if (removal) proposals.push(suggestion(message('Remove {item}', { item }), removal, uri));
      yield {
        span: place ?? setting.span,
        message: suite ? 'iana' : isRetired ? 'retired' : isExclusion ? 'droppedExclusion' : 'dropped',
        data: { name: visible(name).slice(0, 120), version, item, suite: suite ?? '' },
        proposals,
      };
    }
  }
}

function isLateDefault({ command }: Step): boolean {
  return command.kind === 'select' && command.operator === 'add' && command.names[0]?.text === 'DEFAULT';
}

function notFirst(
  { command }: Step,
  { expand }: CipherStringReading,
  setting: Setting<CipherString>,
  list: CipherString,
  { uri }: LintFacts,
): Report<MessageName> {
  const rest = withoutItems(list.text, [command.span]);
  const value = rest === '' ? 'DEFAULT' : `DEFAULT:${rest}`;
  const edits = rest.startsWith('DEFAULT') || expand(value).refused ? undefined : replaceList(list, value);
  const removal = expand(rest).refused ? undefined : removeItems(list, [command.span]);
  return {
    span: placeOf(list, command.span) ?? setting.span,
    message: 'notFirst',
    proposals: [
      ...(edits ? [suggestion(message('Put DEFAULT first'), edits, uri)] : []),
      ...(removal ? [suggestion(message('Remove {item}', { item: 'DEFAULT' }), removal, uri)] : []),
    ],
  };
}

function isTls13Name(name: string): boolean {
  return /^TLS_(?:AES|CHACHA20)_/.test(name);
}

function isAllTls13({ steps }: CipherStringReading): boolean {
  return steps.every(
    ({ command }) => command.kind === 'select' && command.names.every(({ text }) => isTls13Name(text)),
  );
}

function* checkSuites(setting: Setting<SuiteList>, { settings, uri }: LintFacts): Iterable<Report<MessageName>> {
  if (setting.value === 'unknown') return;
  const list = setting.value;
  const version = settings.openSslVersion;
  const { items, suites, refused } = list.read(version);
  if (refused) {
    const edits = replaceList(list, recommendedSuites);
    yield {
      span: setting.span,
      message: 'noSuite',
      data: { version },
      severity: 'error',
      proposals: edits ? [suggestion(message('Write the recommended list'), edits, uri)] : [],
    };
    return;
  }
  for (const one of items.slice(0, mostFindings)) {
    const { name, span, suite } = one;
    if (suite) continue;
    if (one.older !== undefined) {
      // With nothing else in its list TLS 1.3 is without a suite.
      yield { ...olderName(one, setting, list, uri), ...(suites.length === 0 && { severity: 'error' as const }) };
      continue;
    }
    const removal = removeItems(list, [span]);
    const item = visible(name).slice(0, 120);
    yield {
      span: placeOf(list, span) ?? setting.span,
      message: 'newer',
      data: { name: item, version },
      proposals: removal ? [suggestion(message('Remove {item}', { item }), removal, uri)] : [],
    };
  }
}

function olderName(
  { name, span, older = '' }: SuiteItem,
  setting: Setting<SuiteList>,
  list: SuiteList,
  uri: string,
): Report<MessageName> {
  const place = placeOf(list, span);
  const removal = list.shared ? undefined : removeItems(list, [span]);
  const proposals = removal ? [suggestion(message('Remove {item}', { item: name }), removal, uri)] : [];
  if (list.shared && place)
    proposals.push(suggestion(message('Write {name}', { name: older }), [{ span: place, text: older }], uri));
  return { span: place ?? setting.span, message: 'older', data: { name, suite: older }, proposals };
}

function replacement(list: CipherString, { settings, uri }: LintFacts): Proposal[] {
  const edits = replaceList(list, ciphersOf(settings.guideline));
  return edits ? [suggestion(message('Write the recommended list'), edits, uri)] : [];
}

function suggestion(title: Proposal['title'], edits: readonly TextEdit[], uri: string): Proposal {
  return { title, kind: 'suggestion', edits: edits.map((edit) => ({ ...edit, uri })) };
}
