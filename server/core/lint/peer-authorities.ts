import type { FileReference, TlsContext } from '../tls/context.ts';
import type { Certificate } from '../x509/types.ts';
import type { HeldCertificate, LintFacts, WorkspaceFacts } from './facts.ts';

/** A file of more is the bundle of a system, whose roots need nothing. */
const mostHeld = 64;

export interface Authority extends HeldCertificate {
  readonly reference: FileReference;
  readonly uri: string;
  /** False in a file that may have been given for something else: of a server, one that it does not name to its clients. */
  readonly decides: boolean;
}

/** The certificates that a context verifies its peers with, by SHA-256. */
export type PeerAuthorities = ReadonlyMap<string, Authority>;

/** Undefined where peers are not verified, or one of the files is not known: then nothing can be missed in them. */
export function peerAuthorities(
  { role, peerVerification, verifiesByDefault, trustAnchors = [], clientAuthorities }: TlsContext,
  { uri, workspace }: Pick<LintFacts, 'uri' | 'workspace'>,
): PeerAuthorities | undefined {
  const verification =
    peerVerification?.value ?? (role === 'client' && verifiesByDefault !== false ? 'required' : 'none');
  if (verification !== 'required' && verification !== 'optional') return undefined;
  const named = clientAuthorities?.flatMap(({ value }) => (value === 'unknown' ? [] : [value.span.start]));
  const held = new Map<string, Authority>();
  for (const { value: reference } of trustAnchors) {
    const target = reference === 'unknown' ? undefined : workspace.resolve(reference, uri);
    if (reference === 'unknown' || target?.state !== 'found') return undefined;
    for (const object of target.objects) {
      const certificate = object.value;
      if (!certificate) return undefined;
      if (certificate.kind !== 'certificate' || !object.block || held.has(certificate.sha256)) continue;
      held.set(certificate.sha256, {
        object,
        certificate,
        reference,
        uri: target.uri,
        decides: named?.includes(reference.span.start) ?? true,
      });
      if (held.size > mostHeld) return undefined;
    }
  }
  return held;
}

/** From a certificate up to one that signed itself, each by verified signature and let through by `isAllowed`. */
export function pathToRoot(
  certificate: Certificate,
  workspace: WorkspaceFacts,
  isAllowed: (one: Certificate) => boolean,
): readonly Certificate[] | undefined {
  const signedItself: IsEnd = ({ sha256 }, issuers) => issuers.some((issuer) => issuer.sha256 === sha256);
  return pathUp(certificate, workspace, signedItself, isAllowed);
}

/** Whether a certificate or one above it is held. */
export function leadsTo(held: PeerAuthorities, certificate: Certificate, workspace: WorkspaceFacts): boolean {
  return pathUp(certificate, workspace, ({ sha256 }) => held.has(sha256)) !== undefined;
}

type IsEnd = (one: Certificate, issuers: readonly Certificate[]) => boolean;

function pathUp(
  certificate: Certificate,
  workspace: WorkspaceFacts,
  isEnd: IsEnd,
  isAllowed: (one: Certificate) => boolean = () => true,
): readonly Certificate[] | undefined {
  const below = new Map<Certificate, Certificate | undefined>([[certificate, undefined]]);
  for (const one of below.keys()) {
    const issuers = workspace.issuersOf(one);
    if (isEnd(one, issuers)) {
      const path: Certificate[] = [];
      for (let at: Certificate | undefined = one; at; at = below.get(at)) path.unshift(at);
      return path;
    }
    for (const issuer of issuers) {
      if (below.size < mostHeld && !below.has(issuer) && isAllowed(issuer)) below.set(issuer, one);
    }
  }
  return undefined;
}
