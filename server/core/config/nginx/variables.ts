/** Variables of nginx: which there are, where a configuration makes its own, and where it uses them. */
import type { Steps } from '../../base/steps.ts';
import { factsOfBlocks } from './block-facts.ts';
import { commandsOf } from './directives/table.ts';
import type { Level } from './level.ts';
import { patternsOf } from './patterns.ts';
import type { Word } from './tokens.ts';
import type { Directive } from './tree.ts';

/** Those of the modules of nginx 1.31 and of its packages, of http, stream and mail. */
const names: ReadonlySet<string> = new Set(
  `acme_certificate acme_certificate_key ancient_browser args binary_remote_addr body_bytes_sent bytes_received bytes_sent
  connection connection_requests connection_time connections_active connections_reading connections_waiting
  connections_writing content_length content_type date_gmt date_local document_root document_uri fastcgi_path_info
  fastcgi_script_name grpc_internal_trailers gzip_ratio host hostname http2 http3 https invalid_referer is_args
  is_request_port limit_conn_status limit_rate limit_req_status memcached_key modern_browser mqtt_preread_clientid
  mqtt_preread_username msec msie nginx_version pid pipe protocol proxy_add_x_forwarded_for proxy_host
  proxy_internal_body_length proxy_internal_chunked proxy_internal_connection proxy_port proxy_protocol_addr
  proxy_protocol_port proxy_protocol_server_addr proxy_protocol_server_port query_string realip_remote_addr
  realip_remote_port realpath_root remote_addr remote_port remote_user request request_body request_body_file
  request_completion request_filename request_id request_length request_method request_port request_time request_uri
  scheme secure_link secure_link_expires server_addr server_name server_port server_protocol session_log_binary_id
  session_log_id session_time slice_range spdy spdy_request_priority ssl_alpn_protocol ssl_cipher ssl_ciphers
  ssl_client_cert ssl_client_escaped_cert ssl_client_fingerprint ssl_client_i_dn ssl_client_i_dn_legacy
  ssl_client_raw_cert ssl_client_s_dn ssl_client_s_dn_legacy ssl_client_serial ssl_client_sigalg ssl_client_v_end
  ssl_client_v_remain ssl_client_v_start ssl_client_verify ssl_curve ssl_curves ssl_early_data
  ssl_ech_outer_server_name ssl_ech_status ssl_preread_alpn_protocols ssl_preread_protocol ssl_preread_server_name
  ssl_protocol ssl_server_cert_type ssl_server_name ssl_session_id ssl_session_reused ssl_sigalg ssl_sigalgs status
  tcpinfo_rcv_space tcpinfo_rtt tcpinfo_rttvar tcpinfo_snd_cwnd time_iso8601 time_iso8601_ms time_local uid_got
  uid_reset uid_set upstream_addr upstream_bytes_received upstream_bytes_sent upstream_cache_age
  upstream_cache_key upstream_cache_last_modified upstream_cache_status upstream_connect_time upstream_first_byte_time
  upstream_header_time upstream_last_addr upstream_last_server_name upstream_queue_time upstream_response_length
  upstream_response_time upstream_session_time upstream_status uri`.split(/\s+/),
);

/** Variables whose names go on with that of a header, of a part of the request, or of a country and the like. */
const families =
  /^(?:arg|cookie|http|sent_http|sent_trailer|upstream_http|upstream_cookie|upstream_trailer|proxy_protocol_tlv|jwt|oidc|otel|geoip2?|acme|brotli|zstd|modsec(?:urity)?|vts|upload|push|spnego|lua|js|njs)_/;

/** Directives that put values in the place of variables. */
const evaluating = new Set(
  `access_log add_header add_trailer alias auth_basic auth_basic_user_file charset error_page expires fastcgi_bind
  fastcgi_cache fastcgi_cache_bypass fastcgi_cache_key fastcgi_no_cache fastcgi_param fastcgi_pass grpc_bind grpc_pass
  grpc_set_header grpc_ssl_certificate grpc_ssl_certificate_key grpc_ssl_name hash if index limit_conn_zone limit_rate
  limit_rate_after limit_req_zone log_format map memcached_pass proxy_bind proxy_cache proxy_cache_bypass
  proxy_cache_key proxy_cookie_domain proxy_cookie_path proxy_method proxy_no_cache proxy_pass proxy_redirect
  proxy_set_body proxy_set_header proxy_ssl_certificate proxy_ssl_certificate_key proxy_ssl_name return rewrite root
  scgi_param scgi_pass secure_link secure_link_md5 set split_clients ssl_certificate ssl_certificate_key sub_filter
  try_files uwsgi_param uwsgi_pass uwsgi_ssl_certificate uwsgi_ssl_certificate_key uwsgi_ssl_name geo
  auth_request_set`.split(/\s+/),
);

