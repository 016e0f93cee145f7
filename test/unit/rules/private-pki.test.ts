import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encode } from '../../../server/core/asn1/encode.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { fixtureTime } from '../../support/fixtures.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  extKeyUsage,
  keyUsage,
  name,
  type OddCertificate,
  type OddExtension,
  oddCertificate,
  oddList,
  oddRequest,
  sequence,
  serverAuth,
  signerKey,
  spki,
  subjectAltName,
  subjectKeyIdentifier,
  utf8,
} from '../../support/odd-certificates.ts';

// What the usual tools of private CAs make when they are told nothing more is no mistake: nobody is alarmed by it.

const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);
const rsa = spki(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey);
const clientAuth = '1.3.6.1.5.5.7.3.2';
const both = extKeyUsage('1.3.6.1.5.5.7.3.1', clientAuth);
const notCritical = (extension: OddExtension): OddExtension => ({ ...extension, critical: false });
const names = subjectAltName(['db.internal']);
const signer = subjectKeyIdentifier(signerKey);

interface Tool {
  /** What it does that real programs refuse, as the test of strict clients shows. */
  readonly refused?: readonly string[];
  readonly ca: readonly OddExtension[];
  readonly leaves: Readonly<Record<string, Partial<OddCertificate> & Pick<OddCertificate, 'extensions'>>>;
  readonly lists?: readonly string[];
  readonly requests?: readonly string[];
}

/** By what their sources write, and what files of theirs show. */
const tools: Readonly<Record<string, Tool>> = {
  'step-ca': {
    ca: [keyUsage(5, 6), basicConstraints(true, 1), signer],
    leaves: {
      'of a day': {
        from: day(-0.5),
        to: day(0.5),
        extensions: [
          keyUsage(0),
          both,
          subjectKeyIdentifier(),
          authorityKeyIdentifier(),
          names,
          // The provisioner that let it be issued.
          {
            oid: '1.3.6.1.4.1.37476.9000.64.1',
            value: sequence(encode(2, Uint8Array.of(1)), utf8('admin@example.org')),
          },
        ],
      },
    },
    lists: [
      oddList({
        thisUpdate: day(-0.1),
        nextUpdate: day(0.9),
        extensions: [
          authorityKeyIdentifier(),
          { oid: '2.5.29.20', value: encode(2, Uint8Array.of(7)) },
          {
            oid: '2.5.29.28',
            critical: true,
            value: sequence(encode(0xa0, encode(0xa0, encode(0x86, new TextEncoder().encode('http://ca/1.0/crl'))))),
          },
        ],
        entries: [{ serial: 7, date: day(-2) }],
      }),
    ],
    requests: [oddRequest(name('db.internal'), [names])],
  },
  cfssl: {
    ca: [keyUsage(5, 6), basicConstraints(true), signer],
    leaves: {
      'for RSA': { subjectPublicKeyInfo: rsa, ...cfsslLeaf() },
      'for P-256': cfsslLeaf(),
    },
    requests: [oddRequest(name('db.internal'), [names])],
  },
  mkcert: {
    ca: [keyUsage(5), basicConstraints(true, 0), signer],
    leaves: {
      'for 27 months': {
        subjectPublicKeyInfo: rsa,
        to: day(820),
        subject: name('me@laptop (Me)'),
        extensions: [
          keyUsage(0, 2),
          serverAuth,
          authorityKeyIdentifier(),
          subjectAltName(['db.internal', 'localhost', [127, 0, 0, 1]]),
        ],
      },
    },
  },
  'easy-rsa': {
    // Python 3.13 and OpenSSL -x509_strict.
    refused: ['certificate/basic-constraints-not-critical (warning)'],
    ca: [notCritical(basicConstraints(true)), signer, authorityKeyIdentifier(), notCritical(keyUsage(5, 6))],
    leaves: {
      server: {
        subjectPublicKeyInfo: rsa,
        to: day(824),
        subject: name('db.internal'),
        extensions: [
          notCritical(basicConstraints(false)),
          subjectKeyIdentifier(),
          authorityKeyIdentifier(),
          serverAuth,
          notCritical(keyUsage(0, 2)),
          names,
        ],
      },
      client: {
        subjectPublicKeyInfo: rsa,
        to: day(824),
        subject: name('laptop'),
        extensions: [
          notCritical(basicConstraints(false)),
          subjectKeyIdentifier(),
          authorityKeyIdentifier(),
          extKeyUsage(clientAuth),
          notCritical(keyUsage(0)),
        ],
      },
    },
    lists: [oddList({ thisUpdate: day(-1), nextUpdate: day(179), extensions: [authorityKeyIdentifier()] })],
    requests: [oddRequest(name('db.internal'), [names]), oddRequest(name('laptop'), [])],
  },
  'cert-manager': {
    ca: [keyUsage(0, 2, 5), basicConstraints(true), signer],
    leaves: {
      'for RSA, without a subject': {
        subjectPublicKeyInfo: rsa,
        to: day(89),
        subject: name(),
        extensions: [
          keyUsage(0, 2),
          basicConstraints(false),
          authorityKeyIdentifier(),
          subjectAltName(['db.internal'], true),
        ],
      },
    },
    requests: [oddRequest(name(), [subjectAltName(['db.internal'], true), keyUsage(0, 2), basicConstraints(false)])],
  },
  kubeadm: {
    ca: [keyUsage(0, 2, 5), basicConstraints(true), signer, subjectAltName(['kubernetes'])],
    leaves: {
      'kube-apiserver': {
        subjectPublicKeyInfo: rsa,
        to: day(364),
        subject: name('kube-apiserver'),
        extensions: [
          keyUsage(0, 2),
          serverAuth,
          basicConstraints(false),
          authorityKeyIdentifier(),
          subjectAltName(['kubernetes', 'kubernetes.default.svc', 'node-1', [10, 96, 0, 1]]),
        ],
      },
    },
  },
};

