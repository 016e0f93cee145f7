/**
 * nginx's directives: name, contexts, arguments. The contexts and arguments are those of the command tables of
 * nginx 1.22.1 and of its mail, stream, geoip, image_filter, perl and xslt modules, together with the contexts that the
 * documentation of 1.31 adds (@nginx/reference-lib 1.1.41, Apache-2.0). `directive-table.test.ts` puts each row to nginx.
 *
 * Contexts: `m` main, `e` events; `h` http, `s` server, `l` location, `u` upstream, `i` if in server, `j` if in location,
 * `x` limit_except; `M` mail, `N` server of mail; `T` stream, `V` server of stream, `W` upstream of stream; `-` a block of
 * its own module. Arguments: hexadecimal bits, 1 none, 2 one, 4 two, ... 80 seven, 100 a block, 200 on or off, 400 any
 * number, 800 one or more, 1000 two or more; `?` not known. Last, `1` where a block has it once ("directive is duplicate").
 */
export const directiveRows = `
absolute_redirect hsl 200 1
accept_mutex e 200 1
accept_mutex_delay e 2 1
accept_terms_of_service - ?
access_log hsljxTV 800
account_key - ?
acme_certificate s ?
acme_issuer h 102
acme_shared_zone h ?
add_after_body hsl 2 1
add_before_body hsl 2 1
add_header hslj c
add_header_inherit hslj ?
add_trailer hslj c
add_trailer_inherit hslj ?
addition_types hsl 800
aio hsl 2 1
aio_write hsl 200 1
alias l 2 1
allow hslxTV 2
ancient_browser hsl 800
ancient_browser_value hsl 2
api l ?
auth_basic hslx 2 1
auth_basic_user_file hslx 2 1
auth_delay hsl 2 1
auth_http MN 2
auth_http_header MN 4
auth_http_pass_client_cert MN 200 1
auth_http_timeout MN 2 1
auth_jwt hslx ?
auth_jwt_claim_set h ?
auth_jwt_header_set h ?
auth_jwt_key_cache hsl 2
auth_jwt_key_file hslx 2
auth_jwt_key_request hslx 2
auth_jwt_leeway hsl 2
auth_jwt_require hslx ?
auth_jwt_type hslx ?
auth_oidc hsl ?
auth_request hsl 2 1
auth_request_set hsl 4
auth_require hslx ?
autoindex hsl 200 1
autoindex_exact_size hsl 200 1
autoindex_format hsl 2 1
autoindex_localtime hsl 200 1
break slij 1
challenge - 2
charset hslj 2 1
charset_map h 104
charset_types hsl 800
chunked_transfer_encoding hsl 200 1
client_body_buffer_size hsl 2 1
client_body_in_file_only hsl 2 1
client_body_in_single_buffer hsl 200 1
client_body_temp_path hsl 1e 1
client_body_timeout hsl 2 1
client_header_buffer_size hs 2 1
client_header_timeout hs 2 1
client_id - 2
client_max_body_size hsl 2 1
client_secret - 2
common_name_in_csr - 200
config_url - 2
connection_pool_size hs 2 1
contact - 2
cookie_name - 2
create_full_put_path hsl 200 1
daemon m 200 1
dav_access hsl e 1
dav_methods hsl 800
debug_connection e 2
debug_points m 2 1
default_type hsl 2 1
deny hslxTV 2
directio hsl 2 1
directio_alignment hsl 2 1
disable_symlinks hsl 6 1
early_hints hsl ?
empty_gif l 1
enforce_initial_report - 200
env m 2
error_log mhslMNTV 800
error_log_tag hsl ?
error_page hslj 1000
etag hsl 200 1
events m 101
expires hslj 6 1
external_account_key - ?
extra_auth_args - 2
f4f l ?
f4f_buffer_size hsl 2
fastcgi_allow_upstream hsl ?
fastcgi_bind hsl 6 1
fastcgi_bind_dynamic hsl 200
fastcgi_buffer_size hsl 2 1
fastcgi_buffering hsl 200 1
fastcgi_buffers hsl 4 1
fastcgi_busy_buffers_size hsl 2 1
fastcgi_cache hsl 2 1
fastcgi_cache_background_update hsl 200 1
fastcgi_cache_bypass hsl 800
fastcgi_cache_key hsl 2 1
fastcgi_cache_lock hsl 200 1
fastcgi_cache_lock_age hsl 2 1
fastcgi_cache_lock_timeout hsl 2 1
fastcgi_cache_max_range_offset hsl 2 1
fastcgi_cache_methods hsl 800
fastcgi_cache_min_uses hsl 2 1
fastcgi_cache_path h 1000
fastcgi_cache_purge hsl ?
fastcgi_cache_revalidate hsl 200 1
fastcgi_cache_use_stale hsl 800
fastcgi_cache_valid hsl 800
fastcgi_catch_stderr hsl 2
fastcgi_connect_timeout hsl 2 1
fastcgi_force_ranges hsl 200 1
fastcgi_hide_header hsl 2
fastcgi_ignore_client_abort hsl 200 1
fastcgi_ignore_headers hsl 800
fastcgi_index hsl 2 1
fastcgi_intercept_errors hsl 200 1
fastcgi_keep_conn hsl 200 1
fastcgi_limit_rate hsl 2 1
fastcgi_max_temp_file_size hsl 2 1
fastcgi_next_upstream hsl 800
fastcgi_next_upstream_timeout hsl 2 1
fastcgi_next_upstream_tries hsl 2 1
fastcgi_no_cache hsl 800
fastcgi_param hsl c
fastcgi_pass lj 2 1
fastcgi_pass_header hsl 2
fastcgi_pass_request_body hsl 200 1
fastcgi_pass_request_headers hsl 200 1
fastcgi_read_timeout hsl 2 1
fastcgi_request_buffering hsl 200 1
fastcgi_request_dynamic hsl 200
fastcgi_send_lowat hsl 2 1
fastcgi_send_timeout hsl 2 1
fastcgi_socket_keepalive hsl 200 1
fastcgi_socket_rcvbuf hsl 2
fastcgi_socket_sndbuf hsl 2
fastcgi_split_path_info hsl 2
fastcgi_store hsl 2 1
fastcgi_store_access hsl e 1
fastcgi_temp_file_write_size hsl 2 1
fastcgi_temp_path hsl 1e 1
flv l 1
frontchannel_logout_uri - 2
geo hT 106
geo h 102
geoip_city hT 6
geoip_city h 2
geoip_country hT 6
geoip_country h 2
geoip_org hT 6
geoip_org h 2
geoip_proxy h 2
geoip_proxy_recursive h 200 1
google_perftools_profiles m 2
grpc_allow_upstream hsl 2
grpc_bind hsl 6 1
grpc_bind_dynamic hsl 200
grpc_buffer_size hsl 2 1
grpc_connect_timeout hsl 2 1
grpc_hide_header hsl 2
grpc_ignore_headers hsl 800
grpc_intercept_errors hsl 200 1
grpc_next_upstream hsl 800
grpc_next_upstream_timeout hsl 2 1
grpc_next_upstream_tries hsl 2 1
grpc_pass lj 2 1
grpc_pass_header hsl 2
grpc_read_timeout hsl 2 1
grpc_request_dynamic hsl 200
grpc_send_timeout hsl 2 1
grpc_set_header hsl 4
grpc_socket_keepalive hsl 200 1
grpc_socket_rcvbuf hsl 2
grpc_socket_sndbuf hsl 2
grpc_ssl_certificate hsl 2 1
grpc_ssl_certificate_cache hsl ?
grpc_ssl_certificate_key hsl 2 1
grpc_ssl_ciphers hsl 2 1
grpc_ssl_conf_command hsl 4
grpc_ssl_crl hsl 2 1
grpc_ssl_key_log hsl 2
grpc_ssl_name hsl 2 1
grpc_ssl_password_file hsl 2
grpc_ssl_protocols hsl 800
grpc_ssl_server_name hsl 200 1
grpc_ssl_session_reuse hsl 200 1
grpc_ssl_trusted_certificate hsl 2 1
grpc_ssl_verify hsl 200 1
grpc_ssl_verify_depth hsl 2 1
gunzip hsl 200 1
gunzip_buffers hsl 4 1
gzip hslj 200 1
gzip_buffers hsl 4 1
gzip_comp_level hsl 2 1
gzip_disable hsl 800
gzip_hash hsl 2 1
gzip_http_version hsl 2 1
gzip_min_length hsl 2 1
gzip_no_buffer hsl 200 1
gzip_proxied hsl 800
gzip_static hsl 2 1
gzip_types hsl 800
gzip_vary hsl 200 1
gzip_window hsl 2 1
hash uW 6
health_check lV ?
health_check_timeout TV 2
hls l ?
hls_buffers hsl ?
hls_forward_args hsl 200
hls_fragment hsl 2
hls_mp4_buffer_size hsl 2
hls_mp4_max_buffer_size hsl 2
http m 101
http2 hs 200 1
http2_body_preread_size hs 2 1
http2_chunk_size hsl 2 1
http2_idle_timeout hs 2
http2_max_concurrent_pushes hs 2 1
http2_max_concurrent_streams hs 2 1
http2_max_field_size hs 2
http2_max_header_size hs 2
http2_max_requests hs 2
http2_pool_size hs 2 1
http2_push hsl 2
http2_push_preload hsl 200 1
http2_recv_buffer_size h 2 1
http2_recv_timeout hs 2
http2_streams_index_size hs 2 1
http3 hs 200 1
http3_hq hs 200 1
http3_max_concurrent_streams hs 2 1
http3_stream_buffer_size hs 2 1
if sl 900
if_modified_since hsl 2 1
ignore_invalid_headers hs 200 1
image_filter l e
image_filter_buffer hsl 2 1
image_filter_interlace hsl 200 1
image_filter_jpeg_quality hsl 2
image_filter_sharpen hsl 2
image_filter_transparency hsl 200 1
image_filter_webp_quality hsl 2
imap_auth MN 800
imap_capabilities MN 800
imap_client_buffer MN 2 1
include mehsluijxMNTVW 2
index hsl 800
internal l 1 1
internal_redirect sl 2
ip_hash u 1
issuer - 2
js_access ljxTV ?
js_body_filter ljx ?
js_content ljx ?
js_context_reuse hslTV 2
js_engine hslTV ?
js_fetch_buffer_size hslTV 2
js_fetch_ciphers hslTV 2
js_fetch_keepalive hslTV 2
js_fetch_keepalive_requests hslTV 2
js_fetch_keepalive_time hslTV 2
js_fetch_keepalive_timeout hslTV 2
js_fetch_max_response_buffer_size hslTV 2
js_fetch_protocols hslTV ?
js_fetch_proxy hslTV 2
js_fetch_timeout hslTV 2
js_fetch_trusted_certificate hslTV 2
js_fetch_verify hslTV 200
js_fetch_verify_depth hslTV 2
js_filter TV ?
js_header_filter ljx ?
js_import hslTV ?
js_include hT 2
js_load_http_native_module m ?
js_load_stream_native_module m ?
js_path hslTV 2
js_periodic lV ?
js_preload_object hslTV ?
js_preread TV ?
js_set hslTV ?
js_shared_dict_zone hT ?
js_var hslTV ?
keepalive u 6 1
keepalive_disable hsl 6
keepalive_min_timeout hsl 2
keepalive_requests hslu 2 1
keepalive_time hslu 2 1
keepalive_timeout hsl 6 1
keepalive_timeout u 2 1
keyval hT ?
keyval_zone hT ?
large_client_header_buffers hs 4 1
least_conn uW 1
least_time uW ?
license_token - 2
limit_conn hslTV 4
limit_conn_dry_run hslTV 200 1
limit_conn_log_level hslTV 2 1
limit_conn_status hsl 2 1
limit_conn_zone hT 4
limit_except l 900
limit_rate hslj 2 1
limit_rate_after hslj 2 1
limit_req hsl e
limit_req_dry_run hsl 200 1
limit_req_log_level hsl 2 1
limit_req_status hsl 2 1
limit_req_zone h 18
limit_zone h ?
lingering_close hsl 2 1
lingering_time hsl 2 1
lingering_timeout hsl 2 1
listen sNV 800
load_module m 2
location sl 106
lock_file m 2 1
log_format hT 1000
log_not_found hsl 200 1
log_subrequest hsl 200 1
logout_token_hint - 200
logout_uri - 2
mail m 101
map hT 104
map h 102
map_hash_bucket_size hT 2 1
map_hash_max_size hT 2 1
master_process m 200 1
match hT 102
max_errors MN 2 1
max_headers hs 2 1
max_ranges hsl 2 1
memcached_allow_upstream hsl ?
memcached_bind hsl 6 1
memcached_bind_dynamic hsl 200
memcached_buffer_size hsl 2 1
memcached_connect_timeout hsl 2 1
memcached_gzip_flag hsl 2 1
memcached_next_upstream hsl 800
memcached_next_upstream_timeout hsl 2 1
memcached_next_upstream_tries hsl 2 1
memcached_pass lj 2 1
memcached_read_timeout hsl 2 1
memcached_send_timeout hsl 2 1
memcached_socket_keepalive hsl 200 1
merge_slashes hs 200 1
mgmt m 101
min_delete_depth hsl 2 1
mirror hsl 2
mirror_request_body hsl 200 1
modern_browser hsl 6
modern_browser_value hsl 2
mp4 l 1
mp4_buffer_size hsl 2 1
mp4_limit_rate hsl ?
mp4_limit_rate_after hsl 2
mp4_max_buffer_size hsl 2 1
mp4_start_key_frame hsl 200 1
mqtt TV 200
mqtt_buffers TV ?
mqtt_preread TV 200
mqtt_rewrite_buffer_size V 2
mqtt_set_connect V ?
msie_padding hsl 200 1
msie_refresh hsl 200 1
multi_accept e 200 1
ntlm u ?
num_map hT 106
oidc_provider h 102
open_file_cache hsl 6 1
open_file_cache_errors hsl 200 1
open_file_cache_events hsl 200 1
open_file_cache_min_uses hsl 2 1
open_file_cache_valid hsl 2 1
open_log_file_cache hslTV 1e 1
otel_exporter h 101
otel_resource_attr h ?
otel_service_name h 2
otel_span_attr hsl ?
otel_span_name hsl 2
otel_trace hsl ?
otel_trace_context hsl ?
output_buffers hsl 4 1
override_charset hslj 200 1
pass V 2
pcre_jit m 200 1
perl lx 2
perl_modules h 2
perl_require h 2
perl_set h 4
pid m 2 1
pkce - 200
pop3_auth MN 800
pop3_capabilities MN 800
port_in_redirect hsl 200 1
post_action hslj 2 1
post_logout_uri - 2
postpone_gzipping hsl 2 1
postpone_output hsl 2 1
preferred_chain - 2
preread_buffer_size TV 2 1
preread_timeout TV 2 1
profile - ?
protocol N 2
proxy MN 200 1
proxy_allow_upstream hsl ?
proxy_bind hslTV 6 1
proxy_bind_dynamic hslTV 200
proxy_buffer MN 2 1
proxy_buffer_size hslTV 2 1
proxy_buffering hsl 200 1
proxy_buffers hsl 4 1
proxy_busy_buffers_size hsl 2 1
proxy_cache hsl 2 1
proxy_cache_background_update hsl 200 1
proxy_cache_bypass hsl 800
proxy_cache_convert_head hsl 200 1
proxy_cache_key hsl 2 1
proxy_cache_lock hsl 200 1
proxy_cache_lock_age hsl 2 1
proxy_cache_lock_timeout hsl 2 1
proxy_cache_max_range_offset hsl 2 1
proxy_cache_methods hsl 800
proxy_cache_min_uses hsl 2 1
proxy_cache_path h 1000
proxy_cache_purge hsl ?
proxy_cache_revalidate hsl 200 1
proxy_cache_use_stale hsl 800
proxy_cache_valid hsl 800
proxy_connect_timeout hslTV 2 1
proxy_cookie_domain hsl 6
proxy_cookie_flags hsl 1e
proxy_cookie_path hsl 6
proxy_download_rate TV 2 1
proxy_downstream_buffer TV 2 1
proxy_force_ranges hsl 200 1
proxy_half_close TV 200 1
proxy_headers_hash_bucket_size hsl 2 1
proxy_headers_hash_max_size hsl 2 1
proxy_hide_header hsl 2
proxy_http_version hsl 2 1
proxy_ignore_client_abort hsl 200 1
proxy_ignore_headers hsl 800
proxy_intercept_errors hsl 200 1
proxy_limit_rate hsl 2 1
proxy_max_temp_file_size hsl 2 1
proxy_method hsl 2 1
proxy_next_upstream hsl 800
proxy_next_upstream TV 200 1
proxy_next_upstream_timeout hslTV 2 1
proxy_next_upstream_tries hslTV 2 1
proxy_no_cache hsl 800
proxy_pass ljxV 2 1
proxy_pass_error_message MN 200 1
proxy_pass_header hsl 2
proxy_pass_request_body hsl 200 1
proxy_pass_request_headers hsl 200 1
proxy_pass_trailers hsl 200
proxy_password - 2
proxy_protocol MNTV 200 1
proxy_protocol_timeout TV 2 1
proxy_read_timeout hsl 2 1
proxy_redirect hsl 6
proxy_request_buffering hsl 200 1
proxy_request_dynamic hsl 200
proxy_requests TV 2 1
proxy_responses TV 2 1
proxy_send_lowat hsl 2 1
proxy_send_timeout hsl 2 1
proxy_session_drop TV 200
proxy_set_body hsl 2 1
proxy_set_header hsl 4
proxy_smtp_auth MN 200 1
proxy_socket_keepalive hslTV 200 1
proxy_socket_rcvbuf hslTV 2
proxy_socket_sndbuf hslTV 2
proxy_ssl TV 200 1
proxy_ssl_alpn TV ?
proxy_ssl_certificate hslTV 2 1
proxy_ssl_certificate_cache hslTV ?
proxy_ssl_certificate_key hslTV 2 1
proxy_ssl_ciphers hslTV 2 1
proxy_ssl_conf_command hslTV 4
proxy_ssl_crl hslTV 2 1
proxy_ssl_key_log hslTV 2
proxy_ssl_name hslTV 2 1
proxy_ssl_password_file hslTV 2 1
proxy_ssl_protocols hslTV 800
proxy_ssl_server_name hslTV 200 1
proxy_ssl_session_reuse hslTV 200 1
proxy_ssl_trusted_certificate hslTV 2 1
proxy_ssl_verify hslTV 200 1
proxy_ssl_verify_depth hslTV 2 1
proxy_store hsl 2 1
proxy_store_access hsl e 1
proxy_temp_file_write_size hsl 2 1
proxy_temp_path hsl 1e 1
proxy_timeout MNTV 2 1
proxy_upload_rate TV 2 1
proxy_upstream_buffer TV 2 1
proxy_username - 2
queue u ?
quic_active_connection_id_limit hs 2 1
quic_bpf m 200 1
quic_gso hs 200 1
quic_host_key hs 2
quic_retry hs 200 1
random uW 7
random_index l 200 1
read_ahead hsl 2 1
real_ip_header hsl 2 1
real_ip_recursive hsl 200 1
recursive_error_pages hsl 200 1
redirect_uri - 2
referer_hash_bucket_size sl 2 1
referer_hash_max_size sl 2 1
request_pool_size hs 2 1
reset_timedout_connection hsl 200 1
resolver hslMNTVW 800 1
resolver u ?
resolver_timeout hsluMNTVW 2 1
return slij 6
return V 2 1
rewrite slij c
rewrite_log hslij 200 1
root hslj 2 1
satisfy hsl 2 1
scgi_allow_upstream hsl ?
scgi_bind hsl 6 1
scgi_bind_dynamic hsl 200
scgi_buffer_size hsl 2 1
scgi_buffering hsl 200 1
scgi_buffers hsl 4 1
scgi_busy_buffers_size hsl 2 1
scgi_cache hsl 2 1
scgi_cache_background_update hsl 200 1
scgi_cache_bypass hsl 800
scgi_cache_key hsl 2 1
scgi_cache_lock hsl 200 1
scgi_cache_lock_age hsl 2 1
scgi_cache_lock_timeout hsl 2 1
scgi_cache_max_range_offset hsl 2 1
scgi_cache_methods hsl 800
scgi_cache_min_uses hsl 2 1
scgi_cache_path h 1000
scgi_cache_purge hsl ?
scgi_cache_revalidate hsl 200 1
scgi_cache_use_stale hsl 800
scgi_cache_valid hsl 800
scgi_connect_timeout hsl 2 1
scgi_force_ranges hsl 200 1
scgi_hide_header hsl 2
scgi_ignore_client_abort hsl 200 1
scgi_ignore_headers hsl 800
scgi_intercept_errors hsl 200 1
scgi_limit_rate hsl 2 1
scgi_max_temp_file_size hsl 2 1
scgi_next_upstream hsl 800
scgi_next_upstream_timeout hsl 2 1
scgi_next_upstream_tries hsl 2 1
scgi_no_cache hsl 800
scgi_param hsl c
scgi_pass lj 2 1
scgi_pass_header hsl 2
scgi_pass_request_body hsl 200 1
scgi_pass_request_headers hsl 200 1
scgi_read_timeout hsl 2 1
scgi_request_buffering hsl 200 1
scgi_request_dynamic hsl 200
scgi_send_timeout hsl 2 1
scgi_socket_keepalive hsl 200 1
scgi_socket_rcvbuf hsl 2
scgi_socket_sndbuf hsl 2
scgi_store hsl 2 1
scgi_store_access hsl e 1
scgi_temp_file_write_size hsl 2 1
scgi_temp_path hsl 1e 1
scope - ?
secure_link hsl 2 1
secure_link_md5 hsl 2 1
secure_link_secret hsl 2 1
send_lowat hsl 2 1
send_timeout hsl 2 1
sendfile hslj 200 1
sendfile_max_chunk hsl 2 1
server hMT 101
server uW 800
server_name s 800
server_name MN 2 1
server_name V ?
server_name_in_redirect hsl 200 1
server_names_hash_bucket_size hT 2 1
server_names_hash_max_size hT 2 1
server_tokens hsl 2 1
session_log hsl ?
session_log_format h ?
session_log_zone h ?
session_store - 2
session_timeout - 2
set slijV 4
set_real_ip_from hslMNTV 2
slice hsl 2 1
smtp_auth MN 800
smtp_capabilities MN 800
smtp_client_buffer MN 2 1
smtp_greeting_delay MN 2 1
source_charset hslj 2 1
split_clients hT 104
split_clients h 102
ssi hslj 200 1
ssi_ignore_recycled_buffers hsl 200 1
ssi_last_modified hsl 200 1
ssi_min_file_chunk hsl 2 1
ssi_silent_errors hsl 200 1
ssi_types hsl 800
ssi_value_length hsl 2 1
ssl hsMN 200
ssl_alpn TV 800 1
ssl_buffer_size hs 2 1
ssl_certificate hsMNTV 2
ssl_certificate_cache hsTV ?
ssl_certificate_compression hsMNTV 200
ssl_certificate_key hsMNTV 2
ssl_ciphers hsMNTV 2 1
ssl_client_certificate hsMNTV 2 1
ssl_conf_command hsMNTV 4
ssl_crl hsMNTV 2 1
ssl_dhparam hsMNTV 2 1
ssl_early_data hs 200 1
ssl_ecdh_curve hsMNTV 2 1
ssl_ech_file hsTV 2
ssl_engine m 2
ssl_handshake_timeout TV 2 1
ssl_key_log hsTV 2
ssl_object_cache_inheritable m 200
ssl_ocsp hs 200 1
ssl_ocsp TV ?
ssl_ocsp_cache hs 2 1
ssl_ocsp_cache TV ?
ssl_ocsp_responder hsTV 2 1
ssl_password_file hsMNTV 2
ssl_prefer_server_ciphers hsMNTV 200 1
ssl_preread TV 200 1
ssl_protocols hsMNTV 800
ssl_reject_handshake hsTV 200 1
ssl_session_cache hsMNTV 6
ssl_session_ticket_key hsMNTV 2
ssl_session_tickets hsMNTV 200 1
ssl_session_timeout hsMNTV 2 1
ssl_stapling hsTV 200 1
ssl_stapling_file hsTV 2 1
ssl_stapling_responder hsTV 2 1
ssl_stapling_verify hsTV 200 1
ssl_trusted_certificate hsMNTV 2 1
ssl_verify - 200
ssl_verify_client hsMNTV 2 1
ssl_verify_depth hsMNTV 2 1
stall_threshold e 2
starttls MN 2 1
state uW 2
state_path - ?
status l ?
status_format hsl ?
status_zone slj 2
sticky u ?
stream m 101
stub_status sl 3
sub_filter hsl 4
sub_filter_last_modified hsl 200 1
sub_filter_once hsl 200 1
sub_filter_types hsl 800
subrequest_output_buffer_size hsl 2 1
tcp_nodelay hslTV 200 1
tcp_nopush hsl 200 1
thread_pool m c
timeout MN 2 1
timer_resolution m 2 1
try_files sl 1000 1
tunnel_allow_upstream hsl ?
tunnel_bind hsl ?
tunnel_bind_dynamic hsl 200
tunnel_buffer_size hsl 2
tunnel_connect_timeout hsl 2
tunnel_next_upstream hsl ?
tunnel_next_upstream_timeout hsl 2
tunnel_next_upstream_tries hsl 2
tunnel_pass slj ?
tunnel_read_timeout hsl 2
tunnel_send_lowat hsl 2
tunnel_send_timeout hsl 2
tunnel_socket_keepalive hsl 200
tunnel_socket_rcvbuf hsl 2
tunnel_socket_sndbuf hsl 2
types hsl 101
types_hash_bucket_size hsl 2 1
types_hash_max_size hsl 2 1
underscores_in_headers hs 200 1
uninitialized_variable_warn hslij 200 1
upstream hT 102
upstream_conf l ?
uri - 2
usage_report - ?
use e 2
user m 6
userid hsl 2 1
userid_domain hsl 2 1
userid_expires hsl 2 1
userid_flags hsl e
userid_mark hsl 2 1
userid_name hsl 2 1
userid_p3p hsl 2 1
userid_path hsl 2 1
userid_service hsl 2 1
userinfo - 200
uwsgi_allow_upstream hsl ?
uwsgi_bind hsl 6 1
uwsgi_bind_dynamic hsl 200
uwsgi_buffer_size hsl 2 1
uwsgi_buffering hsl 200 1
uwsgi_buffers hsl 4 1
uwsgi_busy_buffers_size hsl 2 1
uwsgi_cache hsl 2 1
uwsgi_cache_background_update hsl 200 1
uwsgi_cache_bypass hsl 800
uwsgi_cache_key hsl 2 1
uwsgi_cache_lock hsl 200 1
uwsgi_cache_lock_age hsl 2 1
uwsgi_cache_lock_timeout hsl 2 1
uwsgi_cache_max_range_offset hsl 2 1
uwsgi_cache_methods hsl 800
uwsgi_cache_min_uses hsl 2 1
uwsgi_cache_path h 1000
uwsgi_cache_purge hsl ?
uwsgi_cache_revalidate hsl 200 1
uwsgi_cache_use_stale hsl 800
uwsgi_cache_valid hsl 800
uwsgi_connect_timeout hsl 2 1
uwsgi_force_ranges hsl 200 1
uwsgi_hide_header hsl 2
uwsgi_ignore_client_abort hsl 200 1
uwsgi_ignore_headers hsl 800
uwsgi_intercept_errors hsl 200 1
uwsgi_limit_rate hsl 2 1
uwsgi_max_temp_file_size hsl 2 1
uwsgi_modifier1 hsl 2 1
uwsgi_modifier2 hsl 2 1
uwsgi_next_upstream hsl 800
uwsgi_next_upstream_timeout hsl 2 1
uwsgi_next_upstream_tries hsl 2 1
uwsgi_no_cache hsl 800
uwsgi_param hsl c
uwsgi_pass lj 2 1
uwsgi_pass_header hsl 2
uwsgi_pass_request_body hsl 200 1
uwsgi_pass_request_headers hsl 200 1
uwsgi_read_timeout hsl 2 1
uwsgi_request_buffering hsl 200 1
uwsgi_request_dynamic hsl 200
uwsgi_send_timeout hsl 2 1
uwsgi_socket_keepalive hsl 200 1
uwsgi_socket_rcvbuf hsl 2
uwsgi_socket_sndbuf hsl 2
uwsgi_ssl_certificate hsl 2 1
uwsgi_ssl_certificate_cache hsl ?
uwsgi_ssl_certificate_key hsl 2 1
uwsgi_ssl_ciphers hsl 2 1
uwsgi_ssl_conf_command hsl 4
uwsgi_ssl_crl hsl 2 1
uwsgi_ssl_key_log hsl 2
uwsgi_ssl_name hsl 2 1
uwsgi_ssl_password_file hsl 2
uwsgi_ssl_protocols hsl 800
uwsgi_ssl_server_name hsl 200 1
uwsgi_ssl_session_reuse hsl 200 1
uwsgi_ssl_trusted_certificate hsl 2 1
uwsgi_ssl_verify hsl 200 1
uwsgi_ssl_verify_depth hsl 2 1
uwsgi_store hsl 2 1
uwsgi_store_access hsl e 1
uwsgi_string hsl 2 1
uwsgi_temp_file_write_size hsl 2 1
uwsgi_temp_path hsl 1e 1
valid_referers sl 800
variables_hash_bucket_size hT 2 1
variables_hash_max_size hT 2 1
worker_aio_requests e 2 1
worker_connections e 2 1
worker_cpu_affinity m 800 1
worker_priority m 2 1
worker_processes m 2 1
worker_rlimit_core m 2 1
worker_rlimit_nofile m 2 1
worker_shutdown_timeout m 2 1
working_directory m 2 1
xclient MN 200 1
xml_entities hsl 2
xml_external_entities hsl 200
xslt_last_modified hsl 200 1
xslt_param hsl 4
xslt_string_param hsl 4
xslt_stylesheet l 800
xslt_types hsl 800
zone uW 6
zone_sync V ?
zone_sync_buffers TV ?
zone_sync_connect_retry_interval TV 2
zone_sync_connect_timeout TV 2
zone_sync_interval TV 2
zone_sync_recv_buffer_size TV 2
zone_sync_server V ?
zone_sync_ssl TV 200
zone_sync_ssl_certificate TV 2
zone_sync_ssl_certificate_key TV 2
zone_sync_ssl_ciphers TV 2
zone_sync_ssl_conf_command TV ?
zone_sync_ssl_crl TV 2
zone_sync_ssl_name TV 2
zone_sync_ssl_password_file TV 2
zone_sync_ssl_protocols TV ?
zone_sync_ssl_server_name TV 200
zone_sync_ssl_trusted_certificate TV 2
zone_sync_ssl_verify TV 200
zone_sync_ssl_verify_depth TV 2
zone_sync_timeout TV 2
`;

