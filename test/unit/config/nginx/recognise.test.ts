import { expect, test } from 'vitest';
import { isConfigUri, languageOf } from '../../../../server/core/config/find.ts';
import { language } from '../../../../server/core/config/nginx/language.ts';
import { concernsTls } from '../../../../server/core/config/nginx/recognise.ts';

test.each([
  ['a main file', 'user www-data;\nevents {\n}\nhttp {\n}\n'],
  ['a server', 'server {\n\tlisten 80;\n'],
  ['a server just begun', '# site\nserver\n{\n'],
  ['an upstream', 'upstream backend {\n  server a;\n}'],
  ['a location', 'location ~* \\.php$ {\n}'],
  ['a snippet', '# from acme\nssl_certificate /etc/a.pem;\n'],
  ['headers for a proxy', 'proxy_set_header Host $host;\r\nproxy_set_header X "a=b";\r\n'],
  ['values on lines of their own', 'ssl_protocols\n    TLSv1.2\n    TLSv1.3;\n'],
  ['Lua that assigns', 'server {\n listen 80;\n content_by_lua_block {\n  a = 1\n }\n}'],
  ['locations alone', 'location = /a {\n}\nlocation ^~ /b {\n proxy_pass https://b;\n}\n'],
  ['a template', 'server {\n    listen {{ port }} ssl;\n}'],
])('%s is nginx', (_, text) => {
  expect(language.recognises?.(text)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['Apache', '<VirtualHost *:443>\n  SSLProtocol all\n  ProxyPass / https://a/\n</VirtualHost>\n'],
  ['Apache, with braces in a comment', '# server {\n<IfModule ssl>\nSSLEngine on\n'],
  ['ini', '[client]\nssl_ca = /etc/ca.pem\n; comment\n'],
  ['systemd', '[Service]\nExecStart=/bin/server {\n'],
  ['HOCON', 'http {\n  port = 80\n  server { listen: 1 }\n}\n'],
  ['Dovecot', 'ssl_cert = </etc/a.pem\nservice auth {\n}\n'],
  ['HCL', 'server {\n  enabled = true\n}\n'],
  ['bind', 'options {\n  listen-on { any; };\n};\nzone "a" {\n type master;\n};'],
  ['PostgreSQL', "ssl = on\nssl_cert_file = 'server.crt'\nlisten_addresses = '*'\n"],
  ['OpenSSL', '[ req ]\ndistinguished_name = dn\n'],
  ['Redis', 'tls-port 6379\nport 0\n'],
  ['Lighttpd', '$SERVER["socket"] == ":443" {\n ssl.engine = "enable"\n}'],
  ['HAProxy', 'frontend a\n  bind :443 ssl crt /a.pem\n'],
  ['names in lists', 'listen\n  a: b\nssl_ca\n  = x;\n'],
  ['prose', 'The server { listens } and proxy_pass is a directive of nginx.'],
])('%s is not', (_, text) => {
  expect(language.recognises?.(text)).toBe(false);
});

test.each([
  ['ssl_protocols TLSv1;', true],
  ['proxy_pass https://a;', true],
  ['grpc_pass grpcs://a;', true],
  ['uwsgi_pass SUWSGI://a;', true],
  ['listen 443 quic;', true],
  ['starttls on;', true],
  ['proxy_pass http://a:443;', true],
  ['proxy_pass http://a:4430;', false],
  ['server { listen 80; root /var/www; }', false],
])('%s concerns TLS: %s', (text, expected) => {
  expect(concernsTls(text)).toBe(expected);
});

test('what nginx does not start with is said of a configuration without TLS too', () => {
  expect(language.concerns('server {\n    listen 80;\n    root /var/www;\n}\n')).toBe(true);
  expect(language.concerns('name = value\n[section]\n')).toBe(false);
});

test.each([
  ['sites-enabled/example.com', true, true],
  ['sites-available/default', true, true],
  ['conf.d/tls.conf.disabled', true, true],
  ['nginx.conf.bak', true, true],
  // Named by somebody, or opened in an editor.
  ['mysite', false, true],
  ['site.txt', false, false],
])('%s: searched for %s, read as nginx %s', (path, isSearched, isRead) => {
  const uri = `file:///etc/nginx/${path}`;
  const text = 'server {\n    listen 443 ssl;\n}\n';
  expect(isConfigUri(uri)).toBe(isSearched);
  expect(languageOf({ uri, languageId: '', text })?.id).toBe(isRead ? 'nginx' : undefined);
  expect(languageOf({ uri, languageId: 'plaintext', text: '<VirtualHost *:443>\n' })?.id).not.toBe('nginx');
});
