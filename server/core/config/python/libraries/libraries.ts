import type { SyntaxNode } from '@lezer/common';
import type { Unknown } from '../../../tls/context.ts';
import { writeName } from '../imports.ts';
import type { Library, SourceFile } from '../place.ts';
import { ssl } from '../ssl/library.ts';
import { readVerifyMode } from '../ssl/verify-mode.ts';
import type { Value } from '../value.ts';
import { writePath } from '../written-path.ts';
import { clientLibrary, type Written } from './client-library.ts';

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
      isOn(value) {
        if (value.kind === 'constant') return value.value === null || Boolean(value.value);
        return value.kind === 'text' ? value.text !== '' || value.base === 'document' : 'unknown';
      },
    },
    { keyword: 'cert', sets: 'certificate' },
  ],
  trust(anchors, file, place) {
    const { text, edits } = writePath(anchors, file, place);
    return { keyword: 'verify', value: asString(text), edits };
  },
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
      isOn(value) {
        const mode = value.kind === 'text' ? readText(value.text) : readVerifyMode(value);
        return mode === 'unknown' ? mode : mode !== 'none';
      },
    },
    { keyword: 'assert_hostname', sets: 'name-check', isOn: (value) => isNotFalse(value) },
    { keyword: 'ca_certs', sets: 'trust-anchors' },
    { keyword: 'cert_file', sets: 'certificate' },
    { keyword: 'key_file', sets: 'private-key' },
  ],
  trust(anchors, file, place) {
    const { text, edits } = writePath(anchors, file, place);
    return { keyword: 'ca_certs', value: asString(text), edits };
  },
});

function isNotFalse(value: Value): boolean | Unknown {
  if (value.kind === 'constant') return value.value !== false;
  return value.kind === 'text' ? true : 'unknown';
}

/** `'CERT_NONE'`, and `'NONE'` for short. */
function readText(mode: string): ReturnType<typeof readVerifyMode> {
  return readVerifyMode({ kind: 'name', name: `ssl.${mode.startsWith('CERT_') ? mode : `CERT_${mode}`}` });
}

/** A path object as the string that these libraries ask for. */
function asString(path: string): string {
  return / \/ /.test(path) ? `str(${path})` : path;
}

function trustByContext(keyword: string, anchors: string, file: SourceFile, place: SyntaxNode): Written {
  const make = writeName('ssl.create_default_context', file.imports, place, file.text);
  const path = writePath(anchors, file, place);
  return { keyword, value: `${make.text}(cafile=${path.text})`, edits: [...make.edits, ...path.edits] };
}

export const libraries: readonly Library[] = [ssl, requests, httpx, aiohttp, urllib3];
