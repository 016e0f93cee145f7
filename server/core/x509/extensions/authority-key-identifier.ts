import { toHex } from '../../asn1/hex.ts';
import { readInteger, unsigned } from '../../asn1/integer.ts';
import { context } from '../../asn1/tags.ts';
import type { Field } from '../../base/field.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';
import { formatGeneralName, readGeneralNames } from '../general-name.ts';
import type { GeneralName } from '../types.ts';

export interface AuthorityKeyIdentifier {
  readonly keyIdentifier: Uint8Array | undefined;
  readonly authorityCertIssuer: readonly GeneralName[] | undefined;
  readonly authorityCertSerialNumber: Uint8Array | undefined;
}

/** RFC 5280, 4.2.1.1. */
export const extension = defineExtension<AuthorityKeyIdentifier>({
  oid: '2.5.29.35',
  name: 'authorityKeyIdentifier',
  label: message('Authority key identifier'),
  read(der) {
    const inner = der.enter('authorityKeyIdentifier');
    const keyIdentifier = inner.optional('keyIdentifier', context(0))?.contents;
    const hasIssuer = inner.peekTag() === context(1, true);
    const authorityCertIssuer = hasIssuer
      ? readGeneralNames(inner, 'authorityCertIssuer', context(1, true))
      : undefined;
    const hasSerial = inner.peekTag() === context(2);
    const authorityCertSerialNumber = hasSerial
      ? readInteger(inner, 'authorityCertSerialNumber', context(2))
      : undefined;
    inner.end('authorityKeyIdentifier');
    return { keyIdentifier, authorityCertIssuer, authorityCertSerialNumber };
  },
  describe({ keyIdentifier, authorityCertIssuer, authorityCertSerialNumber }) {
    const hex = keyIdentifier && toHex(keyIdentifier, ':').toUpperCase();
    const issuer = authorityCertIssuer?.map(formatGeneralName);
    const serial = authorityCertSerialNumber && toHex(unsigned(authorityCertSerialNumber)).toUpperCase();
    const children: Field[] = [];
    if (hex !== undefined) children.push({ key: 'keyIdentifier', label: message('Key'), text: verbatim(hex) });
    if (issuer) {
      const label = message('Issuer of the authority certificate');
      children.push({ key: 'authorityCertIssuer', label, text: verbatim(issuer.join(', ')) });
    }
    if (serial !== undefined) {
      const label = message('Serial number of the authority certificate');
      children.push({ key: 'authorityCertSerialNumber', label, text: verbatim(serial) });
    }
    const json = {
      keyIdentifier: hex ?? null,
      ...(issuer ? { authorityCertIssuer: issuer } : {}),
      ...(serial === undefined ? {} : { authorityCertSerialNumber: serial }),
    };
    return { text: hex === undefined ? message('none') : verbatim(hex), json, children };
  },
});
