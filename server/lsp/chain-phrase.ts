import { type Message, message } from '../core/base/message.ts';
import type { Chain } from '../core/chain/chain.ts';
import type { PathReport } from '../core/chain/path-report.ts';
import { displayName } from '../core/describe/names.ts';
import { nameOf } from './hover/chain-sentences.ts';
import { isIssuerMissing } from './hover/path-card.ts';

/** Who stands behind a certificate, in a few words for a code lens; the hover has the sentences. */
export function chainPhrase(chain: Chain, report: PathReport | undefined): Message {
  return (report && verdictPhrase(report)) ?? issuerPhrase(chain);
}

/** Undefined where an issuer is not here: there is no verdict then. */
function verdictPhrase(report: PathReport): Message | undefined {
  if (isIssuerMissing(report)) return undefined;
  const issuers = report.path.certificates.slice(1).map(displayName).join(' ← ');
  if (report.verdict === 'trusted') return message('trusted: {issuers}', { issuers });
  if (report.verdict === 'indeterminate') return message('trust not decided');
  const [first] = report.failures;
  if (first?.code === 'revoked' && first.index === 0) return message('not trusted: revoked');
  return message('not trusted');
}

function issuerPhrase({ certificates, end }: Chain): Message {
  const [leaf, issuer] = certificates;
  const last = certificates.at(-1);
  if (!leaf || !last) return message('chain not known');
  if (!issuer) {
    switch (end) {
      case 'self-signed':
        return leaf.basicConstraints?.cA ? message('root') : message('signed by itself');
      case 'not-verifiable':
        return message('issuer {issuer} not verifiable', { issuer: nameOf(leaf.issuer) });
      case 'not-searched':
        return message('issuer {issuer} not decided', { issuer: nameOf(leaf.issuer) });
      default:
        return message('issuer {issuer} not in this workspace', { issuer: nameOf(leaf.issuer) });
    }
  }
  return last === issuer
    ? message('issued by {issuer}', { issuer: displayName(issuer) })
    : message('issued by {issuer}, below {last}', { issuer: displayName(issuer), last: displayName(last) });
}
