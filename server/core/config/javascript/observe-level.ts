/** TLS options that stand beside where their library looks for them. */
import type { TextEdit } from '../../base/edit.ts';
import type { Observation } from '../../tls/observation.ts';
import { type Called, callsOf } from './called.ts';
import { joinRemovals, removeProperty } from './layout.ts';
import { type Entry, effective, type Options, readOptions } from './options.ts';
import { originOfBinding } from './origins.ts';
import type { Program } from './program.ts';
import { spanOf, unwrap } from './syntax.ts';

/** Where a library wants its options. */
interface Level {
  readonly keys: RegExp;
  /** As a person would write it. */
  readonly right: string;
  /** The property to move them into, where that is all there is to it. */
  readonly into?: string;
  /** Names under which they go there. */
  readonly renamed?: Readonly<Record<string, string>>;
}

const options = /^(?:rejectUnauthorized|checkServerIdentity|ca|cert|key|pfx|passphrase)$/;
const got: Level = {
  keys: /^(?:rejectUnauthorized|checkServerIdentity|ca|cert|pfx)$/,
  right: 'https: { … }',
  into: 'https',
  renamed: { ca: 'certificateAuthority', cert: 'certificate' },
};
const axios: Level = {
  keys: /^(?:rejectUnauthorized|checkServerIdentity|ca|cert|key|pfx|agent)$/,
  right: 'httpsAgent: new https.Agent({ … })',
};
const nodeFetch: Level = { keys: options, right: 'agent: new https.Agent({ … })' };
const undici: Level = { keys: options, right: 'connect: { … }', into: 'connect' };
const redis: Level = { keys: /^tls$/, right: 'socket: { tls: true, … }', into: 'socket' };

/** The level of a call's argument, where the library is one of these. */
function levelOf({ origin }: Called, index: number): Level | undefined {
  if (!origin) return undefined;
  const { module, path } = origin;
  const name = path.join('.');
  switch (module) {
    case 'got':
      return /^(?:|extend|stream|get|post|put|patch|head|delete)$/.test(name) ? got : undefined;
    case 'axios':
      return index === configIndex(name) || (name === '' && index === 1) ? axios : undefined;
    case 'node-fetch':
      return name === '' && index === 1 ? nodeFetch : undefined;
    case 'undici':
      return /^(?:Agent|Client|Pool|BalancedPool|ProxyAgent|EnvHttpProxyAgent)$/.test(name) ? undici : undefined;
    case 'redis':
    case '@redis/client':
      return /^create(?:Client|Pool)$/.test(name) && index === 0 ? redis : undefined;
    default:
      return undefined;
  }
}

/** What comes before the settings is an address or what is sent. */
function configIndex(name: string): number | undefined {
  if (/^(?:|create|request)$/.test(name)) return 0;
  if (/^(?:get|delete|head|options)$/.test(name)) return 1;
  return /^(?:post|put|patch)$/.test(name) ? 2 : undefined;
}

const modules = /['"](?:got|axios|node-fetch|undici|redis|@redis\/client)['"]/;

/** The last names of their functions, and what the text itself calls them. */
const functions =
  /^(?:got|axios|fetch|extend|create\w*|stream|get|post|put|patch|head|delete|options|request|\w*Agent|\w*Pool|Client)$/;

function names(program: Program): string[] {
  return [...program.calls.keys()].filter(
    (name) =>
      functions.test(name) || program.scopes.bindingsOf(name).some((binding) => originOfBinding(program, binding)),
  );
}

export function observeLevels(program: Program): Observation[] {
  if (!modules.test(program.text)) return [];
  const seen = new Map<number, Observation>();
  for (const name of names(program)) {
    for (const called of callsOf(program, name)) {
      called.arguments.forEach((argument, index) => {
        const level = levelOf(called, index);
        const given = level && readOptions(program, argument);
        if (!level || !given) return;
        const wrong = given.entries.filter(({ key, inherited }) => level.keys.test(key) && !inherited);
        for (const entry of wrong) {
          seen.set(entry.node.from, {
            code: 'javascript/option-at-wrong-level',
            span: spanOf(entry.node),
            data: { option: entry.key, right: level.right, module: called.origin?.module ?? '' },
            repair: () => move(program, given, wrong, level),
          });
        }
      });
    }
  }
  return [...seen.values()];
}

/** Moves the options to where they count. What would switch verification off is left out: so far it did not. */
function move(program: Program, given: Options, wrong: readonly Entry[], level: Level): TextEdit[] | undefined {
  const { text } = program;
  if (wrong.some(({ form }) => form !== 'property')) return undefined;
  const moved = wrong.filter(({ key }) => key !== 'rejectUnauthorized' && key !== 'checkServerIdentity');
  const [first] = moved;
  const goes = ({ from }: { readonly from: number }): boolean =>
    wrong.some((entry) => entry.node.from === from && entry !== first);
  const removals = wrong.filter((entry) => entry !== first).flatMap(({ node }) => removeProperty(text, node, goes));
  if (!first) return joinRemovals(removals);
  if (level.into === undefined || effective(given, level.into)) return undefined;
  const inner =
    level === redis ? innerOfTls(text, first) : moved.map((entry) => written(text, entry, level)).join(', ');
  if (inner === undefined) return undefined;
  return [...joinRemovals(removals), { span: spanOf(first.node), text: `${level.into}: { ${inner} }` }];
}

function written(text: string, { node, key, value }: Entry, { renamed = {} }: Level): string {
  const name = renamed[key];
  if (name === undefined || !value) return text.slice(node.from, node.to);
  return `${name}: ${text.slice(value.from, value.to)}`;
}

/** `tls: true` and `tls: { ca }` as the options of a socket. */
function innerOfTls(text: string, { value }: Entry): string | undefined {
  const node = value && unwrap(value);
  if (node?.name === 'BooleanLiteral') return text.slice(node.from, node.to) === 'true' ? 'tls: true' : undefined;
  if (node?.name !== 'ObjectExpression') return undefined;
  const inner = text
    .slice(node.from + 1, node.to - 1)
    .trim()
    .replace(/,$/, '');
  return inner === '' ? 'tls: true' : `tls: true, ${inner}`;
}
