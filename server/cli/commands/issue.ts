import { message } from '../../core/base/message.ts';
import { nearest } from '../arguments.ts';
import { type CliCommand, fail } from '../io.ts';
import { issueCertificate } from '../issue/issue-certificate.ts';

const kinds = ['ca', 'client', 'server'] as const;

export const command: CliCommand = {
  name: 'issue',
  summary: message('Make a CA, or a certificate for a client or a server, with its key'),
  usage: message(`Usage: tlsense issue ca --cn NAME --out DIR [OPTIONS]
       tlsense issue client --ca FILE --ca-key FILE --cn NAME --out DIR [OPTIONS]
       tlsense issue server --ca FILE --ca-key FILE --cn NAME --out DIR [OPTIONS]

Makes a key and a certificate. DIR gets two files: ca.key and ca.pem, or two that are called after NAME. Keys are
PKCS#8 and readable for their owner alone. Nothing that is there is replaced.

  --cn NAME                  Common name: who the certificate is for
  --ca FILE --ca-key FILE    The CA that issues it, and its private key
  --ca-passphrase-file FILE  The first line opens the CA's private key
  --dns NAME, --email ADDRESS, --uri URI
                             More names of a client; each may be given several times
  --dns NAME, --ip ADDRESS   Names of a server; without any it is for its common name
  --days N                   Days of validity (ca 3650, client 90, server 397), never longer than the CA
  --key p256|p384|rsa2048|rsa3072|rsa4096|ed25519
                             Kind of key (p256)
  --passphrase-file FILE     Encrypt the new private key with the first line
  --out DIR                  Where to write; made where it is missing
  --force                    Replace files that are there
  --at TIME                  Issue as of this time: 2026-12-01 or 2026-12-01T08:30:00Z

Examples:
  tlsense issue ca --cn "Example CA" --out certs
  tlsense issue server --ca certs/ca.pem --ca-key certs/ca.key --cn localhost --ip 127.0.0.1 --out certs
  tlsense issue client --ca certs/ca.pem --ca-key certs/ca.key --cn ada --email ada@example.com --out certs

Exit code: 0 written, 2 a wrong call, or nothing could be written.`),
  async run(words, io) {
    const [word, ...rest] = words;
    const kind = kinds.find((one) => one === word);
    if (kind) return issueCertificate(kind, rest, io);
    const near = word === undefined ? undefined : nearest(word, kinds);
    return fail(io, {
      error:
        word === undefined
          ? message('issue what? A ca, a client or a server')
          : message('“{word}” cannot be issued', { word }),
      hint: near
        ? message('Did you mean {name}?', { name: near })
        : message('`{call}` shows what is needed.', { call: 'tlsense issue --help' }),
    });
  },
};
