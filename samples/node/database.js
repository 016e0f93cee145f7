// Opens the database's TLS connection.
import fs from 'node:fs';
import tls from 'node:tls';

export function connect() {
  return tls.connect({
    host: '10.0.0.7',
    port: 5433,
    ca: fs.readFileSync('certs/ca.pem'),
    checkServerIdentity: () => undefined,
  });
}
