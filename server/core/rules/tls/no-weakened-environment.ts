import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow variables and settings that weaken every connection of a process.',
  why: 'Programs have switches for old peers and for debugging: static RSA, 3DES and SHA-1 in Go (`GODEBUG`), session keys written into a file (`SSLKEYLOGFILE`), revocation not looked at. In an environment they hold for connections that nobody thought of.',
  exceptions: 'A capture of traffic that is decrypted while it is looked at, on a machine of one’s own.',
  invalid: [
    {
      language: 'shell',
      text: 'export GODEBUG=http2debug=1,tls3des=1\n./server\n',
      fixed: 'export GODEBUG=http2debug=1\n./server\n',
    },
    {
      language: 'environment',
      text: 'PORT=8443\nSSLKEYLOGFILE=/var/log/keys.log\n',
      fixed: 'PORT=8443\n',
    },
    {
      language: 'dockerfile',
      text: 'FROM rust:1\nENV CARGO_HTTP_CHECK_REVOKE=false\n',
      fixed: 'FROM rust:1\nENV CARGO_HTTP_CHECK_REVOKE=true\n',
    },
  ],
  valid: [
    { language: 'shell', text: 'export GODEBUG=tls3des=0,http2debug=1\nunset SSLKEYLOGFILE\n' },
    { language: 'environment', text: 'SSLKEYLOGFILE=\nCARGO_HTTP_CHECK_REVOKE=true\n' },
  ],
};

export const rule = defineRule({
  id: 'tls/no-weakened-environment',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://go.dev/doc/godebug', 'RFC 9850', 'https://doc.rust-lang.org/cargo/reference/config.html'],
  messages: {
    'static-rsa':
      'Key exchange with static RSA is allowed: whoever gets the key later reads all that was recorded. Remove it.',
    'triple-des': '3DES is allowed: its blocks are so small that long connections leak. Remove it.',
    sha1: 'Certificates signed with SHA-1 are accepted, which can be forged. Remove it.',
    'key-log': 'The keys of all connections are written into a file: whoever reads it reads the traffic. Remove it.',
    'legacy-renegotiation':
      'Renegotiation without RFC 5746 is allowed: whoever is on the way can put words of their own in front. Remove it.',
    'no-revocation': 'Revoked certificates are accepted. Leave the check on.',
  },
  *check({ context }) {
    const setting = context.weakened;
    if (!setting || setting.value === 'unknown') return;
    yield {
      span: setting.span,
      message: setting.value,
      proposals: [{ title: message('Take the weakening back'), kind: 'automatic', change: { setting: 'weakness' } }],
    };
  },
});
