import { extension as timestampList } from '../x509/extensions/signed-certificate-timestamp-list.ts';
import { isSelfIssued, isServer } from '../x509/roles.ts';
import type { Certificate } from '../x509/types.ts';
import type { LintFacts } from './facts.ts';

/**
 * Whether the rules of the CA/Browser Forum bind a server's certificate: logs took it, which they do for public CAs alone,
 * or a path leads to one of Mozilla's roots, or the person says that all are public. A private CA's certificate is never
 * measured by them.
 */
export function isOfPublicCa(certificate: Certificate, facts: LintFacts): boolean {
  if (!isServer(certificate) || isSelfIssued(certificate)) return false;
  return (
    (certificate.extensionValues.get(timestampList)?.length ?? 0) > 0 ||
    facts.settings.profile === 'webpki' ||
    facts.workspace.isOfPublicCa(certificate)
  );
}
