import { message } from '../../core/base/message.ts';
import { nearest } from '../arguments.ts';
import { type CliCommand, exitCode, fail } from '../io.ts';
import { readCall } from '../issue/call.ts';
import { issueTasks } from '../issue/tasks.ts';

export const command: CliCommand = {
  name: 'issue',
  summary: message('Make, sign, renew and revoke certificates; export and convert keys'),
  usage: message(`Usage: tlsense issue ca --cn NAME --out DIR [OPTIONS]
       tlsense issue client|server|email --ca FILE --ca-key FILE --cn NAME --out DIR [OPTIONS]
       tlsense issue csr --cn NAME --out DIR [OPTIONS]
       tlsense issue sign CSR --as PROFILE --ca FILE --ca-key FILE --out DIR [OPTIONS]
       tlsense issue renew CERTIFICATE --ca FILE --ca-key FILE [OPTIONS]
       tlsense issue revoke CERTIFICATE --ca FILE --ca-key FILE [OPTIONS]
       tlsense issue crl --ca FILE --ca-key FILE [OPTIONS]
       tlsense issue p12 --cert FILE --key-file FILE --out FILE [OPTIONS]
       tlsense issue convert FILE --to FORMAT --out FILE [OPTIONS]
       tlsense issue passphrase KEY [OPTIONS]

ca makes a CA, which signs itself, or an intermediate one with --ca. client, server and email make a key and a
certificate. DIR gets two files: ca.key and ca.pem, or two that are called after NAME. csr makes a key and a request,
sign a certificate for a request: of that its key and the names that fit. renew makes the same certificate for a new
period. revoke notes beside the CA what is revoked, and makes its revocation list again, as crl does.

Keys are PKCS#8 and readable for their owner alone. Nothing that is there is replaced, but for the revocation list.
What a CA issues is recorded beside it: ca.pem has ca.index.txt (in the format of openssl ca) and ca.crl.

  --cn NAME                  Common name: who the certificate is for
  --ca FILE --ca-key FILE    The CA that issues it, and its private key
  --dns NAME, --email ADDRESS, --uri URI
                             More names of a client; each may be given several times
  --dns NAME, --ip ADDRESS   Names of a server; without any it is for its common name
  --days N                   Days of validity (ca 3650, below another 1825, client 90, server and email 397), never
                             longer than the CA; of a revocation list (30)
  --key p256|p384|rsa2048|rsa3072|rsa4096|ed25519|mldsa44|mldsa65|mldsa87
                             Kind of key (p256)
  --key-file FILE            The private key that is there: of a request, of a PKCS#12 file
  --path-len N               How many CAs may follow below a CA (0)
  --permit NAME, --exclude NAME
                             What a CA may issue for: example.com, 10.0.0.0/8, @example.com
  --as server|client|email|intermediate
                             What a request is for (server)
  --whole-subject            Take the whole subject of a request, not its common name alone
  --new-key                  Renew with a new key
  --serial HEX               Revoke what was recorded under this serial number
  --reason unspecified|keyCompromise|cACompromise|affiliationChanged|superseded|cessationOfOperation|certificateHold
                             Why it is revoked
  --cert FILE --chain FILE --name NAME
                             The certificate of a PKCS#12 file, those above it, and what stores show it as
  --compatible               A PKCS#12 file that old Windows, macOS and Java open (triple DES, SHA-1)
  --to pem|der|pkcs7|jwk     What to convert to
  --out DIR                  Where to write; made where it is missing
  --force                    Replace files that are there
  --git-ignore               Add the new private key to .gitignore where git does not ignore it
  --show-openssl             Write nothing: show the commands of openssl that do the same
  --at TIME                  Issue as of this time: 2026-12-01 or 2026-12-01T08:30:00Z

Passphrases come from the first line of a file, of stdin where FILE is -, or from the environment:
  --passphrase-file FILE, --passphrase-env VARIABLE
                             Encrypts the new private key, or the PKCS#12 file
  --key-passphrase-file FILE, --key-passphrase-env VARIABLE
                             Opens the private key that is read
  --ca-passphrase-file FILE, --ca-passphrase-env VARIABLE
                             Opens the CA's private key
  --password-file FILE, --password-env VARIABLE
                             Opens the key store that is converted
  --no-passphrase            Leave the private key without one

Examples:
  tlsense issue ca --cn "Example CA" --out certs
  tlsense issue server --ca certs/ca.pem --ca-key certs/ca.key --cn localhost --ip 127.0.0.1 --out certs
  tlsense issue client --ca certs/ca.pem --ca-key certs/ca.key --cn ada --email ada@example.com --out certs
  tlsense issue revoke certs/ada.pem --ca certs/ca.pem --ca-key certs/ca.key --reason keyCompromise

Exit code: 0 written, 2 a wrong call, or nothing could be written.`),
  async run(words, io) {
    const [word, ...rest] = words;
    const task = issueTasks.find(({ name }) => name === word);
    if (task) {
      const args = readCall(task, rest);
      if (!args.ok) return fail(io, args.error);
      const done = await task.run(args.value, io);
      if (!done.ok) return fail(io, done.error);
      for (const path of done.value.written) io.stdout(`${path}\n`);
      for (const line of done.value.said) io.stderr(`${line}\n`);
      return exitCode.clean;
    }
    const names = issueTasks.map(({ name }) => name);
    const near = word === undefined ? undefined : nearest(word, names);
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
