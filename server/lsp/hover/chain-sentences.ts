import { type Message, message } from '../../core/base/message.ts';
import { visible } from '../../core/base/visible.ts';
import type { Chain } from '../../core/chain/chain.ts';
import { attribute, formatName, type Name } from '../../core/x509/name.ts';
import type { Certificate } from '../../core/x509/types.ts';

/** Writes names into the sentences, for the medium they are shown in. */
export interface ChainWriting {
  /** A certificate of the chain with the way to it. */
  certificate(certificate: Certificate): string;
  text(text: string): string;
}

/**
 * Who stands behind a certificate, in words that claim no more than was checked: issuers found in the workspace by
 * name and verified signature.
 */
export function chainSentences({ certificates, end }: Chain, writing: ChainWriting): Message[] {
  const [leaf, issuer] = certificates;
  const last = certificates.at(-1);
  if (!leaf || !last) return [];
  if (!issuer && end === 'self-signed') {
    return [
      leaf.basicConstraints?.cA
        ? message('A root: its signature was verified with its own key.')
        : message('It signed itself, which was verified: no CA stands behind it.'),
    ];
  }
  const sentences: Message[] = [];
  if (issuer) {
    const first = writing.certificate(issuer);
    sentences.push(
      last === issuer
        ? message('Issued by {issuer}, signature verified.', { issuer: first })
        : message('Issued by {issuer}, which leads to {last}; all signatures verified.', {
            issuer: first,
            last: writing.certificate(last),
          }),
    );
  }
  if (end !== 'self-signed') sentences.push(endSentence(end, last, issuer !== undefined, writing));
  if (issuer && end === 'issuer-missing') sentences.push(message('Without it no path could be validated.'));
  else if (issuer) sentences.push(message('The path was not validated.'));
  return sentences;
}

function endSentence(
  end: Exclude<Chain['end'], 'self-signed'>,
  last: Certificate,
  hasIssuer: boolean,
  writing: ChainWriting,
): Message {
  const issuer = writing.text(nameOf(last.issuer));
  switch (end) {
    case 'issuer-missing':
      return hasIssuer
        ? message('The issuer above that, {issuer}, is not in this workspace.', { issuer })
        : message('Its issuer, {issuer}, is not in this workspace.', { issuer });
    case 'not-verifiable':
      return message(
        'Whether {issuer} in this workspace signed it is not known: {algorithm} cannot be verified here.',
        {
          issuer,
          algorithm: writing.text(last.signatureAlgorithm.name),
        },
      );
    case 'not-searched':
      return message(
        'Whether {issuer} in this workspace signed it is not known: so many CAs have that name that not all of their keys were tried.',
        { issuer },
      );
    case 'too-long':
      return message('The chain has more than ten certificates and was followed no further.');
  }
}

/** The common name where there is one, else the whole name. */
export function nameOf(name: Name): string {
  return visible(attribute(name, 'CN') ?? formatName(name));
}
