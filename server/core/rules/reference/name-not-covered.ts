import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import type { Setting, TlsContext } from '../../tls/context.ts';
import { bareGeneralName } from '../../x509/general-name.ts';
import { isCa } from '../../x509/roles.ts';
import type { Certificate } from '../../x509/types.ts';

const text = (names: string): string =>
  `server {\n    listen 443 ssl;\n    server_name ${names};\n    ssl_certificate server.pem;\n}\n`;

export const docs: RuleDocs = {
  summary: 'Report server names that the certificate is not for.',
  why: 'Clients compare the name they connected to with the subjectAltName of the certificate (RFC 9525) and refuse it where it is not there. The common name does not count, and a wildcard stands for exactly one label.',
  exceptions:
    'Names that are no host names, like patterns with a wildcard, regular expressions and the catch-all “_”, are passed over, and so is localhost.',
  invalid: [
    { language: 'nginx', text: text('db.internal www.db.internal'), files: { 'server.pem': 'server' } },
    { language: 'nginx', text: text('a.b.example.org'), files: { 'server.pem': 'wildcard' } },
    { language: 'nginx', text: text('legacy.internal'), files: { 'server.pem': 'common-name-only' } },
  ],
  valid: [
    {
      language: 'nginx',
      text: text('DB.internal _ *.example.net ~^www\\d$ localhost'),
      files: { 'server.pem': 'server' },
    },
    { language: 'nginx', text: text('a.example.org'), files: { 'server.pem': 'wildcard' } },
    { language: 'nginx', text: text('"" .db.internal'), files: { 'server.pem': 'server' } },
  ],
};

/** Names of a certificate that are shown. */
const shown = 5;

export const rule = defineRule({
  id: 'reference/name-not-covered',
  subject: 'reference',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 9525, 6', 'RFC 5280, 4.2.1.6'],
  messages: {
    notCovered:
      'The certificate in {path} is not for {names}: clients that connect by this name refuse it. It is for {found}.',
    nameless:
      'The certificate in {path} has no subjectAltName: clients that look for the name they connect by refuse it. Have it issued with its names in subjectAltName.',
    noNames:
      'The certificate in {path} is not for {names}: it has no subjectAltName, and its common name does not count. Have it issued with its names in subjectAltName.',
  },
  *check({ reference, context, target }, { uri, workspace }) {
    if (reference.purpose !== 'certificate' || context.role !== 'server') return;
    const chain = workspace.servedChain(target);
    if (!chain) return;
    const { certificate, object } = chain.leaf;
    const missing = hostNames(context).filter(({ value }) => workspace.isFor(certificate, value) === false);
    const [first] = missing;
    if (!first) {
      // Whatever name they connect by.
      if (hostNames(context).length > 0 || namesOf(certificate).length > 0 || isCa(certificate)) return;
      yield {
        span: reference.span,
        message: 'nameless',
        data: { path: reference.path },
        related: [{ uri: chain.uri, span: object.span, message: message('The certificate') }],
      };
      return;
    }
    const setting = context.certificates?.find(({ value }) => value === reference);
    const names = [...new Set(missing.map(({ value }) => value))];
    const found = namesOf(certificate);
    yield {
      // One certificate for many servers: each says which of its names is missing.
      span: setting?.origin === 'inherited' ? first.span : reference.span,
      message: found.length > 0 ? 'notCovered' : 'noNames',
      data: { path: reference.path, names, found },
      related: [
        ...missing.map((name) => ({ uri, span: name.span, message: message('The name') })),
        { uri: chain.uri, span: object.span, message: message('The certificate') },
      ],
    };
  },
});

function hostNames({ serverNames = [] }: TlsContext): (Setting<string> & { readonly value: string })[] {
  // nginx’s names for no host in particular begin like this: `_`, `--`.
  return serverNames.filter(({ value }) => value !== 'unknown' && !/^(?:[_-]|localhost$)/i.test(value));
}

function namesOf({ subjectAltName = [] }: Certificate): string[] {
  const names = subjectAltName.filter(({ type }) => type === 'dNSName' || type === 'iPAddress').map(bareGeneralName);
  return names.length > shown ? [...names.slice(0, shown), '…'] : names;
}
