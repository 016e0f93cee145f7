import { expect, test } from 'vitest';
import { readIpAddress } from '../../../server/core/issue/ip-address.ts';
import { bareGeneralName, formatAddress, formatGeneralName } from '../../../server/core/x509/general-name.ts';

/** Examples of RFC 5952, sections 1 and 4, and addresses people use. */
test.each([
  ['10.0.0.7', '10.0.0.7'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:DB8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['10:0:0:20:30:40:50:60', '10::20:30:40:50:60'],
  ['FF02:0:0:0:0:0:0:0', 'ff02::'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['0:0:0:0:0:0:0:0', '::'],
])('%s is read as %s', (full, short) => {
  const octets = readIpAddress(full) ?? new Uint8Array();
  const name = { type: 'iPAddress', value: formatAddress(octets, false) ?? '', octets } as const;
  expect(bareGeneralName(name)).toBe(short);
  // For programs it stays as OpenSSL prints it, and the short form is the same address.
  expect(formatGeneralName(name)).toBe(`IP Address:${full}`);
  expect(readIpAddress(short)).toEqual(octets);
});
