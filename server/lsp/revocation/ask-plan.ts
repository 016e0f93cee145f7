import type { CancellationToken } from 'vscode-languageserver';
import { message } from '../../core/base/message.ts';
import { SignatureCache } from '../../core/chain/path-building.ts';
import { ask, type Fetched } from '../../core/chain/revocation/online/ask.ts';
import { type Answer, judgeAnswers } from '../../core/chain/revocation/online/judge.ts';
import { displayName } from '../../core/describe/names.ts';
import { encodeBase64 } from '../../core/pem/base64.ts';
import { writePem } from '../../core/pem/write-pem.ts';
import type { AskRevocationAnswer, AskRevocationParams, RevocationAnswer } from '../protocol.ts';
import type { Session } from '../session.ts';
import { addRedirect, planOf } from './plans.ts';

/** Asks what the person agreed to, and nobody else. */
export async function askPlan(
  params: AskRevocationParams,
  session: Session,
  token: CancellationToken,
): Promise<AskRevocationAnswer> {
  const { host, localize, workspace } = session;
  const plan = planOf(params.plan, session);
  const queries = params.addresses.flatMap((index) => plan?.queries[index] ?? []);
  if (!plan || !host.fetch || queries.length === 0) {
    return { failure: { code: 'gone', message: localize(message('Nothing was asked: please start again.')) } };
  }
  const cancelling = new AbortController();
  const listener = token.onCancellationRequested(() => cancelling.abort());
  const answers: Answer[] = [];
  const silent: string[] = [];
  const redirects: RevocationAnswer['redirects'][number][] = [];
  for (const query of queries) {
    if (token.isCancellationRequested) break;
    const { kind, url } = query.address;
    const fetched = await ask(host.fetch, query, cancelling.signal);
    if (fetched.ok) {
      answers.push({ query, fetched: fetched.value });
      continue;
    }
    const { reason, redirect } = fetched.error;
    silent.push(localize(message('From {url} there is no answer: {reason}.', { url, reason })));
    const added = redirect === undefined ? undefined : addRedirect(plan, kind, redirect, session);
    if (added) redirects.push(added);
  }
  listener.dispose();
  const { certificate, issuer } = plan;
  const others = workspace.certificates.map((located) => located.certificate);
  const question = { certificate, issuer, others, at: host.now() };
  const verdict = await judgeAnswers(answers, question, new SignatureCache(host.crypto));
  return {
    value: {
      state: verdict.state,
      sentence: localize(verdict.sentence),
      details: [...silent, ...verdict.details.map(localize)],
      redirects,
      toSave: verdict.by.flatMap((index) => {
        const fetched = answers[index]?.fetched;
        if (!fetched) return [];
        const name = fetched.kind === 'list' ? displayName(issuer) : displayName(certificate);
        return toSave(fetched, fileName(name));
      }),
    },
  };
}

/** RFC 6960, A.2 names `.ors`; lists as PEM, as nginx and Node.js read them. */
function toSave(fetched: Fetched, name: string): RevocationAnswer['toSave'] {
  if (fetched.kind === 'response') {
    return [{ kind: 'ocsp', name: `${name}.ors`, content: encodeBase64(fetched.bytes) }];
  }
  const pem = new TextEncoder().encode(writePem('X509 CRL', fetched.list.der));
  return [{ kind: 'list', name: `${name}.crl`, content: encodeBase64(pem) }];
}

/** A name that every file system takes. */
function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|(?<![-.])[-.]+$/g, '')
    .slice(0, 60);
  return plain === '' ? 'revocation' : plain;
}
