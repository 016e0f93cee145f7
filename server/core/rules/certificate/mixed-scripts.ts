import { scriptsMixedIn } from '../../base/scripts.ts';
import { visible } from '../../base/visible.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import type { Certificate } from '../../x509/types.ts';
import { unicodeName } from '../../x509/unicode-name.ts';

export const docs: RuleDocs = {
  summary: 'Report names in certificates whose words mix letters of scripts that look alike.',
  why: 'A Cyrillic а looks like a Latin a: with one of them a name passes for another, to whoever reads a log, a dialog or this file.',
  exceptions: 'Words of several scripts side by side are not reported, only those that mix them.',
  invalid: [
    { language: 'pem', text: { fixture: 'mixed-scripts' } },
    { language: 'pem', text: { fixture: 'mixed-scripts-encoded' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'cyrillic' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/mixed-scripts',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['Unicode TR 39, 5.1', 'RFC 5891, 4.4'],
  messages: {
    mixed:
      '“{name}” mixes letters of {scripts} in one word, which look alike: it may pass for another name. Compare it letter by letter with the one that is meant.',
  },
  check({ certificate, span }) {
    for (const name of namesOf(certificate)) {
      const scripts = scriptsMixedIn(name);
      if (!scripts) continue;
      return [{ span, message: 'mixed', data: { name: visible(name), scripts } }];
    }
    return undefined;
  },
});

function namesOf({ subject, subjectAltName = [] }: Certificate): readonly string[] {
  const names: string[] = [];
  for (const rdn of subject.rdns) for (const { value } of rdn) names.push(value);
  for (const name of subjectAltName) {
    if (name.type === 'dNSName') names.push(unicodeName(name.value) ?? name.value);
    else if (name.type === 'rfc822Name' || name.type === 'uniformResourceIdentifier') names.push(name.value);
  }
  return names;
}
