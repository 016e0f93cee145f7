import type { DerReader } from '../../asn1/der-reader.ts';
import { readObjectIdentifier } from '../../asn1/object-identifier.ts';
import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import type { Field } from '../../base/field.ts';
import { limits } from '../../base/limits.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension, type ExtensionDescription } from '../extension.ts';
import { bareGeneralName, formatGeneralName, readGeneralName } from '../general-name.ts';
import { identifierText } from '../identifier-words.ts';
import type { GeneralName } from '../types.ts';

export interface AccessDescription {
  /** Dotted identifier: OCSP, caIssuers. */
  readonly accessMethod: string;
  readonly accessLocation: GeneralName;
}

/** RFC 5280, 4.2.2.1. */
export const extension = defineExtension<readonly AccessDescription[]>({
  oid: '1.3.6.1.5.5.7.1.1',
  name: 'authorityInfoAccess',
  label: message('Authority information'),
  read: (der) => readAccessDescriptions(der, 'authorityInfoAccess'),
  describe: describeAccess,
});

/** SEQUENCE SIZE (1..MAX) OF AccessDescription, which two extensions are. */
export function readAccessDescriptions(der: DerReader, what: string): AccessDescription[] {
  const inner = der.enter(what);
  const descriptions: AccessDescription[] = [];
  inner.notEmpty(what);
  while (!inner.atEnd) {
    const one = inner.enter('AccessDescription');
    const accessMethod = readObjectIdentifier(one, 'accessMethod');
    descriptions.push({ accessMethod, accessLocation: readGeneralName(one, 'accessLocation') });
    one.end('AccessDescription');
  }
  return descriptions;
}

/** An address as it is; the type before any other name. */
function accessText(location: GeneralName): string {
  return location.type === 'uniformResourceIdentifier' ? bareGeneralName(location) : formatGeneralName(location);
}

export function describeAccess(descriptions: readonly AccessDescription[]): ExtensionDescription {
  const entries = descriptions.map(({ accessMethod, accessLocation }) => ({
    method: objectIdentifierName(accessMethod),
    location: accessText(accessLocation),
  }));
  return {
    text: verbatim(entries.map(({ method, location }) => `${method}: ${location}`).join(', ')),
    json: entries,
    children: descriptions.slice(0, limits.shownEntries).map(
      ({ accessMethod, accessLocation }, i): Field => ({
        key: String(i),
        label: identifierText(accessMethod),
        text: verbatim(accessText(accessLocation)),
      }),
    ),
  };
}
