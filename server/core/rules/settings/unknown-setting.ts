import { nearestWord } from '../../base/edit-distance.ts';
import { message } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report settings in `tlsense.json` that do not exist.',
  why: 'A setting with a slip of the pen in its name changes nothing, and nothing else would say so.',
  invalid: [
    {
      language: 'json',
      text: '{ "expiryWarningDay": 14 }\n',
      fixed: '{ "expiryWarningDays": 14 }\n',
    },
  ],
  valid: [{ language: 'json', text: '{ "expiryWarningDays": 14 }\n' }],
};

export const rule = defineRule({
  id: 'settings/unknown-setting',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://github.com/tlsense/tlsense/blob/main/README.md'],
  messages: { unknown: 'There is no setting “{name}” here. Possible: {names}.' },
  *check({ observation: { code, span, data } }, { uri }) {
    const { name, names } = data ?? {};
    if (code !== 'settings/unknown-setting' || typeof name !== 'string' || !Array.isArray(names)) return;
    const nearest = nearestWord(name, names);
    yield {
      span,
      message: 'unknown',
      data: { name: visible(name).slice(0, 80), names },
      proposals: nearest
        ? [
            {
              title: message('Write {name}', { name: nearest }),
              kind: 'suggestion',
              edits: [{ uri, span, text: nearest }],
            },
          ]
        : [],
    };
  },
});
