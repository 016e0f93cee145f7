import { message } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { guidelines } from '../../tls/guideline.ts';
import { replaceList } from '../../tls/list-edit.ts';
import { placeOf } from '../../tls/list-text.ts';

const hybrid = 'X25519MLKEM768';

export const docs: RuleDocs = {
  summary: 'Report lists of key exchange groups that leave out the good ones, or that OpenSSL refuses.',
  why: 'A list written years ago pins what was known then. OpenSSL 3.5 offers X25519MLKEM768 by itself, which protects what is recorded today against quantum computers; a list without it takes that away, and a list without X25519 is slower as well. A name that OpenSSL does not know is no typo to be passed over: it refuses the whole list, and the program does not start.',
  exceptions: 'Rules that ask for certain curves. Say them, and put `X25519MLKEM768` first where the library has it.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_ecdh_curve secp384r1;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_ecdh_curve auto;\n}\n',
    },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: 'db.internal', ecdhCurve: 'X25519:P-256' });\n",
      fixed: "require('node:tls').connect({ host: 'db.internal', ecdhCurve: 'auto' });\n",
    },
  ],
  valid: [
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_ecdh_curve auto;\n}\n' },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: 'db.internal', ecdhCurve: 'X25519MLKEM768:X25519:P-256' });\n",
    },
  ],
};

export const rule = defineRule({
  id: 'tls/require-modern-groups',
  subject: 'tls-context',
  severity: 'information',
  since: '0.1.0',
  references: ['TLSRef 6.0', 'SSL_CTX_set1_groups_list(3)'],
  messages: {
    unknown: 'OpenSSL {version} does not know the group {name} and refuses the whole list.',
    newer: 'The group {name} came with OpenSSL {since}: OpenSSL {version} refuses the whole list.',
    refused: 'OpenSSL {version} cannot read this list of groups and refuses it.',
    missingBoth: 'This list leaves out X25519 and X25519MLKEM768, which OpenSSL {version} offers by itself: {groups}.',
    missingHybrid:
      'This list leaves out X25519MLKEM768, which OpenSSL {version} offers by itself: what is recorded today may be read by quantum computers later.',
    missingX25519: 'This list leaves out X25519, which clients prefer: {groups}.',
  },
  *check({ context }, { settings, uri }) {
    const setting = context.groups;
    if (!setting || setting.value === 'unknown') return;
    const list = setting.value;
    const version = settings.openSslVersion;
    if (list.text === list.automatic) return;
    const { items, groups, refused } = list.read(version);
    const edits = list.automatic === undefined ? undefined : replaceList(list, list.automatic);
    const proposals = edits
      ? [
          {
            title: message('Leave the choice to OpenSSL'),
            kind: 'automatic' as const,
            edits: edits.map((edit) => ({ ...edit, uri })),
          },
        ]
      : [];
    if (refused) {
      const bad = items.find(({ group, optional }) => group === undefined && !optional);
      const name = visible(bad?.written ?? '').slice(0, 80);
      yield {
        span: (bad && name !== '' && placeOf(list, bad.span)) || setting.span,
        message: name === '' ? 'refused' : bad?.since ? 'newer' : 'unknown',
        data: { version, name, since: bad?.since ?? '' },
        severity: 'error',
        proposals,
      };
      return;
    }
    if (groups.length === 0) return;
    const hasX25519 = groups.includes('x25519');
    const isWanted = version !== '3.0' && guidelines[settings.guideline].groups.includes(hybrid);
    const hasHybrid = !isWanted || groups.includes(hybrid);
    if (hasX25519 ? hasHybrid : groups.includes(hybrid)) return;
    yield {
      span: setting.span,
      message: hasX25519 ? 'missingHybrid' : hasHybrid ? 'missingX25519' : 'missingBoth',
      data: { version, groups: groups.slice(0, 8) },
      proposals,
    };
  },
});
