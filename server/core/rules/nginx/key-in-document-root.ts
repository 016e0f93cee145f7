import { message } from '../../base/message.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { levelsOf, serverAround } from '../../config/nginx/configuration.ts';
import type { Level } from '../../config/nginx/level.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
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
    const roots = new Map<string, Root>();
    for (const one of rootsIn(root)) if (!roots.has(one.folder)) roots.set(one.folder, one);
    if (roots.size === 0) return;
    const folders = [...roots.values()];
    for (const { directive, path } of keysIn(root)) {
      const holder = folders.find(({ folder }) => path.startsWith(`${folder}/`));
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

interface Root {
  readonly level: Level;
  readonly directive: Directive;
  readonly folder: string;
}

const rootsIn = factsOfBlocks(
  (levels) =>
    levels.flatMap((level) =>
      ['root', 'alias'].flatMap((name) =>
        (level.own.get(name) ?? []).flatMap((directive): Root[] => {
          const folder = (directive.args[0]?.value ?? '').replace(/(?<!\/)\/+$/, '');
          return folder.length > 1 && !isTemplate(folder) ? [{ level, directive, folder }] : [];
        }),
      ),
    ),
  ['root', 'alias'],
);

/** The files that nobody may read, by absolute paths. */
const keysIn = factsOfBlocks(
  (levels) =>
    levels.flatMap(({ own }) =>
      secrets.flatMap((name) =>
        (own.get(name) ?? []).flatMap((directive) => {
          const path = directive.args[0]?.value ?? '';
          return path.startsWith('/') && !isTemplate(path) ? [{ directive, path }] : [];
        }),
      ),
    ),
  secrets,
);

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
