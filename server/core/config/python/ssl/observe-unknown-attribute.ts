import { editDistance } from '../../../base/edit-distance.ts';
import type { Observed } from '../place.ts';
import { spanOf } from '../syntax.ts';
import { removeStatements, replaceNode } from '../text-edits.ts';
import { isOnlyTarget } from './observe-sides.ts';
import type { SslContext } from './ssl-context.ts';

/** https://docs.python.org/3/library/ssl.html#ssl.SSLContext, those that can be assigned. */
const attributes = [
  'verify_mode',
  'check_hostname',
  'verify_flags',
  'options',
  'minimum_version',
  'maximum_version',
  'sni_callback',
  'keylog_filename',
  'num_tickets',
  'post_handshake_auth',
  'hostname_checks_common_name',
  'sslsocket_class',
  'sslobject_class',
];
/** Methods, which a program may replace, and attributes that only can be read. */
const others =
  /^(?:_.*|wrap_\w+|(?:load|set|get)_(?!verify$)\w+|cert_store_stats|session_stats|protocol|security_level)$/;
/** What is meant to decide about TLS, as the attributes of other libraries and languages are called. */
const aboutTls = /verif|cert|hostname|cipher|crl|callback|tls|ssl|min_?ver|max_?ver|protocols?$|^ca_?|^key_?/i;

/** More assignments than anybody makes to one context; for each the text is searched. */
const mostAssignments = 100;

/** Python sets any attribute of a context without a word, and ssl never looks at those it does not know. */
export function observeUnknownAttributes({ subject, creation }: SslContext, text: string): Observed[] {
  if (creation.kind === 'foreign') return [];
  return subject.touches.slice(0, mostAssignments).flatMap((touch): Observed[] => {
    if (touch.kind !== 'assignment' || touch.operator !== '=') return [];
    const { attribute, target, statement } = touch;
    if (attributes.includes(attribute) || others.test(attribute)) return [];
    const meant = attributes.find((known) => editDistance(attribute, known, 3) < 3);
    // A program may keep what it likes there, if it reads it again.
    if (!meant && (!aboutTls.test(attribute) || isRead(text, attribute))) return [];
    const property = target.getChild('PropertyName');
    const isRemoved = !meant && isOnlyTarget(touch);
    return [
      {
        code: 'python/unknown-context-attribute',
        form: meant ? 'misspelt' : attribute === 'getpeercert' ? 'socket' : 'unknown',
        span: spanOf(target),
        data: { attribute, meant: meant ?? '' },
        ...(isRemoved && { removes: [statement] }),
        repair({ text: whole, removable }) {
          if (meant) return property ? [replaceNode(property, meant)] : undefined;
          return isRemoved ? removeStatements(whole, [statement], removable) : undefined;
        },
      },
    ];
  });
}

/** True where `.attribute` stands somewhere without being assigned. */
function isRead(text: string, attribute: string): boolean {
  const uses = text.match(new RegExp(`\\.${attribute}\\b(?!\\s*=[^=])`, 'gu'))?.length ?? 0;
  return uses > 0 && attribute !== 'getpeercert';
}
