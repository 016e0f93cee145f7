import { message } from '../../base/message.ts';
import { levelsOf, levelsWith, serverAround } from '../../config/nginx/configuration.ts';
import type { Level } from '../../config/nginx/level.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow private keys in a folder whose files are served.',
  why: 'Whoever guesses the path downloads the key, and can be the server from then on.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    root /srv/www;\n    ssl_certificate /srv/www/certs/server.pem;\n    ssl_certificate_key /srv/www/certs/server.key;\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    root /srv/www;\n    ssl_certificate /etc/nginx/certs/server.pem;\n    ssl_certificate_key /etc/nginx/certs/server.key;\n}\n',
    },
  ],
};

const secrets = [
  'ssl_certificate_key',
  'ssl_password_file',
  'ssl_session_ticket_key',
  ...['proxy', 'grpc', 'uwsgi'].flatMap((module) => [`${module}_ssl_certificate_key`, `${module}_ssl_password_file`]),
];

export const rule = defineRule({
  id: 'nginx/key-in-document-root',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['CWE-552', 'CWE-219'],
  messages: {
    secret: 'What {name} names is in {root}, whose files are served: anyone may download it. Keep it elsewhere.',
    served: 'The private key is in {root}, whose files are served: anyone may download it. Keep it elsewhere.',
  },
  *check({ configuration: { root } }, { uri }) {
    const roots = levelsWith(root, 'root', 'alias').flatMap((level) =>
      ['root', 'alias'].flatMap((name) =>
        (level.own.get(name) ?? []).flatMap((directive) => {
          const folder = (directive.args[0]?.value ?? '').replace(/(?<!\/)\/+$/, '');
          return folder.length > 1 && !isTemplate(folder) ? [{ level, directive, folder }] : [];
        }),
      ),
    );
    const keys = levelsWith(root, ...secrets).flatMap(({ own }) => secrets.flatMap((name) => own.get(name) ?? []));
    if (roots.length === 0) return;
    for (const directive of keys) {
      const path = directive.args[0]?.value ?? '';
      if (!path.startsWith('/') || isTemplate(path)) continue;
      const holder = roots.find(({ folder }) => path.startsWith(`${folder}/`));
      if (!holder) continue;
      const blocked = serverAround(holder.level) ?? holder.level;
      if (isDenied(blocked, path)) continue;
      yield {
        span: headSpan(directive),
        message: directive.name.value.endsWith('_certificate_key') ? 'served' : 'secret',
        data: { name: directive.name.value, root: holder.directive.args[0]?.value ?? '' },
        related: [{ uri, span: headSpan(holder.directive), message: message('This folder is served.') }],
      };
    }
  },
});

/** Whether a location keeps such files from being served. */
function isDenied(server: Level, path: string): boolean {
  const ending = /\.(\w+)$/.exec(path)?.[1];
  return [...levelsOf(server)].some(({ block, own }) => {
    const denies =
      (own.get('deny') ?? []).some(({ args }) => args[0]?.value === 'all') ||
      (own.get('return') ?? []).some(({ args }) => /^40[34]$/.test(args[0]?.value ?? ''));
    return denies && ending !== undefined && (block?.args ?? []).some(({ value }) => value.includes(ending));
  });
}
