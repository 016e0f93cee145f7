import { message } from '../../base/message.ts';
import type { Steps } from '../../base/steps.ts';
import { textHash } from '../../base/text-hash.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { socketsOf, subsystemOf } from '../../config/nginx/configuration.ts';
import type { Level } from '../../config/nginx/level.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import type { Word } from '../../config/nginx/tokens.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow the same server name twice on one socket.',
  why: 'Of two such servers nginx keeps the first and ignores the second with a warning: its certificate and its settings are never used.',
  invalid: [
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 443 ssl;\n        server_name a.example;\n    }\n    server {\n        listen 443 ssl;\n        server_name A.example b.example;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 80;\n        server_name a.example;\n    }\n    server {\n        listen 443 ssl;\n        server_name a.example;\n    }\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/conflicting-server-name',
  subject: 'nginx-configuration',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/server_names.html'],
  messages: {
    twice: 'Another server has the name {name} on {socket} already: nginx ignores it here. Remove it from one of them.',
  },
  *check({ configuration }, { uri }) {
    // In a template they may be alternatives.
    if (!configuration.isCertain) return;
    const hashes = keyHashes(configuration.root);
    if (new Set(hashes).size === hashes.length) return;
    const known = new Map<string, ServerName>();
    for (const name of serverNames(configuration.root)) {
      yield;
      const { server, word, places } = name;
      for (const { socket, key } of places) {
        const earlier = known.get(key);
        if (!earlier) known.set(key, name);
        else if (earlier.server !== server) {
          yield {
            span: word.span,
            message: 'twice',
            data: { name: word.value, socket },
            related: [{ uri, span: earlier.word.span, message: message('The other one is here.') }],
          };
          break;
        }
      }
    }
  },
});

interface ServerName {
  readonly server: Level;
  readonly word: Word;
  /** The sockets that it has to be the only one on. */
  readonly places: readonly { readonly socket: string; readonly key: string }[];
}

const serverNames = factsOfBlocks(namesIn, ['server_name']);

function* namesIn(levels: readonly Level[]): Steps<readonly ServerName[]> {
  const names: ServerName[] = [];
  for (const server of levels) {
    const { kind, own } = server;
    if (kind !== 'server' || subsystemOf(server) !== 'http') continue;
    const sockets = own.has('listen') || !own.has('include') ? socketsOf(server) : [];
    for (const { args } of own.get('server_name') ?? []) {
      for (const word of args) {
        if (isTemplate(word.value) && !word.value.startsWith('~')) continue;
        const places = sockets.map((socket) => ({ socket, key: `${socket} ${word.value.toLowerCase()}` }));
        names.push({ server, word, places });
        if (names.length % namesOfStep === 0) yield;
      }
    }
  }
  return names;
}

const namesOfStep = 500;

/** Names are looked at only where two of them may be the same: numbers are compared at the speed of memory. */
const keyHashes = factsOfBlocks(
  function* (levels) {
    const hashes: number[] = [];
    for (const { places } of yield* namesIn(levels)) for (const { key } of places) hashes.push(textHash(key) | 0);
    return hashes;
  },
  ['server_name'],
);
