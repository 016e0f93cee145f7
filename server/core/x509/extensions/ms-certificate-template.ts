import { readSmallInteger } from '../../asn1/integer.ts';
import { readObjectIdentifier } from '../../asn1/object-identifier.ts';
import { tags } from '../../asn1/tags.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** [MS-WCCE] 2.2.2.7.7.2: the template of version 2 and later, by its identifier. */
export interface CertificateTemplate {
  readonly templateId: string;
  readonly major: number | undefined;
  readonly minor: number | undefined;
}

export const extension = defineExtension<CertificateTemplate>({
  oid: '1.3.6.1.4.1.311.21.7',
  name: 'msCertificateTemplate',
  label: message('Template (Microsoft)'),
  isInformative: true,
  read(der) {
    const inner = der.enter('msCertificateTemplate');
    const templateId = readObjectIdentifier(inner, 'templateID');
    const major = inner.peekTag() === tags.integer ? readSmallInteger(inner, 'templateMajorVersion') : undefined;
    const minor = inner.peekTag() === tags.integer ? readSmallInteger(inner, 'templateMinorVersion') : undefined;
    inner.end('msCertificateTemplate');
    return { templateId, major, minor };
  },
  describe({ templateId, major, minor }) {
    const version = [major, minor].filter((part) => part !== undefined).join('.');
    const text =
      version === '' ? verbatim(templateId) : message('{id}, version {version}', { id: templateId, version });
    return { text, json: { templateId, major: major ?? null, minor: minor ?? null } };
  },
});