function cfsslLeaf(): Pick<OddCertificate, 'extensions' | 'to'> {
  return {
    to: day(364),
    extensions: [
      keyUsage(0, 2),
      both,
      basicConstraints(false),
      subjectKeyIdentifier(),
      authorityKeyIdentifier(),
      names,
    ],
  };
}

/** What alarms: what is information tells, and nothing more. */
async function alarms(
  text: string,
  files: Readonly<Record<string, string>> = {},
  now = fixtureTime,
): Promise<readonly string[]> {
  const { findings } = await analyseText('pem', text, files, {}, 'subject.pem', { now });
  return findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, severity }) => `${rule} (${severity})`);
}

describe.each(Object.entries(tools))('%s', (_, { ca, leaves, lists = [], requests = [], refused = [] }) => {
  const authority = oddCertificate({
    serial: [0x11, 2, 3, 4, 5, 6, 7, 8, 9],
    subject: name('Example CA'),
    subjectPublicKeyInfo: signerKey,
    from: day(-30),
    to: day(3600),
    extensions: ca,
  });

  test('its CA', async () => {
    expect(await alarms(authority)).toEqual(refused);
  });

  test.each(Object.entries(leaves))('a certificate %s', async (_, fields) => {
    const leaf = oddCertificate({ from: day(-1), to: day(200), subject: name('db.internal'), ...fields });
    expect(await alarms(leaf, { 'ca.pem': authority })).toEqual([]);
    expect(await alarms(leaf + authority)).toEqual(refused);
  });

  test.each(lists.map((list, i) => [i, list] as const))('list %i', async (_, list) => {
    expect(await alarms(list, { 'ca.pem': authority })).toEqual([]);
  });

  test.each(requests.map((request, i) => [i, request] as const))('request %i', async (_, request) => {
    expect(await alarms(request)).toEqual([]);
  });
});

describe('openssl', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tlsense-pki-'));
    writeFileSync(join(folder, 'san.ext'), 'subjectAltName=DNS:db.internal\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const openssl = (...args: readonly string[]): string => {
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    return readFileSync(join(folder, args.at(-1) ?? ''), 'utf8');
  };
  /** But for what real programs refuse: Python 3.13 a CA without keyUsage, Firefox and rustls a CA as a server. */
  const others = async (text: string): Promise<readonly string[]> => {
    const refused = ['certificate/ca-without-key-usage (warning)', 'certificate/ca-as-server (warning)'];
    return (await alarms(text, {}, new Date())).filter((alarm) => !refused.includes(alarm));
  };
  const key = (out: string): readonly string[] => ['-newkey', 'rsa:2048', '-nodes', '-keyout', out];
  const subject = (cn: string): readonly string[] => ['-subj', `/CN=${cn}`];

  test('req -x509, signed by itself: with names and without', async () => {
    const args = ['req', '-x509', ...key('self.key'), '-days', '365', ...subject('localhost')];
    expect(await others(openssl(...args, '-addext', 'subjectAltName=DNS:localhost', '-out', 'self.pem'))).toEqual([]);
    expect(await others(openssl(...args, '-out', 'bare.pem'))).toEqual([]);
  });

  test('req and x509 -req', async () => {
    const ca = openssl('req', '-x509', ...key('ca.key'), '-days', '3650', ...subject('My CA'), '-out', 'ca.pem');
    const request = openssl(
      'req',
      '-new',
      ...key('db.key'),
      ...subject('db.internal'),
      '-addext',
      'subjectAltName=DNS:db.internal',
      '-out',
      'db.csr',
    );
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '365', '-extfile', 'san.ext'];
    const leaf = openssl('x509', '-req', '-in', 'db.csr', ...by, '-out', 'db.pem');
    expect(await others(ca)).toEqual([]);
    expect(await others(request)).toEqual([]);
    expect(await alarms(leaf, { 'ca.pem': ca }, new Date())).toEqual([]);
  });
});
