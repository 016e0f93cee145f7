import { type Message, message, verbatim } from '../../../base/message.ts';
import { reasonName } from '../../../x509/extensions/reason-code.ts';
import { sameName } from '../../../x509/name-key.ts';
import type { OcspStatus } from '../../../x509/ocsp-response.ts';
import type { Certificate, CertificateList } from '../../../x509/types.ts';
import { CertificatePool } from '../../certificate-pool.ts';
import { dateText } from '../../date-text.ts';
import type { SignatureCache } from '../../path-building.ts';
import { displayName } from '../../path-failure.ts';
import { trustAnchor } from '../../trust-anchor.ts';
import { validate } from '../../validate.ts';
import { checkRevocation } from '../check-revocation.ts';
import { askResponse, nonceState, singleResponse } from '../ocsp.ts';
import type { RevocationStatus } from '../revocation-status.ts';
import type { Fetched, RevocationQuery } from './ask.ts';

export interface OnlineQuestion {
  readonly certificate: Certificate;
  /** Whose key verifies the certificate's signature. */
  readonly issuer: Certificate;
  /** Among which those may be who sign lists for the issuer. */
  readonly others: readonly Certificate[];
  readonly at: Date;
}

export interface Answer {
  readonly query: RevocationQuery;
  readonly fetched: Fetched;
}

export interface OnlineVerdict {
  readonly state: 'good' | 'revoked' | 'unknown';
  readonly sentence: Message;
  /** What each answer says, in the same order. */
  readonly details: readonly Message[];
  /** The answers that made the verdict, as indexes. */
  readonly by: readonly number[];
}

type Definite = Exclude<OcspStatus, { readonly state: 'unknown' }>;

/** One answer on its own: a state with its dates, or why it does not count. */
interface Judged {
  readonly status: Definite | undefined;
  readonly detail: Message;
}

/**
 * What the answers come to: signatures, authority and dates are those of validation (RFC 5280, 6.3; RFC 6960, 3.2). The
 * issuer is taken as given: whether it is trusted is for path validation to say.
 */
export async function judgeAnswers(
  answers: readonly Answer[],
  question: OnlineQuestion,
  signatures: SignatureCache,
): Promise<OnlineVerdict> {
  const byLists = await askLists(answers, question, signatures);
  const judged: Judged[] = [];
  for (const answer of answers) {
    judged.push(
      answer.fetched.kind === 'response'
        ? await judgeResponse(answer, question, signatures)
        : judgeList(answer.query, answer.fetched.list, byLists),
    );
  }
  const state = (['revoked', 'good'] as const).find((one) => judged.some(({ status }) => status?.state === one));
  const by = judged.flatMap(({ status }, index) => (state !== undefined && status?.state === state ? [index] : []));
  const { status } = judged[by[0] ?? -1] ?? {};
  return {
    state: state ?? 'unknown',
    sentence: verdictSentence(question.certificate, status),
    details: judged.map(({ detail }) => detail),
    by,
  };
}

function verdictSentence(certificate: Certificate, status: Definite | undefined): Message {
  const name = displayName(certificate);
  switch (status?.state) {
    case 'good':
      return message('{certificate} is not revoked.', { certificate: name });
    case 'revoked':
      return message('{certificate} is revoked since {date} ({reason}).', {
        certificate: name,
        ...revokedData(status),
      });
    default:
      return message('Whether {certificate} is revoked is unknown.', { certificate: name });
  }
}

function revokedData({ date, reasonCode }: Extract<Definite, { readonly state: 'revoked' }>): {
  readonly date: Message;
  readonly reason: Message;
} {
  const reason = reasonCode === undefined ? message('no reason given') : verbatim(reasonName(reasonCode));
  return { date: dateText(date), reason };
}

