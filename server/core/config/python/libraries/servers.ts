/** Servers that take their TLS settings as keywords, and gRPC's credentials. */

import { cipherString } from '../../../tls/cipher-list/cipher-string.ts';
import { hostOf, isRemote } from '../../../tls/host.ts';
import type { ListText } from '../../../tls/list-text.ts';
import { writeName } from '../imports.ts';
import { asList } from '../paths.ts';
import {
  argument,
  explicit,
  fileSetting,
  hasUnpacked,
  isNone,
  type Library,
  type Observed,
  type Place,
} from '../place.ts';
import { readVerifyMode } from '../ssl/verify-mode.ts';
import { spanOf } from '../syntax.ts';
import { addArgument, replaceNode } from '../text-edits.ts';
import type { Argument, Call, Subject } from '../value.ts';
import { versionOfProtocol } from '../versions.ts';
import { inClear, placeFound, unverified } from './found.ts';

const nothing = { classes: [], attributes: [] };

function called({ origin, call }: Subject, name: RegExp): Call | undefined {
  return call && origin !== undefined && name.test(origin) ? call : undefined;
}

/** https://www.uvicorn.org/settings/#https */
const uvicorn: Library = {
  ...nothing,
  module: 'uvicorn',
  readPlaces(subject) {
    const call = called(subject, /^uvicorn\.(?:run|Config|config\.Config)$/);
    const certificate = call && argument(call, 'ssl_certfile');
    return call && certificate ? [readUvicorn(call, certificate)] : [];
  },
};

function readUvicorn(call: Call, certificate: Argument): Place {
  const given = (keyword: string): Argument | undefined => {
    const found = argument(call, keyword);
    return found && !isNone(found.value) ? found : undefined;
  };
  const [key, authorities, mode] = [given('ssl_keyfile'), given('ssl_ca_certs'), given('ssl_cert_reqs')];
  const [version, ciphers] = [given('ssl_version'), given('ssl_ciphers')];
  const only = version?.value.kind === 'name' ? versionOfProtocol(version.value.name) : undefined;
  const range = only && version && explicit(only, version.span);
  const list: ListText | undefined = ciphers?.value.kind === 'text' ? asList(ciphers.value) : undefined;
  const peer = mode && explicit(readVerifyMode(mode.value), mode.span);
  return placeFound(
    spanOf(call.node),
    {
      role: 'server',
      certificates: [fileSetting(certificate, certificate.span, 'certificate')],
      privateKeys: [fileSetting(key ?? certificate, (key ?? certificate).span, 'private-key')],
      ...(range && { minVersion: range, maxVersion: range }),
      ...(list && ciphers && { ciphers: explicit(cipherString(list), ciphers.span) }),
      ...(peer && { peerVerification: peer }),
      ...(authorities && {
        hasTrustAnchors: true,
        clientAuthorities: [fileSetting(authorities, authorities.span, 'trust-anchors')],
      }),
    },
    (file) => {
      // Clients are asked for certificates where there is a CA for them.
      if (!authorities || mode) return undefined;
      const required = writeName('ssl.CERT_REQUIRED', file.imports, call.node, file.text);
      const edit = addArgument(call, `ssl_cert_reqs=${required.text}`);
      return edit && [edit, ...required.edits];
    },
    spanOf(call.callee),
  );
}

/** https://grpc.github.io/grpc/python/grpc.html */
const grpc: Library = {
  ...nothing,
  module: 'grpc',
  readPlaces(subject) {
    const server = called(subject, /^grpc(?:\.aio)?\.ssl_server_credentials$/);
    if (server) return readCredentials(server);
    const channel = called(subject, /^grpc(?:\.aio)?\.insecure_channel$/);
    const target = channel && argument(channel, 'target', 0)?.value;
    return channel && target?.kind === 'text' && isRemote(hostOf(target.text))
      ? [placeFound(spanOf(channel.node), inClear(spanOf(channel.node)), undefined, spanOf(channel.callee))]
      : [];
  },
};

