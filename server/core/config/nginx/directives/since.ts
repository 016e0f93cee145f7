/** The version of nginx that a directive about TLS came with (the documentation’s “appeared in version”). */
import type { Level } from '../level.ts';

const since: Readonly<Record<string, string>> = {
  ssl_early_data: '1.15.3',
  ssl_ocsp: '1.19.0',
  ssl_ocsp_cache: '1.19.0',
  ssl_ocsp_responder: '1.19.0',
  ssl_conf_command: '1.19.4',
  proxy_ssl_conf_command: '1.19.4',
  grpc_ssl_conf_command: '1.19.4',
  uwsgi_ssl_conf_command: '1.19.4',
  ssl_reject_handshake: '1.19.4',
  ssl_alpn: '1.21.4',
  http2: '1.25.1',
  http3: '1.25.0',
  quic_retry: '1.25.0',
  quic_gso: '1.25.0',
  quic_host_key: '1.25.0',
  ssl_key_log: '1.27.2',
  proxy_ssl_key_log: '1.27.2',
  ssl_certificate_cache: '1.27.4',
  proxy_ssl_certificate_cache: '1.27.4',
  grpc_ssl_certificate_cache: '1.27.4',
  uwsgi_ssl_certificate_cache: '1.27.4',
  ssl_object_cache_inheritable: '1.27.4',
  ssl_certificate_compression: '1.29.1',
  add_header_inherit: '1.29.3',
  add_trailer_inherit: '1.29.3',
  ssl_ech_file: '1.29.4',
  proxy_ssl_alpn: '1.31.0',
};

/** What the stream module got later than the http module. */
const sinceInStream: Readonly<Record<string, string>> = {
  ssl_reject_handshake: '1.25.5',
  ssl_ocsp: '1.27.2',
  ssl_ocsp_cache: '1.27.2',
  ssl_ocsp_responder: '1.27.2',
  ssl_stapling: '1.27.2',
  ssl_stapling_file: '1.27.2',
  ssl_stapling_responder: '1.27.2',
  ssl_stapling_verify: '1.27.2',
};

/** Undefined where it was always there, or where nothing is known. */
export function firstVersionOf(name: string, level: Level): string | undefined {
  if (Object.hasOwn(sinceInStream, name) && isInStream(level)) return sinceInStream[name];
  return Object.hasOwn(since, name) ? since[name] : undefined;
}

function isInStream(level: Level): boolean {
  for (let at: Level | undefined = level; at; at = at.parent) if (at.block?.name.value === 'stream') return true;
  return false;
}
