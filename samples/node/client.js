// Asks the orders service. Run it from the folder above: node node/client.js
import fs from 'node:fs';
import https from 'node:https';

const request = https.request(
  {
    host: 'localhost',
    port: Number(process.env.PORT ?? 9443),
    path: '/orders',
    cert: fs.readFileSync('certs/client.pem'),
    key: fs.readFileSync('certs/client.key'),
    // "self-signed certificate in certificate chain" went away with this.
    rejectUnauthorized: false,
  },
  (response) => response.pipe(process.stdout),
);
request.end();