/** Root certificates are used only where clients are asked for theirs. */
function readCredentials(call: Call): Place[] {
  const root = argument(call, 'root_certificates', 1);
  const asks = argument(call, 'require_client_auth', 2);
  if (!root || isNone(root.value) || hasUnpacked(call)) return [];
  if (asks && !(asks.value.kind === 'constant' && !asks.value.value)) return [];
  const { span } = root;
  const facts = {
    role: 'server',
    hasTrustAnchors: true,
    clientAuthorities: [{ value: 'unknown', span, origin: 'explicit' }],
  } as const;
  const repair = () => {
    if (asks) return [replaceNode(asks.node, 'True')];
    const edit = addArgument(call, 'require_client_auth=True');
    return edit && [edit];
  };
  return [placeFound(span, facts, repair, spanOf(call.callee))];
}

/** https://flask.palletsprojects.com/en/stable/api/#flask.Flask.run: a certificate made anew at each start. */
function observeAdHoc(calls: readonly (Call | undefined)[]): Observed[] {
  return calls.flatMap((call) => {
    const given = call && argument(call, 'ssl_context');
    const isAdHoc = given?.value.kind === 'text' && given.value.text === 'adhoc';
    return isAdHoc ? [{ code: 'python/ad-hoc-certificate', span: given.span }] : [];
  });
}

function runs(module: string): Library {
  return {
    ...nothing,
    module,
    isTelling: (method, given) => method === 'run' && given.some(({ keyword }) => keyword === 'ssl_context'),
    readPlaces: () => [],
    observe({ origin, call, touches }) {
      const isOther = origin !== undefined && !origin.startsWith(`${module}.`);
      const own = origin?.startsWith(`${module}.`) ? call : undefined;
      return isOther
        ? []
        : observeAdHoc([own, ...touches.map((touch) => (touch.kind === 'call' ? touch.call : undefined))]);
    },
  };
}

/** http://pycurl.io/docs/latest/curlobject.html#pycurl.Curl.setopt */
const curl: Library = {
  module: 'pycurl',
  classes: ['pycurl.Curl'],
  attributes: [],
  isTelling: (method) => method === 'setopt',
  readPlaces({ touches }, text) {
    if (!text.includes('pycurl')) return [];
    return touches.flatMap((touch): Place[] => {
      if (touch.kind !== 'call' || touch.method !== 'setopt') return [];
      const [option, value] = touch.call.arguments;
      if (!option || value?.value.kind !== 'constant' || value.value.value) return [];
      const name = /(?:^|\.)((?:PROXY_)?SSL_VERIFY(?:PEER|HOST))$/.exec(
        text.slice(option.node.from, option.node.to),
      )?.[1];
      const span = spanOf(touch.call.node);
      const isName = name?.endsWith('HOST') ?? false;
      const facts = isName
        ? { hostnameVerification: { value: false, span, origin: 'explicit' as const } }
        : unverified(span);
      const repair = () => [replaceNode(value.node, isName ? '2' : '1')];
      return name ? [placeFound(span, facts, repair)] : [];
    });
  },
};

/** https://www.python-ldap.org/en/latest/reference/ldap.html#ldap-options: for one connection, or for all. */
const ldap: Library = {
  module: 'ldap',
  classes: [],
  attributes: [],
  isTelling: (method) => method === 'set_option',
  readPlaces({ origin, call, touches }, text) {
    const own = origin === 'ldap.set_option' ? [call] : [];
    const calls = [
      ...own,
      ...touches.map((touch) => (touch.kind === 'call' && touch.method === 'set_option' ? touch.call : undefined)),
    ];
    return calls.flatMap((made): Place[] => {
      const [option, value] = made?.arguments ?? [];
      if (
        !made ||
        !option ||
        !value ||
        !text.slice(option.node.from, option.node.to).endsWith('OPT_X_TLS_REQUIRE_CERT')
      )
        return [];
      const mode = /(OPT_X_TLS_)(?:NEVER|ALLOW)$/.exec(text.slice(value.node.from, value.node.to));
      if (!mode) return [];
      const span = spanOf(made.node);
      const start = value.node.from + mode.index;
      const repair = () => [{ span: { start, end: value.node.to }, text: 'OPT_X_TLS_DEMAND' }];
      const isGlobal = made === call;
      return [placeFound(span, { ...unverified(span), ...(isGlobal && { isGlobal }) }, repair)];
    });
  },
};

