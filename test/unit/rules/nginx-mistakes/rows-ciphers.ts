import { newer, type Rows, server } from './row.ts';

/** Versions, cipher suites, groups and commands of OpenSSL. */
export const rows: Rows = [
  [
    22,
    {
      mistake: '`ssl_protocols SSLv3;` alone',
      text: server('ssl_protocols SSLv3;'),
      at: 'ssl_protocols',
      rule: 'tls/no-unreachable-protocol-range',
    },
  ],
  [
    23,
    {
      mistake: 'TLS 1.0 and 1.1 allowed',
      text: server('ssl_protocols TLSv1 TLSv1.1 TLSv1.2;'),
      at: 'ssl_protocols',
      rule: 'tls/no-deprecated-protocol',
    },
  ],
  [
    24,
    {
      mistake: 'two `ssl_protocols` in one block',
      text: server('ssl_protocols TLSv1.2;', 'ssl_protocols TLSv1.3;'),
      at: 'ssl_protocols TLSv1.3',
      rule: 'nginx/duplicate-ssl-protocols',
    },
  ],
  [
    25,
    {
      mistake: 'versions in the spelling of other servers',
      text: server('ssl_protocols TLSv1.2 TLS1.3;'),
      at: 'ssl_protocols',
      rule: 'nginx/invalid-value',
    },
  ],
  [
    25,
    {
      mistake: '`all -SSLv3` of Apache',
      text: server('ssl_protocols all -SSLv3;'),
      at: 'ssl_protocols',
      rule: 'nginx/invalid-value',
      right: server('ssl_protocols TLSv1.2 TLSv1.3;'),
    },
  ],
  [
    26,
    {
      mistake: '`ssl_protocols` in a server that is not the default of its socket',
      text: 'http {\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    server {\n        listen 443 ssl;\n        ssl_protocols TLSv1.2 TLSv1.3;\n    }\n    server {\n        listen 443 ssl;\n        server_name b.example;\n        ssl_protocols TLSv1.3;\n    }\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
      at: 'ssl_protocols TLSv1.3',
      rule: 'nginx/vhost-ssl-protocols-ignored',
      settings: { nginxVersion: '1.22.1' },
      right:
        'http {\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    ssl_protocols TLSv1.3;\n    server {\n        listen 443 ssl;\n    }\n    server {\n        listen 443 ssl;\n        server_name b.example;\n    }\n}\n',
    },
  ],
  [
    27,
    {
      mistake: 'a typing mistake in one of the ciphers',
      text: server('ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GMC-SHA384;'),
      at: 'ssl_ciphers',
      rule: 'tls/no-unknown-cipher',
    },
  ],
  [
    28,
    {
      mistake: 'no known cipher at all',
      text: server('ssl_ciphers modern;'),
      at: 'ssl_ciphers',
      rule: 'tls/no-unknown-cipher',
    },
  ],
  [
    28,
    {
      mistake: 'ciphers alone that are built in nowhere any more',
      text: server('ssl_ciphers RC4-SHA:DES-CBC3-SHA;'),
      at: 'ssl_ciphers',
      rule: 'tls/no-weak-cipher',
    },
  ],
  [
    29,
    {
      mistake: 'suites of TLS 1.3 in `ssl_ciphers`',
      text: server('ssl_ciphers TLS_AES_256_GCM_SHA384:ECDHE-ECDSA-AES256-GCM-SHA384;'),
      at: 'ssl_ciphers',
      rule: 'tls/no-tls13-suite-in-cipher-list',
    },
  ],
  [
    29,
    {
      mistake: 'suites of TLS 1.3 alone in `ssl_ciphers`',
      text: server('ssl_ciphers TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256;'),
      at: 'ssl_ciphers',
      rule: 'tls/no-tls13-suite-in-cipher-list',
    },
  ],
  [
    30,
    {
      mistake: 'IANA’s names of suites of TLS 1.2',
      text: server('ssl_ciphers TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256:ECDHE-ECDSA-AES256-GCM-SHA384;'),
      at: 'ssl_ciphers',
      rule: 'tls/no-unknown-cipher',
    },
  ],
  [
    31,
    {
      mistake: 'suites without certificate or encryption',
      text: server('ssl_ciphers ALL:COMPLEMENTOFALL;'),
      at: 'ssl_ciphers',
      rule: 'tls/no-weak-cipher',
    },
  ],
  [
    31,
    {
      mistake: '`aNULL` among others',
      text: server('ssl_ciphers ECDHE+AESGCM:aNULL:eNULL;'),
      at: 'ssl_ciphers',
      rule: 'tls/no-weak-cipher',
    },
  ],
  [
    32,
    {
      mistake: '`@SECLEVEL=0`',
      text: server('ssl_ciphers DEFAULT:@SECLEVEL=0;'),
      at: 'ssl_ciphers',
      rule: 'tls/no-lowered-security-level',
    },
  ],
  [
    33,
    {
      mistake: 'a list with spaces, unquoted',
      text: server('ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256 ECDHE-RSA-AES128-GCM-SHA256;'),
      at: 'ssl_ciphers',
      rule: 'nginx/wrong-argument-count',
      right: server('ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256;'),
    },
  ],
  [
    33,
    {
      mistake: 'a list over two lines',
      text: server('ssl_ciphers "ECDHE-ECDSA-AES128-GCM-SHA256:', 'ECDHE-RSA-AES128-GCM-SHA256";'),
      at: 'ssl_ciphers',
      rule: 'tls/no-unknown-cipher',
    },
  ],
  [
    34,
    {
      mistake: 'suites for another type of key alone',
      text: server(
        'ssl_certificate certs/server.pem;',
        'ssl_certificate_key certs/server.key;',
        'ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256;',
      ),
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key', 'ca.pem': 'ca' },
      at: 'ssl_ciphers',
      rule: 'tls/cipher-list-matches-key',
    },
  ],
  [
    35,
    {
      mistake: 'DHE suites without `ssl_dhparam`',
      text: server('ssl_ciphers DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384;'),
      at: 'ssl_ciphers',
      rule: 'tls/no-static-rsa-or-ffdhe-cipher',
    },
  ],
  [
    36,
    {
      mistake: 'Diffie-Hellman parameters of 1024 bits',
      text: server('ssl_dhparam certs/dh1024.pem;'),
      files: { 'certs/dh1024.pem': 'dh-1024' },
      at: 'ssl_dhparam',
      rule: 'tls/no-weak-dh-parameters',
      right: server('ssl_protocols TLSv1.2 TLSv1.3;'),
    },
  ],
  [
    36,
    {
      mistake: 'a certificate as Diffie-Hellman parameters',
      text: server('ssl_dhparam certs/server.pem;'),
      files: { 'certs/server.pem': 'server' },
      at: 'ssl_dhparam',
      rule: 'reference/not-what-it-should-be',
      right: server('ssl_protocols TLSv1.2 TLSv1.3;'),
    },
  ],
  [
    37,
    {
      mistake: 'one old curve alone',
      text: server('ssl_ecdh_curve secp384r1;'),
      at: 'ssl_ecdh_curve',
      rule: 'tls/require-modern-groups',
    },
  ],
  [
    38,
    {
      mistake: 'an unknown group',
      text: server('ssl_ecdh_curve X25519:P-257;'),
      at: 'ssl_ecdh_curve',
      rule: 'tls/require-modern-groups',
    },
  ],
  [
    38,
    {
      mistake: 'a group that OpenSSL 3.0 does not have',
      text: server('ssl_ecdh_curve X25519MLKEM768:X25519;'),
      at: 'ssl_ecdh_curve',
      rule: 'tls/require-modern-groups',
      settings: { openSslVersion: '3.0' },
    },
  ],
  [
    39,
    {
      mistake: '`ssl_conf_command Protocol ALL`',
      text: server('ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_conf_command Protocol ALL;'),
      at: 'ssl_conf_command',
      rule: 'nginx/conf-command-override',
    },
  ],
  [
    40,
    {
      mistake: 'a command of a server in place of the outer ones',
      text: 'http {\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    ssl_conf_command Ciphersuites TLS_AES_256_GCM_SHA384;\n    server {\n        listen 443 ssl;\n        ssl_conf_command Options PrioritizeChaCha;\n    }\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
      at: 'PrioritizeChaCha',
      rule: 'nginx/conf-command-override',
    },
  ],
  [
    41,
    {
      mistake: 'unsafe renegotiation',
      text: server('ssl_conf_command Options UnsafeLegacyRenegotiation;'),
      at: 'ssl_conf_command',
      rule: 'nginx/conf-command-override',
    },
  ],
  [
    4,
    {
      mistake: 'a setting of a later nginx',
      text: server('ssl_certificate_compression on;'),
      at: 'ssl_certificate_compression',
      rule: 'nginx/newer-directive',
      settings: { nginxVersion: '1.22.1' },
      right: server('ssl_session_tickets off;'),
    },
  ],
  [
    3,
    {
      mistake: '`http2` beside `listen … quic`',
      text: 'server {\n    listen 443 quic reuseport;\n    listen 443 ssl http2;\n    server_name a.example;\n}\n',
      at: 'http2',
      rule: 'nginx/listen-http2-deprecated',
      refused: newer,
    },
  ],
];
