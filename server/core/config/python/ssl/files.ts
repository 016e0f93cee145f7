import type { FileReference, Setting } from '../../../tls/context.ts';
import { argument, fileSetting, isNone } from '../place.ts';
import type { Argument, Subject } from '../value.ts';

/** The files that a context reads. */
export interface Files {
  readonly certificates: readonly Setting<FileReference>[];
  readonly privateKeys: readonly Setting<FileReference>[];
  readonly trustAnchors: readonly Setting<FileReference>[];
  readonly revocationLists: readonly Setting<FileReference>[];
  readonly passphrase?: Setting<'literal'>;
  readonly hasTrustAnchors: boolean;
}

export function readFiles({ call, touches }: Subject): Files {
  const certificates: Setting<FileReference>[] = [];
  const privateKeys: Setting<FileReference>[] = [];
  const trustAnchors: Setting<FileReference>[] = [];
  const revocationLists: Setting<FileReference>[] = [];
  let passphrase: Setting<'literal'> | undefined;
  let hasTrustAnchors = false;
  const addChain = (certificate: Argument | undefined, key: Argument | undefined): void => {
    if (!certificate || isNone(certificate.value)) return;
    certificates.push(fileSetting(certificate, certificate.span, 'certificate'));
    const own = key && !isNone(key.value) ? key : certificate;
    privateKeys.push(fileSetting(own, own.span, 'private-key'));
  };
  const addAnchors = (file: Argument | undefined, others: readonly (Argument | undefined)[]): void => {
    if (others.some((other) => other && !isNone(other.value))) hasTrustAnchors = true;
    if (!file || isNone(file.value)) return;
    // The same call loads revocation lists; only the name of the file tells the two apart.
    if (file.value.kind === 'text' && /crl/i.test(lastPart(file.value.text))) {
      revocationLists.push(fileSetting(file, file.span, 'revocation-list'));
      return;
    }
    trustAnchors.push(fileSetting(file, file.span, 'trust-anchors'));
    hasTrustAnchors = true;
  };
  if (call) {
    addChain(argument(call, 'certfile'), argument(call, 'keyfile'));
    addAnchors(argument(call, 'cafile'), [argument(call, 'capath'), argument(call, 'cadata')]);
  }
  for (const touch of touches) {
    if (touch.kind !== 'call') continue;
    const { call: made, method } = touch;
    if (method === 'load_cert_chain') {
      addChain(argument(made, 'certfile', 0), argument(made, 'keyfile', 1));
      const password = argument(made, 'password', 2);
      const isWritten = password?.value.kind === 'text' && password.value.text !== '';
      if (isWritten) passphrase = { value: 'literal', span: password.span, origin: 'explicit' };
    }
    if (method === 'load_verify_locations') {
      addAnchors(argument(made, 'cafile', 0), [argument(made, 'capath', 1), argument(made, 'cadata', 2)]);
    }
  }
  return {
    certificates,
    privateKeys,
    trustAnchors,
    revocationLists,
    ...(passphrase && { passphrase }),
    hasTrustAnchors,
  };
}

function lastPart(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
