import { type Message, message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { SignatureCache } from '../../core/chain/path-building.ts';
import {
  type RevocationAddress,
  readAddress,
  revocationAddresses,
} from '../../core/chain/revocation/online/addresses.ts';
import { type RevocationQuery, revocationQuery } from '../../core/chain/revocation/online/ask.ts';
import { describeQuery, whoLearns } from '../../core/chain/revocation/online/describe-query.ts';
import { displayName } from '../../core/describe/names.ts';
import type { Certificate } from '../../core/x509/types.ts';
import type { Failure, PlanRevocationParams, RevocationPlan } from '../protocol.ts';
import type { Session } from '../session.ts';
import { certificatesIn, objectsIn } from './targets.ts';

/** What was shown to the person, and alone may be asked. */
export interface Plan {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly queries: RevocationQuery[];
}

/** Plans that can still be agreed to. */
const keptPlans = 8;
/** Addresses of one plan, with those that others send us on to. */
const keptQueries = 24;

interface Plans {
  readonly byNumber: Map<number, Plan>;
  last: number;
}

const sessions = new WeakMap<Session, Plans>();

export async function makePlan(
  params: PlanRevocationParams,
  session: Session,
): Promise<Result<RevocationPlan, Failure>> {
  const { host, localize } = session;
  const refuse = (code: string, text: Message, hint?: Message): Result<never, Failure> =>
    failure({ code, message: localize(text), ...(hint ? { hint: localize(hint) } : {}) });
  if (!host.fetch) {
    return refuse(
      'no-network',
      message('Revocation cannot be checked online in a web editor.'),
      message(
        'A browser does not show an extension what OCSP responders and servers of revocation lists answer, since they do not allow it to other sites (CORS). Use VS Code on the desktop, or `tlsense revocation` on the command line.',
      ),
    );
  }
  const own = certificatesIn(await objectsIn(params.uri, session));
  const certificate = own.find(({ sha256 }) => sha256 === params.sha256);
  if (!certificate) return refuse('gone', message('The certificate is not there any more.'));
  const { askable, others } = revocationAddresses(certificate);
  if (askable.length === 0) {
    const hint =
      others.length > 0
        ? message('It names {others}, and only http and https can be asked.', { others })
        : message('It has no address of an OCSP responder and none of a revocation list, as is usual for private CAs.');
    return refuse('nobody-to-ask', message('This certificate names nobody who could be asked.'), hint);
  }
  const issuer = await findIssuer(certificate, own, params.issuerUri, session);
  if (!issuer) {
    return refuse(
      'issuer-missing',
      message('The certificate that issued “{name}” is not in this workspace.', { name: displayName(certificate) }),
      message('Without its key, no answer can be asked for or checked.'),
    );
  }
  const queries = askable.map((address) => revocationQuery(address, certificate, issuer, host.crypto));
  const plans = sessions.get(session) ?? { byNumber: new Map<number, Plan>(), last: 0 };
  sessions.set(session, plans);
  plans.byNumber.set(++plans.last, { certificate, issuer, queries });
  plans.byNumber.delete(plans.last - keptPlans);
  return success({
    plan: plans.last,
    certificate: displayName(certificate),
    issuer: displayName(issuer),
    addresses: queries.map((query) => ({
      ...query.address,
      lines: describeQuery(query, certificate, issuer).map(localize),
    })),
    notice: localize(whoLearns(queries)),
  });
}

export function planOf(number: number, session: Session): Plan | undefined {
  return sessions.get(session)?.byNumber.get(number);
}

/** Adds the address that a redirect leads to, for the person to agree to. Undefined where it may not be asked. */
export function addRedirect(
  { certificate, issuer, queries }: Plan,
  kind: RevocationAddress['kind'],
  url: string,
  { host, localize }: Session,
): { readonly address: number; readonly url: string; readonly lines: readonly string[] } | undefined {
  const address = readAddress(kind, url);
  if (!address || queries.length >= keptQueries) return undefined;
  const query = revocationQuery(address, certificate, issuer, host.crypto);
  const lines = [...describeQuery(query, certificate, issuer), whoLearns([query])].map(localize);
  return { address: queries.push(query) - 1, url: address.url, lines };
}

/** By verified signature: from the workspace, the same file, or the file that the person named. */
async function findIssuer(
  certificate: Certificate,
  own: readonly Certificate[],
  issuerUri: string | undefined,
  session: Session,
): Promise<Certificate | undefined> {
  await session.scanned;
  const [known] = await session.workspace.findIssuers(certificate);
  if (known) return known.certificate;
  const signatures = new SignatureCache(session.host.crypto);
  const named = issuerUri === undefined ? [] : certificatesIn(await objectsIn(issuerUri, session));
  for (const one of [...own, ...named]) if ((await signatures.verify(certificate, one)) === 'valid') return one;
  return undefined;
}
