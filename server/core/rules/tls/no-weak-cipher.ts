import type { TextEdit } from '../../base/edit.ts';
import { type Message, message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { visible } from '../../base/visible.ts';
import type { LintFacts } from '../../lint/facts.ts';
import { defineRule, type Proposal, type Report, type RuleDocs } from '../../lint/rule.ts';
import type { CipherSuite } from '../../tls/cipher-list/cipher-suite.ts';
import type { Step } from '../../tls/cipher-list/expand.ts';
import type { Flaw } from '../../tls/cipher-list/verdict.ts';
import type { Setting } from '../../tls/context.ts';
import { ciphersOf } from '../../tls/guideline.ts';
import { removeItems, replaceList, withoutItems } from '../../tls/list-edit.ts';
import { placeOf } from '../../tls/list-text.ts';
import type { CipherString, CipherStringReading, SuiteList } from '../../tls/lists.ts';

type MessageName = 'enabled' | 'listed' | 'among' | 'retired' | 'integrity';

const shown = 3;
/** More findings than this about one string say no more. */
const mostFindings = 20;

export const docs: RuleDocs = {
  summary: 'Disallow cipher suites that do not encrypt, do not authenticate, or use broken algorithms.',
  why: 'Suites without encryption (NULL) or without a certificate (anonymous), and those with RC4, DES, 3DES, EXPORT keys or MD5, protect nothing against someone on the way. Current OpenSSL has left most of them out or refuses them above security level 0, so listing them helps no old client: it only takes effect where a build or a lowered level brings them back.',
  exceptions:
    'Exclusions (`!RC4`, `-aNULL`) are never reported. Suites that a later item takes out again are not reported either.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE+AESGCM:RC4-SHA:DES-CBC3-SHA;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE+AESGCM;\n}\n',
    },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: 'db.internal', ciphers: 'aNULL:ECDHE+AESGCM' });\n",
      fixed: "require('node:tls').connect({ host: 'db.internal', ciphers: 'ECDHE+AESGCM' });\n",
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('ECDHE+AESGCM:NULL-SHA256')\n",
      fixed: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('ECDHE+AESGCM')\n",
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE+AESGCM:!aNULL:!RC4:-3DES;\n}\n',
    },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: 'db.internal', ciphers: 'ECDHE+AESGCM:!aNULL:!MD5' });\n",
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('ECDHE+AESGCM:ECDHE+CHACHA20')\n",
    },
  ],
};

export const rule = defineRule({
  id: 'tls/no-weak-cipher',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 9325, 4.1', 'RFC 7465', 'RFC 9150', 'CWE-327'],
  messages: {
    enabled: '{item} allows suites {flaws}: {suites}. Anyone on the way can read or change what they carry.',
    listed:
      '{item} lists suites {flaws}: {suites}. Only the security level of OpenSSL keeps them from being used: leave them out.',
    among: '{item} also lists suites {flaws}: {suites}. Only the security level of OpenSSL keeps them from being used.',
    retired:
      'Broken: {items} ({weaknesses}). OpenSSL {version} is usually built without it and drops the name without a word; leave it out.',
    integrity: '{suites} does not encrypt: everyone on the way can read what it carries.',
  },
  *check({ context }, facts) {
    if (context.ciphers) {
      let count = 0;
      for (const report of checkString(context.ciphers, facts)) {
        if (count++ >= mostFindings) break;
        yield report;
      }
    }
    if (context.cipherSuites) yield* checkSuites(context.cipherSuites, facts);
  },
});

function* checkString(setting: Setting<CipherString>, facts: LintFacts): Iterable<Report<MessageName>> {
  if (setting.value === 'unknown') return;
  const list = setting.value;
  const reading = list.read(facts.settings.openSslVersion);
  if (reading.refused?.reason === 'invalid-command') return;
  yield* retiredNames(reading, setting, list, facts);
  const left = new Set(reading.suites);
  const usable = new Set(reading.usable);
  for (const step of reading.steps) {
    const bad = step.added.filter((suite) => left.has(suite) && reading.judge(suite).grade === 'broken');
    if (bad.length === 0) continue;
    const isAsked = bad.length === step.added.length;
    const isUsable = bad.some((suite) => usable.has(suite));
    const { start, end } = step.command.span;
    yield {
      span: placeOf(list, step.command.span) ?? setting.span,
      message: isUsable ? 'enabled' : isAsked ? 'listed' : 'among',
      ...(!isUsable && !isAsked && { severity: 'information' as const }),
      data: {
        item: visible(list.text.slice(start, end)).slice(0, 120),
        flaws: flawTexts(bad, reading),
        suites: names(bad),
      },
      proposals: isAsked ? dropItems([step], reading, list, facts) : exclude(bad, reading, list, facts),
    };
  }
}

