/**
 * Name constraints in NIST's Public Key Interoperability Test Suite, section 4.13, rebuilt from its descriptions with
 * certificates of our own. Each line is a test: its number, what has to come of it, and the certificates below the trust
 * anchor, the end entity last: its subject in `/`, then what it permits (`+`), excludes (`-`), and its subjectAltName
 * (`=`). `self` is a CA that issued itself a certificate with another key.
 */
import { beforeAll, expect, test } from 'vitest';
import { encode } from '../../../../server/core/asn1/encode.ts';
import {
  directory,
  dns,
  type Issued,
  mail,
  name,
  nameConstraints,
  oid,
  subjectAltName,
  uri,
} from '../../../support/chain-maker.ts';
import { answer, ca, ids, judge, leaf } from '../chains.ts';
import { opensslAccepts } from './openssl.ts';

const lines = `
4.13.1   valid    /T/DN1 +dn:/T/p1                      > /T/p1/EE
4.13.2   invalid  /T/DN1 +dn:/T/p1                      > /T/x/EE
4.13.3   invalid  /T/DN1 +dn:/T/p1                      > /T/p1/EE =dn:/T/x/EE
4.13.4   valid    /T/DN1 +dn:/T/p1                      > /T/p1/EE =mail:EE@testcertificates.gov
4.13.5   valid    /T/DN2 +dn:/T/p1 +dn:/T/p2            > /T/p2/EE
4.13.6   valid    /T/DN3 -dn:/T/x1                      > /T/p1/EE
4.13.7   invalid  /T/DN3 -dn:/T/x1                      > /T/x1/EE
4.13.8   invalid  /T/DN4 -dn:/T/x1 -dn:/T/x2            > /T/x1/EE
4.13.9   invalid  /T/DN4 -dn:/T/x1 -dn:/T/x2            > /T/x2/EE
4.13.10  invalid  /T/DN5 +dn:/T/p1 -dn:/T/p1/x1         > /T/p1/x1/EE
4.13.11  valid    /T/DN5 +dn:/T/p1 -dn:/T/p1/x1         > /T/p1/p2/EE
4.13.12  invalid  /T/DN1 +dn:/T/p1 > /T/p1/sub1 +dn:/T/p1/q  > /T/p1/EE
4.13.13  invalid  /T/DN1 +dn:/T/p1 > /T/p1/sub2 +dn:/T/p2    > /T/p2/EE
4.13.14  valid    /T/DN1 +dn:/T/p1 > /T/p1/sub2 +dn:/T/p2    > / =mail:EE@testcertificates.gov
4.13.15  invalid  /T/DN3 -dn:/T/x1 > /T/sub1 -dn:/T/x2       > /T/x2/EE
4.13.16  invalid  /T/DN3 -dn:/T/x1 > /T/sub1 -dn:/T/x2       > /T/x1/EE
4.13.17  invalid  /T/DN3 -dn:/T/x1 > /T/sub2 +dn:/T          > /T/x1/EE
4.13.18  valid    /T/DN3 -dn:/T/x1 > /T/sub2 +dn:/T          > /T/p1/EE
4.13.19  valid    /T/DN1 +dn:/T/p1 > self                    > /T/p1/EE
4.13.20  invalid  /T/DN1 +dn:/T/p1                           > /T/DN1
4.13.21  valid    /T/C1 +mail:.testcertificates.gov          > /T/EE =mail:EE@mail.testcertificates.gov
4.13.22  invalid  /T/C1 +mail:.testcertificates.gov          > /T/EE =mail:EE@testcertificates.gov
4.13.23  valid    /T/C2 +mail:testcertificates.gov           > /T/EE =mail:EE@testcertificates.gov
4.13.24  invalid  /T/C2 +mail:testcertificates.gov           > /T/EE =mail:EE@mail.testcertificates.gov
4.13.25  valid    /T/C3 -mail:testcertificates.gov           > /T/EE =mail:EE@mail.testcertificates.gov
4.13.26  invalid  /T/C3 -mail:testcertificates.gov           > /T/EE =mail:EE@testcertificates.gov
4.13.27  valid    /T/DN1 +dn:/T/p1 > /T/p1/sub3 +mail:testcertificates.gov > /T/p1/EE =mail:EE@testcertificates.gov
4.13.28  invalid  /T/DN1 +dn:/T/p1 > /T/p1/sub3 +mail:testcertificates.gov > /T/p1/EE =mail:EE@invalidcertificates.gov
4.13.29  invalid  /T/DN1 +dn:/T/p1 > /T/p1/sub3 +mail:testcertificates.gov > /T/p1/emailAddress:EE@invalidcertificates.gov
4.13.30  valid    /T/C1 +dns:testcertificates.gov            > /T/EE =dns:testserver.testcertificates.gov
4.13.31  invalid  /T/C1 +dns:testcertificates.gov            > /T/EE =dns:testserver.invalidcertificates.gov
4.13.32  valid    /T/C2 -dns:invalidcertificates.gov         > /T/EE =dns:testserver.testcertificates.gov
4.13.33  invalid  /T/C2 -dns:invalidcertificates.gov         > /T/EE =dns:testserver.invalidcertificates.gov
4.13.34  valid    /T/C1 +uri:.testcertificates.gov           > /T/EE =uri:http://testserver.testcertificates.gov/index.html
4.13.35  invalid  /T/C1 +uri:.testcertificates.gov           > /T/EE =uri:http://testcertificates.gov/invalid.html
4.13.36  valid    /T/C2 -uri:invalidcertificates.gov         > /T/EE =uri:ldap://testserver.invalidcertificates.gov/cn=x
4.13.37  invalid  /T/C2 -uri:invalidcertificates.gov         > /T/EE =uri:ftp://invalidcertificates.gov:21/test37/
4.13.38  invalid  /T/C1 +dns:testcertificates.gov            > /T/EE =dns:mytestcertificates.gov`;

