import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Say where it was not worked out who signed certificates.',
  why: 'Hundreds of CAs of one name, each with a key of its own, can each have signed each certificate: to try them all takes minutes. The certificates are judged without their issuers then, and no finding about a signature means nothing.',
  exceptions: 'Collections of test certificates: exclude them, or give the CAs names of their own.',
  invalid: [{ language: 'pem', text: { fixture: 'many-cas-of-one-name' } }],
  valid: [
    { language: 'pem', text: { fixture: 'sound-chain' } },
    { language: 'pem', text: { fixture: 'damaged-root' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/issuer-not-searched',
  subject: 'observation',
  severity: 'information',
  since: '0.1.0',
  references: ['CWE-400', 'RFC 4158, 3.5.12'],
  messages: {
    one: 'Who signed this certificate is not known: not all keys of the CAs that have the name of its issuer were tried, for there are too many, or their signatures take long. Give CAs names of their own, or keep them in workspaces of their own.',
    several:
      'Who signed this certificate and others of this file, {count} in all, is not known: not all keys of the CAs that have the name of their issuer were tried, for there are too many, or their signatures take long. Give CAs names of their own, or keep them in workspaces of their own.',
    others:
      'The signature of this request or revocation list, {count} in all of this file, was not verified: they are too many, or their signatures take long. Keep them in files of their own.',
    files:
      'Whether the certificates of {count} files that this configuration names validate is not known: too many CAs can stand above the certificates that it names, or their signatures take long, and those of other files were looked at first. Give CAs names of their own, or keep them in workspaces of their own.',
  },
  check({ observation: { code, form, span, data } }) {
    if (code !== 'certificate/issuer-not-searched') return undefined;
    const ofCertificates = data?.['count'] === 1 ? 'one' : 'several';
    return [{ span, message: form === 'others' || form === 'files' ? form : ofCertificates, ...(data && { data }) }];
  },
});
