// The orders service. Run it from the folder above: node node/server.js
import fs from 'node:fs';
import https from 'node:https';

const server = https.createServer(
  {
    cert: fs.readFileSync('certs/server.pem'),
    key: fs.readFileSync('certs/server.key'),
    ca: fs.readFileSync('certs/ca.pem'),
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.1',
  },
  (request, response) => {
    const name = request.socket.getPeerCertificate().subject?.CN ?? 'nobody';
    response.end(`orders for ${name}\n`);
  },
);

server.listen(Number(process.env.PORT ?? 9443), '127.0.0.1', () => {
  console.log(`listening on ${server.address().port}`);
});
