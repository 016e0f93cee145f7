import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { levelsWith } from '../../config/nginx/configuration.ts';
import { hstsOf } from '../../config/nginx/headers.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import type { Word } from '../../config/nginx/tokens.ts';
import { defineRule, type Proposal, type Report, type RuleDocs } from '../../lint/rule.ts';

/** Half a year; and what browsers ask for before they preload a site. */
const least = 15_768_000;
const preloaded = 31_536_000;
const recommended = '63072000';

export const docs: RuleDocs = {
  summary: 'Require a long max-age in Strict-Transport-Security, and includeSubDomains beside preload.',
  why: 'A browser that has not been back for longer than max-age makes its next request over plain HTTP, where anyone on the way can answer. The lists that browsers ship take no site without includeSubDomains and a year of max-age.',
  exceptions: 'The first days after a change to HTTPS, and max-age=0 where HSTS is being given up.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=300; includeSubDomains" always;\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=63072000; includeSubDomains" always;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=63072000; preload" always;\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=63072000; includeSubDomains; preload" always;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security includeSubDomains always;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=63072000, includeSubDomains" always;\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=63072000; includeSubDomains" always;\n}\n',
    },
    {
      language: 'nginx',
      text: 'map $scheme $hsts {\n    https "max-age=300";\n}\nserver {\n    listen 443 ssl;\n    add_header Strict-Transport-Security $hsts always;\n}\n',
      fixed:
        'map $scheme $hsts {\n    https "max-age=63072000";\n}\nserver {\n    listen 443 ssl;\n    add_header Strict-Transport-Security $hsts always;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    more_set_headers "Strict-Transport-Security: max-age=300";\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    more_set_headers "Strict-Transport-Security: max-age=63072000";\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=63072000; includeSubDomains; preload" always;\n}\n',
    },
  ],
};

type MessageName = 'short' | 'zero' | 'missing' | 'malformed' | 'preload';

export const rule = defineRule<'nginx-configuration', MessageName>({
  id: 'nginx/hsts-short',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 6797, 6.1.1', 'https://docs.tlsref.org/', 'https://hstspreload.org/'],
  messages: {
    short:
      'max-age={seconds} is too short: a browser that comes back later starts with plain HTTP again. Use 63072000, two years.',
    zero: 'max-age=0 makes browsers forget that this site is HTTPS only. Use 63072000, two years, unless that is meant.',
    missing: 'Browsers ignore Strict-Transport-Security without max-age. Add max-age=63072000.',
    malformed: 'Browsers ignore this header: a semicolon stands between max-age and what follows.',
    preload: 'preload counts only together with includeSubDomains and a max-age of a year or more.',
  },
  *check({ configuration: { root, text } }, { uri }) {
    for (const level of levelsWith(root, 'add_header', 'more_set_headers')) {
      for (const { word, start } of hstsOf(level)) yield* judge(word, start, text, uri);
    }
    for (const map of levelsWith(root, 'map').flatMap(({ own }) => own.get('map') ?? [])) {
      if (!ofHeader.test(map.args[1]?.value ?? '')) continue;
      for (const { args } of map.body?.children ?? []) if (args[0]) yield* judge(args[0], 0, text, uri);
    }
  },
});

/** Variables that a map gives the value of the header: by their names, for they are used elsewhere. */
const ofHeader = /^\$\w*(?:hsts|strict_?transport|sts_header)/i;

/** `start`: where in the word's value that of the header begins. */
function* judge(word: Word, start: number, text: string, uri: string): Iterable<Report<MessageName>> {
  const value = word.value.slice(start);
  // An empty value takes the header away.
  if (isTemplate(value) || value.trim() === '') return;
  const isLiteral = word.content.end - word.content.start === word.value.length;
  const from = word.content.start + start;
  const written = isLiteral ? text.slice(from, word.content.end) : '';
  const age = /(?:^|;)\s*max-age\s*=\s*"?(\d+)/i.exec(value);
  if (!age) {
    yield { span: word.span, message: 'missing' };
    return;
  }
  const rest = value.slice(age.index + age[0].length);
  if (!/^"?\s*(?:;|$)/.test(rest)) {
    yield {
      span: word.span,
      message: 'malformed',
      proposals: /^"?\s*,/.test(rest) && written === value ? [semicolon(from + written.indexOf(','), uri)] : [],
    };
    return;
  }
  const seconds = Number(age[1]);
  const at = written.search(/\d+/);
  const digits = /\d+/.exec(written)?.[0].length ?? 0;
  const place = span(from + at, from + at + digits);
  const longer: Proposal[] =
    at < 0
      ? []
      : [
          {
            title: message('Use two years'),
            kind: seconds === 0 ? 'suggestion' : 'automatic',
            edits: [{ uri, span: place, text: recommended }],
          },
        ];
  const wantsPreload = /(?:^|;)\s*preload\s*(?:;|$)/i.test(value);
  const isWide = /(?:^|;)\s*includeSubDomains\s*(?:;|$)/i.test(value);
  if (seconds === 0) yield { span: word.span, message: 'zero', severity: 'information', proposals: longer };
  else if (seconds < least) yield { span: word.span, message: 'short', data: { seconds }, proposals: longer };
  else if (wantsPreload && !isWide) {
    yield {
      span: word.span,
      message: 'preload',
      proposals:
        at < 0
          ? []
          : [
              {
                title: message('Add includeSubDomains'),
                kind: 'suggestion',
                edits: [{ uri, span: span(place.end, place.end), text: '; includeSubDomains' }],
              },
            ],
    };
  } else if (wantsPreload && seconds < preloaded) yield { span: word.span, message: 'preload', proposals: longer };
}

function semicolon(at: number, uri: string): Proposal {
  return {
    title: message('Add the semicolon'),
    kind: 'automatic',
    edits: [{ uri, span: span(at, at + 1), text: ';' }],
  };
}
