/** Knowing nginx by its looks: cheap, and cautious, since `.conf` belongs to a hundred programs. */

/** Anything that sets up TLS in nginx has one of these words in it. */
export function concernsTls(text: string): boolean {
  return /ssl|https:|grpcs:|suwsgi:|quic|starttls|strict-transport|http2|http_host|auth_http|:443\b|js_fetch/i.test(
    text,
  );
}

/** A line `name value;` of a directive that is nginx's alone. */
const directiveLine =
  /^[ \t]*(?:(?:ssl|proxy|grpc|uwsgi|fastcgi|scgi)_[a-z_]+|listen|server_name|worker_processes|worker_connections|client_max_body_size|add_header|error_page|log_format|server_tokens|try_files|keepalive_timeout)(?:[ \t]+(?:[^=\s;][^;\r\n\u2028\u2029]*)?;|[ \t]*\r?\n[ \t]+[\w."'/$-]+[ \t]*(?:;|\r?\n[ \t]+[\w."'/$-]+[ \t]*[;\r\n]))/m;

/** `server {`, `http {`, `events {`, `stream {`, `mail {`, `upstream name {`, `location /path {`. */
const block =
  /^[ \t]*(?:(?:server|http|events|stream|mail)\s*\{|upstream[ \t]+[^\s{};=]+\s*\{|location[ \t]+(?:[=~*^]{1,2}[ \t]*)?[^\s{};]+\s*\{)/m;

const apache = /^[ \t]*<\/?(?:VirtualHost|Directory|DirectoryMatch|IfModule|Location|LocationMatch|Files|Proxy)\b/im;
const section = /^[ \t]*\[[^\]\n[]*\][ \t]*\r?$/m;
/** `location = /a {` is none. */
const assignment = /^[ \t]*(?!location[ \t]*=[ \t]*\/)["']?[\w.-]+["']?[ \t]*(?:\+?=|:)[ \t]*[^\s;{]/m;

export function recognisesNginx(text: string): boolean {
  if (text.includes('<') && apache.test(text)) return false;
  if (directiveLine.test(text)) return true;
  // HOCON, HCL, Dovecot and FreeRADIUS have such blocks too, and assign values in them.
  return block.test(text) && !section.test(text) && !assignment.test(text);
}
