import { message } from '../../base/message.ts';
import { displayName } from '../../describe/names.ts';
import type { ServedChain, WorkspaceFacts } from '../../lint/facts.ts';
import type { RelatedPlace } from '../../lint/finding.ts';
import { type PathFault, pathFault } from '../../lint/path-fault.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const text = 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n}\n';

export const docs: RuleDocs = {
  summary: 'Report configurations whose certificate does not validate, and why.',
  why: 'Every path from the certificate to a trust anchor of the workspace fails path validation (RFC 5280, section 6): an issuer expired, may not issue, is limited to other names, or did not sign it. Peers that trust that anchor refuse the connection.',
  exceptions:
    'Reported only where an anchor is reached, or the signature of an issuer is wrong; where an issuer is not in the workspace nothing is known. What other rules of this group say (expired, revoked, for another purpose or name) they say alone. Settings: `tlsense.trustAnchors`, `tlsense.profile`.',
  invalid: [
    {
      language: 'nginx',
      text,
      files: { 'server.pem': 'of-expired-intermediate+expired-intermediate', 'ca/root.pem': 'ca' },
    },
  ],
  valid: [
    { language: 'nginx', text, files: { 'server.pem': 'issued-leaf+intermediate', 'ca/root.pem': 'ca' } },
    { language: 'nginx', text, files: { 'server.pem': 'of-expired-intermediate', 'ca/root.pem': 'ca' } },
  ],
};

export const rule = defineRule({
  id: 'reference/path-invalid',
  subject: 'reference',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 6.1'],
  messages: {
    invalid: '{reason} {advice} As it is, the certificate in {path} does not validate (profile {profile}).',
  },
  *check({ reference, target }, { workspace }) {
    if (reference.purpose !== 'certificate') return;
    const chain = workspace.servedChain(target);
    const report = chain?.report;
    const fault = report && pathFault(report);
    if (!chain || !fault) return;
    yield {
      span: reference.span,
      message: 'invalid',
      data: {
        path: reference.path,
        profile: report.profile,
        reason: fault.reason,
        advice: fault.advice,
      },
      related: placesOf(chain, fault, workspace),
      path: report,
    };
  },
});

/** The certificate that is at fault first, then the path. */
function placesOf({ leaf, uri, report }: ServedChain, fault: PathFault, workspace: WorkspaceFacts): RelatedPlace[] {
  const others = (report?.path.certificates ?? []).filter((one) => one !== fault.certificate);
  return [fault.certificate, ...others].flatMap((certificate): RelatedPlace[] => {
    const name = displayName(certificate);
    if (certificate.sha256 === leaf.certificate.sha256) {
      return [{ uri, span: leaf.object.span, message: message('The certificate') }];
    }
    const place = workspace.placeOf(certificate);
    return place ? [{ uri: place.uri, span: place.object.span, message: message('The CA {name}', { name }) }] : [];
  });
}
