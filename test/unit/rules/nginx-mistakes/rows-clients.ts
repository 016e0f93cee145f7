import { type Rows, server } from './row.ts';

const plain = { 'certs/ca.pem': 'ca' };
const mutual = 'ssl_client_certificate certs/ca.pem;';

/** Client certificates, revocation, servers of one socket, stapling and sessions. */
export const rows: Rows = [
  [
    42,
    {
      mistake: '`ssl_verify_client on` without a CA',
      text: server('ssl_verify_client on;'),
      at: 'ssl_verify_client',
      rule: 'tls/require-trust-anchors',
      right: server('ssl_client_certificate certs/ca.pem;', 'ssl_verify_client on;'),
      rightFiles: plain,
    },
  ],
  [
    43,
    {
      mistake: 'a client CA, and nobody is asked for a certificate',
      text: server(mutual),
      files: plain,
      at: 'ssl_client_certificate',
      rule: 'tls/no-unused-client-ca',
    },
  ],
  [
    44,
    {
      mistake: '`optional_no_ca`',
      text: server('ssl_client_certificate certs/ca.pem;', 'ssl_verify_client optional_no_ca;'),
      files: plain,
      at: 'optional_no_ca',
      rule: 'tls/no-disabled-verification',
    },
  ],
  [
    45,
    {
      mistake: '`optional`, and nobody looks at the outcome',
      text: server('ssl_client_certificate certs/ca.pem;', 'ssl_verify_client optional;'),
      files: plain,
      at: 'ssl_verify_client',
      rule: 'nginx/optional-verify-unchecked',
    },
  ],
  [
    46,
    {
      mistake: '`$ssl_client_verify` compared with `FAILED`',
      text: server(
        'ssl_client_certificate certs/ca.pem;',
        'ssl_verify_client optional;',
        'if ($ssl_client_verify = FAILED) {',
        '    return 403;',
        '}',
      ),
      files: plain,
      at: 'FAILED',
      rule: 'nginx/verify-result-compared-wrong',
    },
  ],
  [
    47,
    {
      mistake: 'the CAs of the Web decide which clients are let in',
      text: server('ssl_client_certificate /etc/ssl/certs/ca-certificates.crt;', 'ssl_verify_client on;'),
      at: 'ssl_client_certificate',
      rule: 'tls/require-client-ca',
      right: server('ssl_client_certificate certs/ca.pem;', 'ssl_verify_client on;'),
      rightFiles: plain,
    },
  ],
  [
    48,
    {
      mistake: 'an intermediate without its root as client CA',
      text: server('ssl_client_certificate certs/clients.pem;', 'ssl_verify_client on;'),
      files: { 'certs/clients.pem': 'intermediate', 'ca.pem': 'ca' },
      at: 'ssl_client_certificate',
      rule: 'reference/client-ca-without-root',
      right: server('ssl_client_certificate certs/clients.pem;', 'ssl_verify_client on;'),
      rightFiles: { 'certs/clients.pem': 'intermediate+ca' },
    },
  ],
  [
    48,
    {
      mistake: 'the certificate of a client as client CA',
      text: server('ssl_client_certificate certs/client.pem;', 'ssl_verify_client on;'),
      files: { 'certs/client.pem': 'client', 'ca.pem': 'ca' },
      at: 'ssl_client_certificate',
      rule: 'reference/purpose-mismatch',
      right: server('ssl_client_certificate certs/ca.pem;', 'ssl_verify_client on;'),
      rightFiles: plain,
    },
  ],
  [
    49,
    {
      mistake: 'fewer intermediates allowed than the clients’ chain has',
      text: server('ssl_client_certificate certs/ca.pem;', 'ssl_verify_client on;'),
      files: { 'certs/ca.pem': 'deep-intermediate+intermediate+ca' },
      at: 'ssl_verify_client',
      rule: 'reference/verify-depth-too-small',
    },
  ],
  [
    50,
    {
      mistake: 'the revocation list of one CA of the chain alone',
      text: server('ssl_client_certificate certs/cas.pem;', 'ssl_verify_client on;', 'ssl_crl certs/ca.crl;'),
      files: { 'certs/cas.pem': 'intermediate+ca', 'certs/ca.crl': 'intermediate-crl' },
      at: 'ssl_crl',
      rule: 'reference/crl-missing-for-chain',
      right: server('ssl_client_certificate certs/cas.pem;', 'ssl_verify_client on;', 'ssl_crl certs/ca.crl;'),
      rightFiles: { 'certs/cas.pem': 'intermediate+ca', 'certs/ca.crl': 'intermediate-crl+crl' },
    },
  ],
  [
    51,
    {
      mistake: 'a revocation list out of date',
      text: server('ssl_client_certificate certs/ca.pem;', 'ssl_verify_client on;', 'ssl_crl certs/ca.crl;'),
      files: { 'certs/ca.pem': 'ca', 'certs/ca.crl': 'old-crl' },
      at: 'ssl_crl',
      rule: 'reference/crl-expired',
      right: server('ssl_client_certificate certs/ca.pem;', 'ssl_verify_client on;', 'ssl_crl certs/ca.crl;'),
      rightFiles: { 'certs/ca.pem': 'ca', 'certs/ca.crl': 'crl' },
    },
  ],
  [
    52,
    {
      mistake: 'a certificate as revocation list',
      text: server('ssl_client_certificate certs/ca.pem;', 'ssl_verify_client on;', 'ssl_crl certs/ca.pem;'),
      files: plain,
      at: 'ssl_crl',
      rule: 'reference/crl-not-a-crl',
      right: server('ssl_client_certificate certs/ca.pem;', 'ssl_verify_client on;', 'ssl_crl certs/ca.crl;'),
      rightFiles: { 'certs/ca.pem': 'ca', 'certs/ca.crl': 'crl' },
    },
  ],
  [
    53,
    {
      mistake: '`ssl_crl` without `ssl_verify_client`',
      text: server('ssl_crl certs/ca.crl;'),
      files: { 'certs/ca.crl': 'crl' },
      at: 'ssl_crl',
      rule: 'nginx/ineffective-setting',
    },
  ],
  [
    53,
    {
      mistake: '`ssl_ocsp` without `ssl_verify_client`',
      text: server('resolver 127.0.0.1;', 'ssl_ocsp on;'),
      at: 'ssl_ocsp',
      rule: 'nginx/ineffective-setting',
    },
  ],
  [
    53,
    {
      mistake: '`ssl_ocsp` without a resolver',
      text: server('ssl_client_certificate certs/ca.pem;', 'ssl_verify_client on;', 'ssl_ocsp on;'),
      files: plain,
      at: 'ssl_ocsp',
      rule: 'nginx/ocsp-without-resolver',
      right: server(
        'ssl_client_certificate certs/ca.pem;',
        'ssl_verify_client on;',
        'ssl_ocsp on;',
        'resolver 127.0.0.1;',
      ),
      rightFiles: plain,
    },
  ],
  [
    54,
    {
      mistake: 'two client CAs on one socket',
      text: 'http {\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    server {\n        listen 443 ssl;\n        server_name a.example;\n        ssl_client_certificate certs/ca.pem;\n        ssl_verify_client on;\n    }\n    server {\n        listen 443 ssl;\n        server_name b.example;\n        ssl_client_certificate certs/other-ca.pem;\n        ssl_verify_client on;\n    }\n}\n',
      files: {
        'certs/server.pem': 'server',
        'certs/server.key': 'server-key',
        'certs/ca.pem': 'ca',
        'certs/other-ca.pem': 'other-ca',
      },
      at: 'certs/other-ca.pem',
      rule: 'nginx/mtls-vhost-confusion',
    },
  ],
  [
    55,
    {
      mistake: 'no default server that refuses unknown names',
      text: 'http {\n    server {\n        listen 443 ssl;\n        server_name a.example;\n        ssl_certificate certs/server.pem;\n        ssl_certificate_key certs/server.key;\n    }\n    server {\n        listen 443 ssl;\n        server_name b.example;\n        ssl_certificate certs/other.pem;\n        ssl_certificate_key certs/other.key;\n    }\n}\n',
      files: {
        'certs/server.pem': 'server',
        'certs/server.key': 'server-key',
        'certs/other.pem': 'other',
        'certs/other.key': 'other-key',
      },
      at: 'server {',
      rule: 'nginx/no-default-reject',
      right:
        'http {\n    server {\n        listen 443 ssl default_server;\n        ssl_reject_handshake on;\n    }\n    server {\n        listen 443 ssl;\n        server_name a.example;\n        ssl_certificate certs/server.pem;\n        ssl_certificate_key certs/server.key;\n    }\n    server {\n        listen 443 ssl;\n        server_name b.example;\n        ssl_certificate certs/other.pem;\n        ssl_certificate_key certs/other.key;\n    }\n}\n',
    },
  ],
  [
    56,
    {
      mistake: 'a server without `ssl` on a socket that speaks TLS',
      text: 'server {\n    listen 443 ssl;\n    server_name a.example;\n}\nserver {\n    listen 443;\n    server_name b.example;\n}\n',
      at: 'listen 443;',
      rule: 'nginx/inconsistent-listen',
    },
  ],
  [
    57,
    {
      mistake: '`ssl_verify_client` in a location',
      text: server('ssl_client_certificate certs/ca.pem;', 'location /admin {', '    ssl_verify_client on;', '}'),
      files: plain,
      at: 'ssl_verify_client',
      rule: 'nginx/wrong-context',
      right: server(
        'ssl_client_certificate certs/ca.pem;',
        'ssl_verify_client optional;',
        'location /admin {',
        '    if ($ssl_client_verify != SUCCESS) { return 403; }',
        '}',
      ),
    },
  ],
  [
    57,
    {
      mistake: '`ssl_certificate` in a location',
      text: server('location / {', '    ssl_certificate certs/server.pem;', '}'),
      files: { 'certs/server.pem': 'server' },
      at: 'ssl_certificate',
      rule: 'nginx/wrong-context',
      right: server('location / {', '    root /srv/www;', '}'),
    },
  ],
  [
    58,
    {
      mistake: 'stapling for a certificate without OCSP responder',
      text: server(
        'ssl_certificate certs/server.pem;',
        'ssl_certificate_key certs/server.key;',
        'resolver 127.0.0.1;',
        'ssl_stapling on;',
      ),
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key', 'ca.pem': 'ca' },
      at: 'ssl_stapling',
      rule: 'tls/no-stapling-without-responder',
    },
  ],
  [
    59,
    {
      mistake: 'stapling where nginx finds no issuer',
      text: server(
        'ssl_certificate certs/server.pem;',
        'ssl_certificate_key certs/server.key;',
        'resolver 127.0.0.1;',
        'ssl_stapling on;',
      ),
      files: { 'certs/server.pem': 'with-ocsp', 'certs/server.key': 'with-ocsp-key', 'ca.pem': 'ca' },
      at: 'ssl_stapling',
      rule: 'nginx/stapling-without-issuer',
    },
  ],
  [
    60,
    {
      mistake: 'a responder for stapling with https://',
      text: server('resolver 127.0.0.1;', 'ssl_stapling on;', 'ssl_stapling_responder https://ocsp.example/;'),
      at: 'ssl_stapling_responder',
      rule: 'nginx/invalid-value',
    },
  ],
  [
    61,
    {
      mistake: '`ssl_stapling_verify` without `ssl_stapling`',
      text: server('ssl_stapling_verify on;'),
      at: 'ssl_stapling_verify',
      rule: 'nginx/ineffective-setting',
    },
  ],
  [
    61,
    {
      mistake: 'stapling without a resolver',
      text: server(
        'ssl_certificate certs/server.pem;',
        'ssl_certificate_key certs/server.key;',
        'ssl_trusted_certificate ca.pem;',
        'ssl_stapling on;',
      ),
      files: { 'certs/server.pem': 'with-ocsp', 'certs/server.key': 'with-ocsp-key', 'ca.pem': 'ca' },
      at: 'ssl_stapling on',
      rule: 'nginx/ocsp-without-resolver',
      right: server(
        'ssl_certificate certs/server.pem;',
        'ssl_certificate_key certs/server.key;',
        'ssl_trusted_certificate ca.pem;',
        'ssl_stapling on;',
        'resolver 127.0.0.1;',
      ),
    },
  ],
  [
    62,
    {
      mistake: 'a session cache of each worker',
      text: server('ssl_session_cache builtin:1000 shared:SSL:10m;'),
      at: 'ssl_session_cache',
      rule: 'nginx/session-cache-builtin',
    },
  ],
  [
    62,
    {
      mistake: 'sessions resumed for a year',
      text: server('ssl_session_timeout 365d;'),
      at: 'ssl_session_timeout',
      rule: 'nginx/long-session-timeout',
    },
  ],
  [
    63,
    {
      mistake: 'one session cache with two sizes',
      text: 'server {\n    listen 443 ssl;\n    ssl_session_cache shared:SSL:10m;\n}\nserver {\n    listen 8443 ssl;\n    ssl_session_cache shared:SSL:20m;\n}\n',
      at: 'shared:SSL:20m',
      rule: 'nginx/conflicting-session-cache',
    },
  ],
  [
    64,
    {
      mistake: 'a ticket key of 32 bytes',
      text: server('ssl_session_ticket_key certs/ticket.key;'),
      files: { 'certs/ticket.key': 'bytes-32' },
      at: 'ssl_session_ticket_key',
      rule: 'reference/ticket-key-length',
      right: server('ssl_session_ticket_key certs/ticket.key;'),
      rightFiles: { 'certs/ticket.key': 'bytes-80' },
    },
  ],
  [
    65,
    {
      mistake: 'ticket keys, and tickets are off',
      text: server('ssl_session_tickets off;', 'ssl_session_ticket_key certs/ticket.key;'),
      files: { 'certs/ticket.key': 'bytes-80' },
      at: 'ssl_session_ticket_key',
      rule: 'nginx/ineffective-setting',
    },
  ],
  [
    66,
    {
      mistake: 'early data, and the application is not told',
      text: server('ssl_early_data on;', 'location / {', '    proxy_pass http://127.0.0.1:8080;', '}'),
      at: 'ssl_early_data',
      rule: 'tls/no-early-data-without-guard',
    },
  ],
  [
    66,
    {
      mistake: 'early data without TLS 1.3',
      text: server('ssl_protocols TLSv1.2;', 'ssl_early_data on;'),
      at: 'ssl_early_data',
      rule: 'nginx/ineffective-setting',
    },
  ],
  [
    67,
    {
      mistake: '`ssl_buffer_size 0`',
      text: server('ssl_buffer_size 0;'),
      at: 'ssl_buffer_size',
      rule: 'nginx/invalid-value',
      right: server('ssl_buffer_size 4k;'),
    },
  ],
];
