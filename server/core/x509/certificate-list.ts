import { readBitStringOctets } from '../asn1/bit-string.ts';
import { DerReader } from '../asn1/der-reader.ts';
import { readInteger, readSmallInteger } from '../asn1/integer.ts';
import { context, tags } from '../asn1/tags.ts';
import { readTime } from '../asn1/time.ts';
import { message } from '../base/message.ts';
import { readAlgorithmIdentifier, sameAlgorithm } from './algorithm.ts';
import { type Defect, malformed, nouns } from './defect.ts';
import { type AnyExtensionKind, ExtensionValues, readExtensions } from './extension.ts';
import { extension as authorityKeyIdentifier } from './extensions/authority-key-identifier.ts';
import { extension as certificateIssuer } from './extensions/certificate-issuer.ts';
import { extension as cRLNumber } from './extensions/crl-number.ts';
import { extension as holdInstructionCode } from './extensions/hold-instruction-code.ts';
import { extension as invalidityDate } from './extensions/invalidity-date.ts';
import { extension as issuingDistributionPoint } from './extensions/issuing-distribution-point.ts';
import { extension as reasonCode } from './extensions/reason-code.ts';
import { readIssuer } from './name.ts';
import { type ObjectReading, readObject } from './read-object.ts';
import type { CertificateList, Extension, RevokedCertificate } from './types.ts';

/** Reads a certificate revocation list (RFC 5280, 5.1). Its entries are decoded when they are asked for. */
export function decodeCertificateList(bytes: Uint8Array): ObjectReading<CertificateList> {
  return readObject(bytes, nouns.list, 'CertificateList', (outer, der, add, defects) => {
    const { bytes: tbsCertList, inner: tbs } = outer.enterElement('tbsCertList');
    const version = tbs.peekTag() === tags.integer ? readSmallInteger(tbs, 'version') + 1 : 1;
    const signature = readAlgorithmIdentifier(tbs, 'signature');
    const issuer = readIssuer(tbs);
    const thisUpdate = readTime(tbs, 'thisUpdate');
    const hasNext = tbs.peekTag() === tags.utcTime || tbs.peekTag() === tags.generalizedTime;
    const nextUpdate = hasNext ? readTime(tbs, 'nextUpdate') : undefined;
    const entries = tbs.optional('revokedCertificates', tags.sequence);
    const explicitExtensions = tbs.enterOptional('crlExtensions', context(0, true));
    const extensions = explicitExtensions ? readExtensions(explicitExtensions, add) : [];
    explicitExtensions?.end('crlExtensions');
    tbs.end('tbsCertList');
    const signatureAlgorithm = readAlgorithmIdentifier(outer, 'signatureAlgorithm');
    const signatureValue = readBitStringOctets(outer, 'signatureValue');
    if (!sameAlgorithm(signature, signatureAlgorithm)) add(algorithmsDiffer);
    const extensionValues = new ExtensionValues(extensions);
    const revoked = new RevokedEntries(entries?.contents ?? new Uint8Array(0), entries?.offset ?? 0);
    return {
      kind: 'certificate-list',
      der,
      tbsCertList,
      version,
      issuer,
      thisUpdate,
      nextUpdate,
      signatureAlgorithm,
      signatureValue,
      defects,
      extensions,
      extensionValues,
      get crlNumber() {
        return extensionValues.get(cRLNumber);
      },
      get isIndirect() {
        return extensionValues.get(issuingDistributionPoint)?.indirectCRL === true;
      },
      get authorityKeyIdentifier() {
        return extensionValues.get(authorityKeyIdentifier)?.keyIdentifier;
      },
      get revokedCertificates() {
        return revoked.read().list;
      },
      get revokedCount() {
        return revoked.count();
      },
      get entryDefects() {
        return revoked.read().defects;
      },
    };
  });
}

/** RFC 5280, 5.1.1.2. */
const algorithmsDiffer: Defect = {
  code: 'certificate-list-algorithms-differ',
  message: message('This revocation list names its signature algorithm twice, and not alike: programs refuse it.'),
};

const entryExtensions: readonly AnyExtensionKind[] = [
  reasonCode,
  certificateIssuer,
  invalidityDate,
] as readonly AnyExtensionKind[];

/** RFC 5280, 5.3. */
function entryFacts(
  extensions: readonly Extension[],
  defects: Defect[],
): Omit<RevokedCertificate, 'serialNumber' | 'revocationDate'> {
  if (extensions.length === 0) return { reasonCode: undefined };
  const values = new ExtensionValues(extensions);
  const issuer = values.get(certificateIssuer);
  const invalid = values.get(invalidityDate);
  defects.push(...values.defects(entryExtensions));
  const hold = values.get(holdInstructionCode);
  const unknown = extensions.find(({ oid, critical }) => {
    const kind = entryExtensions.find((known) => known.oid === oid);
    return critical && (!kind || values.get(kind) === undefined);
  });
  return {
    reasonCode: values.get(reasonCode),
    ...(invalid ? { invalidityDate: invalid } : {}),
    ...(hold === undefined ? {} : { holdInstructionCode: hold }),
    ...(issuer ? { certificateIssuer: issuer } : {}),
    ...(unknown ? { unknownCritical: unknown.oid } : {}),
  };
}

interface Entries {
  readonly list: readonly RevokedCertificate[];
  readonly defects: readonly Defect[];
}

/** The entries of a list, which may be hundreds of thousands. */
class RevokedEntries {
  readonly #bytes: Uint8Array;
  readonly #offset: number;
  #entries: Entries | undefined;
  #count: number | undefined;

  constructor(bytes: Uint8Array, offset: number) {
    this.#bytes = bytes;
    this.#offset = offset;
  }

  count(): number {
    this.#count ??= DerReader.over(this.#bytes).count();
    return this.#count;
  }

  /** Every entry up to the first malformed one. */
  read(): Entries {
    this.#entries ??= this.#decode();
    return this.#entries;
  }

  #decode(): Entries {
    const der = DerReader.over(this.#bytes, this.#offset);
    const list: RevokedCertificate[] = [];
    const defects: Defect[] = [];
    while (!der.atEnd) {
      const entry = der.enter('revokedCertificate');
      const serialNumber = readInteger(entry, 'userCertificate');
      const revocationDate = readTime(entry, 'revocationDate');
      const extensions = entry.peekTag() === tags.sequence ? readExtensions(entry, (one) => defects.push(one)) : [];
      entry.end('revokedCertificate');
      if (der.failure) break;
      list.push({ serialNumber, revocationDate, ...entryFacts(extensions, defects) });
    }
    if (der.failure) defects.push(malformed(nouns.list, der.failure));
    return { list, defects: defects.slice(0, 20) };
  }
}
