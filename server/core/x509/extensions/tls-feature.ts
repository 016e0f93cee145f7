import { readSmallInteger } from '../../asn1/integer.ts';
import { type Message, message, verbatim } from '../../base/message.ts';
import { describeItems } from '../describe-items.ts';
import { defineExtension } from '../extension.ts';

/** TLS extension numbers that a certificate may require (RFC 7633, 4.2.3.1). */
const names: ReadonlyMap<number, string> = new Map([
  [5, 'status_request'],
  [17, 'status_request_v2'],
]);

const words: ReadonlyMap<string, Message> = new Map([
  ['status_request', message('the server staples an OCSP response (must-staple)')],
  ['status_request_v2', message('the server staples the OCSP responses of its chain')],
]);

/** RFC 7633: `status_request` is what is called must-staple. */
export const extension = defineExtension<readonly number[]>({
  oid: '1.3.6.1.5.5.7.1.24',
  name: 'tlsFeature',
  label: message('Required TLS features'),
  read(der) {
    const inner = der.enter('tlsFeature');
    const features: number[] = [];
    while (!inner.atEnd) features.push(readSmallInteger(inner, 'feature'));
    return features;
  },
  describe(features) {
    const described = features.map((feature) => names.get(feature) ?? String(feature));
    return {
      text: verbatim(described.join(', ')),
      json: described,
      children: describeItems(described, (name) => words.get(name)),
    };
  },
});
