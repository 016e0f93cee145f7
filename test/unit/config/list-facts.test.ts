import { expect, test } from 'vitest';
import { applyEdits } from '../../../server/core/base/edit.ts';
import { languages } from '../../../server/core/config/index.ts';
import type { TlsContext } from '../../../server/core/tls/context.ts';
import { replaceList } from '../../../server/core/tls/list-edit.ts';
import type { ListText } from '../../../server/core/tls/list-text.ts';
import { analyseText } from '../../support/analyse-text.ts';

type Lists = Partial<Record<'ciphers' | 'cipherSuites' | 'groups', string>>;

async function contextsOf(language: string, text: string): Promise<readonly TlsContext[]> {
  expect(languages.map(({ id }) => id)).toContain(language);
  return (await analyseText(language, text)).contexts;
}

/** The lists of the first context; `…` after one that does not stand in the text in whole. */
async function listsOf(language: string, text: string): Promise<Lists> {
  const [context] = await contextsOf(language, text);
  const lists: Lists = {};
  for (const key of ['ciphers', 'cipherSuites', 'groups'] as const) {
    const value = context?.[key]?.value;
    if (value !== undefined) lists[key] = value === 'unknown' ? value : written(value, text);
  }
  return lists;
}

function written(list: ListText, text: string): string {
  for (const { at, span } of list.pieces) {
    expect(text.slice(span.start, span.end)).toBe(list.text.slice(at, at + span.end - span.start));
  }
  const length = list.pieces.reduce((sum, { span }) => sum + span.end - span.start, 0);
  return length === list.text.length ? list.text : `${list.text}…`;
}

const server = (lines: string): string => `server {\n    listen 443 ssl;\n    ${lines}\n}\n`;
const connect = (options: string): string => `require('node:tls').connect({ ${options} });\n`;
const python = (line: string): string => `import ssl\n\ncontext = ssl.create_default_context()\n${line}\n`;

test.each<readonly [string, string, Lists]>([
  ['nginx', server('ssl_ciphers HIGH:!aNULL;'), { ciphers: 'HIGH:!aNULL' }],
  ['nginx', server('ssl_ciphers "HIGH !aNULL";'), { ciphers: 'HIGH !aNULL' }],
  ['nginx', server('ssl_ciphers "HIGH\\t!aNULL";'), { ciphers: 'HIGH\t!aNULL…' }],
  // nginx takes one parameter.
  ['nginx', server('ssl_ciphers HIGH !aNULL;'), {}],
  ['nginx', server('ssl_ciphers $CIPHERS;'), { ciphers: 'unknown' }],
  [
    'nginx',
    `http {\n  ssl_ciphers AES;\n  ${server('ssl_ecdh_curve X25519;')}}\n`,
    { ciphers: 'AES', groups: 'X25519' },
  ],
  ['nginx', server('ssl_ciphers AES;\n ssl_conf_command CipherString HIGH;'), { ciphers: 'HIGH' }],
  [
    'nginx',
    server('ssl_conf_command ciphersuites TLS_AES_128_GCM_SHA256;\n ssl_conf_command Curves X25519;'),
    { cipherSuites: 'TLS_AES_128_GCM_SHA256', groups: 'X25519' },
  ],
  [
    'nginx',
    'location / {\n  proxy_pass https://a;\n  proxy_ssl_ciphers DEFAULT;\n  proxy_ssl_conf_command Groups P-256;\n}\n',
    { ciphers: 'DEFAULT', groups: 'P-256' },
  ],
  ['nginx', 'location / {\n  grpc_pass grpcs://a;\n  grpc_ssl_ciphers AES;\n}\n', { ciphers: 'AES' }],
  ['nginx', 'location / {\n  uwsgi_pass suwsgi://a;\n  uwsgi_ssl_ciphers AES;\n}\n', { ciphers: 'AES' }],
  ['javascript', connect("ciphers: 'HIGH:!aNULL'"), { ciphers: 'HIGH:!aNULL' }],
  ['javascript', connect("ciphers: 'HIGH:' + '!aNULL'"), { ciphers: 'HIGH:!aNULL' }],
  ['javascript', connect("ciphers: ['HIGH', '!aNULL'].join(':')"), { ciphers: 'HIGH:!aNULL…' }],
  ['javascript', `const list = ['AES'];\n${connect("ciphers: list.join(':')")}`, { ciphers: 'AES' }],
  ['javascript', `const list = 'AES';\n${connect('ciphers: list')}`, { ciphers: 'AES' }],
  ['javascript', connect('ciphers: process.env.CIPHERS'), { ciphers: 'unknown' }],
  ['javascript', connect('ciphers: undefined'), {}],
  ['javascript', connect("ciphers: ''"), {}],
  [
    'javascript',
    connect("ciphers: 'TLS_AES_128_GCM_SHA256:HIGH:!aNULL'"),
    { ciphers: 'HIGH:!aNULL…', cipherSuites: 'TLS_AES_128_GCM_SHA256' },
  ],
  ['javascript', connect("ciphers: 'TLS_AES_128_GCM_SHA256'"), { cipherSuites: 'TLS_AES_128_GCM_SHA256' }],
  ['javascript', connect("ecdhCurve: 'X25519'"), { groups: 'X25519' }],
  ['javascript', "const options = { ecdhCurve: 'auto' };\n", { groups: 'auto' }],
  ['python', python("context.set_ciphers('HIGH:!aNULL')"), { ciphers: 'HIGH:!aNULL' }],
  ['python', python("context.set_ciphers('HIGH:'\n    '!aNULL')"), { ciphers: 'HIGH:!aNULL' }],
  ['python', python("context.set_ciphers(':'.join(['HIGH', '!aNULL']))"), { ciphers: 'HIGH:!aNULL…' }],
  ['python', python("context.set_ciphers(os.environ['CIPHERS'])"), { ciphers: 'unknown' }],
  ['python', python("context.set_ciphers('A')\ncontext.set_ciphers('AES')"), { ciphers: 'AES' }],
  ['python', python("context.set_ciphersuites('TLS_AES_128_GCM_SHA256')"), { cipherSuites: 'TLS_AES_128_GCM_SHA256' }],
  ['python', `CIPHERS = 'AES'\n${python('context.set_ciphers(CIPHERS)')}`, { ciphers: 'AES' }],
])('%s: %s', async (language, text, expected) => {
  expect(await listsOf(language, text)).toEqual(expected);
});

test.each([
  ['nginx', server('ssl_ciphers "HIGH";'), server('ssl_ciphers "AES";')],
  ['nginx', server('ssl_ciphers HIGH;'), server('ssl_ciphers AES;')],
  ['javascript', connect("ciphers: ['HIGH', '!aNULL'].join(':')"), connect("ciphers: 'AES'")],
  ['javascript', connect('ciphers: `HIGH`'), connect("ciphers: 'AES'")],
  ['javascript', connect("ciphers: 'TLS_AES_128_GCM_SHA256:HIGH'"), connect("ciphers: 'TLS_AES_128_GCM_SHA256:AES'")],
  [
    'javascript',
    `const list = "HIGH";\n${connect('ciphers: list')}`,
    `const list = "AES";\n${connect('ciphers: list')}`,
  ],
  ['python', python("context.set_ciphers('HIGH:'\n    '!aNULL')"), python('context.set_ciphers("AES")')],
])('%s: another list in the place of %j', async (language, text, expected) => {
  const [context] = await contextsOf(language, text);
  const list = context?.ciphers?.value;
  if (!list || list === 'unknown') throw new Error('no list');
  expect(applyEdits(text, replaceList(list, 'AES') ?? [])).toBe(expected);
});
