/** OCSP responses that a server of Node.js staples: it asks a listener for them, which looks where it likes. */
import type { TlsContext } from '../../tls/context.ts';
import { callsOf } from './called.ts';
import { evaluate } from './constants.ts';
import type { Program } from './program.ts';
import { spanOf } from './syntax.ts';

/** The responder's address out of a certificate: Node.js's own key for it, and the package `ocsp`. */
const asksCertificate = /['"]OCSP - URI['"]|\bgetOCSPURI\b/;

/** Of a program with one server: what a listener staples that asks the responder of the certificate. */
export function withStapling(program: Program, contexts: readonly TlsContext[]): readonly TlsContext[] {
  if (!program.text.includes('OCSPRequest') || !asksCertificate.test(program.text)) return contexts;
  const servers = contexts.filter(({ role }) => role === 'server');
  const [server] = servers;
  const certificates = (server?.certificates ?? []).flatMap(({ value }) => {
    if (value === 'unknown') return [];
    const { path, purpose, base } = value;
    return [{ path, purpose, base }];
  });
  if (!server || servers.length > 1 || certificates.length === 0) return contexts;
  if (certificates.length < (server.certificates?.length ?? 0)) return contexts;
  const listener = ['on', 'addListener', 'once', 'prependListener']
    .flatMap((name) => callsOf(program, name))
    .find(({ call, arguments: [event] }) => {
      if (!event || evaluate(program, event)?.value !== 'OCSPRequest') return false;
      return asksCertificate.test(program.text.slice(call.from, call.to));
    });
  const [event] = listener?.arguments ?? [];
  if (!event) return contexts;
  const stapling = { value: true, span: spanOf(event), origin: 'explicit' as const };
  return contexts.map((one) => (one === server ? { ...one, stapling, stapledCertificates: certificates } : one));
}