/** Directives of nginx that make a variable, and which of their arguments names it: the last where it is not said. */
const making: Readonly<Record<string, number>> = {
  set: 0,
  map: 1,
  split_clients: 1,
  keyval: 1,
  auth_request_set: 0,
  auth_jwt_claim_set: 0,
  auth_jwt_header_set: 0,
  perl_set: 0,
  js_set: 0,
  js_var: 0,
};

export interface VariableUse {
  readonly name: string;
  readonly word: Word;
  /** Where the name begins in the word's value. */
  readonly start: number;
  /** As `${name}`, which templates of other programs look like. */
  readonly isBraced: boolean;
}

/** Whether nginx itself has a variable of this name; it does not mind the case. */
function isVariableOfNginx(name: string): boolean {
  const own = name.toLowerCase();
  return names.has(own) || families.test(own);
}

export function variablesOfNginx(): Iterable<string> {
  return names;
}

/** The variables that a level and all below it use and nginx does not have. */
export const foreignVariables = factsOfBlocks(function* (levels) {
  const uses: VariableUse[] = [];
  for (const level of levels) yield* addForeignVariables(level, uses);
  return uses;
});

/** Words that are looked at in one step. */
const wordsOfStep = 1_000;

/** Those of a level's own directives. */
function* addForeignVariables(level: Level, uses: VariableUse[]): Steps<void> {
  let count = 0;
  const patterns = new Set<Word>();
  for (const { word } of patternsOf(level)) {
    if (++count % wordsOfStep === 0) yield;
    patterns.add(word);
  }
  for (const [name, directives] of Map.prototype.entries.call(level.own) as MapIterator<
    [string, readonly Directive[]]
  >) {
    if (!evaluating.has(name)) continue;
    for (const directive of directives) {
      for (const word of wordsOf(directive)) {
        if (++count % wordsOfStep === 0) yield;
        if (!word.value.includes('$') || patterns.has(word)) continue;
        for (const use of usesIn(word)) {
          if (++count % wordsOfStep === 0) yield;
          uses.push(use);
        }
      }
    }
  }
}

function* wordsOf({ name, args, body }: Directive): Iterable<Word> {
  const made =
    name.value === 'geo' ? args.length - 1 : Object.hasOwn(making, name.value) ? making[name.value] : undefined;
  for (const [i, word] of args.entries()) if (i !== made) yield word;
  // What a table gives; ranges of addresses have none.
  if (name.value === 'map') for (const { args: values } of body?.children ?? []) yield* values;
}

function* usesIn(word: Word): Iterable<VariableUse> {
  const { value } = word;
  for (const { 0: whole, 1: braced, 2: bare, index } of value.matchAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g)) {
    const name = braced ?? bare ?? '';
    // Placeholders of envsubst and of shells.
    if (/^[A-Z][A-Z0-9_]*$/.test(name) || isVariableOfNginx(name)) continue;
    yield { name, word, start: index + whole.indexOf(name), isBraced: braced !== undefined };
  }
}

/** The variables that a level and all below it make, in lower case. */
export const variablesMade = factsOfBlocks((levels) => levels.flatMap(variablesMadeIn));

function variablesMadeIn(level: Level): readonly string[] {
  const made: string[] = [];
  const note = (word: Word | undefined): void => {
    if (word && /^\$\w+$/.test(word.value)) made.push(word.value.slice(1).toLowerCase());
  };
  for (const [name, directives] of Map.prototype.entries.call(level.own) as MapIterator<
    [string, readonly Directive[]]
  >) {
    if (evaluating.has(name) && !Object.hasOwn(making, name) && name !== 'geo') continue;
    const isForeign = (commandsOf(name)?.length ?? 0) === 0;
    for (const { args, body } of directives) {
      if (Object.hasOwn(making, name)) note(args[making[name] ?? 0]);
      else if (name === 'geo') note(args.at(-1));
      // A module's own: `set_by_lua $a …`, `geoip2 … { $b …; }`.
      else if (isForeign || body) {
        args.forEach(note);
        for (const child of body?.children ?? []) note(child.name);
      }
    }
  }
  for (const { pattern } of patternsOf(level)) {
    for (const [, captured] of pattern.matchAll(/\(\?P?[<'](\w+)[>']/g))
      if (captured) made.push(captured.toLowerCase());
  }
  return made;
}
