import { message } from '../../core/base/message.ts';
import type { CliCommand } from '../io.ts';

export const command: CliCommand = {
  name: 'revocation',
  summary: message('Ask the network whether a certificate is revoked'),
  usage: message(`Usage: tlsense revocation FILE [--issuer FILE] [OPTIONS]

Asks the OCSP responders and fetches the revocation lists that the first certificate in FILE names, one after the other
until one settles it. An answer counts only if its signature, its signer, its dates and its nonce are right. What is
asked, and whom, is written to stderr before it is sent. Redirects are not followed.

  --issuer FILE        The certificate of its issuer, where it is not in FILE
  --ocsp-url URL       Ask this responder; may be given several times
  --crl-url URL        Fetch this list; may be given several times. With either, what the certificate names is not asked
  --dry-run            Show what would be asked, and ask nobody
  --save FILE          Keep the answer that settled it: OCSP responses as DER, lists as PEM, for \`verify\` and the editor
  --force              Replace FILE
  --at TIME            Judge as of this time: 2026-12-01 or 2026-12-01T08:30:00Z
  --format text|json   How the answer is written (text)

Exit code: 0 not revoked, 1 revoked, 2 unknown, or a wrong call.`),
  async run(words, io) {
    const { revocation } = await import('../revocation/revocation.ts');
    return revocation(words, io);
  },
};
