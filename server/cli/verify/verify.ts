import { localizer, message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { CertificatePool } from '../../core/chain/certificate-pool.ts';
import { type ReferenceIdentifier, readReferenceIdentifier } from '../../core/chain/host-name.ts';
import { SignatureCache } from '../../core/chain/path-building.ts';
import { type ProfileName, profileNames, type ValidationRequest } from '../../core/chain/request.ts';
import { trustAnchor } from '../../core/chain/trust-anchor.ts';
import { validate } from '../../core/chain/validate.ts';
import type { Certificate } from '../../core/x509/types.ts';
import { type Arguments, readArguments } from '../arguments.ts';
import { type CliFailure, type CliIo, exitCode, fail } from '../io.ts';
import { reportJson } from '../report-json.ts';
import { readAnchors } from './anchors.ts';
import { spreadLists } from './list-options.ts';
import { readCertificates, readLists, readResponses } from './read-inputs.ts';
import { reportText } from './report-text.ts';

const purposes: Readonly<Record<string, readonly string[]>> = {
  server: ['1.3.6.1.5.5.7.3.1'],
  client: ['1.3.6.1.5.5.7.3.2'],
  any: [],
};

/** `tlsense verify`: resolves to the exit code. */
export async function verify(words: readonly string[], io: CliIo): Promise<number> {
  const read = readArguments(spreadLists(words, listOptions), {
    trust: { value: true, repeatable: true },
    intermediates: { value: true, repeatable: true },
    crl: { value: true, repeatable: true },
    ocsp: { value: true, repeatable: true },
    purpose: { choices: Object.keys(purposes) },
    name: { value: true },
    profile: { choices: profileNames },
    policy: { value: true, repeatable: true },
    'require-explicit-policy': {},
    'inhibit-policy-mapping': {},
    'inhibit-any-policy': {},
    'max-depth': { value: true },
    format: { choices: ['text', 'json'] },
  });
  if (!read.ok) return fail(io, read.error);
  const given = read.value;
  const [leaf, ...more] = given.positionals;
  if (leaf === undefined || more.length > 0) {
    return fail(io, {
      error: message('verify takes one file'),
      hint: message('Call it as: {call}', { call: 'tlsense verify LEAF --trust FILE' }),
    });
  }
  const request = await readRequest(leaf, given, io);
  if (!request.ok) return fail(io, request.error);
  const { files, ...inputs } = request.value;
  const report = await validate(inputs, new SignatureCache(io.host.crypto));
  if (given.value('format') === 'json') {
    io.stdout(`${JSON.stringify(reportJson(report, files, localizer()), undefined, 2)}\n`);
  } else io.stdout(reportText(report, leaf, files, io.localize));
  return { trusted: exitCode.clean, untrusted: exitCode.findings, indeterminate: exitCode.failure }[report.verdict];
}

const listOptions: ReadonlySet<string> = new Set(['trust', 'intermediates', 'crl', 'ocsp', 'policy']);

async function readRequest(
  leaf: string,
  given: Arguments,
  io: CliIo,
): Promise<Result<ValidationRequest & { readonly files: ReadonlyMap<Certificate, string> }, CliFailure>> {
  const own = await readCertificates([leaf], io);
  if (!own.ok) return own;
  const [target, ...rest] = own.value.values;
  if (!target) {
    const [hint] = own.value.warnings;
    return failure({ error: message('there is no certificate in {file}', { file: leaf }), ...(hint ? { hint } : {}) });
  }
  const intermediates = await readCertificates(given.values('intermediates'), io);
  if (!intermediates.ok) return intermediates;
  const trusted = await readAnchors(given, io);
  if (!trusted.ok) return trusted;
  const lists = await readLists(given.values('crl'), io);
  if (!lists.ok) return lists;
  const responses = await readResponses(given.values('ocsp'), io);
  if (!responses.ok) return responses;
  const warnings = [own, intermediates, trusted, lists].flatMap(({ value }) => value.warnings);
  for (const warning of warnings) io.stderr(`warning: ${io.localize(warning)}\n`);

  const name = given.value('name');
  const reference = name === undefined ? undefined : readReferenceIdentifier(name);
  if (name !== undefined && !reference) {
    return failure({ error: message('“{name}” is no host name, IP address or e-mail address', { name }) });
  }
  const maxDepth = given.value('max-depth');
  if (maxDepth !== undefined && !/^\d{1,3}$/.test(maxDepth)) {
    return failure({ error: message('{option} needs a number from 0 on', { option: '--max-depth' }) });
  }
  const wrongPolicy = given.values('policy').find((policy) => !/^[012](\.\d+)+$/.test(policy));
  if (wrongPolicy !== undefined) {
    return failure({
      error: message('“{policy}” is no object identifier', { policy: wrongPolicy }),
      hint: message('Write it with dots, like {example}.', { example: '2.23.140.1.2.1' }),
    });
  }
  const profile: ProfileName = given.value('profile') === 'webpki' ? 'webpki' : 'rfc5280';
  return success({
    target,
    pool: new CertificatePool([...rest, ...intermediates.value.values], trusted.value.values.map(trustAnchor)),
    at: io.host.now(),
    profile,
    purposes: purposes[given.value('purpose') ?? defaultPurpose(profile, reference)] ?? [],
    names: reference ? [reference] : [],
    policies: {
      initialPolicySet: given.values('policy'),
      requireExplicitPolicy: given.has('require-explicit-policy'),
      inhibitPolicyMapping: given.has('inhibit-policy-mapping'),
      inhibitAnyPolicy: given.has('inhibit-any-policy'),
    },
    ...(maxDepth === undefined ? {} : { maxDepth: Number(maxDepth) }),
    ...(given.has('crl') || given.has('ocsp')
      ? { revocation: { lists: lists.value.values, responses: responses.value, required: 'path' } }
      : {}),
    files: new Map([...trusted.value.files, ...intermediates.value.files, ...own.value.files]),
  });
}

function defaultPurpose(profile: ProfileName, reference: ReferenceIdentifier | undefined): string {
  const isServer = profile === 'webpki' || (reference !== undefined && reference.type !== 'rfc822Name');
  return isServer ? 'server' : 'any';
}
