/** What switches TLS off without an options object: callbacks, switches of a command line, credentials without TLS. */
import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../base/edit.ts';
import type { PeerVerification, Setting, TlsContext } from '../../tls/context.ts';
import { hostOf, isRemote } from '../../tls/host.ts';
import { type Called, callsOf } from './called.ts';
import { evaluate } from './constants.ts';
import type { Found } from './contexts.ts';
import { isHere, optionValue, readMail } from './encryption.ts';
import { certainCall } from './functions.ts';
import { findLateEnvironment } from './late-environment.ts';
import { removeStatement } from './layout.ts';
import { effective, readOptions } from './options.ts';
import type { Program } from './program.ts';
import { ancestor, argumentsOf, children, firstChild, spanOf, unwrap } from './syntax.ts';

export function findOthers(program: Program): Found[] {
  return [
    ...findElectron(program),
    ...findBrowserSwitches(program),
    ...findGrpc(program),
    ...findMqtt(program),
    ...findLdap(program),
    ...findTedious(program),
    ...findMailTransports(program),
    ...findLateEnvironment(program),
  ];
}

function unverified(node: SyntaxNode, facts: Partial<TlsContext> = {}): Found {
  const span = spanOf(node);
  const peerVerification: Setting<PeerVerification> = { value: 'none', span, origin: 'explicit' };
  return { node, span, facts: { peerVerification, ...facts } };
}

function inClear(node: SyntaxNode, repair?: Found['repair']): Found {
  const span = spanOf(node);
  return { node, span, facts: { encryption: { value: 'none', span, origin: 'explicit' } }, ...(repair && { repair }) };
}

/**
 * https://www.electronjs.org/docs/latest/api/app#event-certificate-error,
 * https://www.electronjs.org/docs/latest/api/session#sessetcertificateverifyprocproc
 */
function findElectron(program: Program): Found[] {
  const handlers = ['on', 'once', 'addListener'].flatMap((name) =>
    callsOf(program, name).flatMap(({ arguments: [event, handler] }) => {
      const isError = event && handler && evaluate(program, event)?.value === 'certificate-error';
      return isError ? answered(program, handler, true, 'false') : [];
    }),
  );
  // -3: as Chromium decides.
  const procedures = callsOf(program, 'setCertificateVerifyProc').flatMap(({ arguments: [procedure] }) =>
    procedure ? [...answered(program, procedure, 0, '-3'), ...answered(program, procedure, true, 'false')] : [],
  );
  return [...handlers, ...procedures];
}

/** A callback that is called with this answer whatever the certificate is. */
function answered(program: Program, handler: SyntaxNode, answer: boolean | number, instead: string): Found[] {
  const call = certainCall(program, handler, answer);
  const [given] = call ? argumentsOf(call) : [];
  if (!call || !given) return [];
  return [{ ...unverified(call), repair: () => [{ span: spanOf(given), text: instead }] }];
}

const browserSwitch = 'ignore-certificate-errors';
/** What takes arguments of a browser one by one. */
const takesArguments = /^(?:push|unshift|addArgument|addArguments|appendArgument|concat)$/;

