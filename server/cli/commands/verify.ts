import { message } from '../../core/base/message.ts';
import type { CliCommand } from '../io.ts';

export const command: CliCommand = {
  name: 'verify',
  summary: message('Say whether a certificate is trusted, and if not, why not'),
  usage: message(`Usage: tlsense verify LEAF [--trust FILE…] [OPTIONS]

Looks for a path from the first certificate in LEAF to a trusted one and validates it after RFC 5280: signatures, dates,
names, purposes, constraints, policies. Other certificates in LEAF are intermediates. Files may be PEM, with as many
certificates as there are, or DER.

  --trust FILE…             Trusted CA certificates; without any: Mozilla's roots as Node.js brings them
  --intermediates FILE…     More certificates that may belong to the path, in any order
  --crl FILE…               Revocation lists; with any, every certificate of the path must be covered
  --ocsp FILE…              OCSP responses (DER), as a server staples them
  --purpose server|client|any
                            What it is to be used for (any; server with the name of a host or with webpki)
  --name HOST|IP|EMAIL      Whom it must be for; only its subjectAltName counts
  --profile rfc5280|webpki  The rules: those of a private PKI, or also those of the web's public CAs (rfc5280)
  --policy OID…             Acceptable certificate policies
  --require-explicit-policy, --inhibit-policy-mapping, --inhibit-any-policy
                            RFC 5280, 6.1.1 (e) to (g)
  --max-depth N             At most N intermediates
  --at TIME                 Judge as of this time: 2026-12-01 or 2026-12-01T08:30:00Z
  --format text|json        How the answer is written (text)

Exit code: 0 trusted, 1 not trusted, 2 a wrong call or an answer that could not be found.`),
  async run(words, io) {
    // Loaded here: validation is larger than all other commands together.
    const { verify } = await import('../verify/verify.ts');
    return verify(words, io);
  },
};