/** https://eclipse.dev/paho/files/paho.mqtt.python/html/client.html: a password to another host, and no TLS. */
const paho: Library = {
  module: 'paho',
  classes: [],
  attributes: [],
  readPlaces({ origin, touches }) {
    if (!/^paho\.mqtt\.client\.Client$/.test(origin ?? '')) return [];
    const calls = touches.flatMap((touch) => (touch.kind === 'call' ? [touch] : []));
    const hasPassword = calls.some(({ method, call }) => method === 'username_pw_set' && call.arguments.length > 1);
    // Whoever else gets the client may set it up.
    const isSetUp = touches.some(
      (touch) => touch.kind === 'passing' || (touch.kind === 'call' && /^tls_/.test(touch.method)),
    );
    if (!hasPassword || isSetUp) return [];
    return calls.flatMap(({ method, call }) => {
      const host = /^connect(?:_async)?$/.test(method) ? argument(call, 'host', 0)?.value : undefined;
      if (host?.kind !== 'text' || !isRemote(host.text)) return [];
      return [placeFound(spanOf(call.node), inClear(spanOf(call.node)), undefined, spanOf(call.callee))];
    });
  },
};

/** https://ldap3.readthedocs.io/en/latest/ssltls.html: a server with TLS and no `tls` verifies nobody. */
const ldap3: Library = {
  ...nothing,
  module: 'ldap3',
  readPlaces(subject) {
    const call = called(subject, /^ldap3\.(?:core\.server\.)?Server$/);
    if (!call || hasUnpacked(call)) return [];
    const [tls, uses, host] = [argument(call, 'tls', 5), argument(call, 'use_ssl', 2), argument(call, 'host', 0)];
    const isOn = uses?.value.kind === 'constant' && Boolean(uses.value.value);
    const isUrl = host?.value.kind === 'text' && /^ldaps:/i.test(host.value.text);
    if ((tls && !isNone(tls.value)) || !(isOn || isUrl)) return [];
    const span = spanOf(call.callee);
    const repair: Parameters<typeof placeFound>[2] = (file) => {
      const make = writeName('ldap3.Tls', file.imports, call.node, file.text);
      const mode = writeName('ssl.CERT_REQUIRED', file.imports, call.node, file.text);
      const edit = tls
        ? replaceNode(tls.node, `${make.text}(validate=${mode.text})`)
        : addArgument(call, `tls=${make.text}(validate=${mode.text})`);
      return edit && [edit, ...make.edits, ...mode.edits];
    };
    return [placeFound(span, { peerVerification: { value: 'none', span, origin: 'default' } }, repair)];
  },
};

/** https://github.com/vmware/pyvmomi: TLS, and nobody is verified. */
const vmware: Library = {
  ...nothing,
  module: 'pyVim',
  readPlaces(subject) {
    const call = called(subject, /^pyVim\.connect\.(?:SmartConnectNoSSL|ConnectNoSSL)$/);
    const callee = call?.callee.getChild('PropertyName');
    if (!call) return [];
    const span = spanOf(call.callee);
    return [placeFound(span, unverified(span), () => (callee ? [replaceNode(callee, 'SmartConnect')] : undefined))];
  },
};

export const servers: readonly Library[] = [
  uvicorn,
  grpc,
  runs('flask'),
  runs('werkzeug'),
  curl,
  ldap,
  ldap3,
  paho,
  vmware,
];
