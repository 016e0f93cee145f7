import { message } from '../../base/message.ts';
import { levelsWith } from '../../config/nginx/configuration.ts';
import { remove } from '../../config/nginx/edits.ts';
import { clientFamilies, serverFamily } from '../../config/nginx/families.ts';
import { inheritedBy, repeatAfter } from '../../config/nginx/headers.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import type { FileEdit } from '../../lint/finding.ts';
import { defineRule, type Proposal, type Report, type RuleDocs } from '../../lint/rule.ts';

type MessageName = 'protocol' | 'renegotiation' | 'lost';

export const docs: RuleDocs = {
  summary: 'Report ssl_conf_command that overrides settings beside it, or is overridden itself.',
  why: 'The commands go to OpenSSL after all other settings. Protocol switches versions on again that ssl_protocols leaves out, and unsafe renegotiation lets an attacker put data in front of a request (CVE-2009-3555). And a block inherits the commands only if it has none of its own.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.2 TLSv1.3;\n    ssl_conf_command Protocol ALL;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.2 TLSv1.3;\n}\n',
    },
    {
      language: 'nginx',
      text: 'http {\n    ssl_conf_command Ciphersuites TLS_AES_256_GCM_SHA384;\n    server {\n        listen 443 ssl;\n        ssl_conf_command Options ServerPreference;\n    }\n}\n',
      fixed:
        'http {\n    ssl_conf_command Ciphersuites TLS_AES_256_GCM_SHA384;\n    server {\n        listen 443 ssl;\n        ssl_conf_command Options ServerPreference;\n        ssl_conf_command Ciphersuites TLS_AES_256_GCM_SHA384;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_conf_command Ciphersuites TLS_AES_256_GCM_SHA384;\n}\n',
    },
  ],
};

export const rule = defineRule<'nginx-configuration', MessageName>({
  id: 'nginx/conf-command-override',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_conf_command', 'RFC 5746'],
  messages: {
    protocol:
      'Protocol {value} overrides {directive}: versions that it leaves out may be allowed again. Remove the command.',
    renegotiation: 'This allows unsafe renegotiation: an attacker can put data in front of a request. Remove it.',
    lost: 'These commands replace all of the outer ones: {commands} is lost. Repeat it here.',
  },
  *check({ configuration: { root, text } }, { uri }) {
    for (const level of levelsWith(root, ...families.map(({ command }) => command))) {
      for (const { command, protocols } of families) {
        const own = level.own.get(command) ?? [];
        for (const directive of own) yield* dangerous(directive, protocols, text, uri);
        const [first] = own;
        const last = own.at(-1);
        if (!first || !last || level.own.has('include')) continue;
        const names = new Set(own.map(commandName));
        const lost = inheritedBy(level, command).filter((directive) => !names.has(commandName(directive)));
        if (lost.length === 0) continue;
        const edit = repeatAfter(text, last, lost);
        yield {
          span: headSpan(first),
          message: 'lost',
          data: { commands: lost.map(({ args }) => args[0]?.value ?? '') },
          related: lost.map((directive) => ({
            uri,
            span: headSpan(directive),
            message: message('This command is lost.'),
          })),
          proposals: edit ? [{ title: message('Repeat it here'), kind: 'automatic', edits: [{ ...edit, uri }] }] : [],
        };
      }
    }
  },
});

const families = [serverFamily, ...clientFamilies];

function* dangerous(directive: Directive, protocols: string, text: string, uri: string): Iterable<Report<MessageName>> {
  const value = directive.args[1]?.value ?? '';
  const edits: FileEdit[] = directive.semicolon === undefined ? [] : [{ ...remove(text, directive), uri }];
  const proposals: Proposal[] = [{ title: message('Remove the command'), kind: 'automatic', edits }];
  if (commandName(directive) === 'protocol') {
    yield { span: headSpan(directive), message: 'protocol', data: { value, directive: protocols }, proposals };
  } else if (commandName(directive) === 'options' && isUnsafe(directive)) {
    yield {
      span: headSpan(directive),
      message: 'renegotiation',
      severity: 'error',
      proposals: value.includes(',') ? [] : proposals,
    };
  }
}

function commandName({ args }: Directive): string {
  return args[0]?.value.toLowerCase() ?? '';
}

/** The second lets connections to servers without RFC 5746 go on. */
function isUnsafe({ name, args }: Directive): boolean {
  const options = (args[1]?.value ?? '').split(',').map((option) => option.replace(/^\+/, '').toLowerCase());
  return (
    options.includes('unsafelegacyrenegotiation') ||
    (name.value !== 'ssl_conf_command' && options.includes('unsafelegacyserverconnect'))
  );
}
