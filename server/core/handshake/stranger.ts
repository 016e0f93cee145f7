import type { HandshakeRequest, Host } from '../base/host.ts';

/** A client certificate of a CA that nobody knows, made for this test and forgotten after it. */
export async function strangerIdentity({
  crypto,
  now,
}: Pick<Host, 'crypto' | 'now'>): Promise<HandshakeRequest['identity']> {
  const { issueCa, issueClient } = await import('../issue/issue.ts');
  const ca = await issueCa({ crypto, now: now(), commonName: 'TLSense handshake test: another CA' });
  if (!ca.ok) return undefined;
  const client = await issueClient({
    crypto,
    now: now(),
    ca: { certificatePem: ca.value.certificatePem, privateKeyPem: ca.value.privateKeyPem },
    commonName: 'TLSense handshake test',
    days: 1,
  });
  if (!client.ok) return undefined;
  return { certificatePem: client.value.certificatePem, privateKeyPem: client.value.privateKeyPem };
}
