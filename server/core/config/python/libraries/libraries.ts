import type { SyntaxNode } from '@lezer/common';
import { writeName } from '../imports.ts';
import type { Library, SourceFile } from '../place.ts';
import { ssl } from '../ssl/library.ts';
import { writePath } from '../written-path.ts';
import { clientLibrary, type Written } from './client-library.ts';
import { clients } from './clients.ts';
import { databases } from './databases.ts';
import { mailClients } from './mail-clients.ts';
import { openSsl } from './open-ssl.ts';
import { isNotFalse, isNotFalsy, isNotNone, trustByFile } from './options.ts';
import { servers } from './servers.ts';
import { services } from './services.ts';

const verbs = /^(?:get|post|put|patch|delete|head|options|request)$/;

/** https://requests.readthedocs.io/en/latest/user/advanced/#ssl-cert-verification. Whatever counts as false is off. */
const requests = clientLibrary({
  module: 'requests',
  functions: verbs,
  sessions: ['Session', 'session'],
  methods: /^(?:get|post|put|patch|delete|head|options|request|send)$/,
  options: [
    {
      keyword: 'verify',
      sets: 'verification',
      takesPath: true,
      isOn: isNotFalsy,
    },
    { keyword: 'cert', sets: 'certificate' },
  ],
  attributes: ['verify'],
  isOurs: (receiver) =>
    /(?:(?:^|[._])s|session|sess|client|https?|api|conn|connection|requests?|requester|adapter|browser)$/i.test(
      receiver,
    ),
  trust: trustByFile('verify'),
});

/** https://www.python-httpx.org/advanced/ssl/. A path for `verify` is deprecated there; a context is not. */
const httpx = clientLibrary({
  module: 'httpx',
  functions:
    /^(?:get|post|put|patch|delete|head|options|request|stream|Client|AsyncClient|HTTPTransport|AsyncHTTPTransport|create_ssl_context)$/,
  sessions: [],
  methods: /^$/,
  options: [
    { keyword: 'verify', sets: 'verification', takesPath: true, isOn: isNotFalse },
    { keyword: 'cert', sets: 'certificate' },
  ],
  trust: (anchors, file, place) => trustByContext('verify', anchors, file, place),
});

/** https://docs.aiohttp.org/en/stable/client_advanced.html#ssl-control-for-tcp-sockets */
const aiohttp = clientLibrary({
  module: 'aiohttp',
  functions: /^(?:TCPConnector|request)$/,
  sessions: ['ClientSession'],
  methods: /^(?:get|post|put|patch|delete|head|options|request|ws_connect)$/,
  options: [
    { keyword: 'ssl', sets: 'verification', isOn: isNotFalse },
    { keyword: 'verify_ssl', sets: 'verification', isOn: isNotFalse },
  ],
  isOurs: (_, text) => /\baiohttp\b/.test(text),
  trust: (anchors, file, place) => trustByContext('ssl', anchors, file, place),
});

/** https://urllib3.readthedocs.io/en/stable/advanced-usage.html#custom-tls-certificates */
const urllib3 = clientLibrary({
  module: 'urllib3',
  functions: /^(?:PoolManager|ProxyManager|HTTPSConnectionPool|connection_from_url|proxy_from_url)$/,
  sessions: [],
  methods: /^$/,
  options: [
    {
      keyword: 'cert_reqs',
      sets: 'verification',
      isOn: isNotNone,
    },
    { keyword: 'assert_hostname', sets: 'name-check', isOn: (value) => isNotFalse(value) },
    { keyword: 'ca_certs', sets: 'trust-anchors' },
    { keyword: 'cert_file', sets: 'certificate' },
    { keyword: 'key_file', sets: 'private-key' },
  ],
  trust: trustByFile('ca_certs'),
});

function trustByContext(keyword: string, anchors: string, file: SourceFile, place: SyntaxNode): Written {
  const make = writeName('ssl.create_default_context', file.imports, place, file.text);
  const path = writePath(anchors, file, place);
  return { keyword, value: `${make.text}(cafile=${path.text})`, edits: [...make.edits, ...path.edits] };
}

export const libraries: readonly Library[] = [
  ssl,
  requests,
  httpx,
  aiohttp,
  urllib3,
  ...databases,
  ...services,
  ...clients,
  ...servers,
  openSsl,
  ...mailClients,
];
