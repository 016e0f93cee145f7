import { message } from '../../base/message.ts';
import { displayName } from '../../describe/names.ts';
import { configuredLists } from '../../lint/configured-lists.ts';
import { type Authority, peerAuthorities } from '../../lint/peer-authorities.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';
import { writePem } from '../../pem/write-pem.ts';
import { displayPath } from '../../workspace/paths.ts';
import { isListOf } from '../../x509/list-issuer.ts';

const text =
  'server {\n    listen 443 ssl;\n    ssl_client_certificate clients.pem;\n    ssl_verify_client on;\n    ssl_crl lists.pem;\n}\n';

export const docs: RuleDocs = {
  summary: 'Report revocation lists that do not cover every CA of the path.',
  why: 'As soon as one list is configured, nginx and Node.js ask for a list of every CA (X509_V_FLAG_CRL_CHECK_ALL), the root’s too. Where one is missing, every certificate below that CA is refused (“unable to get certificate CRL”).',
  exceptions: 'A file with an indirect list, which speaks for other CAs, is left alone.',
  invalid: [
    {
      language: 'nginx',
      text,
      fixed: text,
      files: { 'clients.pem': 'intermediate+ca', 'lists.pem': 'intermediate-crl', 'ca/ca.crl': 'crl' },
      fixedFiles: { 'lists.pem': 'intermediate-crl+crl' },
    },
    { language: 'nginx', text, files: { 'clients.pem': 'intermediate+ca', 'lists.pem': 'crl' } },
  ],
  valid: [
    { language: 'nginx', text, files: { 'clients.pem': 'intermediate+ca', 'lists.pem': 'intermediate-crl+crl' } },
    { language: 'nginx', text, files: { 'clients.pem': 'ca', 'lists.pem': 'crl' } },
  ],
};

export const rule = defineRule({
  id: 'reference/crl-missing-for-chain',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['OpenSSL: X509_V_FLAG_CRL_CHECK_ALL', 'nginx: ssl_crl'],
  messages: {
    missing:
      '{path} has no revocation list of {names}, which is asked for as soon as any list is configured: every certificate below is refused. Add it.',
  },
  *check({ context }, facts) {
    if (context.revocationScope !== 'path') return;
    const held = peerAuthorities(context, facts);
    const lists = held && configuredLists(context, facts);
    const [first] = lists ?? [];
    // A file without any list is another mistake.
    if (!held || !lists || !first || lists.some(({ list }) => list.isIndirect)) return;
    const missing = [...held.values()].filter(
      ({ certificate }) => certificate.basicConstraints?.cA && !lists.some(({ list }) => isListOf(list, certificate)),
    );
    if (missing.length === 0) return;
    yield {
      span: first.reference.span,
      message: 'missing',
      data: { path: first.reference.path, names: missing.map(({ certificate }) => displayName(certificate)) },
      related: missing.map(({ uri, object }) => ({ uri, span: object.span, message: message('The CA') })),
      proposals: appended(missing),
    };

    /** The lists that the workspace has, where it has all of them. */
    function appended(wanted: readonly Authority[]): Proposal[] {
      const last = lists?.filter(({ uri }) => uri === first?.uri).at(-1);
      const found = wanted.map(({ certificate }) =>
        facts.workspace
          .revocationListsOf(certificate)
          .find(({ object, list }) => object.block && (!list.nextUpdate || list.nextUpdate >= facts.now)),
      );
      if (!last || found.some((one) => !one)) return [];
      const added = found.flatMap((one) => (one ? [one.list] : []));
      const { end } = last.object.span;
      return [
        {
          title: message('Append the missing lists to {path}', { path: displayPath(last.uri, facts.uri) }),
          kind: 'suggestion',
          edits: [
            {
              uri: last.uri,
              span: { start: end, end },
              text: added.map(({ der }) => `\n${writePem('X509 CRL', der).trimEnd()}`).join(''),
            },
          ],
        },
      ];
    }
  },
});
