import { toHex } from '../../core/asn1/hex.ts';
import { type Localize, localizer, type Message } from '../../core/base/message.ts';
import type { Answer, OnlineQuestion, OnlineVerdict } from '../../core/chain/revocation/online/judge.ts';
import { formatName } from '../../core/x509/name.ts';

/** What came of all that was asked. */
export interface Settled {
  readonly verdict: OnlineVerdict;
  readonly answers: readonly Answer[];
  /** Who did not answer, and why. */
  readonly silent: readonly Message[];
}

export function reportText({ verdict, silent }: Settled, localize: Localize): string {
  const lines = [...silent, ...verdict.details].map((line) => `  - ${localize(line)}\n`);
  return `${localize(verdict.sentence)}\n${lines.join('')}`;
}

/** In English, whatever the person's language is. */
export function reportJson(
  { verdict, answers, silent }: Settled,
  { certificate, issuer }: Pick<OnlineQuestion, 'certificate' | 'issuer'>,
): string {
  const localize = localizer();
  const report = {
    certificate: formatName(certificate.subject),
    serialNumber: toHex(certificate.serialNumber).toUpperCase(),
    issuer: formatName(issuer.subject),
    state: verdict.state,
    message: localize(verdict.sentence),
    answers: answers.map(({ query: { address } }, i) => ({
      ...address,
      counts: verdict.by.includes(i),
      message: localize(verdict.details[i] ?? verdict.sentence),
    })),
    unanswered: silent.map(localize),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
