import { location, newer, type Rows, server } from './row.ts';

const ca = { 'certs/ca.pem': 'ca' };
const verified = ['proxy_ssl_verify on;', 'proxy_ssl_trusted_certificate certs/ca.pem;'];
const files = { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' };

/** Peers behind nginx, headers, redirects and the rest. */
export const rows: Rows = [
  [
    68,
    {
      mistake: 'an https:// peer that nobody verifies',
      text: location('proxy_pass https://app.internal;'),
      files: ca,
      at: 'proxy_pass',
      rule: 'tls/require-upstream-verification',
    },
  ],
  [
    68,
    {
      mistake: 'verification of a peer switched off',
      text: location('proxy_pass https://app.internal;', 'proxy_ssl_verify off;'),
      files: ca,
      at: 'proxy_ssl_verify',
      rule: 'tls/no-disabled-verification',
    },
  ],
  [
    69,
    {
      mistake: '`proxy_ssl_verify on` without a CA',
      text: location('proxy_pass https://app.internal;', 'proxy_ssl_verify on;'),
      files: ca,
      at: 'proxy_ssl_verify',
      rule: 'tls/require-trust-anchors',
    },
  ],
  [
    70,
    {
      mistake: 'a CA for peers that nobody verifies',
      text: location('proxy_pass https://app.internal;', 'proxy_ssl_trusted_certificate certs/ca.pem;'),
      files: ca,
      at: 'proxy_ssl_trusted_certificate',
      rule: 'nginx/ineffective-setting',
      right: location('proxy_pass https://app.internal;', ...verified, 'proxy_ssl_server_name on;'),
    },
  ],
  [
    71,
    {
      mistake: 'a group of servers without `proxy_ssl_name`',
      text: `upstream be {\n    server app.internal:8443;\n}\n${location('proxy_pass https://be;', ...verified)}`,
      files: ca,
      at: 'proxy_pass',
      rule: 'nginx/upstream-name-needed',
    },
  ],
  [
    72,
    {
      mistake: 'verification of an IP address',
      text: location('proxy_pass https://127.0.0.1:8443;', ...verified),
      files: ca,
      at: 'proxy_pass',
      rule: 'nginx/upstream-ip-literal',
      right: location(
        'proxy_pass https://127.0.0.1:8443;',
        ...verified,
        'proxy_ssl_name app.internal;',
        'proxy_ssl_server_name on;',
      ),
    },
  ],
  [
    73,
    {
      mistake: 'the name is not sent (SNI)',
      text: location('proxy_pass https://app.internal;', ...verified),
      files: ca,
      at: 'proxy_pass',
      rule: 'nginx/upstream-sni-off',
    },
  ],
  [
    74,
    {
      mistake: 'an intermediate without its root as CA of a peer',
      text: location(
        'proxy_pass https://app.internal;',
        'proxy_ssl_verify on;',
        'proxy_ssl_trusted_certificate certs/cas.pem;',
        'proxy_ssl_server_name on;',
      ),
      files: { 'certs/cas.pem': 'intermediate', 'ca.pem': 'ca' },
      at: 'proxy_ssl_trusted_certificate',
      rule: 'reference/client-ca-without-root',
      right: location(
        'proxy_pass https://app.internal;',
        'proxy_ssl_verify on;',
        'proxy_ssl_trusted_certificate certs/cas.pem;',
        'proxy_ssl_server_name on;',
      ),
      rightFiles: { 'certs/cas.pem': 'intermediate+ca' },
    },
  ],
  [
    75,
    {
      mistake: 'settings of TLS for an http:// peer',
      text: location('proxy_pass http://app.internal;', ...verified),
      files: ca,
      at: 'proxy_ssl_verify',
      rule: 'nginx/ssl-on-plain-upstream',
      right: location('proxy_pass https://app.internal;', ...verified, 'proxy_ssl_server_name on;'),
    },
  ],
  [
    75,
    {
      mistake: 'verification in stream without `proxy_ssl on`',
      text: 'stream {\n    server {\n        listen 5433;\n        proxy_pass db.internal:5432;\n        proxy_ssl_verify on;\n        proxy_ssl_trusted_certificate certs/ca.pem;\n    }\n}\n',
      files: ca,
      at: 'proxy_ssl_verify',
      rule: 'nginx/ssl-on-plain-upstream',
      right:
        'stream {\n    server {\n        listen 5433;\n        proxy_pass db.internal:5432;\n        proxy_ssl on;\n        proxy_ssl_server_name on;\n        proxy_ssl_verify on;\n        proxy_ssl_trusted_certificate certs/ca.pem;\n    }\n}\n',
    },
  ],
  [
    76,
    {
      mistake: 'deprecated versions towards a peer',
      text: location('proxy_pass https://app.internal;', ...verified, 'proxy_ssl_protocols SSLv3 TLSv1;'),
      files: ca,
      at: 'proxy_ssl_protocols',
      rule: 'tls/no-deprecated-protocol',
    },
  ],
  [
    76,
    {
      mistake: 'suites without encryption towards a peer',
      text: location('proxy_pass https://app.internal;', ...verified, 'proxy_ssl_ciphers ALL:eNULL;'),
      files: ca,
      at: 'proxy_ssl_ciphers',
      rule: 'tls/no-weak-cipher',
    },
  ],
  [
    77,
    {
      mistake: 'a client certificate for whoever answers',
      text: location(
        'proxy_pass https://app.internal;',
        'proxy_ssl_certificate certs/client.pem;',
        'proxy_ssl_certificate_key certs/client.key;',
      ),
      files: { 'certs/ca.pem': 'ca', 'certs/client.pem': 'client', 'certs/client.key': 'client-key' },
      at: 'proxy_pass',
      rule: 'tls/require-upstream-verification',
    },
  ],
  [
    78,
    {
      mistake: 'headers about the client certificate, taken away by one more header',
      text: server(
        'ssl_client_certificate certs/ca.pem;',
        'ssl_verify_client optional;',
        'proxy_set_header X-SSL-Client-Verify $ssl_client_verify;',
        'proxy_set_header X-SSL-Client-S-DN $ssl_client_s_dn;',
        'location / {',
        '    proxy_set_header Host $host;',
        '    proxy_pass http://127.0.0.1:8080;',
        '}',
      ),
      files: ca,
      at: 'Host $host',
      rule: 'nginx/proxy-set-header-inheritance',
    },
  ],
  [
    79,
    {
      mistake: 'a server without client certificates in front of the same application',
      text: `server {
    listen 80;
    location / {
        proxy_pass http://127.0.0.1:8080;
    }
}
${server(
  'ssl_client_certificate certs/ca.pem;',
  'ssl_verify_client on;',
  'location / {',
  '    proxy_set_header X-SSL-Client-S-DN $ssl_client_s_dn;',
  '    proxy_pass http://127.0.0.1:8080;',
  '}',
)}`,
      files: ca,
      at: 'proxy_pass',
      rule: 'nginx/spoofable-client-headers',
    },
  ],
  [
    80,
    {
      mistake: 'the subject of a certificate that nobody verified',
      text: server(
        'ssl_verify_client optional_no_ca;',
        'location / {',
        '    proxy_set_header X-SSL-Client-S-DN $ssl_client_s_dn;',
        '    proxy_pass http://127.0.0.1:8080;',
        '}',
      ),
      at: 'X-SSL-Client-S-DN',
      rule: 'nginx/spoofable-client-headers',
      right: server(
        'ssl_client_certificate certs/ca.pem;',
        'ssl_verify_client on;',
        'location / {',
        '    proxy_set_header X-SSL-Client-S-DN $ssl_client_s_dn;',
        '    proxy_pass http://127.0.0.1:8080;',
        '}',
      ),
      rightFiles: ca,
    },
  ],
  [
    81,
    {
      mistake: '`$ssl_client_cert` in a header',
      text: server(
        'ssl_client_certificate certs/ca.pem;',
        'ssl_verify_client on;',
        'location / {',
        '    proxy_set_header X-Client-Cert $ssl_client_cert;',
        '    proxy_pass http://127.0.0.1:8080;',
        '}',
      ),
      files: ca,
      at: '$ssl_client_cert',
      rule: 'nginx/deprecated-ssl-client-cert-variable',
    },
  ],
  [
    82,
    {
      mistake: 'Strict-Transport-Security taken away by one more header',
      text: server(
        'add_header Strict-Transport-Security "max-age=63072000" always;',
        'location /files {',
        '    add_header Cache-Control no-store;',
        '}',
      ),
      at: 'Cache-Control',
      rule: 'nginx/add-header-inheritance',
    },
  ],
  [
    83,
    {
      mistake: 'Strict-Transport-Security without `always`',
      text: server('add_header Strict-Transport-Security "max-age=63072000";'),
      at: 'add_header',
      rule: 'nginx/hsts-without-always',
    },
  ],
  [
    84,
    {
      mistake: 'Strict-Transport-Security over plain HTTP',
      text: 'server {\n    listen 80;\n    server_name a.example;\n    add_header Strict-Transport-Security "max-age=63072000" always;\n    return 301 https://$host$request_uri;\n}\n',
      at: 'add_header',
      rule: 'nginx/hsts-on-plain-http',
    },
  ],
  [
    85,
    {
      mistake: 'Strict-Transport-Security without quotes',
      text: server('add_header Strict-Transport-Security max-age=63072000; includeSubDomains always;'),
      at: 'add_header',
      rule: 'nginx/hsts-unquoted',
    },
  ],
  [
    86,
    {
      mistake: 'Strict-Transport-Security for a short time',
      text: server('add_header Strict-Transport-Security "max-age=300" always;'),
      at: 'add_header',
      rule: 'nginx/hsts-short',
    },
  ],
  [
    86,
    {
      mistake: '`preload` without `includeSubDomains`',
      text: server('add_header Strict-Transport-Security "max-age=63072000; preload" always;'),
      at: 'add_header',
      rule: 'nginx/hsts-short',
    },
  ],
  [
    87,
    {
      mistake: 'no redirect to HTTPS',
      text: `server {\n    listen 80;\n    server_name a.example;\n    root /srv/www;\n}\n${server('server_name a.example;', 'root /srv/www;')}`,
      at: 'listen 80',
      rule: 'nginx/no-https-redirect',
    },
  ],
  [
    88,
    {
      mistake: 'one name twice on one socket',
      text: `${server('server_name a.example;')}${server('server_name A.example b.example;')}`,
      at: 'A.example',
      rule: 'nginx/conflicting-server-name',
      right: `${server('server_name a.example;')}${server('server_name b.example;')}`,
    },
  ],
  [
    89,
    {
      mistake: 'mail without STARTTLS',
      text: 'mail {\n    auth_http 127.0.0.1:9000/auth;\n    server {\n        listen 143;\n        protocol imap;\n    }\n}\n',
      at: 'listen 143',
      rule: 'nginx/mail-without-starttls',
      right:
        'mail {\n    auth_http 127.0.0.1:9000/auth;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    server {\n        listen 143;\n        protocol imap;\n        starttls only;\n    }\n}\n',
      rightFiles: files,
    },
  ],
  [
    89,
    {
      mistake: 'STARTTLS without a certificate',
      text: 'mail {\n    auth_http 127.0.0.1:9000/auth;\n    server {\n        listen 143;\n        protocol imap;\n        starttls only;\n    }\n}\n',
      at: 'starttls',
      rule: 'nginx/missing-certificate',
      right:
        'mail {\n    auth_http 127.0.0.1:9000/auth;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    server {\n        listen 143;\n        protocol imap;\n        starttls only;\n    }\n}\n',
      rightFiles: files,
    },
  ],
  [
    90,
    {
      mistake: 'QUIC without TLS 1.3',
      text: 'server {\n    listen 443 quic reuseport;\n    listen 443 ssl;\n    ssl_protocols TLSv1.2;\n}\n',
      at: 'ssl_protocols',
      rule: 'nginx/quic-without-tls13',
      refused: newer,
    },
  ],
  [
    91,
    {
      mistake: '`http3 on` without a socket for it',
      text: server('http3 on;'),
      at: 'http3',
      rule: 'nginx/ineffective-setting',
    },
  ],
  [
    91,
    {
      mistake: 'HTTP/3 that no header announces',
      text: 'server {\n    listen 443 quic reuseport;\n    listen 443 ssl;\n    server_name a.example;\n}\n',
      at: 'quic',
      rule: 'nginx/http3-not-announced',
      refused: newer,
    },
  ],
  [
    92,
    {
      mistake: 'a private key from a variable',
      text: server('ssl_certificate data:$certificate;', 'ssl_certificate_key data:$key;'),
      at: 'data:$key',
      rule: 'nginx/certificate-from-variable',
      right: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      rightFiles: files,
      notRun: 'the variables are another module’s',
    },
  ],
  [
    93,
    {
      mistake: 'a path that starts from another folder than was meant',
      text: server('ssl_certificate nginx/certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      files,
      at: 'nginx/certs/server.pem',
      rule: 'reference/missing-file',
      right: server('ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
    },
  ],
  [
    94,
    {
      mistake: 'a redirect to the Host header as it was sent',
      text: 'server {\n    listen 80 default_server;\n    return 301 https://$http_host$request_uri;\n}\n',
      at: 'return 301',
      rule: 'nginx/host-from-client',
    },
  ],
  [
    94,
    {
      mistake: 'a peer that the client chooses',
      text: 'server {\n    listen 80;\n    location / {\n        resolver 127.0.0.1;\n        proxy_pass https://$http_host;\n    }\n}\n',
      at: 'proxy_pass',
      rule: 'nginx/host-from-client',
      right: location('proxy_pass https://app.internal;', ...verified, 'proxy_ssl_server_name on;'),
      rightFiles: ca,
    },
  ],
  [
    95,
    {
      mistake: 'the server’s order where every suite is a good one',
      text: server(
        'ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305;',
        'ssl_prefer_server_ciphers on;',
      ),
      at: 'ssl_prefer_server_ciphers',
      rule: 'nginx/prefer-server-ciphers',
    },
  ],
  [
    96,
    {
      mistake: 'a private key in a folder whose files are served',
      text: server(
        'root /srv/www;',
        'ssl_certificate /srv/www/certs/server.pem;',
        'ssl_certificate_key /srv/www/certs/server.pem;',
      ),
      at: 'ssl_certificate_key',
      rule: 'nginx/key-in-document-root',
      right: server('root /srv/www;', 'ssl_certificate certs/server.pem;', 'ssl_certificate_key certs/server.key;'),
      rightFiles: files,
    },
  ],
];