/** One finding for neighbours: such names come in rows. */
function* retiredNames(
  reading: CipherStringReading,
  setting: Setting<CipherString>,
  list: CipherString,
  facts: LintFacts,
): Iterable<Report<MessageName>> {
  const { steps } = reading;
  const isRetired = ({ command }: Step): boolean =>
    command.kind === 'select' &&
    command.operator === 'add' &&
    command.names.some(
      ({ text, known }) => (!known || text.includes('3DES') || text === 'LOW') && reading.weaknessOf(text),
    ) &&
    !isTakenOut(command.names[0]?.text ?? '', steps);
  for (let i = 0; i < steps.length; i++) {
    const row: Step[] = [];
    for (let step = steps[i]; step && isRetired(step); step = steps[++i]) row.push(step);
    const [first] = row;
    const last = row.at(-1);
    if (!first || !last) continue;
    const items = row.map(({ command }) =>
      visible(list.text.slice(command.span.start, command.span.end)).slice(0, 120),
    );
    const weaknesses = row.flatMap(({ command }) =>
      command.kind === 'select' ? command.names.flatMap(({ text }) => reading.weaknessOf(text) ?? []) : [],
    );
    yield {
      span: placeOf(list, span(first.command.span.start, last.command.span.end)) ?? setting.span,
      message: 'retired',
      data: {
        items: firstOf(items),
        weaknesses: [...new Set(weaknesses)],
        version: facts.settings.openSslVersion,
      },
      proposals: dropItems(row, reading, list, facts),
    };
  }
}

/** `RC4:…:!RC4`, whatever the build. */
function isTakenOut(name: string, steps: readonly Step[]): boolean {
  return steps.some(
    ({ command }) => command.kind === 'select' && command.operator === 'kill' && command.names[0]?.text === name,
  );
}

function dropItems(
  steps: readonly Step[],
  { expand }: CipherStringReading,
  list: CipherString,
  { settings, uri }: LintFacts,
): Proposal[] {
  const items = steps.map(({ command }) => command.span);
  const isEnough = !expand(withoutItems(list.text, items)).refused;
  const edits = isEnough ? removeItems(list, items) : replaceList(list, ciphersOf(settings.guideline));
  if (!edits) return [];
  return [
    automatic(
      isEnough
        ? message('Remove {items}', {
            items: firstOf(items.map(({ start, end }) => visible(list.text.slice(start, end)))),
          })
        : message('Write the recommended list'),
      edits,
      uri,
    ),
  ];
}

const exclusions: Readonly<Partial<Record<Flaw, string>>> = {
  'no-encryption': '!eNULL',
  anonymous: '!aNULL',
  md5: '!MD5',
};

function exclude(
  bad: readonly CipherSuite[],
  reading: CipherStringReading,
  list: CipherString,
  facts: LintFacts,
): Proposal[] {
  const flaws = new Set(bad.flatMap((suite) => reading.judge(suite).flaws));
  const added = [...flaws].flatMap((flaw) => exclusions[flaw] ?? []);
  const value = [list.text.replace(/(?<![: ;,])[: ;,]+$/, ''), ...added].join(':');
  const end = placeOf(list, span(list.text.length - 1, list.text.length))?.end;
  const isPlain = /[A-Za-z0-9]$/.test(list.text);
  const edits =
    end !== undefined && isPlain ? [{ span: span(end, end), text: `:${added.join(':')}` }] : replaceList(list, value);
  return edits ? [automatic(message('Add {items}', { items: added }), edits, facts.uri)] : [];
}

function automatic(title: Message, edits: readonly TextEdit[], uri: string): Proposal {
  return { title, kind: 'automatic', edits: edits.map((edit) => ({ ...edit, uri })) };
}

function flawTexts(suites: readonly CipherSuite[], { judge }: CipherStringReading): Message[] {
  const flaws = new Set(suites.flatMap((suite) => judge(suite).flaws));
  return [
    ...(flaws.has('no-encryption') ? [message('without encryption')] : []),
    ...(flaws.has('anonymous') ? [message('without a certificate')] : []),
    ...(flaws.has('md5') ? [message('with MD5')] : []),
  ];
}

function names(suites: readonly CipherSuite[]): (string | Message)[] {
  return firstOf(suites.map(({ name }) => name));
}

function firstOf(all: readonly string[]): (string | Message)[] {
  if (all.length <= shown + 1) return [...all];
  return [...all.slice(0, shown), message('and {count} more', { count: all.length - shown })];
}

function* checkSuites(setting: Setting<SuiteList>, { settings, uri }: LintFacts): Iterable<Report<MessageName>> {
  if (setting.value === 'unknown') return;
  const list = setting.value;
  for (const { name, span: at, suite } of list.read(settings.openSslVersion).items) {
    if (suite?.grade !== 'broken') continue;
    const edits = removeItems(list, [at]);
    yield {
      span: placeOf(list, at) ?? setting.span,
      message: 'integrity',
      data: { suites: name },
      proposals: edits ? [automatic(message('Remove {items}', { items: name }), edits, uri)] : [],
    };
  }
}
