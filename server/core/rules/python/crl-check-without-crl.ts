import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report revocation checks without a revocation list.',
  why: 'With VERIFY_CRL_CHECK_LEAF and no list of the issuer loaded, every certificate is refused (“unable to get certificate CRL”), the good ones too. `load_verify_locations` loads lists as well as CAs.',
  exceptions: 'A file that holds a list among its certificates, and files that we cannot follow.',
  invalid: [
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)\ncontext.load_verify_locations('ca.pem')\ncontext.verify_mode = ssl.CERT_REQUIRED\ncontext.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF\n",
    },
  ],
  valid: [
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)\ncontext.load_verify_locations('ca.pem')\ncontext.load_verify_locations('ca-crl.pem')\ncontext.verify_mode = ssl.CERT_REQUIRED\ncontext.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF\n",
    },
  ],
};

export const rule = defineRule({
  id: 'python/crl-check-without-crl',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: ['https://docs.python.org/3/library/ssl.html#ssl.VERIFY_CRL_CHECK_LEAF', 'RFC 5280, 6.3'],
  messages: {
    found:
      "Revocation is checked and no revocation list is loaded: every certificate is refused. Load the CA's list with load_verify_locations.",
  },
  *check({ observation }, { workspace, uri }) {
    const { code, span, references = [] } = observation;
    if (code !== 'python/crl-check-without-crl') return;
    const targets = references.map((reference) => workspace.resolve(reference, uri));
    const holdsList = targets.some(
      (target) => target.state === 'found' && target.objects.some(({ value }) => value?.kind === 'certificate-list'),
    );
    // One of several files that are not there may be the list.
    const paths = new Set(references.map(({ path }) => path));
    const mayHold = paths.size > 1 && targets.some(({ state }) => state !== 'found');
    if (!holdsList && !mayHold) yield { span, message: 'found' };
  },
});