/** Directives of modules that Debian packages beside nginx itself: known by name alone. */
export const thirdPartyNames = `
access_by_lua
access_by_lua_block
access_by_lua_file
access_by_lua_no_postpone
ack_window
anonymous
application
auth_pam
auth_pam_service_name
auth_pam_set_pam_env
balancer_by_lua_block
balancer_by_lua_file
body_filter_by_lua
body_filter_by_lua_block
body_filter_by_lua_file
brotli
brotli_buffers
brotli_comp_level
brotli_min_length
brotli_static
brotli_types
brotli_window
buffer
buflen
busy
chunk_size
content_by_lua
content_by_lua_block
content_by_lua_file
dash
dash_cleanup
dash_fragment
dash_nested
dash_path
dash_playlist_length
dav_ext_lock
dav_ext_lock_zone
dav_ext_methods
drop_idle_publisher
echo
echo_abort_parent
echo_after_body
echo_before_body
echo_blocking_sleep
echo_duplicate
echo_end
echo_exec
echo_flush
echo_foreach_split
echo_location
echo_location_async
echo_read_request_body
echo_request_body
echo_reset_timer
echo_sleep
echo_status
echo_subrequest
echo_subrequest_async
eventsource
exec
exec_kill_signal
exec_options
exec_play
exec_play_done
exec_publish
exec_publish_done
exec_pull
exec_push
exec_record_done
exec_static
exit_worker_by_lua_block
exit_worker_by_lua_file
fair
fancyindex
fancyindex_css_href
fancyindex_default_sort
fancyindex_directories_first
fancyindex_exact_size
fancyindex_footer
fancyindex_header
fancyindex_hide_parent_dir
fancyindex_hide_symlinks
fancyindex_ignore
fancyindex_localtime
fancyindex_name_length
fancyindex_show_dotfiles
fancyindex_show_path
fancyindex_time_format
from_upstream
geoip2
geoip2_proxy
geoip2_proxy_recursive
header_filter_by_lua
header_filter_by_lua_block
header_filter_by_lua_file
headers
hls_audio_buffer_size
hls_base_url
hls_cleanup
hls_continuous
hls_fragment_naming
hls_fragment_naming_granularity
hls_fragment_slicing
hls_fragments_per_key
hls_key_path
hls_key_url
hls_keys
hls_max_audio_delay
hls_max_fragment
hls_muxdelay
hls_nested
hls_path
hls_playlist_length
hls_sync
hls_type
hls_variant
idle_streams
init_by_lua
init_by_lua_block
init_by_lua_file
init_worker_by_lua
init_worker_by_lua_block
init_worker_by_lua_file
interleave
last
live
log_by_lua
log_by_lua_block
log_by_lua_file
longpoll
lua_capture_error_log
lua_check_client_abort
lua_code_cache
lua_http10_buffering
lua_load_resty_core
lua_malloc_trim
lua_max_pending_timers
lua_max_running_timers
lua_need_request_body
lua_package_cpath
lua_package_path
lua_regex_cache_max_entries
lua_regex_match_limit
lua_sa_restart
lua_shared_dict
lua_socket_buffer_size
lua_socket_connect_timeout
lua_socket_keepalive_timeout
lua_socket_log_errors
lua_socket_pool_size
lua_socket_read_timeout
lua_socket_send_lowat
lua_socket_send_timeout
lua_ssl_ciphers
lua_ssl_conf_command
lua_ssl_crl
lua_ssl_protocols
lua_ssl_trusted_certificate
lua_ssl_verify_depth
lua_thread_cache_max_entries
lua_transform_underscores_in_response_headers
lua_use_default_type
lua_worker_thread_vm_pool_size
max_connections
max_message
max_streams
md5
memc_buffer_size
memc_cmds_allowed
memc_connect_timeout
memc_exptime
memc_flags_to_last_modified
memc_ignore_client_abort
memc_next_upstream
memc_pass
memc_read_timeout
memc_send_timeout
memc_upstream_fail_timeout
memc_upstream_max_fails
meta
method
modsecurity
modsecurity_rules
modsecurity_rules_file
modsecurity_rules_remote
modsecurity_transaction_id
more_clear_headers
more_clear_input_headers
more_set_headers
more_set_input_headers
nchan_access_control_allow_credentials
nchan_access_control_allow_origin
nchan_authorize_request
nchan_benchmark
nchan_benchmark_channels
nchan_benchmark_message_padding_bytes
nchan_benchmark_messages_per_channel_per_minute
nchan_benchmark_publisher_distribution
nchan_benchmark_subscriber_distribution
nchan_benchmark_subscribers_per_channel
nchan_benchmark_time
nchan_channel_event_string
nchan_channel_events_channel_id
nchan_channel_group
nchan_channel_group_accounting
nchan_channel_id
nchan_channel_id_split_delimiter
nchan_channel_timeout
nchan_deflate_message_for_websocket
nchan_eventsource_event
nchan_eventsource_ping_comment
nchan_eventsource_ping_data
nchan_eventsource_ping_event
nchan_eventsource_ping_interval
nchan_group_location
nchan_group_max_channels
nchan_group_max_messages
nchan_group_max_messages_disk
nchan_group_max_messages_memory
nchan_group_max_subscribers
nchan_longpoll_multipart_response
nchan_max_channel_id_length
nchan_max_channel_subscribers
nchan_max_reserved_memory
nchan_message_buffer_length
nchan_message_max_buffer_length
nchan_message_temp_path
nchan_message_timeout
nchan_permessage_deflate_compression_level
nchan_permessage_deflate_compression_memlevel
nchan_permessage_deflate_compression_strategy
nchan_permessage_deflate_compression_window
nchan_pub_channel_id
nchan_publisher
nchan_publisher_channel_id
nchan_publisher_location
nchan_publisher_upstream_request
nchan_pubsub
nchan_pubsub_channel_id
nchan_pubsub_location
nchan_redis_accurate_subscriber_count
nchan_redis_cluster_check_interval
nchan_redis_cluster_check_interval_backoff
nchan_redis_cluster_check_interval_jitter
nchan_redis_cluster_check_interval_max
nchan_redis_cluster_check_interval_min
nchan_redis_cluster_connect_timeout
nchan_redis_cluster_max_failing_time
nchan_redis_cluster_recovery_delay
nchan_redis_cluster_recovery_delay_backoff
nchan_redis_cluster_recovery_delay_jitter
nchan_redis_cluster_recovery_delay_max
nchan_redis_cluster_recovery_delay_min
nchan_redis_command_timeout
nchan_redis_connect_timeout
nchan_redis_discovered_ip_range_blacklist
nchan_redis_fakesub_timer_interval
nchan_redis_idle_channel_cache_timeout
nchan_redis_idle_channel_keepalive_backoff
nchan_redis_idle_channel_keepalive_jitter
nchan_redis_idle_channel_keepalive_max
nchan_redis_idle_channel_keepalive_min
nchan_redis_idle_channel_keepalive_safety_margin
nchan_redis_load_scripts_unconditionally
nchan_redis_namespace
nchan_redis_node_connect_timeout
nchan_redis_nostore_fastpublish
nchan_redis_optimize_target
nchan_redis_pass
nchan_redis_pass_inheritable
nchan_redis_password
nchan_redis_ping_interval
nchan_redis_publish_msgpacked_max_size
nchan_redis_reconnect_delay
nchan_redis_reconnect_delay_backoff
nchan_redis_reconnect_delay_jitter
nchan_redis_reconnect_delay_max
nchan_redis_reconnect_delay_min
nchan_redis_retry_commands
nchan_redis_retry_commands_max_wait
nchan_redis_server
nchan_redis_ssl
nchan_redis_ssl_ciphers
nchan_redis_ssl_client_certificate
nchan_redis_ssl_client_certificate_key
nchan_redis_ssl_server_name
nchan_redis_ssl_trusted_certificate
nchan_redis_ssl_trusted_certificate_path
nchan_redis_ssl_verify_certificate
nchan_redis_storage_mode
nchan_redis_subscribe_weights
nchan_redis_tls
nchan_redis_tls_ciphers
nchan_redis_tls_client_certificate
nchan_redis_tls_server_name
nchan_redis_tls_trusted_certificate
nchan_redis_tls_trusted_certificate_path
nchan_redis_tls_verify_certificate
nchan_redis_upstream_stats
nchan_redis_upstream_stats_disconnected_timeout
nchan_redis_upstream_stats_enabled
nchan_redis_url
nchan_redis_username
nchan_redis_wait_after_connecting
nchan_shared_memory_size
nchan_storage_engine
nchan_store_messages
nchan_stub_status
nchan_sub_channel_id
nchan_subscribe_existing_channels_only
nchan_subscribe_request
nchan_subscriber
nchan_subscriber_channel_id
nchan_subscriber_compound_etag_message_id
nchan_subscriber_first_message
nchan_subscriber_http_raw_stream_separator
nchan_subscriber_info
nchan_subscriber_info_string
nchan_subscriber_last_message_id
nchan_subscriber_location
nchan_subscriber_message_id_custom_etag_header
nchan_subscriber_timeout
nchan_unsubscribe_request
nchan_use_redis
nchan_websocket_client_heartbeat
nchan_websocket_ping_interval
netcall_buffer
netcall_timeout
notify_method
notify_relay_redirect
notify_update_strict
notify_update_timeout
on_connect
on_disconnect
on_done
on_play
on_play_done
on_publish
on_publish_done
on_record_done
on_update
out_cork
out_queue
ping
ping_timeout
play
play_local_path
play_restart
play_temp_path
play_time_fix
publish_notify
publish_time_fix
pull
pull_reconnect
push
push_authorized_channels_only
push_channel_group
push_channel_id
push_channel_timeout
push_max_channel_id_length
push_max_channel_subscribers
push_max_message_buffer_length
push_max_reserved_memory
push_message_buffer_length
push_message_timeout
push_min_message_buffer_length
push_publisher
push_reconnect
push_store_messages
push_subscriber
push_subscriber_concurrency
push_subscriber_timeout
record
record_append
record_interval
record_lock
record_max_frames
record_max_size
record_notify
record_path
record_suffix
record_unique
recorder
relay_buffer
report_uploads
respawn
respawn_timeout
rewrite_by_lua
rewrite_by_lua_block
rewrite_by_lua_file
rewrite_by_lua_no_postpone
rtmp
rtmp_auto_push
rtmp_auto_push_reconnect
rtmp_control
rtmp_socket_dir
rtmp_stat
rtmp_stat_stylesheet
running
server_rewrite_by_lua_block
server_rewrite_by_lua_file
session_relay
set_base32_alphabet
set_base32_padding
set_by_lua
set_by_lua_block
set_by_lua_file
set_decode_base32
set_decode_base64
set_decode_base64url
set_decode_hex
set_encode_base32
set_encode_base64
set_encode_base64url
set_encode_hex
set_escape_uri
set_formatted_gmt_time
set_formatted_local_time
set_hashed_upstream
set_hmac_sha1
set_hmac_sha256
set_if_empty
set_local_today
set_md5
set_misc_base32_padding
set_quote_json_str
set_quote_pgsql_str
set_quote_sql_str
set_random
set_rotate
set_secure_random_alphanum
set_secure_random_lcalpha
set_sha1
set_unescape_uri
sha256
so_keepalive
srcache_buffer
srcache_default_expire
srcache_fetch
srcache_fetch_skip
srcache_header_buffer_size
srcache_ignore_content_encoding
srcache_max_expire
srcache_methods
srcache_request_cache_control
srcache_response_cache_control
srcache_store
srcache_store_hide_header
srcache_store_max_size
srcache_store_no_cache
srcache_store_no_store
srcache_store_pass_header
srcache_store_private
srcache_store_ranges
srcache_store_skip
srcache_store_statuses
ssl_certificate_by_lua_block
ssl_certificate_by_lua_file
ssl_client_hello_by_lua_block
ssl_client_hello_by_lua_file
ssl_session_fetch_by_lua_block
ssl_session_fetch_by_lua_file
ssl_session_store_by_lua_block
ssl_session_store_by_lua_file
stream_buckets
subs_buffers
subs_filter
subs_filter_bypass
subs_filter_types
subs_line_buffer_size
subscriber_receive_status
sync
track_uploads
upload_progress
upload_progress_content_type
upload_progress_header
upload_progress_java_output
upload_progress_json_output
upload_progress_jsonp_output
upload_progress_jsonp_parameter
upload_progress_template
upstream_fair_shm_size
upstream_list
verify
wait_key
wait_video
websocket
`;