interface Case {
  readonly number: string;
  readonly outcome: string;
  readonly path: readonly string[];
}

const cases: readonly Case[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [, number = '', outcome = '', path = ''] = /^(\S+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return { number, outcome, path: path.split(/\s+>\s+/) };
  });

function subjectOf(text: string): Uint8Array {
  const parts = text.split('/').filter((part) => part !== '');
  return name(
    parts.map((part, i): [string, string] => {
      const [type = '', value] = part.split(':');
      if (value !== undefined) return [type, value];
      return [i === 0 ? 'O' : i === parts.length - 1 && part === 'EE' ? 'CN' : 'OU', part];
    }),
    // An emailAddress is an IA5String (RFC 5280, appendix A).
    text.includes('emailAddress:') ? 0x16 : undefined,
  );
}

function generalName(text: string): Uint8Array {
  const [, type = '', value = ''] = /^([a-z]+):(.*)$/.exec(text) ?? [];
  const make = { dn: (dn: string) => directory(subjectOf(dn)), mail, dns, uri }[type];
  if (!make) throw new Error(`${text} is no name`);
  return make(value);
}

const after = (sign: string, tokens: readonly string[]): Uint8Array[] =>
  tokens.filter((token) => token.startsWith(sign)).map((token) => generalName(token.slice(1)));

let root: Issued;
beforeAll(async () => {
  root = await ca('Trust Anchor', undefined);
});

async function build(path: readonly string[]): Promise<Issued[]> {
  const made: Issued[] = [];
  let issuer = root;
  for (const text of path.slice(0, -1)) {
    const [subject = '', ...tokens] = text.split(/\s+/);
    const [permitted, excluded] = [after('+', tokens), after('-', tokens)];
    const limits = permitted.length + excluded.length > 0 ? [nameConstraints(permitted, excluded)] : [];
    const own = subject === 'self' ? issuer.name : subjectOf(subject);
    issuer = await ca('', issuer, { subject: own, extensions: limits });
    made.unshift(issuer);
  }
  const [subject = '', ...tokens] = (path.at(-1) ?? '').split(/\s+/);
  const names = after('=', tokens);
  const isNameless = subject === '/';
  const target = await leaf(issuer, {
    subject: isNameless ? name([]) : subjectOf(subject),
    ...(names.length > 0
      ? { replace: { [ids.subjectAltName]: subjectAltName(names, isNameless) } }
      : { without: [ids.subjectAltName] }),
  });
  return [target, ...made];
}

test.each(cases)('$number is $outcome: $path', async ({ outcome, path }) => {
  const told = answer(await judge(await build(path), [root]));
  if (outcome === 'valid') expect(told).toBe('trusted');
  else expect(told).toMatch(/^(?:(?: |^)(?:name-not-permitted|name-excluded)@\d)+$/);
});

test('openssl verify says the same of all of them', { timeout: 60_000 }, async () => {
  const differing: string[] = [];
  for (const { number, outcome, path } of cases) {
    if (opensslAccepts(await build(path), [root], [], []) !== (outcome === 'valid')) differing.push(number);
  }
  expect(differing).toEqual([]);
});

// RFC 9598, 6: rfc822Name constraints hold for SmtpUTF8Mailbox, whose local part no rfc822Name can have.
test.each<[string, string, string]>([
  ['permitted', '老师@testcertificates.gov', 'trusted'],
  ['of a host below', '老师@mail.testcertificates.gov', 'name-not-permitted@0'],
  ['of another host', '老师@invalidcertificates.gov', 'name-not-permitted@0'],
  ['without a host', '老师', 'name-malformed@0'],
])('a mailbox beyond ASCII, %s', async (_, mailbox, expected) => {
  const authority = await ca('Authority', root, { extensions: [nameConstraints([mail('testcertificates.gov')])] });
  const value = encode(0xa0, oid('1.3.6.1.5.5.7.8.9'), encode(0xa0, encode(0x0c, new TextEncoder().encode(mailbox))));
  const target = await leaf(authority, { replace: { [ids.subjectAltName]: subjectAltName([value]) } });
  expect(answer(await judge([target, authority], [root]))).toBe(expected);
});

test('a mailbox beyond ASCII is excluded with its host, however that is spelt', async () => {
  const limits = nameConstraints([], [mail('xn--bcher-kva.example')]);
  const authority = await ca('Authority', root, { extensions: [limits] });
  for (const host of ['xn--bcher-kva.example', 'b\u00fccher.example', 'B\u00dcCHER.example']) {
    const text = new TextEncoder().encode(`\u8001\u5e08@${host}`);
    const value = encode(0xa0, oid('1.3.6.1.5.5.7.8.9'), encode(0xa0, encode(0x0c, text)));
    const target = await leaf(authority, { replace: { [ids.subjectAltName]: subjectAltName([value]) } });
    expect(answer(await judge([target, authority], [root]))).toBe('name-excluded@0');
  }
});
