import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { levelsOf } from '../../config/nginx/configuration.ts';
import { isHsts } from '../../config/nginx/headers.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';

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
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=63072000; includeSubDomains; preload" always;\n}\n',
    },
  ],
};

export const rule = defineRule({
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
    for (const level of levelsOf(root)) {
      for (const header of level.own.get('add_header') ?? []) {
        const value = header.args[1];
        if (!isHsts(header) || !value || isTemplate(value.value)) continue;
        const { content } = value;
        const written = text.slice(content.start, content.end);
        const age = /(?:^|;)\s*max-age\s*=\s*"?(\d+)/i.exec(value.value);
        // An empty value takes the header away.
        if (value.value.trim() === '') continue;
        if (!age) {
          yield { span: value.span, message: 'missing' };
          continue;
        }
        const rest = value.value.slice(age.index + age[0].length);
        if (!/^"?\s*(?:;|$)/.test(rest)) {
          const comma = content.start + written.indexOf(',');
          yield {
            span: value.span,
            message: 'malformed',
            proposals: /^"?\s*,/.test(rest) && written === value.value ? [semicolon(comma, uri)] : [],
          };
          continue;
        }
        const seconds = Number(age[1]);
        const at = written.search(/\d+/);
        const digits = /\d+/.exec(written)?.[0].length ?? 0;
        const place = span(content.start + at, content.start + at + digits);
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
        const wantsPreload = /(?:^|;)\s*preload\s*(?:;|$)/i.test(value.value);
        const isWide = /(?:^|;)\s*includeSubDomains\s*(?:;|$)/i.test(value.value);
        if (seconds === 0) yield { span: value.span, message: 'zero', severity: 'information', proposals: longer };
        else if (seconds < least) yield { span: value.span, message: 'short', data: { seconds }, proposals: longer };
        else if (wantsPreload && !isWide) {
          yield {
            span: value.span,
            message: 'preload',
            proposals: [
              {
                title: message('Add includeSubDomains'),
                kind: 'suggestion',
                edits: [{ uri, span: span(place.end, place.end), text: '; includeSubDomains' }],
              },
            ],
          };
        } else if (wantsPreload && seconds < preloaded)
          yield { span: value.span, message: 'preload', proposals: longer };
      }
    }
  },
});

function semicolon(at: number, uri: string): Proposal {
  return {
    title: message('Add the semicolon'),
    kind: 'automatic',
    edits: [{ uri, span: span(at, at + 1), text: ';' }],
  };
}
