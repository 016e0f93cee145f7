import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { levelsOf } from '../../config/nginx/configuration.ts';
import { isHsts, isHstsPart } from '../../config/nginx/headers.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const text = (header: string): string => `server {\n    listen 443 ssl;\n    add_header ${header};\n}\n`;

export const docs: RuleDocs = {
  summary: 'Require quotes around the value of Strict-Transport-Security where it has a semicolon.',
  why: 'A semicolon ends the directive: what follows is another one for nginx, which does not know it and does not start.',
  invalid: [
    {
      language: 'nginx',
      text: text('Strict-Transport-Security max-age=63072000; includeSubDomains always'),
      fixed: text('Strict-Transport-Security "max-age=63072000; includeSubDomains" always'),
    },
  ],
  valid: [{ language: 'nginx', text: text('Strict-Transport-Security "max-age=63072000; includeSubDomains" always') }],
};

export const rule = defineRule({
  id: 'nginx/hsts-unquoted',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/beginners_guide.html#conf_structure', 'RFC 6797, 6.1'],
  messages: {
    unquoted:
      'The semicolon ends the header here: nginx takes what follows for directives, and does not start. Put quotes around the whole value.',
  },
  *check({ configuration: { root } }, { uri }) {
    for (const level of levelsOf(root)) {
      const others = [...level.own].filter(([name]) => isHstsPart(name)).flatMap(([, directives]) => directives);
      if (others.length === 0) continue;
      for (const header of level.own.get('add_header') ?? []) {
        const value = header.args[1];
        if (!isHsts(header) || !value || header.args.length !== 2) continue;
        const parts = followers(header, others);
        const last = parts.at(-1);
        if (!last) continue;
        const words = parts.flatMap(({ name, args }) => [name.value, ...args.map((word) => word.value)]);
        const always = words.at(-1)?.toLowerCase() === 'always' ? ' always' : '';
        const rest = always === '' ? words : words.slice(0, -1);
        const end = last.args.at(-1)?.span.end ?? last.name.span.end;
        yield {
          span: headSpan(header),
          message: 'unquoted',
          proposals: rest.every((word) => /^[\w=-]+$/.test(word))
            ? [
                {
                  title: message('Put quotes around the value'),
                  kind: 'automatic',
                  edits: [
                    {
                      uri,
                      span: span(value.span.start, end),
                      text: `"${[value.value, ...rest].join('; ')}"${always}`,
                    },
                  ],
                },
              ]
            : [],
        };
      }
    }
  },
});

/** The parts of the value that became directives: those right behind the header. */
function followers(header: Directive, others: readonly Directive[]): Directive[] {
  const parts: Directive[] = [];
  let at = header.span.end;
  for (const other of [...others].sort((a, b) => a.span.start - b.span.start)) {
    if (other.span.start < at || other.span.start - at > 200) continue;
    parts.push(other);
    at = other.span.end;
  }
  return parts;
}
