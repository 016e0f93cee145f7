/** Lines that careful operators write: one of them in a server that is right otherwise is no warning and no error. */
import { expect, test } from 'vitest';
import { analyseText } from '../../support/analyse-text.ts';

const lines: Readonly<Record<string, readonly string[]>> = {
  versions: ['TLSv1.2 TLSv1.3', 'TLSv1.3', 'TLSv1.2', 'TLSv1.3 TLSv1.2', 'tlsv1.2 tlsv1.3'].map(
    (value) => `ssl_protocols ${value};`,
  ),
  'cipher lists': [
    'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384',
    'HIGH:!aNULL:!MD5',
    'HIGH:!aNULL:!kRSA:!PSK:!SRP:!MD5:!RC4:!DHE',
    'HIGH:!aNULL:!eNULL:!EXPORT:!CAMELLIA:!DES:!MD5:!PSK:!RC4',
    'HIGH:!RC4:!MD5:!aNULL:!eNULL:!EXP:!3DES:!DES',
    'DEFAULT:!aNULL:!eNULL:!LOW:!EXPORT:!SSLv2',
    'EECDH+AESGCM:EECDH+CHACHA20',
    '"EECDH+ECDSA+AESGCM EECDH+aRSA+AESGCM EECDH+CHACHA20"',
    "'EECDH+AESGCM:EDH+AESGCM:AES256+EECDH:AES256+EDH'",
    'ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!eNULL:!MD5:!DSS:!RC4:!3DES',
    'ECDHE-RSA-AES256-SHA384:ECDHE-RSA-AES128-SHA256',
    'PROFILE=SYSTEM',
    '[ECDHE-ECDSA-AES128-GCM-SHA256|ECDHE-ECDSA-CHACHA20-POLY1305]:ECDHE-RSA-AES128-GCM-SHA256',
  ].map((value) => `ssl_ciphers ${value};`),
  'groups and parameters': [
    'ssl_ecdh_curve auto;',
    'ssl_ecdh_curve X25519MLKEM768:X25519:prime256v1:secp384r1;',
    'ssl_ecdh_curve X25519:P-256:P-384;',
    'ssl_ecdh_curve secp384r1;',
    'ssl_dhparam /etc/nginx/dhparam.pem;',
    'ssl_conf_command Ciphersuites TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256;',
    'ssl_conf_command Options KTLS;',
    'ssl_prefer_server_ciphers on; ssl_ciphers HIGH:!aNULL:!MD5;',
  ],
  sessions: [
    'ssl_session_cache shared:SSL:10m; ssl_session_timeout 1d; ssl_session_tickets off;',
    'ssl_session_cache builtin:1000 shared:SSL:10m;',
    'ssl_session_cache off;',
    'ssl_session_timeout 1440m;',
    'ssl_session_ticket_key /etc/nginx/new.key; ssl_session_ticket_key /etc/nginx/old.key;',
    'ssl_buffer_size 4k;',
    'ssl_early_data off;',
    'ssl_early_data on; location / { proxy_pass http://app; proxy_set_header Early-Data $ssl_early_data; }',
  ],
  stapling: [
    'ssl_stapling on; ssl_stapling_verify on; ssl_trusted_certificate /etc/chain.pem; resolver 127.0.0.53 valid=300s;',
    'ssl_stapling on; ssl_stapling_verify on; ssl_trusted_certificate /etc/chain.pem;',
    'ssl_stapling on; ssl_stapling_file /etc/nginx/ocsp.der;',
    'ssl_stapling off;',
  ],
  'strict transport security': [
    '"max-age=63072000" always',
    '"max-age=63072000; includeSubDomains; preload" always',
    'max-age=31536000 always',
    '"max-age=31536000; includeSubDomains"',
    '$hsts always',
  ].map((value) => `add_header Strict-Transport-Security ${value};`),
  'client certificates': [
    'ssl_verify_client on;',
    'ssl_verify_client on; ssl_verify_depth 2; ssl_crl /etc/clients.crl;',
    'ssl_verify_client optional; if ($ssl_client_verify != SUCCESS) { return 403; }',
    'ssl_verify_client optional; location /admin { if ($ssl_client_verify != "SUCCESS") { return 403; } }',
    'ssl_verify_client optional; set $in 0; if ($ssl_client_verify = SUCCESS) { set $in 1; } if ($in = 0) { return 403; }',
    'ssl_verify_client optional; location / { proxy_pass http://app; proxy_set_header X-Verify $ssl_client_verify; }',
    'ssl_verify_client optional; location / { content_by_lua_block { if ngx.var.ssl_client_verify ~= "SUCCESS" then return ngx.exit(403) end } }',
    'ssl_verify_client on; if ($ssl_client_s_dn !~ "CN=(alice|bob)") { return 403; }',
    'ssl_verify_client on; ssl_ocsp on; resolver 127.0.0.1;',
    'include snippets/clients.conf;',
  ].map((value) => `ssl_client_certificate /etc/clients-ca.pem; ${value}`),
  upstreams: [
    'proxy_pass https://a.internal; proxy_ssl_verify on; proxy_ssl_trusted_certificate /etc/ca.pem; proxy_ssl_server_name on;',
    'proxy_pass https://a.internal; include snippets/upstream-tls.conf;',
    'proxy_pass https://127.0.0.1:8443; proxy_ssl_certificate /etc/c.pem; proxy_ssl_certificate_key /etc/c.key;',
    'proxy_pass http://unix:/run/app.sock:/; proxy_set_header Host $http_host;',
    'grpc_pass grpcs://a.internal; grpc_ssl_verify on; grpc_ssl_trusted_certificate /etc/ca.pem; grpc_ssl_server_name on;',
    'uwsgi_pass suwsgi://a.internal:3031; uwsgi_ssl_verify on; uwsgi_ssl_trusted_certificate /etc/ca.pem; uwsgi_ssl_server_name on;',
  ].map((value) => `location / { ${value} }`),
  sockets: [
    'http2 on;',
    'listen [::]:443 ssl http2;',
    'listen 443 quic reuseport; http3 on; add_header Alt-Svc \'h3=":443"; ma=86400\';',
    'listen 80; if ($scheme = http) { return 301 https://$host$request_uri; }',
    'error_page 497 https://$host:$server_port$request_uri;',
    'return 301 https://www.a.example$request_uri;',
  ],
};

test.each(Object.entries(lines).flatMap(([topic, all]) => all.map((line) => [topic, line] as const)))(
  '%s: %s',
  async (_, line) => {
    const text = `server {\n    listen 443 ssl;\n    server_name a.example;\n    ssl_certificate certs/a.pem;\n    ssl_certificate_key certs/a.key;\n    ${line}\n}\n`;
    const { findings } = await analyseText('nginx', text);
    const grave = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(grave.map(({ rule, span }) => `${rule}: ${text.slice(span.start, span.end)}`)).toEqual([]);
  },
);
