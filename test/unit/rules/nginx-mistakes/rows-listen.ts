import { newer, type Rows, server } from './row.ts';

/** Sockets, certificates and keys. */
export const rows: Rows = [
  [
    1,
    {
      mistake: '`ssl on;`',
      text: 'server {\n    listen 443;\n    ssl on;\n    server_name a.example;\n}\n',
      at: 'ssl on;',
      rule: 'nginx/no-removed-directive',
    },
  ],
  [
    2,
    {
      mistake: '`listen 443;` without `ssl`',
      text: 'server {\n    listen 443;\n    server_name a.example;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
      at: 'listen 443;',
      rule: 'nginx/listen-without-ssl',
    },
  ],
  [
    3,
    {
      mistake: '`listen 443 ssl http2`',
      text: 'server {\n    listen 443 ssl http2;\n    server_name a.example;\n}\n',
      at: 'listen',
      rule: 'nginx/listen-http2-deprecated',
      refused: newer,
    },
  ],
  [
    4,
    {
      mistake: '`http2 on;` for nginx before 1.25.1',
      text: server('http2 on;', 'server_name a.example;'),
      at: 'http2 on',
      rule: 'nginx/newer-directive',
      settings: { nginxVersion: '1.22.1' },
    },
  ],
  [
    5,
    {
      mistake: '`listen 80 http2` without `ssl`',
      text: 'server {\n    listen 80 http2;\n    server_name a.example;\n    root /srv/www;\n}\n',
      at: 'listen',
      rule: 'nginx/http2-without-tls',
      settings: { nginxVersion: '1.22.1' },
      right: 'server {\n    listen 80;\n    server_name a.example;\n    root /srv/www;\n}\n',
    },
  ],
  [
    6,
    {
      mistake: 'no certificate where `ssl` is listened with',
      text: 'http {\n    server {\n        listen 443 ssl;\n        server_name a.example;\n    }\n}\n',
      at: 'server {',
      rule: 'nginx/missing-certificate',
      right:
        'http {\n    server {\n        listen 443 ssl;\n        server_name a.example;\n        ssl_certificate certs/server.pem;\n        ssl_certificate_key certs/server.key;\n    }\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
  ],
  [
    6,
    {
      mistake: 'a certificate without its key',
      text: 'http {\n    server {\n        listen 443 ssl;\n        ssl_certificate certs/server.pem;\n    }\n}\n',
      at: 'server {',
      rule: 'nginx/missing-certificate',
      right:
        'http {\n    server {\n        listen 443 ssl;\n        ssl_certificate certs/server.pem;\n        ssl_certificate_key certs/server.key;\n    }\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
  ],
  [
    7,
    {
      mistake: 'an EC certificate with an RSA key',
      text: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/rsa.key;'),
      files: { 'certs/server.pem': 'server', 'certs/rsa.key': 'rsa-key', 'certs/server.key': 'server-key' },
      at: 'certs/rsa.key',
      rule: 'reference/key-type-mismatch',
    },
  ],
  [
    8,
    {
      mistake: 'the key of another certificate',
      text: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/other.key;'),
      files: { 'certs/server.pem': 'server', 'certs/other.key': 'other-key', 'certs/server.key': 'server-key' },
      at: 'certs/other.key',
      rule: 'reference/key-mismatch',
    },
  ],
  [
    9,
    {
      mistake: 'the intermediate before the certificate itself',
      text: server('ssl_certificate certs/chain.pem;', 'ssl_certificate_key certs/issued.key;'),
      files: { 'certs/chain.pem': 'intermediate+issued', 'certs/issued.key': 'issued-key', 'ca.pem': 'ca' },
      at: 'certs/chain.pem',
      rule: 'reference/chain-order',
      right: server('ssl_certificate certs/chain.pem;', 'ssl_certificate_key certs/issued.key;'),
      rightFiles: { 'certs/chain.pem': 'issued+intermediate', 'certs/issued.key': 'issued-key', 'ca.pem': 'ca' },
    },
  ],
  [
    10,
    {
      mistake: 'the certificate without its intermediate',
      text: server('ssl_certificate certs/issued.pem;', 'ssl_certificate_key certs/issued.key;'),
      files: {
        'certs/issued.pem': 'issued',
        'certs/issued.key': 'issued-key',
        'certs/intermediate.pem': 'intermediate',
        'ca.pem': 'ca',
      },
      at: 'certs/issued.pem',
      rule: 'reference/chain-incomplete',
      right: server('ssl_certificate certs/issued.pem;', 'ssl_certificate_key certs/issued.key;'),
      rightFiles: { 'certs/issued.pem': 'issued+intermediate', 'certs/issued.key': 'issued-key', 'ca.pem': 'ca' },
    },
  ],
  [
    11,
    {
      mistake: 'the root in the chain',
      text: server('ssl_certificate certs/chain.pem;', 'ssl_certificate_key certs/issued.key;'),
      files: { 'certs/chain.pem': 'issued+intermediate+ca', 'certs/issued.key': 'issued-key' },
      at: 'certs/chain.pem',
      rule: 'reference/chain-has-root',
      right: server('ssl_certificate certs/chain.pem;', 'ssl_certificate_key certs/issued.key;'),
      rightFiles: { 'certs/chain.pem': 'issued+intermediate', 'certs/issued.key': 'issued-key', 'ca.pem': 'ca' },
    },
  ],
  [
    12,
    {
      mistake: 'certificates in the chain that have nothing to do with it',
      text: server('ssl_certificate certs/chain.pem;', 'ssl_certificate_key certs/issued.key;'),
      files: { 'certs/chain.pem': 'issued+intermediate+server', 'certs/issued.key': 'issued-key', 'ca.pem': 'ca' },
      at: 'certs/chain.pem',
      rule: 'reference/chain-has-unrelated',
      right: server('ssl_certificate certs/chain.pem;', 'ssl_certificate_key certs/issued.key;'),
      rightFiles: { 'certs/chain.pem': 'issued+intermediate', 'certs/issued.key': 'issued-key', 'ca.pem': 'ca' },
    },
  ],
  [
    13,
    {
      mistake: 'an expired certificate',
      text: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      files: { 'certs/server.pem': 'expired', 'certs/server.key': 'expired-key', 'ca.pem': 'ca' },
      at: 'certs/server.pem',
      rule: 'reference/certificate-expired',
      right: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      rightFiles: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key', 'ca.pem': 'ca' },
    },
  ],
  [
    13,
    {
      mistake: 'a certificate that is not valid yet',
      text: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      files: { 'certs/server.pem': 'early', 'certs/server.key': 'early-key', 'ca.pem': 'ca' },
      at: 'certs/server.pem',
      rule: 'reference/not-yet-valid',
      right: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      rightFiles: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key', 'ca.pem': 'ca' },
    },
  ],
  [
    14,
    {
      mistake: 'a certificate without subjectAltName',
      text: server(
        'server_name a.example;',
        'ssl_certificate certs/server.pem;',
        'ssl_certificate_key certs/server.key;',
      ),
      files: { 'certs/server.pem': 'no-san', 'certs/server.key': 'no-san-key', 'ca.pem': 'ca' },
      at: 'certs/server.pem',
      rule: 'reference/name-not-covered',
      right: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      rightFiles: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key', 'ca.pem': 'ca' },
    },
  ],
  [
    15,
    {
      mistake: 'a certificate for clients',
      text: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      files: { 'certs/server.pem': 'client', 'certs/server.key': 'client-key', 'ca.pem': 'ca' },
      at: 'certs/server.pem',
      rule: 'reference/purpose-mismatch',
      right: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      rightFiles: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key', 'ca.pem': 'ca' },
    },
  ],
  [
    15,
    {
      mistake: 'the certificate of a CA',
      text: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      files: { 'certs/server.pem': 'intermediate', 'certs/server.key': 'intermediate-key', 'ca.pem': 'ca' },
      at: 'certs/server.pem',
      rule: 'reference/purpose-mismatch',
      right: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      rightFiles: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key', 'ca.pem': 'ca' },
    },
  ],
  [
    16,
    {
      mistake: 'an RSA key of 1024 bits',
      text: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      files: { 'certs/server.pem': 'rsa-1024', 'certs/server.key': 'rsa-1024-key', 'ca.pem': 'ca' },
      at: 'certs/server.pem',
      rule: 'reference/weak-certificate',
      right: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      rightFiles: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key', 'ca.pem': 'ca' },
    },
  ],
  [
    17,
    {
      mistake: 'a certificate signed with SHA-1',
      text: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      files: { 'certs/server.pem': 'sha1', 'certs/server.key': 'sha1-key', 'ca.pem': 'ca' },
      at: 'certs/server.pem',
      rule: 'reference/weak-certificate',
      right: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      rightFiles: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key', 'ca.pem': 'ca' },
    },
  ],
  [
    18,
    {
      mistake: 'two certificates with the same type of key',
      text: server(
        'ssl_certificate certs/server.pem;',
        'ssl_certificate_key certs/server.key;',
        'ssl_certificate certs/second.pem;',
        'ssl_certificate_key certs/second.key;',
      ),
      files: {
        'certs/server.pem': 'server',
        'certs/server.key': 'server-key',
        'certs/second.pem': 'other',
        'certs/second.key': 'other-key',
        'ca.pem': 'ca',
      },
      at: 'certs/server.pem',
      rule: 'reference/duplicate-key-type',
      right: server(
        'ssl_certificate certs/server.pem;',
        'ssl_certificate_key certs/server.key;',
        'ssl_certificate certs/rsa.pem;',
        'ssl_certificate_key certs/rsa.key;',
      ),
      rightFiles: {
        'certs/server.pem': 'server',
        'certs/server.key': 'server-key',
        'certs/rsa.pem': 'rsa',
        'certs/rsa.key': 'rsa-key',
        'ca.pem': 'ca',
      },
    },
  ],
  [
    19,
    {
      mistake: 'certificate and key swapped',
      text: server('ssl_certificate certs/server.key;', 'ssl_certificate_key certs/server.key;'),
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key', 'ca.pem': 'ca' },
      at: 'ssl_certificate certs/server.key',
      rule: 'reference/not-what-it-should-be',
    },
  ],
  [
    19,
    {
      mistake: 'a request in place of the certificate',
      text: server('ssl_certificate certs/server.csr;', 'ssl_certificate_key certs/server.key;'),
      files: { 'certs/server.csr': 'request', 'certs/server.key': 'server-key' },
      at: 'ssl_certificate certs/server.csr',
      rule: 'reference/not-what-it-should-be',
      right: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      rightFiles: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key', 'ca.pem': 'ca' },
    },
  ],
  [
    20,
    {
      mistake: 'PEM blocks without a line end between them',
      text: server('ssl_certificate certs/chain.pem;', 'ssl_certificate_key certs/issued.key;'),
      files: { 'certs/chain.pem': 'glued-chain', 'certs/issued.key': 'issued-key', 'ca.pem': 'ca' },
      at: 'certs/chain.pem',
      rule: 'reference/malformed-file',
      right: server('ssl_certificate certs/chain.pem;', 'ssl_certificate_key certs/issued.key;'),
      rightFiles: { 'certs/chain.pem': 'issued+intermediate', 'certs/issued.key': 'issued-key', 'ca.pem': 'ca' },
    },
  ],
  [
    21,
    {
      mistake: 'an encrypted key without `ssl_password_file`',
      text: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'encrypted-server-key' },
      at: 'certs/server.key',
      rule: 'nginx/encrypted-key-without-password-file',
      right: server(
        'ssl_password_file certs/passwords;',
        'ssl_certificate certs/server.pem;',
        'ssl_certificate_key certs/server.key;',
      ),
      rightFiles: {
        'certs/server.pem': 'server',
        'certs/server.key': 'encrypted-server-key',
        'certs/passwords': 'password',
      },
      notRun: 'nginx asks the terminal for the passphrase',
    },
  ],
];