async function judgeResponse(
  { query: { address, ocsp }, fetched }: Answer,
  { certificate, issuer, others, at }: OnlineQuestion,
  signatures: SignatureCache,
): Promise<Judged> {
  if (fetched.kind !== 'response' || !ocsp) throw new Error('no answer of a responder');
  const { response } = fetched;
  const { url } = address;
  const answer = await askResponse(response, certificate, issuer, {
    at,
    signatures,
    named: (name) => others.filter(({ subject }) => sameName(subject, name)),
    // Nobody was asked about the responder; lists that revoke it would come as answers of their own.
    isRevoked: async () => false,
    asked: ocsp,
  });
  if (!answer) {
    return unknown(message('The OCSP response from {url} is about other certificates than this one.', { url }));
  }
  if ('reason' in answer) {
    return unknown(message('The OCSP response from {url} {reason}.', { url, reason: answer.reason }));
  }
  const { status } = answer;
  const single = singleResponse(response, certificate, issuer, { at, asked: ocsp });
  const dates = {
    url,
    from: single ? dateText(single.thisUpdate) : '?',
    until: single?.nextUpdate ? dateText(single.nextUpdate) : message('not said'),
    nonce:
      nonceState(response, ocsp) === 'same'
        ? message('made for this request')
        : message('prepared before: it does not repeat the nonce'),
  };
  if (status.state === 'good') {
    return {
      status,
      detail: message('The OCSP responder {url} says: not revoked (as of {from}, until {until}; {nonce}).', dates),
    };
  }
  const data = { ...dates, ...revokedData(status) };
  const detail = message(
    'The OCSP responder {url} says: revoked on {date}, {reason} (as of {from}, until {until}; {nonce}).',
    data,
  );
  return { status, detail };
}

/** All lists together: each may speak of some reasons or of what changed only. */
async function askLists(
  answers: readonly Answer[],
  { certificate, issuer, others, at }: OnlineQuestion,
  signatures: SignatureCache,
): Promise<RevocationStatus> {
  const lists = answers.flatMap(({ fetched }) => (fetched.kind === 'list' ? [fetched.list] : []));
  if (lists.length === 0) return { state: 'unknown', unusable: [] };
  const anchor = trustAnchor(issuer);
  const request = {
    target: certificate,
    pool: new CertificatePool(others, [anchor]),
    at,
    profile: 'rfc5280',
  } as const;
  const { statuses } = await checkRevocation(
    [certificate],
    anchor,
    request,
    { lists, required: 'path' },
    signatures,
    validate,
  );
  return statuses[0] ?? { state: 'unknown', unusable: [] };
}

function judgeList({ address: { url } }: RevocationQuery, list: CertificateList, status: RevocationStatus): Judged {
  const isThis = (source: { readonly kind: string; readonly list?: CertificateList }): boolean => source.list === list;
  const dates = {
    url,
    from: dateText(list.thisUpdate),
    until: list.nextUpdate ? dateText(list.nextUpdate) : message('not said'),
  };
  if (status.state === 'good' && status.sources.some(isThis)) {
    const detail = message('The revocation list from {url} does not name it (as of {from}, until {until}).', dates);
    return { status: { state: 'good' }, detail };
  }
  if (status.state === 'revoked' && isThis(status.source)) {
    const { date, reasonCode } = status;
    const revoked = { state: 'revoked', date, reasonCode } as const;
    const data = { ...dates, ...revokedData(revoked) };
    const detail = message(
      'The revocation list from {url} says: revoked on {date}, {reason} (as of {from}, until {until}).',
      data,
    );
    return { status: revoked, detail };
  }
  const why = status.state === 'unknown' ? status.unusable.find(({ source }) => isThis(source)) : undefined;
  if (why) return unknown(message('The revocation list from {url} {reason}.', { url, reason: why.reason }));
  return unknown(
    message('The revocation list from {url} does not settle it: it is for other certificates, or some reasons only.', {
      url,
    }),
  );
}

function unknown(detail: Message): Judged {
  return { status: undefined, detail };
}
