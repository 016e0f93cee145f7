/**
 * What the arguments of nginx's own directives are, where each is a number, a size, a time or one word of several: as the
 * command tables of nginx 1.22 and 1.26 say, with the words that the documentation of 1.31 adds. `directive-values.test.ts`
 * puts each row to nginx. `*` stands for the modules that pass requests on.
 */
export const numberNames = `
*_cache_min_uses *_next_upstream_tries *_ssl_verify_depth ssl_verify_depth
http2_max_concurrent_pushes http2_max_concurrent_streams http2_streams_index_size http3_max_concurrent_streams
quic_active_connection_id_limit keepalive_requests map_hash_bucket_size map_hash_max_size max_errors max_ranges
memcached_gzip_flag min_delete_depth open_file_cache_min_uses proxy_headers_hash_bucket_size
proxy_headers_hash_max_size proxy_requests proxy_responses referer_hash_bucket_size referer_hash_max_size
server_names_hash_bucket_size server_names_hash_max_size types_hash_bucket_size types_hash_max_size userid_service
variables_hash_bucket_size variables_hash_max_size worker_aio_requests worker_rlimit_nofile`;

/** In milliseconds: months and years are too long for nginx. */
export const shortTimeNames = `
*_cache_lock_age *_cache_lock_timeout *_connect_timeout *_next_upstream_timeout *_read_timeout *_send_timeout
accept_mutex_delay auth_delay auth_http_timeout client_body_timeout client_header_timeout keepalive_time lingering_time
lingering_timeout preread_timeout proxy_protocol_timeout proxy_timeout resolver_timeout send_timeout
smtp_greeting_delay ssl_handshake_timeout timeout timer_resolution worker_shutdown_timeout`;

export const timeNames = 'open_file_cache_valid ssl_session_timeout';

export const sizeNames = `
*_buffer_size *_busy_buffers_size *_send_lowat *_max_temp_file_size *_temp_file_write_size client_body_buffer_size
client_header_buffer_size gzip_min_length http2_body_preread_size http2_chunk_size http2_pool_size
http2_recv_buffer_size http3_stream_buffer_size image_filter_buffer imap_client_buffer mp4_buffer_size
mp4_max_buffer_size postpone_gzipping postpone_output preread_buffer_size proxy_buffer read_ahead send_lowat
sendfile_max_chunk slice smtp_client_buffer ssi_min_file_chunk ssi_value_length ssl_buffer_size
subrequest_output_buffer_size limit_rate limit_rate_after *_limit_rate proxy_download_rate proxy_upload_rate`;

/** Sizes in files, which may have gigabytes. */
export const offsetNames = '*_cache_max_range_offset client_max_body_size directio_alignment worker_rlimit_core';

/** A number of buffers and their size. */
export const bufferNames =
  '*_buffers gunzip_buffers gzip_buffers large_client_header_buffers output_buffers zone_sync_buffers';

const failures = 'error timeout denied invalid_header non_idempotent http_500 http_503 http_403 http_404 http_429 off';
const overHttp = `${failures} http_502 http_504`;
const logins = 'plain cram-md5 external xoauth2 oauthbearer';
const logLevels = 'info notice warn error';

/** One word of these, in any case. */
export const oneWord: Readonly<Record<string, string>> = {
  autoindex_format: 'html json jsonp xml',
  client_body_in_file_only: 'off on clean',
  debug_points: 'stop abort',
  gzip_http_version: '1.0 1.1',
  gzip_static: 'off on always',
  if_modified_since: 'off exact before',
  limit_conn_log_level: logLevels,
  limit_req_log_level: logLevels,
  lingering_close: 'off on always',
  proxy_http_version: '1.0 1.1 2',
  satisfy: 'all any',
  userid: 'off log v1 on',
};

/** Any of these, in any case. */
export const someWords: Readonly<Record<string, string>> = {
  dav_methods: 'off put delete mkcol copy move',
  gzip_proxied: 'off expired no-cache no-store private no_last_modified no_etag auth any',
  imap_auth: `${logins} login`,
  keepalive_disable: 'none msie6 safari',
  memcached_next_upstream: 'error timeout denied invalid_response not_found off',
  pop3_auth: `${logins} apop`,
  smtp_auth: `${logins} login none`,
  userid_flags: 'off secure httponly samesite=strict samesite=lax samesite=none',
  proxy_cache_use_stale: `${overHttp} updating`,
  fastcgi_cache_use_stale: `${failures} updating`,
  scgi_cache_use_stale: `${failures} updating`,
  uwsgi_cache_use_stale: `${failures} updating`,
  // `on` and `off` are those of stream.
  proxy_next_upstream: `${overHttp} updating on`,
  fastcgi_next_upstream: `${failures} updating`,
  scgi_next_upstream: `${failures} updating`,
  uwsgi_next_upstream: `${failures} updating`,
  grpc_next_upstream: overHttp,
  '*_cache_methods': 'GET HEAD POST',
  '*_ignore_headers':
    'X-Accel-Redirect X-Accel-Expires X-Accel-Limit-Rate X-Accel-Buffering X-Accel-Charset Expires Cache-Control Set-Cookie Vary',
};
