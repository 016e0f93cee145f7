import { message } from '../../core/base/message.ts';
import type { CliCommand } from '../io.ts';

export const command: CliCommand = {
  name: 'handshake',
  summary: message('Test the TLS handshake of a server'),
  usage: message(`Usage: tlsense handshake HOST:PORT [OPTIONS]

Connects to the server, one handshake after the other, and sends nothing after it. Says what the server presents and
whether it is trusted, which protocol, cipher suite and group come out, whether it asks for a client certificate and of
which CAs, and what becomes of a client without a certificate, with one of another CA, and with yours.

  --name NAME             The name to ask for (SNI) and to find in the certificate, where it is not HOST
  --trust FILE…           Trusted CA certificates; without any: Mozilla's roots as Node.js brings them
  --cert FILE --key FILE  Your client certificate, with its intermediates, and its private key
  --passphrase-file FILE  The first line opens the private key
  --save FILE             Keep the chain that the server sent, as PEM
  --force                 Replace FILE
  --timeout SECONDS       For each handshake (10)
  --at TIME               Judge as of this time: 2026-12-01 or 2026-12-01T08:30:00Z
  --format text|json      How the answer is written (text)

Exit code: 0 the chain is trusted and your client is let in, 1 not, 2 no handshake, or a wrong call.`),
  async run(words, io) {
    const { handshake } = await import('../handshake/handshake.ts');
    return handshake(words, io);
  },
};
