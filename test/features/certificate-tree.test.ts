import { afterEach, expect, test } from 'vitest';
import { type CertificateTreeAnswer, requests, type TreeReason } from '../../server/lsp/protocol.ts';
import { fixtures } from '../support/fixtures.ts';
import { type LspClient, startClient } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(() => client?.stop());

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';

/** The tree as text: one line each, with its verdict, and below it reasons and what it issued. */
async function tree(issuer?: string, indent = ''): Promise<string> {
  const answer = await client?.request<CertificateTreeAnswer>(requests.certificateTree, issuer ? { issuer } : {});
  let text = '';
  for (const { name, verdict, description, reasons, hasIssued, sha256 } of answer?.certificates ?? []) {
    text += `${indent}${name}: ${verdict} (${description})\n${reasonLines(reasons, `${indent}  ! `)}`;
    if (hasIssued) text += await tree(sha256, `${indent}  `);
  }
  return text;
}

function reasonLines(reasons: readonly TreeReason[], indent: string): string {
  return reasons.map(({ text, reasons: below }) => `${indent}${text}\n${reasonLines(below, `  ${indent}`)}`).join('');
}

test('who issued what, with the verdict on each and why', async () => {
  client = await startClient({
    files: {
      'ca.pem': get('ca'),
      'intermediate.pem': get('intermediate'),
      'server.pem': get('issued-leaf'),
      'revoked.pem': get('revoked'),
      'ca.crl': get('crl'),
      'former.pem': get('expired-intermediate'),
      'old.pem': get('of-expired-intermediate'),
      'self-signed.pem': get('self-signed'),
    },
  });
  expect(await tree()).toBe(`Example CA: trusted (expires in 4 years · root)
  Example Servers CA: trusted (expires in 900 days · trusted: Example CA)
    db.internal: trusted (expires in 200 days · trusted: Example Servers CA ← Example CA)
  Former Servers CA: untrusted (expired 2 days ago · not trusted)
    ! “Former Servers CA” expired on 2026-11-21 12:00:00 UTC.
    db.internal: untrusted (not trusted · expires in 200 days)
      ! “Former Servers CA” expired on 2026-11-21 12:00:00 UTC.
  db.internal: untrusted (not trusted: revoked · expires in 200 days)
    ! “db.internal” was revoked on 2026-11-22 12:00:00 UTC (keyCompromise).
dev.internal: undecided (expires in 200 days · signed by itself)
`);
});

test('a certificate whose issuer is not there stands on top, and nothing is known of it', async () => {
  client = await startClient({ files: { 'server.pem': get('issued-leaf') } });
  expect(await tree()).toBe(
    'db.internal: undecided (expires in 200 days · issuer Example Servers CA not in this workspace)\n',
  );
});
