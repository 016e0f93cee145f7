import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { type Message, message } from '../../base/message.ts';
import { extension as authorityKeyIdentifier } from '../../x509/extensions/authority-key-identifier.ts';
import { extension as cRLNumber } from '../../x509/extensions/crl-number.ts';
import { extension as deltaCRLIndicator } from '../../x509/extensions/delta-crl-indicator.ts';
import { extensionKinds } from '../../x509/extensions/index.ts';
import { extension as issuerAltName } from '../../x509/extensions/issuer-alt-name.ts';
import { extension as issuingDistributionPoint } from '../../x509/extensions/issuing-distribution-point.ts';
import type { CertificateList } from '../../x509/types.ts';
import { dateText } from '../date-text.ts';

/** Critical extensions of a list that are processed (RFC 5280, 5.2); another name of the issuer changes nothing. */
const processed: ReadonlySet<string> = new Set(
  [authorityKeyIdentifier, cRLNumber, deltaCRLIndicator, issuingDistributionPoint, issuerAltName].map(({ oid }) => oid),
);

/** Why a list says nothing, whatever is asked of it (RFC 5280, section 5); undefined where its form is right. */
export function whyMalformed(list: CertificateList): Message | undefined {
  const { extensions, extensionValues, version, signatureAlgorithm } = list;
  if (list.defects.length + list.entryDefects.length + extensionValues.defects(extensionKinds).length > 0) {
    return message('is damaged or not written as the standard asks');
  }
  const isCritical = (oid: string): boolean => extensions.find((one) => one.oid === oid)?.critical ?? false;
  if (version !== 2) return message('is of version {version}, and only version 2 has numbers', { version });
  if (!list.crlNumber) return message('has no number (cRLNumber)');
  if (isCritical(cRLNumber.oid)) return message('has a critical number (cRLNumber), which must not be critical');
  const base = extensionValues.get(deltaCRLIndicator);
  if (!isNumber(list.crlNumber) || (base && !isNumber(base))) {
    return message('has a number (cRLNumber) that is negative or longer than 20 bytes');
  }
  if (!list.authorityKeyIdentifier) return message('does not tell which key signed it (authorityKeyIdentifier)');
  if (isCritical(authorityKeyIdentifier.oid))
    return message('has a critical authorityKeyIdentifier, which must not be');
  for (const { oid } of [issuingDistributionPoint, deltaCRLIndicator]) {
    const found = extensions.find((one) => one.oid === oid);
    if (found && !found.critical) {
      return message('has the extension {extension}, which must be critical and is not', {
        extension: objectIdentifierName(oid),
      });
    }
  }
  const scope = extensionValues.get(issuingDistributionPoint);
  const kinds = [scope?.onlyContainsUserCerts, scope?.onlyContainsCACerts, scope?.onlyContainsAttributeCerts];
  if (kinds.filter((isOnly) => isOnly).length > 1) {
    return message('says of two kinds of certificates that it contains only these');
  }
  const unknown = extensions.find(({ oid, critical }) => critical && !processed.has(oid));
  if (unknown) {
    return message('has the critical extension {extension}, which is not known here', {
      extension: objectIdentifierName(unknown.oid),
    });
  }
  if (['MD2', 'MD4', 'MD5', 'SHA-1'].includes(signatureAlgorithm.hash ?? '')) {
    return message('is signed with {algorithm}, which can be forged', { algorithm: signatureAlgorithm.name });
  }
  return undefined;
}

/** RFC 5280, 5.2.3. */
function isNumber(octets: Uint8Array): boolean {
  return octets.length <= 20 && (octets[0] ?? 0x80) < 0x80;
}

/** RFC 5280, 6.3.3 (a). */
export function whyNotCurrent({ thisUpdate, nextUpdate }: CertificateList, at: Date): Message | undefined {
  const seconds = Math.floor(at.getTime() / 1000);
  if (!nextUpdate) return message('does not say until when it is current (nextUpdate)');
  if (!(seconds <= Math.floor(nextUpdate.getTime() / 1000))) {
    return message('is out of date since {date}', { date: dateText(nextUpdate) });
  }
  if (!(seconds >= Math.floor(thisUpdate.getTime() / 1000))) {
    return message('is not current before {date}', { date: dateText(thisUpdate) });
  }
  return undefined;
}
