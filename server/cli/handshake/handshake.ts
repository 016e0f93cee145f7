import type { HandshakeRequest, HandshakeResult } from '../../core/base/host.ts';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { CertificatePool } from '../../core/chain/certificate-pool.ts';
import { readReferenceIdentifier } from '../../core/chain/host-name.ts';
import { SignatureCache } from '../../core/chain/path-building.ts';
import type { PathReport } from '../../core/chain/path-report.ts';
import { trustAnchor } from '../../core/chain/trust-anchor.ts';
import { validate } from '../../core/chain/validate.ts';
import { readByLabel } from '../../core/x509/read-by-label.ts';
import type { Certificate } from '../../core/x509/types.ts';
import { type Arguments, readArguments } from '../arguments.ts';
import { type CliFailure, type CliIo, exitCode, fail } from '../io.ts';
import { readPair } from '../issue/call.ts';
import { secretOptions } from '../issue/secrets.ts';
import { spreadLists } from '../verify/list-options.ts';
import { nodeRoots } from '../verify/node-roots.ts';
import { readCertificates } from '../verify/read-inputs.ts';
import { type Attempt, type HandshakeReport, reportJson, reportText } from './report.ts';
import { saveChain } from './save-chain.ts';
import { strangerIdentity } from './stranger.ts';

const serverAuth = '1.3.6.1.5.5.7.3.1';
const defaultSeconds = 10;

/** `tlsense handshake`: resolves to the exit code. */
export async function handshake(words: readonly string[], io: CliIo): Promise<number> {
  const read = readArguments(spreadLists(words, new Set(['trust'])), {
    name: { value: true },
    trust: { value: true, repeatable: true },
    cert: { value: true },
    key: { value: true },
    ...secretOptions('passphrase'),
    save: { value: true },
    force: {},
    timeout: { value: true },
    format: { choices: ['text', 'json'] },
  });
  if (!read.ok) return fail(io, read.error);
  const given = read.value;
  const request = await readRequest(given, io);
  if (!request.ok) return fail(io, request.error);
  const tested = await test(request.value, given, io);
  if (!tested.ok) return fail(io, tested.error);
  const report = tested.value;
  io.stdout(given.value('format') === 'json' ? reportJson(report) : reportText(report, io.localize));
  const file = given.value('save');
  if (file !== undefined) {
    const problem = await saveChain(report.chain, file, given.has('force'), io);
    if (problem) return fail(io, problem);
  }
  const own = report.attempts.find(({ who }) => who === 'own');
  const isIn = own ? own.completed : true;
  return report.path?.verdict === 'trusted' && isIn ? exitCode.clean : exitCode.findings;
}

async function readRequest(given: Arguments, io: CliIo): Promise<Result<HandshakeRequest, CliFailure>> {
  const [target, ...more] = given.positionals;
  const place = target === undefined || more.length > 0 ? undefined : readPlace(target);
  if (!place) {
    return failure({
      error: message('handshake takes one host with its port'),
      hint: message('Call it as: {call}', { call: 'tlsense handshake example.com:443' }),
    });
  }
  const timeout = given.value('timeout') ?? String(defaultSeconds);
  if (!/^[1-9]\d{0,2}$/.test(timeout)) {
    return failure({ error: message('{option} needs a number from 1 on', { option: '--timeout' }) });
  }
  if (given.has('cert') !== given.has('key')) {
    return failure({ error: message('--cert and --key go together') });
  }
  const name = given.value('name');
  const request = { ...place, limitMilliseconds: Number(timeout) * 1000, ...(name ? { serverName: name } : {}) };
  if (!given.has('cert')) return success(request);
  const identity = await readPair({ certificate: 'cert', key: 'key', passphrase: 'passphrase' }, given, io);
  return identity.ok ? success({ ...request, identity: identity.value }) : identity;
}

/** `example.com:443`, `[::1]:8443` */
function readPlace(text: string): { readonly host: string; readonly port: number } | undefined {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-f:.]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/i.exec(text) ?? [];
  const port = Number(digits);
  const host = bracketed ?? plain;
  return host !== undefined && port >= 1 && port <= 65_535 ? { host, port } : undefined;
}

async function test(
  { identity, ...request }: HandshakeRequest,
  given: Arguments,
  io: CliIo,
): Promise<Result<HandshakeReport, CliFailure>> {
  const shake = io.host.handshake;
  if (!shake) return failure({ error: message('the network cannot be used here') });
  const place = `${request.host}:${request.port}`;
  const first = await shake(request);
  if (!first.ok) {
    return failure({ error: message('no handshake with {place}: {reason}', { place, reason: first.error.reason }) });
  }
  const attempts: Attempt[] = [{ who: 'nobody', ...outcomeOf(first.value) }];
  // Where no certificate is asked for, none is sent: the others would end as the first.
  const isAsked = first.value.authorities !== undefined;
  const others = isAsked
    ? ([
        ['stranger', await strangerIdentity(io.host)],
        ['own', identity],
      ] as const)
    : [];
  for (const [who, one] of others) {
    if (!one) continue;
    const result = await shake({ ...request, identity: one });
    attempts.push({
      who,
      ...(result.ok ? outcomeOf(result.value) : { completed: false, refusal: result.error.reason }),
    });
  }
  if (identity && !isAsked) attempts.push({ who: 'own', ...outcomeOf(first.value) });
  const chain = first.value.chain.flatMap((der) => {
    const { value } = readByLabel('CERTIFICATE', der);
    return value?.kind === 'certificate' ? [value] : [];
  });
  const path = await judge(chain, request, given, io);
  return path.ok ? success({ place, result: first.value, attempts, chain, path: path.value }) : path;
}

function outcomeOf({ completed, refusal }: HandshakeResult): Pick<Attempt, 'completed' | 'refusal'> {
  return { completed, refusal };
}

async function judge(
  [target, ...intermediates]: readonly Certificate[],
  { host, serverName }: HandshakeRequest,
  given: Arguments,
  io: CliIo,
): Promise<Result<PathReport | undefined, CliFailure>> {
  if (!target) return success(undefined);
  const trusted = await readCertificates(given.values('trust'), io);
  if (!trusted.ok) return trusted;
  const anchors = given.has('trust') ? trusted.value.values : await nodeRoots();
  const reference = readReferenceIdentifier(serverName ?? host);
  return success(
    await validate(
      {
        target,
        pool: new CertificatePool(intermediates, anchors.map(trustAnchor)),
        at: io.host.now(),
        profile: 'rfc5280',
        purposes: [serverAuth],
        names: reference ? [reference] : [],
      },
      new SignatureCache(io.host.crypto),
    ),
  );
}
