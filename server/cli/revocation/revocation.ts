import { type Message, message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { SignatureCache } from '../../core/chain/path-building.ts';
import { displayName } from '../../core/chain/path-failure.ts';
import {
  type RevocationAddress,
  readAddress,
  revocationAddresses,
} from '../../core/chain/revocation/online/addresses.ts';
import { ask, type RevocationQuery, revocationQuery } from '../../core/chain/revocation/online/ask.ts';
import { describeQuery, whoLearns } from '../../core/chain/revocation/online/describe-query.ts';
import { type Answer, judgeAnswers, type OnlineQuestion } from '../../core/chain/revocation/online/judge.ts';
import type { Certificate } from '../../core/x509/types.ts';
import { type Arguments, readArguments } from '../arguments.ts';
import { type CliFailure, type CliIo, exitCode, fail } from '../io.ts';
import { readCertificates } from '../verify/read-inputs.ts';
import { reportJson, reportText, type Settled } from './report.ts';
import { saveAnswer } from './save-answer.ts';

/** `tlsense revocation`: resolves to the exit code. */
export async function revocation(words: readonly string[], io: CliIo): Promise<number> {
  const read = readArguments(words, {
    issuer: { value: true },
    'ocsp-url': { value: true, repeatable: true },
    'crl-url': { value: true, repeatable: true },
    'dry-run': {},
    save: { value: true },
    force: {},
    format: { choices: ['text', 'json'] },
  });
  if (!read.ok) return fail(io, read.error);
  const given = read.value;
  const [file, ...more] = given.positionals;
  if (file === undefined || more.length > 0) {
    return fail(io, {
      error: message('revocation takes one file'),
      hint: message('Call it as: {call}', { call: 'tlsense revocation FILE --issuer FILE' }),
    });
  }
  const signatures = new SignatureCache(io.host.crypto);
  const question = await readQuestion(file, given, signatures, io);
  if (!question.ok) return fail(io, question.error);
  const addresses = readAddresses(question.value.certificate, file, given);
  if (!addresses.ok) return fail(io, addresses.error);
  const { certificate, issuer } = question.value;
  const queries = addresses.value.map((address) => revocationQuery(address, certificate, issuer, io.host.crypto));
  announce(queries, question.value, given.has('dry-run'), io);
  if (given.has('dry-run')) return exitCode.clean;
  const settled = await askUntilSettled(queries, question.value, signatures, io);
  if (!settled.ok) return fail(io, settled.error);
  if (given.value('format') === 'json') io.stdout(reportJson(settled.value, question.value));
  else io.stdout(reportText(settled.value, io.localize));
  const saved = given.value('save');
  if (saved !== undefined) {
    const problem = await saveAnswer(settled.value, saved, given.has('force'), io);
    if (problem) return fail(io, problem);
  }
  return { good: exitCode.clean, revoked: exitCode.findings, unknown: exitCode.failure }[settled.value.verdict.state];
}

async function readQuestion(
  file: string,
  given: Arguments,
  signatures: SignatureCache,
  io: CliIo,
): Promise<Result<OnlineQuestion, CliFailure>> {
  const own = await readCertificates([file], io);
  if (!own.ok) return own;
  const [certificate, ...rest] = own.value.values;
  if (!certificate) return failure({ error: message('there is no certificate in {file}', { file }) });
  const issuerFile = given.value('issuer');
  const issuers = issuerFile === undefined ? undefined : await readCertificates([issuerFile], io);
  if (issuers && !issuers.ok) return issuers;
  const others = [...(issuers?.value.values ?? []), ...rest];
  for (const issuer of others) {
    if ((await signatures.verify(certificate, issuer)) !== 'valid') continue;
    return success({ certificate, issuer, others, at: io.host.now() });
  }
  return failure({
    error: message('the certificate that issued {certificate} is not there', { certificate: displayName(certificate) }),
    hint: message('Name its file with --issuer: without its key, no answer can be asked for or checked.'),
  });
}

function readAddresses(
  certificate: Certificate,
  file: string,
  given: Arguments,
): Result<readonly RevocationAddress[], CliFailure> {
  const named: RevocationAddress[] = [];
  for (const [option, kind] of [
    ['ocsp-url', 'ocsp'],
    ['crl-url', 'list'],
  ] as const) {
    for (const url of given.values(option)) {
      const address = readAddress(kind, url);
      if (!address) return failure({ error: message('“{url}” is no http or https address', { url }) });
      named.push(address);
    }
  }
  if (named.length > 0) return success(named);
  const { askable, others } = revocationAddresses(certificate);
  if (askable.length > 0) return success(askable);
  return failure({
    error: message('the certificate in {file} names nobody who could be asked', { file }),
    hint:
      others.length > 0
        ? message('It names {others}, and only http and https can be asked.', { others })
        : message('Name an address with --ocsp-url or --crl-url.'),
  });
}

function announce(
  queries: readonly RevocationQuery[],
  { certificate, issuer }: OnlineQuestion,
  isDryRun: boolean,
  io: CliIo,
): void {
  const say = (text: Message, indent = ''): void => io.stderr(`${indent}${io.localize(text)}\n`);
  const data = { certificate: displayName(certificate), issuer: displayName(issuer) };
  if (isDryRun) say(message('About {certificate}, issued by {issuer}, these would be asked in turn:', data));
  else say(message('About {certificate}, issued by {issuer}, these are asked in turn:', data));
  for (const query of queries) {
    const [first, ...more] = describeQuery(query, certificate, issuer);
    if (first) say(first, '  ');
    for (const line of more) say(line, '    ');
  }
  say(whoLearns(queries));
}

async function askUntilSettled(
  queries: readonly RevocationQuery[],
  question: OnlineQuestion,
  signatures: SignatureCache,
  io: CliIo,
): Promise<Result<Settled, CliFailure>> {
  const { fetch } = io.host;
  if (!fetch) return failure({ error: message('the network cannot be used here') });
  const answers: Answer[] = [];
  const silent: Message[] = [];
  let verdict = await judgeAnswers(answers, question, signatures);
  for (const query of queries) {
    const fetched = await ask(fetch, query);
    if (fetched.ok) answers.push({ query, fetched: fetched.value });
    else {
      const { url } = query.address;
      silent.push(message('From {url} there is no answer: {reason}.', { url, reason: fetched.error.reason }));
    }
    verdict = await judgeAnswers(answers, question, signatures);
    if (verdict.state !== 'unknown') break;
  }
  return success({ verdict, answers, silent });
}
