import type { HandshakeRequest } from '../../core/base/host.ts';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { readPlace } from '../../core/handshake/place.ts';
import { type HandshakeReport, testServer } from '../../core/handshake/test-server.ts';
import { type Arguments, readArguments } from '../arguments.ts';
import { type CliFailure, type CliIo, exitCode, fail } from '../io.ts';
import { readPair } from '../issue/call.ts';
import { secretOptions } from '../issue/secrets.ts';
import { readAnchors } from '../verify/anchors.ts';
import { spreadLists } from '../verify/list-options.ts';
import { reportJson, reportText } from './report.ts';
import { saveChain } from './save-chain.ts';

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

async function test(
  request: HandshakeRequest,
  given: Arguments,
  io: CliIo,
): Promise<Result<HandshakeReport, CliFailure>> {
  const { crypto, now, handshake: shake } = io.host;
  if (!shake) return failure({ error: message('the network cannot be used here') });
  const anchors = await readAnchors(given, io);
  if (!anchors.ok) return anchors;
  const tested = await testServer(
    request,
    { anchors: anchors.value.values, profile: 'rfc5280' },
    { crypto, now, handshake: shake },
  );
  if (tested.ok) return tested;
  const { reason } = tested.error;
  const place = `${request.host}:${request.port}`;
  return failure({ error: message('no handshake with {place}: {reason}', { place, reason }) });
}
