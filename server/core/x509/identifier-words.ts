import { objectIdentifierName } from '../asn1/object-identifier-names.ts';
import { type Message, message, verbatim } from '../base/message.ts';

/** What identifiers mean, in plain words: purposes, access methods, policies, statements. */
const words: ReadonlyMap<string, Message> = new Map([
  // Purposes (RFC 5280, 4.2.1.12, and their owners)
  ['2.5.29.37.0', message('any purpose')],
  ['1.3.6.1.5.5.7.3.1', message('TLS server')],
  ['1.3.6.1.5.5.7.3.2', message('TLS client')],
  ['1.3.6.1.5.5.7.3.3', message('signs code')],
  ['1.3.6.1.5.5.7.3.4', message('signs and encrypts e-mail')],
  ['1.3.6.1.5.5.7.3.5', message('IPsec end system')],
  ['1.3.6.1.5.5.7.3.6', message('IPsec tunnel')],
  ['1.3.6.1.5.5.7.3.7', message('IPsec user')],
  ['1.3.6.1.5.5.7.3.8', message('issues time stamps')],
  ['1.3.6.1.5.5.7.3.9', message('answers whether certificates are revoked')],
  ['1.3.6.1.5.5.7.3.17', message('IPsec key exchange')],
  ['1.3.6.1.5.5.7.3.21', message('SSH client')],
  ['1.3.6.1.5.5.7.3.22', message('SSH server')],
  ['1.3.6.1.5.5.7.3.30', message('BGP router')],
  ['1.3.6.1.5.5.7.3.36', message('signs documents')],
  ['1.3.6.1.5.2.3.4', message('Kerberos client')],
  ['1.3.6.1.5.2.3.5', message('Kerberos key distribution centre')],
  ['1.3.6.1.4.1.311.2.1.21', message('signs code of a person')],
  ['1.3.6.1.4.1.311.2.1.22', message('signs code of a company')],
  ['1.3.6.1.4.1.311.10.3.1', message('signs trust lists')],
  ['1.3.6.1.4.1.311.10.3.3', message('server-gated cryptography, obsolete')],
  ['2.16.840.1.113730.4.1', message('server-gated cryptography, obsolete')],
  ['1.3.6.1.4.1.311.10.3.4', message('encrypts files')],
  ['1.3.6.1.4.1.311.10.3.4.1', message('recovers encrypted files')],
  ['1.3.6.1.4.1.311.10.3.12', message('signs documents')],
  ['1.3.6.1.4.1.311.20.2.1', message('asks for certificates of others')],
  ['1.3.6.1.4.1.311.20.2.2', message('logs on with a smart card')],
  ['1.3.6.1.4.1.311.21.6', message('recovers archived keys')],
  ['1.3.6.1.4.1.311.54.1.2', message('Remote Desktop server')],
  ['1.3.6.1.5.5.7.3.31', message('shows a brand’s logo in e-mail')],
  // Access methods (RFC 5280, 4.2.2)
  ['1.3.6.1.5.5.7.48.1', message('tells whether it is revoked')],
  ['1.3.6.1.5.5.7.48.2', message('the issuer’s certificate')],
  ['1.3.6.1.5.5.7.48.3', message('issues time stamps')],
  ['1.3.6.1.5.5.7.48.5', message('what this CA issued')],
  // Policies (RFC 5280; CA/Browser Forum BR, 7.1.6.1; ETSI EN 319 411-1 and -2)
  ['2.5.29.32.0', message('any policy')],
  ['2.23.140.1.1', message('extended validation: the organisation was checked thoroughly')],
  ['2.23.140.1.2.1', message('domain validated: control of the names was checked')],
  ['2.23.140.1.2.2', message('organisation validated')],
  ['2.23.140.1.2.3', message('individual validated')],
  ['2.23.140.1.3', message('code signing, extended validation')],
  ['2.23.140.1.4.1', message('code signing')],
  ['2.23.140.1.4.2', message('time stamping')],
  ['1.3.6.1.4.1.44947.1.1.1', message('domain validated: control of the names was checked')],
  ['0.4.0.2042.1.6', message('domain validated: control of the names was checked')],
  ['0.4.0.2042.1.7', message('organisation validated')],
  ['0.4.0.2042.1.4', message('extended validation: the organisation was checked thoroughly')],
  ['0.4.0.194112.1.0', message('EU qualified, of a person')],
  ['0.4.0.194112.1.1', message('EU qualified, of an organisation')],
  ['0.4.0.194112.1.2', message('EU qualified, of a person, key in a secure device')],
  ['0.4.0.194112.1.3', message('EU qualified, of an organisation, key in a secure device')],
  ['0.4.0.194112.1.4', message('EU qualified, of a website')],
  // Statements (ETSI EN 319 412-5)
  ['0.4.0.1862.1.1', message('EU qualified certificate')],
  ['0.4.0.1862.1.2', message('limit of transactions')],
  ['0.4.0.1862.1.3', message('records are kept for')],
  ['0.4.0.1862.1.4', message('key in a secure device')],
  ['0.4.0.1862.1.5', message('disclosure statements')],
  ['0.4.0.1862.1.6', message('kind of certificate')],
  ['0.4.0.1862.1.6.1', message('electronic signatures')],
  ['0.4.0.1862.1.6.2', message('electronic seals')],
  ['0.4.0.1862.1.6.3', message('website authentication')],
  ['0.4.0.1862.1.7', message('legislation of')],
  ['0.4.0.19495.2', message('payment services')],
]);

/** `TLS server`; undefined where nobody has put it into words. */
export function identifierWords(oid: string): Message | undefined {
  return words.get(oid);
}

/** `TLS server (serverAuth, 1.3.6.1.5.5.7.3.1)`: plain words, the standard's name and the identifier, as far as there are. */
export function identifierText(oid: string): Message {
  const name = objectIdentifierName(oid);
  const known = name === oid ? oid : `${name}, ${oid}`;
  const plain = words.get(oid);
  if (plain) return message('{words} ({name})', { words: plain, name: known });
  return verbatim(name === oid ? oid : `${name} (${oid})`);
}
