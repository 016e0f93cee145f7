import { byObject } from '../../base/by-object.ts';
import { directivesOf, listensWithTls, serversOf, socketsOf } from '../../config/nginx/configuration.ts';
import { find, type Level } from '../../config/nginx/level.ts';
import { defaultServersOf } from '../../config/nginx/sockets.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isAtLeast } from '../../config/nginx/versions.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report ssl_protocols that nginx ignores because another server is the default of the socket.',
  why: 'Before nginx 1.29.2 the versions of a socket were those of its default server, whatever the server with the wanted name said. Since then each server has its own: an upgrade can loosen or tighten what is allowed.',
  exceptions: 'nginx 1.29.2 and later; set tlsense.nginxVersion.',
  invalid: [
    {
      language: 'nginx',
      settings: { nginxVersion: '1.26' },
      text: 'http {\n    server {\n        listen 443 ssl;\n        ssl_protocols TLSv1.2 TLSv1.3;\n    }\n    server {\n        listen 443 ssl;\n        server_name b.example;\n        ssl_protocols TLSv1.3;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'http {\n    ssl_protocols TLSv1.2 TLSv1.3;\n    server {\n        listen 443 ssl;\n    }\n    server {\n        listen 443 ssl;\n        server_name b.example;\n    }\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/vhost-ssl-protocols-ignored',
  subject: 'nginx-configuration',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://nginx.org/en/CHANGES (1.29.2)'],
  messages: {
    ignored:
      'nginx {version} ignores this: the default server of {socket} decides, and nginx before 1.29.2 knows one set of versions for a socket. Set it in the http block.',
  },
  *check({ configuration }, { settings }) {
    const version = settings.nginxVersion;
    if (isAtLeast(version, '1.29.2')) return;
    const servers = serversOf(configuration);
    const defaultOf = defaultServersOf(servers);
    const versions = byObject(versionsOf);
    for (const server of servers) {
      const own = directivesOf(server, 'ssl_protocols')[0];
      if (!own || !listensWithTls(server)) continue;
      for (const socket of socketsOf(server)) {
        const main = defaultOf(socket);
        if (!main || main === server || versions(main) === versions(server)) continue;
        yield { span: headSpan(own), message: 'ignored', data: { version, socket } };
        break;
      }
    }
  },
});

function versionsOf(server: Level): string {
  const words = find(server, 'ssl_protocols')?.directives.flatMap(({ args }) =>
    args.map(({ value }) => value.toLowerCase()),
  );
  return [...new Set(words)].sort().join(' ');
}
