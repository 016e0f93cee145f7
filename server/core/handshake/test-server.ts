/** Tests a server: one handshake after the other, as different clients; and judges what it presents. */
import type { HandshakeRequest, HandshakeResult, Host } from '../base/host.ts';
import { type Result, success } from '../base/result.ts';
import { CertificatePool } from '../chain/certificate-pool.ts';
import { readReferenceIdentifier } from '../chain/host-name.ts';
import { SignatureCache } from '../chain/path-building.ts';
import type { PathReport } from '../chain/path-report.ts';
import type { ProfileName } from '../chain/request.ts';
import { trustAnchor } from '../chain/trust-anchor.ts';
import { validate } from '../chain/validate.ts';
import { readByLabel } from '../x509/read-by-label.ts';
import type { Certificate } from '../x509/types.ts';
import { strangerIdentity } from './stranger.ts';

/** What became of one client. */
export interface Attempt {
  /** Without a certificate, with one of another CA, with the person's. */
  readonly who: 'nobody' | 'stranger' | 'own';
  readonly completed: boolean;
  readonly refusal: string | undefined;
}

export interface HandshakeReport {
  readonly place: string;
  /** Of the handshake without a certificate. */
  readonly result: HandshakeResult;
  readonly attempts: readonly Attempt[];
  readonly chain: readonly Certificate[];
  /** Undefined where the server sent no certificate that can be read. */
  readonly path: PathReport | undefined;
}

/** By what the server's certificates are judged. */
export interface Judging {
  readonly anchors: readonly Certificate[];
  readonly profile: ProfileName;
}

const serverAuth = '1.3.6.1.5.5.7.3.1';

export async function testServer(
  { identity, ...request }: HandshakeRequest,
  { anchors, profile }: Judging,
  { crypto, now, handshake }: Pick<Host, 'crypto' | 'now'> & { readonly handshake: NonNullable<Host['handshake']> },
): Promise<Result<HandshakeReport, { readonly reason: string }>> {
  const first = await handshake(request);
  if (!first.ok) return first;
  const attempts: Attempt[] = [{ who: 'nobody', ...outcomeOf(first.value) }];
  // Where no certificate is asked for, none is sent: the others would end as the first.
  const isAsked = first.value.authorities !== undefined;
  const others = isAsked
    ? ([
        ['stranger', await strangerIdentity({ crypto, now })],
        ['own', identity],
      ] as const)
    : [];
  for (const [who, one] of others) {
    if (!one) continue;
    const result = await handshake({ ...request, identity: one });
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
  const [target, ...intermediates] = chain;
  const reference = readReferenceIdentifier(request.serverName ?? request.host);
  const path =
    target &&
    (await validate(
      {
        target,
        pool: new CertificatePool(intermediates, anchors.map(trustAnchor)),
        at: now(),
        profile,
        purposes: [serverAuth],
        names: reference ? [reference] : [],
      },
      new SignatureCache(crypto),
    ));
  return success({ place: `${request.host}:${request.port}`, result: first.value, attempts, chain, path });
}

function outcomeOf({ completed, refusal }: HandshakeResult): Pick<Attempt, 'completed' | 'refusal'> {
  return { completed, refusal };
}