/** Switches of Chromium, for Electron itself and in the argument lists of what starts it. */
function findBrowserSwitches(program: Program): Found[] {
  const found: Found[] = ['appendSwitch', 'appendArgument'].flatMap((name) =>
    callsOf(program, name).flatMap(({ call, arguments: [given, value] }) => {
      const isSwitch = given && evaluate(program, given)?.value === browserSwitch;
      const isOff = value !== undefined && String(evaluate(program, value)?.value) === 'false';
      if (!isSwitch || isOff) return [];
      const repair = (): TextEdit[] | undefined => {
        const removed = removeStatement(program.text, call);
        return removed && [removed];
      };
      return [{ ...unverified(call, { isGlobal: true }), repair }];
    }),
  );
  for (const match of program.text.matchAll(/(["'`])--ignore-certificate-errors(?:=true)?\1/g)) {
    const node = program.tree.resolveInner(match.index, 1);
    const parent = node.parent;
    const call = parent?.name === 'ArgList' ? parent.parent : undefined;
    const callee = call?.name === 'CallExpression' ? firstChild(call) : undefined;
    const method = callee && program.text.slice(Math.max(callee.to - 40, callee.from), callee.to);
    const isTaken = method !== undefined && takesArguments.test(/\w+$/.exec(method)?.[0] ?? '');
    if (parent?.name !== 'ArrayExpression' ? !isTaken : isAsked(parent, program)) continue;
    found.push({ ...unverified(node), repair: () => removeItem(program, node) });
  }
  const accepted = callsOf(program, 'setAcceptInsecureCerts').flatMap(({ call, arguments: [given] }) =>
    given && evaluate(program, given)?.value === true
      ? [{ ...unverified(call), repair: () => [{ span: spanOf(given), text: 'false' }] }]
      : [],
  );
  return [...found, ...accepted];
}

/** Takes an item, with a comma, out of a list. */
function removeItem(program: Program, node: SyntaxNode): TextEdit[] | undefined {
  const { prevSibling: before, nextSibling: after } = node;
  if (before?.name === ',') return [{ span: { start: before.from, end: node.to }, text: '' }];
  if (after?.name === ',') return [{ span: { start: node.from, end: after.nextSibling?.from ?? after.to }, text: '' }];
  if (node.parent?.name === 'ArrayExpression') return [{ span: spanOf(node), text: '' }];
  const call = node.parent?.parent;
  const removed = call && removeStatement(program.text, call);
  return removed ? [removed] : undefined;
}

/** `['--a', '--b'].includes(x)`: a list to look into. */
function isAsked(array: SyntaxNode, { text }: Program): boolean {
  const member = array.parent;
  return (
    member?.name === 'MemberExpression' &&
    /\.(?:includes|indexOf|some|every|find|filter)$/.test(text.slice(array.to, member.to))
  );
}

/** https://grpc.github.io/grpc/node/grpc.credentials.html */
function findGrpc(program: Program): Found[] {
  const channels = callsOf(program, 'createInsecure').flatMap(({ call, origin }) => {
    if (origin?.path.includes('ServerCredentials')) return [];
    const list = call.parent?.name === 'ArgList' ? call.parent : undefined;
    const [address] = list ? children(list).filter(({ name }) => name !== '(') : [];
    const target = address && address.from < call.from ? evaluate(program, address)?.value : undefined;
    return typeof target === 'string' && isRemote(hostOf(target))
      ? [inClear(call, () => secureChannel(program, call))]
      : [];
  });
  const servers = callsOf(program, 'createSsl').flatMap((called) => serverCredentials(program, called));
  return [...channels, ...servers];
}

function secureChannel({ text }: Program, call: SyntaxNode): { span: Found['span']; text: string }[] | undefined {
  const name = firstChild(call)?.getChild('PropertyName');
  return name && text.slice(name.from, name.to) === 'createInsecure'
    ? [{ span: spanOf(name), text: 'createSsl' }]
    : undefined;
}

/** `createSsl(root, pairs, check)`: without the third, the root certificates are not used. */
function serverCredentials(program: Program, { origin, callee, arguments: [root, pairs, check] }: Called): Found[] {
  if (origin?.path.at(-2) !== 'ServerCredentials' && origin?.module !== 'ServerCredentials') return [];
  const given = root && evaluate(program, root);
  if (!root || !pairs || (given && !given.value)) return [];
  if (check && evaluate(program, check)?.value !== false) return [];
  const span = spanOf(root);
  return [
    {
      node: root,
      span,
      nameSpan: spanOf(callee),
      facts: {
        role: 'server',
        hasTrustAnchors: true,
        clientAuthorities: [{ value: 'unknown', span, origin: 'explicit' }],
      },
      repair: () =>
        check
          ? [{ span: spanOf(check), text: 'true' }]
          : [{ span: { start: pairs.to, end: pairs.to }, text: ', true' }],
    },
  ];
}

/** https://github.com/mqttjs/MQTT.js#mqttconnecturl-options: a password to a broker that is reached without TLS. */
function findMqtt(program: Program): Found[] {
  return ['connect', 'connectAsync'].flatMap((name) =>
    callsOf(program, name).flatMap(({ origin, arguments: [address, given] }) => {
      if (origin?.module !== 'mqtt' || !address || !given) return [];
      const target = evaluate(program, address)?.value;
      const [, scheme, host = ''] = (typeof target === 'string' && /^(mqtt|ws|tcp):\/\/([^/@?]+)/.exec(target)) || [];
      const options = scheme === undefined ? undefined : readOptions(program, given);
      return options && effective(options, 'password') && isRemote(hostOf(host))
        ? [inClear(address, () => withTls(program, address))]
        : [];
    }),
  );
}

/** An address with its scheme for TLS, where it is written here and names no port. */
function withTls({ text }: Program, expression: SyntaxNode | undefined): TextEdit[] | undefined {
  const [, scheme] =
    (expression && /^["'`](\w+):\/\/[^:/]+["'`/]/.exec(text.slice(expression.from, expression.to))) || [];
  if (!expression || scheme === undefined) return undefined;
  const start = expression.from + 1;
  return [{ span: { start, end: start + scheme.length }, text: `${scheme}s` }];
}

/** http://ldapjs.org/client.html, https://github.com/ldapts/ldapts */
function findLdap(program: Program): Found[] {
  const { text } = program;
  if (!/['"]ldap(?:js|ts)['"]/.test(text) || !/\.bind\(/.test(text) || /starttls/i.test(text)) return [];
  return ['createClient', 'Client'].flatMap((name) =>
    callsOf(program, name).flatMap(({ origin, arguments: [given] }) => {
      const options = given && /^ldap[jt]s$/.test(origin?.module ?? '') ? readOptions(program, given) : undefined;
      const url = options && effective(options, 'url');
      const target = options && url && optionValue(program, options, 'url');
      const [, host = ''] = (typeof target === 'string' && /^ldap:\/\/([^/?]+)/.exec(target)) || [];
      return url?.value && isRemote(hostOf(host)) ? [inClear(url.node, () => withTls(program, url.value))] : [];
    }),
  );
}

/** https://tediousjs.github.io/tedious/api-connection.html, and what is built on it: `options: { encrypt: false }`. */
function findTedious(program: Program): Found[] {
  if (!/mssql|tedious/i.test(program.text)) return [];
  return [...program.text.matchAll(/\bencrypt['"]?\s*:/g)].flatMap((match) => {
    const property = ancestor(program.tree.resolveInner(match.index, 1), 'Property', 2);
    const options = property?.parent;
    const outer = options?.parent?.name === 'Property' ? options.parent : undefined;
    if (!property || options?.name !== 'ObjectExpression' || !outer?.parent) return [];
    const name = firstChild(outer);
    if (!name || !/^['"]?options['"]?$/.test(program.text.slice(name.from, name.to))) return [];
    const entry = effective(readOptions(program, options) ?? { node: options, entries: [], open: false }, 'encrypt');
    if (entry?.node.from !== property.from || !entry.value || evaluate(program, entry.value)?.value !== false)
      return [];
    const around = readOptions(program, outer.parent);
    if (around && (isHere(program, around, 'server') || isHere(program, around, 'host'))) return [];
    return [inClear(property, () => [{ span: spanOf(property), text: 'encrypt: true' }])];
  });
}

/** `transport: { … }` of what is built on nodemailer. */
function findMailTransports(program: Program): Found[] {
  if (!/mailer/i.test(program.text)) return [];
  return [...program.text.matchAll(/\btransport\s*:\s*\{/g)].flatMap((match) => {
    const property = ancestor(program.tree.resolveInner(match.index, 1), 'Property', 2);
    const value = property && children(property).at(-1);
    const options = value && readOptions(program, unwrap(value));
    const encryption = options && effective(options, 'host') && readMail(program, options);
    if (!encryption || !options) return [];
    const { setting, repair } = encryption;
    return [{ node: options.node, span: setting.span, facts: { encryption: setting }, repair }];
  });
}
