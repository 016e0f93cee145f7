// Written by `node scripts/make-nginx-reference.ts` from @nginx/reference-lib (Apache-2.0, F5, Inc.).

/** `=module`, then its directives: name, contexts, syntax, default, version, sentence. */
export const referenceRows = `
=ngx_http_proxy_module
proxy_allow_upstream		<string> ...		+
proxy_bind		<address> [transparent] | off
proxy_bind_dynamic		on | off	off	+
proxy_buffer_size		<size>	4k|8k
proxy_buffering		on | off	on
proxy_buffers		<number> <size>	8 4k|8k
proxy_busy_buffers_size		<size>	8k|16k
proxy_cache		<zone> | off	off
proxy_cache_background_update		on | off	off
proxy_cache_bypass		<string> ...
proxy_cache_convert_head		on | off	on
proxy_cache_key		<string>	$scheme$proxy_host$request_uri
proxy_cache_lock		on | off	off
proxy_cache_lock_age		<time>	5s
proxy_cache_lock_timeout		<time>	5s
proxy_cache_max_range_offset		<number>
proxy_cache_methods		GET | HEAD | POST ...	GET HEAD
proxy_cache_min_uses		<number>	1
proxy_cache_path		<path> [levels=<levels>] [use_temp_path=on|off] keys_zone=<name>:<size> [inactive=<time>] [max_size=<size>] [min_free=<size>] [manager_files=<number>] [manager_sleep=<time>] [manager_threshold=<time>] [loader_files=<number>] [loader_sleep=<time>] [loader_threshold=<time>] [purger=on|off] [purger_files=<number>] [purger_sleep=<time>] [purger_threshold=<time>]
proxy_cache_purge		string ...
proxy_cache_revalidate		on | off	off
proxy_cache_use_stale		error | timeout | invalid_header | updating | http_500 | http_502 | http_503 | http_504 | http_403 | http_404 | http_429 | off ...	off
proxy_cache_valid		[<code> ...] <time>
proxy_connect_timeout		<time>	60s
proxy_cookie_domain		off ¦ <domain> <replacement>	off
proxy_cookie_flags		off | <cookie> [<flag> ...]	off
proxy_cookie_path		off ¦ <path> <replacement>	off
proxy_force_ranges		on | off	off
proxy_headers_hash_bucket_size		<size>	64
proxy_headers_hash_max_size		<size>	512
proxy_hide_header		<field>
proxy_http_version		1.0 | 1.1 | 2	1.1		Sets the HTTP protocol version for proxying.
proxy_ignore_client_abort		on | off	off
proxy_ignore_headers		<field> ...
proxy_intercept_errors		on | off	off
proxy_limit_rate		<rate>	0
proxy_max_temp_file_size		<size>	1024m
proxy_method		<method>
proxy_next_upstream		error | timeout | denied | invalid_header | http_500 | http_502 | http_503 | http_504 | http_403 | http_404 | http_429 | non_idempotent | off ...	error timeout
proxy_next_upstream_timeout		<time>	0
proxy_next_upstream_tries		<number>	0
proxy_no_cache		<string> ...
proxy_pass		<URL>			Sets the protocol and address of an upstream server and an optional URI to which a location should be mapped.
proxy_pass_header		<field>
proxy_pass_request_body		on | off	on
proxy_pass_request_headers		on | off	on
proxy_pass_trailers		on | off	off
proxy_read_timeout		<time>	60s
proxy_redirect		default ¦ off ¦ <redirect> <replacement>	default
proxy_request_buffering		on | off	on
proxy_request_dynamic		on | off	off	+
proxy_send_lowat		<size>	0
proxy_send_timeout		<time>	60s
proxy_set_body		<value>
proxy_set_header		<field> <value>	Connection close		Allows redefining or appending fields to the request header passed to the upstream server.
proxy_socket_keepalive		on | off	off
proxy_socket_rcvbuf		<size>
proxy_socket_sndbuf		<size>
proxy_ssl_certificate		<file>		1.7.8	Specifies a \`file\` with the certificate in the PEM format used for authentication to an upstream server.
proxy_ssl_certificate_cache		off ¦ max=<N> [inactive=<time>] [valid=<time>]	off	1.27.4	Defines a cache that stores SSL certificates and secret keys specified with variables.
proxy_ssl_certificate_key		<file>		1.7.8	Specifies a \`file\` with the secret key in the PEM format used for authentication to an upstream server.
proxy_ssl_ciphers		<ciphers>	DEFAULT	1.5.6	Specifies the enabled ciphers for requests to an upstream server.
proxy_ssl_conf_command		<name> <value>		1.19.4	Sets arbitrary OpenSSL configuration commands when establishing a connection with the upstream server.
proxy_ssl_crl		<file>		1.7.0	Specifies a \`file\` with revoked certificates (CRL) in the PEM format used to verify the certificate of the upstream server.
proxy_ssl_key_log		<path>		1.27.2+	Enables logging of proxied HTTPS server connection SSL keys and specifies the path to the key log file.
proxy_ssl_name		<name>	$proxy_host	1.7.0	Allows overriding the server name used to verify the certificate of the upstream server and to be passed through SNI when establishing a connection with the upstream server.
proxy_ssl_password_file		<file>		1.7.8	Specifies a \`file\` with passphrases for secret keys where each passphrase is specified on a separate line.
proxy_ssl_protocols		[SSLv2] [SSLv3] [TLSv1] [TLSv1.1] [TLSv1.2] [TLSv1.3]	TLSv1.2 TLSv1.3	1.5.6	Enables the specified protocols for requests to an upstream server.
proxy_ssl_server_name		on | off	off	1.7.0	Enables or disables passing of the server name through TLS Server Name Indication extension (SNI, RFC 6066) when establishing a connection with the upstream server.
proxy_ssl_session_reuse		on | off	on		Determines whether SSL sessions can be reused when working with the upstream server.
proxy_ssl_trusted_certificate		<file>		1.7.0	Specifies a \`file\` with trusted CA certificates in the PEM format used to verify the certificate of the upstream server.
proxy_ssl_verify		on | off	off	1.7.0	Enables or disables verification of the upstream server certificate.
proxy_ssl_verify_depth		<number>	1	1.7.0	Sets the verification depth in the upstream server certificates chain.
proxy_store		on | off | <string>	off
proxy_store_access		<users>:<permissions> ...	user:rw
proxy_temp_file_write_size		<size>	8k|16k
proxy_temp_path		<path> [<level1> [<level2> [<level3>]]]	proxy_temp
=ngx_http_ssl_module
ssl		on | off	off		This directive was made obsolete in version 1.15.0 and was removed in version 1.25.1.
ssl_buffer_size		<size>	16k	1.5.9	Sets the size of the buffer used for sending data.
ssl_certificate		<file>			Specifies a \`file\` with the certificate in the PEM format for the given virtual server.
ssl_certificate_cache		off ¦ max=<N> [inactive=<time>] [valid=<time>]	off	1.27.4	Defines a cache that stores SSL certificates and secret keys specified with variables.
ssl_certificate_compression		on | off	off	1.29.1	Enables TLS 1.3 compression of server certificates.
ssl_certificate_key		<file>			Specifies a \`file\` with the secret key in the PEM format for the given virtual server.
ssl_ciphers		<ciphers>	HIGH:!aNULL:!MD5		Specifies the enabled ciphers.
ssl_client_certificate		<file>			Specifies a \`file\` with trusted CA certificates in the PEM format used to verify client certificates and OCSP responses if \`ssl_stapling\` is enabled.
ssl_conf_command		<name> <value>		1.19.4	Sets arbitrary OpenSSL configuration commands.
ssl_crl		<file>		0.8.7	Specifies a \`file\` with revoked certificates (CRL) in the PEM format used to verify client certificates.
ssl_dhparam		<file>		0.7.2	Specifies a \`file\` with DH parameters for DHE ciphers.
ssl_early_data		on | off	off	1.15.3	Enables or disables TLS 1.3 early data.
ssl_ecdh_curve		<curve>	auto	1.0.6	Specifies a \`curve\` for ECDHE ciphers.
ssl_ech_file		<file>		1.29.4	Specifies a \`file\` with encrypted ClientHello configuration (\`ECHConfig\`) in the PEM format used to enable TLS 1.3 ECH in shared mode.
ssl_key_log		<path>		1.27.2+	Enables logging of client connection SSL keys and specifies the path to the key log file.
ssl_ocsp		on | off | leaf	off	1.19.0	Enables OCSP validation of the client certificate chain.
ssl_ocsp_cache		off | [shared:<name>:<size>]	off	1.19.0	Sets \`name\` and \`size\` of the cache that stores client certificates status for OCSP validation.
ssl_ocsp_responder		<url>		1.19.0	Overrides the URL of the OCSP responder specified in the “Authority Information Access” certificate extension for validation of client certificates.
ssl_password_file		<file>		1.7.3	Specifies a \`file\` with passphrases for secret keys where each passphrase is specified on a separate line.
ssl_prefer_server_ciphers		on | off	off		Specifies that server ciphers should be preferred over client ciphers when the SSLv3 and TLS protocols are used.
ssl_protocols		[SSLv2] [SSLv3] [TLSv1] [TLSv1.1] [TLSv1.2] [TLSv1.3]	TLSv1.2 TLSv1.3		Enables the specified protocols.
ssl_reject_handshake		on | off	off	1.19.4	If enabled, SSL handshakes in the \`server\` block will be rejected.
ssl_session_cache		off | none | [builtin[:<size>]] [shared:<name>:<size>]	none		Sets the types and sizes of caches that store session parameters.
ssl_session_ticket_key		<file>		1.5.7	Sets a \`file\` with the secret key used to encrypt and decrypt TLS session tickets.
ssl_session_tickets		on | off	on	1.5.9	Enables or disables session resumption through TLS session tickets.
ssl_session_timeout		<time>	5m		Specifies a time during which a client may reuse the session parameters.
ssl_stapling		on | off	off	1.3.7	Enables or disables stapling of OCSP responses by the server.
ssl_stapling_file		<file>		1.3.7	When set, the stapled OCSP response will be taken from the specified \`file\` instead of querying the OCSP responder specified in the server certificate.
ssl_stapling_responder		<url>		1.3.7	Overrides the URL of the OCSP responder specified in the “Authority Information Access” certificate extension.
ssl_stapling_verify		on | off	off	1.3.7	Enables or disables verification of OCSP responses by the server.
ssl_trusted_certificate		<file>		1.3.7	Specifies a \`file\` with trusted CA certificates in the PEM format used to verify client certificates and OCSP responses if \`ssl_stapling\` is enabled.
ssl_verify_client		on | off | optional | optional_no_ca	off		Enables verification of client certificates.
ssl_verify_depth		<number>	1		Sets the verification depth in the client certificates chain.
=ngx_http_access_module
allow		<address> | <CIDR> | unix: | all
deny		<address> | <CIDR> | unix: | all
=ngx_http_acme_module
acme_issuer		<name> { … }			Defines an ACME certificate issuer object.
uri	acme_issuer	<uri>			The directory URL of the ACME server.
account_key	acme_issuer	<alg>[:<size>] | <file>			The account's private key used for request authentication.
challenge	acme_issuer	<type>	http-01	0.2.0	Specifies the ACME challenge type to be used for the issuer.
common_name_in_csr	acme_issuer	on | off	off	0.4.0	If enabled, sets the Subject Common Name in the certificate request to the first DNS name or the first IP address provided.
contact	acme_issuer	<URL>			Sets an array of URLs that the ACME server can use to contact the client regarding account issues.
external_account_key	acme_issuer	<kid> <file>		0.2.0	Specifies a key identifier \`kid\` and a \`file\` with the MAC key for external account authorization.
preferred_chain	acme_issuer	<name>		0.3.0	Specifies the preferred certificate chain.
profile	acme_issuer	<name> [require]		0.3.0	Requests the certificate profile \`name\` from the ACME server.
ssl_trusted_certificate	acme_issuer	<file>			Specifies a \`file\` with trusted CA certificates in the PEM format used to verify the certificate of the ACME server.
ssl_verify	acme_issuer	on | off	on		Enables or disables verification of the ACME server certificate.
state_path	acme_issuer	<path> | off	acme_<issuer>		Defines a directory for storing the module data that can be persisted across restarts.
accept_terms_of_service	acme_issuer				Agrees to the terms of service under which the ACME server will be used.
acme_shared_zone		zone=<name>:<size>	zone=ngx_acme_shared:256k		Allows increasing the size of in-memory storage of the module.
acme_certificate		<issuer> [<identifier> ...] [key=<alg>[:<size>]]			Defines a certificate with the list of \`identifiers\` requested from issuer \`issuer\`.
=ngx_http_addition_module
add_before_body		<uri>
add_after_body		<uri>
addition_types		<mime-type> ...	text/html
=ngx_http_auth_basic_module
auth_basic		<string> | off	off
auth_basic_user_file		<file>
=ngx_http_auth_request_module
auth_request		<uri> | off	off
auth_request_set		<$variable> <value>
=ngx_http_autoindex_module
autoindex		on | off	off
autoindex_exact_size		on | off	on
autoindex_format		html | xml | json | jsonp	html
autoindex_localtime		on | off	off
=ngx_http_browser_module
ancient_browser		<string> ...
ancient_browser_value		<string>	1
modern_browser		<browser> <version> ¦ unlisted
modern_browser_value		<string>	1
=ngx_http_charset_module
charset		<charset> | off	off
charset_map		<charset1> <charset2> { … }
charset_types		<mime-type> ...	text/html text/xml text/plain text/vnd.wap.wml application/javascript application/rss+xml
override_charset		on | off	off
source_charset		<charset>
=ngx_http_core_module
absolute_redirect		on | off	on
aio		on | off | threads[=<pool>]	off
aio_write		on | off	off
alias		<path>
auth_delay		<time>	0s
chunked_transfer_encoding		on | off	on
client_body_buffer_size		<size>	8k|16k
client_body_in_file_only		on | clean | off	off
client_body_in_single_buffer		on | off	off
client_body_temp_path		<path> [<level1> [<level2> [<level3>]]]	client_body_temp
client_body_timeout		<time>	60s
client_header_buffer_size		<size>	1k
client_header_timeout		<time>	60s
client_max_body_size		<size>	1m
connection_pool_size		<size>	256|512
default_type		<mime-type>	text/plain		Defines the default MIME type of a response.
directio		<size> | off	off
directio_alignment		<size>	512
disable_symlinks		off ¦ on | if_not_owner [from=<part>]	off
early_hints		<string> ...			Defines conditions under which the 103 (Early Hints) response will be passed to a client.
error_log_tag		<name> <value>		+
error_page		<code> ... [=[<response>]] <uri>			Defines the URI that will be shown for the specified errors.
etag		on | off	on
http	m	{ … }			Provides the configuration file context in which the HTTP server directives are specified.
if_modified_since		off | exact | before	exact
ignore_invalid_headers		on | off	on
internal					Specifies that a given location can only be used for internal requests.
keepalive_disable		none | <browser> ...	msie6
keepalive_min_timeout		<timeout>	0
keepalive_requests	hsl	<number>	1000
keepalive_time	hsl	<time>	1h
keepalive_timeout	hsl	<timeout> [<header_timeout>]	75s
large_client_header_buffers		<number> <size>	4 8k
limit_except		<method> ... { … }
limit_rate		<rate>	0
limit_rate_after		<size>	0
lingering_close		off | on | always	on
lingering_time		<time>	30s
lingering_timeout		<time>	5s
listen		<address>[:<port>] [default_server] [ssl] [http2 | quic] [proxy_protocol] [setfib=<number>] [fastopen=<number>] [backlog=<number>] [rcvbuf=<size>] [sndbuf=<size>] [accept_filter=<filter>] [deferred] [bind] [ipv6only=on|off] [reuseport] [multipath] [so_keepalive=on|off|[<keepidle>]:[<keepintvl>]:[<keepcnt>]] ¦ <port> [default_server] [ssl] [http2 | quic] [proxy_protocol] [setfib=<number>] [fastopen=<number>] [backlog=<number>] [rcvbuf=<size>] [sndbuf=<size>] [accept_filter=<filter>] [deferred] [bind] [ipv6only=on|off] [reuseport] [multipath] [so_keepalive=on|off|[<keepidle>]:[<keepintvl>]:[<keepcnt>]] ¦ unix:<path> [default_server] [ssl] [http2 | quic] [proxy_protocol] [backlog=<number>] [rcvbuf=<size>] [sndbuf=<size>] [accept_filter=<filter>] [deferred] [bind] [so_keepalive=on|off|[<keepidle>]:[<keepintvl>]:[<keepcnt>]]	*:80 | *:8000		Sets the \`address\` and \`port\` for IP, or the \`path\` for a UNIX-domain socket on which the server will accept requests.
location		[ = | ~ | ~* | ^~ ] <uri> { … } ¦ @<name> { … }			Sets configuration depending on a request URI.
log_not_found		on | off	on
log_subrequest		on | off	off
max_headers		<number>	1000
max_ranges		<number>
merge_slashes		on | off	on
msie_padding		on | off	on
msie_refresh		on | off	off
open_file_cache		off ¦ max=<N> [inactive=<time>]	off
open_file_cache_errors		on | off	off
open_file_cache_min_uses		<number>	1
open_file_cache_valid		<time>	60s
output_buffers		<number> <size>	2 32k
port_in_redirect		on | off	on
postpone_output		<size>	1460
read_ahead		<size>	0
recursive_error_pages		on | off	off
request_pool_size		<size>	4k
reset_timedout_connection		on | off	off
resolver	hsl	<address> ... [valid=<time>] [ipv4=on|off] [ipv6=on|off] [status_zone=<zone>]			Configures name servers used to resolve names of upstream servers into addresses.
resolver_timeout	hsl	<time>	30s
root		<path>	html		Sets the root directory for requests.
satisfy		all | any	all
send_lowat		<size>	0
send_timeout		<time>	60s
sendfile		on | off	off
sendfile_max_chunk		<size>	2m
server	h	{ … }			Sets configuration for a virtual server.
server_name		<name> ...	""		Sets names of a virtual server.
server_name_in_redirect		on | off	off
server_names_hash_bucket_size		<size>	32|64|128
server_names_hash_max_size		<size>	512
server_tokens		on | off | build | <string>	on
subrequest_output_buffer_size		<size>	4k|8k
tcp_nodelay		on | off	on
tcp_nopush		on | off	off
try_files		<file> ... <uri> ¦ <file> ... =<code>			Checks the existence of files in the specified order and uses the first found file for request processing; the processing is performed in the current context.
types		{ … }	text/html html; image/gif gif; image/jpeg jpg;
types_hash_bucket_size		<size>	64
types_hash_max_size		<size>	1024
underscores_in_headers		on | off	off
variables_hash_bucket_size		<size>	64
variables_hash_max_size		<size>	1024
=ngx_http_dav_module
create_full_put_path		on | off	off
dav_access		<users>:<permissions> ...	user:rw
dav_methods		off | <method> ...	off
min_delete_depth		<number>	0
=ngx_http_empty_gif_module
empty_gif
=ngx_http_fastcgi_module
fastcgi_allow_upstream		<string> ...		+
fastcgi_bind		<address> [transparent] | off
fastcgi_bind_dynamic		on | off	off	+
fastcgi_buffer_size		<size>	4k|8k
fastcgi_buffering		on | off	on
fastcgi_buffers		<number> <size>	8 4k|8k
fastcgi_busy_buffers_size		<size>	8k|16k
fastcgi_cache		<zone> | off	off
fastcgi_cache_background_update		on | off	off
fastcgi_cache_bypass		<string> ...
fastcgi_cache_key		<string>
fastcgi_cache_lock		on | off	off
fastcgi_cache_lock_age		<time>	5s
fastcgi_cache_lock_timeout		<time>	5s
fastcgi_cache_max_range_offset		<number>
fastcgi_cache_methods		GET | HEAD | POST ...	GET HEAD
fastcgi_cache_min_uses		<number>	1
fastcgi_cache_path		<path> [levels=<levels>] [use_temp_path=on|off] keys_zone=<name>:<size> [inactive=<time>] [max_size=<size>] [min_free=<size>] [manager_files=<number>] [manager_sleep=<time>] [manager_threshold=<time>] [loader_files=<number>] [loader_sleep=<time>] [loader_threshold=<time>] [purger=on|off] [purger_files=<number>] [purger_sleep=<time>] [purger_threshold=<time>]
fastcgi_cache_purge		string ...
fastcgi_cache_revalidate		on | off	off
fastcgi_cache_use_stale		error | timeout | invalid_header | updating | http_500 | http_503 | http_403 | http_404 | http_429 | off ...	off
fastcgi_cache_valid		[<code> ...] <time>
fastcgi_catch_stderr		<string>
fastcgi_connect_timeout		<time>	60s
fastcgi_force_ranges		on | off	off
fastcgi_hide_header		<field>
fastcgi_ignore_client_abort		on | off	off
fastcgi_ignore_headers		<field> ...
fastcgi_index		<name>
fastcgi_intercept_errors		on | off	off
fastcgi_keep_conn		on | off	off
fastcgi_limit_rate		<rate>	0
fastcgi_max_temp_file_size		<size>	1024m
fastcgi_next_upstream		error | timeout | denied | invalid_header | http_500 | http_503 | http_403 | http_404 | http_429 | non_idempotent | off ...	error timeout
fastcgi_next_upstream_timeout		<time>	0
fastcgi_next_upstream_tries		<number>	0
fastcgi_no_cache		<string> ...
fastcgi_param		<parameter> <value> [if_not_empty]	HTTP_HOST $host$is_request_port$request_port
fastcgi_pass		<address>
fastcgi_pass_header		<field>
fastcgi_pass_request_body		on | off	on
fastcgi_pass_request_headers		on | off	on
fastcgi_read_timeout		<time>	60s
fastcgi_request_buffering		on | off	on
fastcgi_request_dynamic		on | off	off	+
fastcgi_send_lowat		<size>	0
fastcgi_send_timeout		<time>	60s
fastcgi_socket_keepalive		on | off	off
fastcgi_socket_rcvbuf		<size>
fastcgi_socket_sndbuf		<size>
fastcgi_split_path_info	l	<regex>
fastcgi_store		on | off | <string>	off
fastcgi_store_access		<users>:<permissions> ...	user:rw
fastcgi_temp_file_write_size		<size>	8k|16k
fastcgi_temp_path		<path> [<level1> [<level2> [<level3>]]]	fastcgi_temp
=ngx_http_flv_module
flv
=ngx_http_geo_module
geo		[<$address>] <$variable> { … }
=ngx_http_geoip_module
geoip_country		<file>
geoip_city		<file>
geoip_org		<file>
geoip_proxy		<address> | <CIDR>
geoip_proxy_recursive		on | off	off
=ngx_http_grpc_module
grpc_allow_upstream		<address>		+
grpc_bind		<address> [transparent ] | off
grpc_bind_dynamic		on | off	off	+
grpc_buffer_size		<size>	4k|8k
grpc_connect_timeout		<time>	60s
grpc_hide_header		<field>
grpc_ignore_headers		<field> ...
grpc_intercept_errors		on | off	off
grpc_next_upstream		error | timeout | denied | invalid_header | http_500 | http_502 | http_503 | http_504 | http_403 | http_404 | http_429 | non_idempotent | off ...	error timeout
grpc_next_upstream_timeout		<time>	0
grpc_next_upstream_tries		<number>	0
grpc_pass		<address>			Sets the upstream server address.
grpc_pass_header		<field>
grpc_read_timeout		<time>	60s
grpc_request_dynamic		on | off	off	+
grpc_send_timeout		<time>	60s
grpc_set_header		<field> <value>	Content-Length $content_length
grpc_socket_keepalive		on | off	off
grpc_socket_rcvbuf		<size>
grpc_socket_sndbuf		<size>
grpc_ssl_certificate		<file>
grpc_ssl_certificate_cache		off ¦ max=<N> [inactive=<time>] [valid=<time>]	off	1.27.4
grpc_ssl_certificate_key		<file>
grpc_ssl_ciphers		<ciphers>	DEFAULT
grpc_ssl_conf_command		<name> <value>		1.19.4
grpc_ssl_crl		<file>
grpc_ssl_key_log		<path>		1.27.2+	Enables logging of gRPC SSL server connection SSL keys and specifies the path to the key log file.
grpc_ssl_name		<name>	host from grpc_pass
grpc_ssl_password_file		<file>
grpc_ssl_protocols		[SSLv2] [SSLv3] [TLSv1] [TLSv1.1] [TLSv1.2] [TLSv1.3]	TLSv1.2 TLSv1.3
grpc_ssl_server_name		on | off	off
grpc_ssl_session_reuse		on | off	on
grpc_ssl_trusted_certificate		<file>
grpc_ssl_verify		on | off	off
grpc_ssl_verify_depth		<number>	1
=ngx_http_gunzip_module
gunzip		on | off	off
gunzip_buffers		<number> <size>	32 4k|16 8k
=ngx_http_gzip_module
gzip		on | off	off
gzip_buffers		<number> <size>	32 4k|16 8k
gzip_comp_level		<level>	1
gzip_disable		<regex> ...
gzip_http_version		1.0 | 1.1	1.1
gzip_min_length		<length>	20
gzip_proxied		off | expired | no-cache | no-store | private | no_last_modified | no_etag | auth | any ...	off
gzip_types		<mime-type> ...	text/html
gzip_vary		on | off	off
=ngx_http_gzip_static_module
gzip_static		on | off | always	off
=ngx_http_headers_module
add_header		<name> <value> [always]			Adds the specified field to a response header provided that the response code equals 200, 201, 204, 206, 301, 302, 303, 304, 307, or 308.
add_header_inherit		on | off | merge	on	1.29.3	Allows altering inheritance rules for the values specified in the \`add_header\` directives.
add_trailer		<name> <value> [always]
add_trailer_inherit		on | off | merge	on
expires		[modified] <time> ¦ epoch | max | off	off
=ngx_http_image_filter_module
image_filter		off ¦ test ¦ size ¦ rotate 90 | 180 | 270 ¦ resize <width> <height> ¦ crop <width> <height>	off
image_filter_buffer		<size>	1M
image_filter_interlace		on | off	off
image_filter_jpeg_quality		<quality>	75
image_filter_sharpen		<percent>	0
image_filter_transparency		on|off	on
image_filter_webp_quality		<quality>	80
=ngx_http_index_module
index		<file> ...	index.html
=ngx_http_js_module
js_body_filter		<module.function> [<buffer_type>=<string> | <buffer>]
js_access		<module.function>
js_content		<module.function>
js_context_reuse		<number>	128
js_engine		njs | qjs	njs
js_fetch_buffer_size		<size>	16k
js_fetch_ciphers		<ciphers>	HIGH:!aNULL:!MD5
js_fetch_max_response_buffer_size		<size>	1m
js_fetch_protocols		[TLSv1] [TLSv1.1] [TLSv1.2] [TLSv1.3]	TLSv1 TLSv1.1 TLSv1.2
js_fetch_timeout		<time>	60s
js_fetch_trusted_certificate		<file>
js_fetch_verify		on | off	on
js_fetch_verify_depth		<number>	100
js_fetch_proxy		<url>
js_fetch_keepalive		<connections>	0
js_fetch_keepalive_requests		<number>	1000
js_fetch_keepalive_time		<time>	1h
js_fetch_keepalive_timeout		<time>	60s
js_header_filter		<module.function>
js_import		<module.js> | <export_name from module.js>
js_include		<file>
js_load_http_native_module	m	<path> [as <name>]
js_path		<path>
js_periodic		<module.function> [interval=<time>] [jitter=<number>] [worker_affinity=<mask>]
js_preload_object		<name.json> | <name> from <file.json>
js_set		<$variable> <module.function> [nocache]
js_shared_dict_zone		zone=<name>:<size> [timeout=<time>] [type=string|number] [evict] [state=<file>]
js_var		<$variable> [<value>]
=ngx_http_keyval_module
keyval		<key> <$variable> zone=<name>
keyval_zone		zone=<name>:<size> [state=<file>] [timeout=<time>] [type=string|ip|prefix] [sync]
=ngx_http_limit_conn_module
limit_conn		<zone> <number>
limit_conn_dry_run		on | off	off
limit_conn_log_level		info | notice | warn | error	error
limit_conn_status		<code>	503
limit_conn_zone		<key> zone=<name>:<size>
limit_zone		<name> <$variable> <size>
=ngx_http_limit_req_module
limit_req		zone=<name> [burst=<number>] [nodelay | delay=<number>]
limit_req_dry_run		on | off	off
limit_req_log_level		info | notice | warn | error	error
limit_req_status		<code>	503
limit_req_zone		<key> zone=<name>:<size> rate=<rate> [sync]
=ngx_http_log_module
access_log		<path> [<format> [buffer=<size>] [gzip[=]] [flush=<time>] [if=<condition>]] ¦ off	logs/access.log combined		Sets the path, format, and configuration for a buffered log write.
log_format		<name> [escape=default|json|none] <string> ...	combined "..."
open_log_file_cache		max=<N> [inactive=<time>] [min_uses=<N>] [valid=<time>] ¦ off	off
=ngx_http_map_module
map		<string> <$variable> { … }			Creates a new variable whose value depends on values of one or more of the source variables specified in the first parameter.
map_hash_bucket_size		<size>	32|64|128
map_hash_max_size		<size>	2048
=ngx_http_memcached_module
memcached_allow_upstream		<string> ...		+
memcached_bind		<address> [transparent ] | off
memcached_bind_dynamic		on | off	off	+
memcached_buffer_size		<size>	4k|8k
memcached_connect_timeout		<time>	60s
memcached_gzip_flag		<flag>
memcached_next_upstream		error | timeout | denied | invalid_response | not_found | off ...	error timeout
memcached_next_upstream_timeout		<time>	0
memcached_next_upstream_tries		<number>	0
memcached_pass		<address>
memcached_read_timeout		<time>	60s
memcached_send_timeout		<time>	60s
memcached_socket_keepalive		on | off	off
=ngx_http_mirror_module
mirror		<uri> | off	off
mirror_request_body		on | off	on
=ngx_http_mp4_module
mp4
mp4_buffer_size		<size>	512K
mp4_max_buffer_size		<size>	10M
mp4_limit_rate		on | off | <factor>	off	+
mp4_limit_rate_after		<time>	60s	+
mp4_start_key_frame		on | off	off
=ngx_http_perl_module
perl		<module>::<function>|'sub { ... }'
perl_modules		<path>
perl_require		<module>
perl_set		<$variable> <module>::<function>|'sub { ... }'
=ngx_http_random_index_module
random_index		on | off	off
=ngx_http_realip_module
set_real_ip_from		<address> | <CIDR> | unix:
real_ip_header		<field> | X-Real-IP | X-Forwarded-For | proxy_protocol	X-Real-IP
real_ip_recursive		on | off	off
=ngx_http_referer_module
referer_hash_bucket_size		<size>	64
referer_hash_max_size		<size>	2048
valid_referers		none | blocked | server_names | <string> ...
=ngx_http_rewrite_module
break	sli
if		(<condition>) { … }			The specified \`condition\` is evaluated.
return	sli	<code> [<text>] ¦ <code> <URL> ¦ <URL>			Stops processing and returns the specified \`code\` to a client.
rewrite	sli	<regex> <replacement> [<flag>]			If the specified regular expression matches a request URI, URI is changed as specified in the \`replacement\` string.
rewrite_log	hsli	on | off	off
set	sli	<$variable> <value>			Sets a \`value\` for the specified \`variable\`.
uninitialized_variable_warn	hsli	on | off	on
=ngx_http_scgi_module
scgi_allow_upstream		<string> ...		+
scgi_bind		<address> [transparent] | off
scgi_bind_dynamic		on | off	off	+
scgi_buffer_size		<size>	4k|8k
scgi_buffering		on | off	on
scgi_buffers		<number> <size>	8 4k|8k
scgi_busy_buffers_size		<size>	8k|16k
scgi_cache		<zone> | off	off
scgi_cache_background_update		on | off	off
scgi_cache_bypass		<string> ...
scgi_cache_key		<string>
scgi_cache_lock		on | off	off
scgi_cache_lock_age		<time>	5s
scgi_cache_lock_timeout		<time>	5s
scgi_cache_max_range_offset		<number>
scgi_cache_methods		GET | HEAD | POST ...	GET HEAD
scgi_cache_min_uses		<number>	1
scgi_cache_path		<path> [levels=<levels>] [use_temp_path=on|off] keys_zone=<name>:<size> [inactive=<time>] [max_size=<size>] [min_free=<size>] [manager_files=<number>] [manager_sleep=<time>] [manager_threshold=<time>] [loader_files=<number>] [loader_sleep=<time>] [loader_threshold=<time>] [purger=on|off] [purger_files=<number>] [purger_sleep=<time>] [purger_threshold=<time>]
scgi_cache_purge		string ...
scgi_cache_revalidate		on | off	off
scgi_cache_use_stale		error | timeout | invalid_header | updating | http_500 | http_503 | http_403 | http_404 | http_429 | off ...	off
scgi_cache_valid		[<code> ...] <time>
scgi_connect_timeout		<time>	60s
scgi_force_ranges		on | off	off
scgi_hide_header		<field>
scgi_ignore_client_abort		on | off	off
scgi_ignore_headers		<field> ...
scgi_intercept_errors		on | off	off
scgi_limit_rate		<rate>	0
scgi_max_temp_file_size		<size>	1024m
scgi_next_upstream		error | timeout | denied | invalid_header | http_500 | http_503 | http_403 | http_404 | http_429 | non_idempotent | off ...	error timeout
scgi_next_upstream_timeout		<time>	0
scgi_next_upstream_tries		<number>	0
scgi_no_cache		<string> ...
scgi_param		<parameter> <value> [if_not_empty]	HTTP_HOST $host$is_request_port$request_port
scgi_pass		<address>
scgi_pass_header		<field>
scgi_pass_request_body		on | off	on
scgi_pass_request_headers		on | off	on
scgi_read_timeout		<time>	60s
scgi_request_buffering		on | off	on
scgi_request_dynamic		on | off	off	+
scgi_send_timeout		<time>	60s
scgi_socket_keepalive		on | off	off
scgi_socket_rcvbuf		<size>
scgi_socket_sndbuf		<size>
scgi_store		on | off | <string>	off
scgi_store_access		<users>:<permissions> ...	user:rw
scgi_temp_file_write_size		<size>	8k|16k
scgi_temp_path		<path> [<level1> [<level2> [<level3>]]]	scgi_temp
=ngx_http_secure_link_module
secure_link		<expression>
secure_link_md5		<expression>
secure_link_secret	l	<word>
=ngx_http_slice_module
slice		<size>	0
=ngx_http_split_clients_module
split_clients		<string> <$variable> { … }
=ngx_http_ssi_module
ssi		on | off	off
ssi_last_modified		on | off	off
ssi_min_file_chunk		size	1k
ssi_silent_errors		on | off	off
ssi_types		<mime-type> ...	text/html
ssi_value_length		<length>	256
=ngx_http_stub_status_module
stub_status
=ngx_http_sub_module
sub_filter		<string> <replacement>
sub_filter_last_modified		on | off	off
sub_filter_once		on | off	on
sub_filter_types		<mime-type> ...	text/html
=ngx_http_upstream_module
upstream		<name> { … }			Defines a group of servers.
server	u	<address> [<parameters>]			Defines the \`address\` and other \`parameters\` of a server.
zone		<name> [<size>]
state		<file>		+
hash		<key> [consistent]
ip_hash
keepalive		<connections> [local]	32 local
keepalive_requests	u	<number>	1000
keepalive_time	u	<time>	1h
keepalive_timeout	u	<timeout>	60s
ntlm				+
least_conn
least_time		header | last_byte [inflight]
queue		<number> [timeout=<time>]		+
random		[two [<method>]]
resolver	u	<address> ... [valid=<time>] [ipv4=on|off] [ipv6=on|off] [status_zone=<zone>]
resolver_timeout	u	<time>	30s
sticky		cookie <name> [expires=<time>] [domain=<domain>] [httponly] [samesite=strict|lax|none|<$variable>] [secure] [path=<path>] ¦ route <$variable> ... ¦ learn create=<$variable> lookup=<$variable> zone=<name>:<size> [timeout=<time>] [header] [sync]
=ngx_http_userid_module
userid		on | v1 | log | off	off
userid_domain		<name> | none	none
userid_expires		<time> | max | off	off
userid_flags		off | <flag> ...	off
userid_mark		<letter> | <digit> | = | off	off
userid_name		<name>	uid
userid_p3p		<string> | none	none
userid_path		<path>	/
userid_service		<number>	IP address of the server
=ngx_http_uwsgi_module
uwsgi_allow_upstream		<string> ...		+
uwsgi_bind		<address> [transparent] | off
uwsgi_bind_dynamic		on | off	off	+
uwsgi_buffer_size		<size>	4k|8k
uwsgi_buffering		on | off	on
uwsgi_buffers		<number> <size>	8 4k|8k
uwsgi_busy_buffers_size		<size>	8k|16k
uwsgi_cache		<zone> | off	off
uwsgi_cache_background_update		on | off	off
uwsgi_cache_bypass		<string> ...
uwsgi_cache_key		<string>
uwsgi_cache_lock		on | off	off
uwsgi_cache_lock_age		<time>	5s
uwsgi_cache_lock_timeout		<time>	5s
uwsgi_cache_max_range_offset		<number>
uwsgi_cache_methods		GET | HEAD | POST ...	GET HEAD
uwsgi_cache_min_uses		<number>	1
uwsgi_cache_path		<path> [levels=<levels>] [use_temp_path=on|off] keys_zone=<name>:<size> [inactive=<time>] [max_size=<size>] [min_free=<size>] [manager_files=<number>] [manager_sleep=<time>] [manager_threshold=<time>] [loader_files=<number>] [loader_sleep=<time>] [loader_threshold=<time>] [purger=on|off] [purger_files=<number>] [purger_sleep=<time>] [purger_threshold=<time>]
uwsgi_cache_purge		string ...
uwsgi_cache_revalidate		on | off	off
uwsgi_cache_use_stale		error | timeout | invalid_header | updating | http_500 | http_503 | http_403 | http_404 | http_429 | off ...	off
uwsgi_cache_valid		[<code> ...] <time>
uwsgi_connect_timeout		<time>	60s
uwsgi_force_ranges		on | off	off
uwsgi_hide_header		<field>
uwsgi_ignore_client_abort		on | off	off
uwsgi_ignore_headers		<field> ...
uwsgi_intercept_errors		on | off	off
uwsgi_limit_rate		<rate>	0
uwsgi_max_temp_file_size		<size>	1024m
uwsgi_modifier1		<number>	0
uwsgi_modifier2		<number>	0
uwsgi_next_upstream		error | timeout | denied | invalid_header | http_500 | http_503 | http_403 | http_404 | http_429 | non_idempotent | off ...	error timeout
uwsgi_next_upstream_timeout		<time>	0
uwsgi_next_upstream_tries		<number>	0
uwsgi_no_cache		<string> ...
uwsgi_param		<parameter> <value> [if_not_empty]	HTTP_HOST $host$is_request_port$request_port
uwsgi_pass		[<protocol>://]<address>			Sets the protocol and address of a uwsgi server.
uwsgi_pass_header		<field>
uwsgi_pass_request_body		on | off	on
uwsgi_pass_request_headers		on | off	on
uwsgi_read_timeout		<time>	60s
uwsgi_request_buffering		on | off	on
uwsgi_request_dynamic		on | off	off	+
uwsgi_send_timeout		<time>	60s
uwsgi_socket_keepalive		on | off	off
uwsgi_socket_rcvbuf		<size>
uwsgi_socket_sndbuf		<size>
uwsgi_ssl_certificate		<file>		1.7.8
uwsgi_ssl_certificate_cache		off ¦ max=<N> [inactive=<time>] [valid=<time>]	off	1.27.4
uwsgi_ssl_certificate_key		<file>		1.7.8
uwsgi_ssl_ciphers		<ciphers>	DEFAULT	1.5.8
uwsgi_ssl_conf_command		<name> <value>		1.19.4
uwsgi_ssl_crl		<file>		1.7.0
uwsgi_ssl_key_log		<path>		1.27.2+	Enables logging of secured uwsgi server connection SSL keys and specifies the path to the key log file.
uwsgi_ssl_name		<name>	host from uwsgi_pass	1.7.0
uwsgi_ssl_password_file		<file>		1.7.8
uwsgi_ssl_protocols		[SSLv2] [SSLv3] [TLSv1] [TLSv1.1] [TLSv1.2] [TLSv1.3]	TLSv1.2 TLSv1.3	1.5.8
uwsgi_ssl_server_name		on | off	off	1.7.0
uwsgi_ssl_session_reuse		on | off	on	1.5.8	Determines whether SSL sessions can be reused when working with an upstream server.
uwsgi_ssl_trusted_certificate		<file>		1.7.0
uwsgi_ssl_verify		on | off	off	1.7.0
uwsgi_ssl_verify_depth		<number>	1	1.7.0
uwsgi_store		on | off | <string>	off
uwsgi_store_access		<users>:<permissions> ...	user:rw
uwsgi_temp_file_write_size		<size>	8k|16k
uwsgi_temp_path		<path> [<level1> [<level2> [<level3>]]]	uwsgi_temp
=ngx_http_v2_module
http2		on | off	off	1.25.1	Enables the HTTP/2 protocol.
http2_body_preread_size		<size>	64k		Sets the \`size\` of the buffer per each request in which the request body may be saved before it is started to be processed.
http2_chunk_size		<size>	8k		Sets the maximum size of chunks into which the response body is sliced.
http2_idle_timeout		<time>	3m		This directive is obsolete since version 1.19.7.
http2_max_concurrent_pushes		<number>	10		This directive is obsolete since version 1.25.1.
http2_max_concurrent_streams		<number>	128		Sets the maximum number of concurrent HTTP/2 streams in a connection.
http2_max_field_size		<size>	4k		This directive is obsolete since version 1.19.7.
http2_max_header_size		<size>	16k		This directive is obsolete since version 1.19.7.
http2_max_requests		<number>	1000		This directive is obsolete since version 1.19.7.
http2_push		<uri> | off	off	1.13.9	This directive is obsolete since version 1.25.1.
http2_push_preload		on | off	off	1.13.9	This directive is obsolete since version 1.25.1.
http2_recv_buffer_size		<size>	256k		Sets the size of the per worker input buffer.
http2_recv_timeout		<time>	30s		This directive is obsolete since version 1.19.7.
=ngx_http_v3_module
http3		on | off	on		Enables HTTP/3 protocol negotiation.
http3_hq		on | off	off		Enables HTTP/0.9 protocol negotiation used in QUIC interoperability tests.
http3_max_concurrent_streams		<number>	128		Sets the maximum number of concurrent HTTP/3 request streams in a connection.
http3_stream_buffer_size		<size>	64k		Sets the size of the buffer used for reading and writing of the QUIC streams.
quic_active_connection_id_limit		<number>	2		Sets the QUIC \`active_connection_id_limit\` transport parameter value.
quic_bpf	m	on | off	off		Enables routing of QUIC packets using eBPF.
quic_gso		on | off	off		Enables sending in optimized batch mode using segmentation offloading.
quic_host_key		<file>			Sets a \`file\` with the secret key used to encrypt stateless reset and address validation tokens.
quic_retry		on | off	off		Enables the QUIC Address Validation feature.
=ngx_http_xslt_module
xml_entities		<path>
xml_external_entities		on | off	off
xslt_last_modified		on | off	off
xslt_param		<parameter> <value>
xslt_string_param		<parameter> <value>
xslt_stylesheet		<stylesheet> [<parameter>=<value> ...]
xslt_types		<mime-type> ...	text/xml
=ngx_mail_auth_http_module
auth_http		<URL>
auth_http_header		<header> <value>
auth_http_pass_client_cert		on | off	off
auth_http_timeout		<time>	60s
=ngx_mail_core_module
listen		<address>:<port> [ssl] [proxy_protocol] [backlog=<number>] [rcvbuf=<size>] [sndbuf=<size>] [bind] [ipv6only=on|off] [multipath] [so_keepalive=on|off|[<keepidle>]:[<keepintvl>]:[<keepcnt>]]			Sets the \`address\` and \`port\` for the socket on which the server will accept requests.
mail	m	{ … }			Provides the configuration file context in which the mail server directives are specified.
max_errors		<number>	5
protocol		imap | pop3 | smtp
resolver		<address> ... [valid=<time>] [ipv4=on|off] [ipv6=on|off] [status_zone=<zone>] ¦ off	off		Configures name servers used to find the client’s hostname to pass it to the authentication server, and in the XCLIENT command when proxying SMTP.
resolver_timeout		<time>	30s
server		{ … }			Sets the configuration for a server.
server_name		<name>	hostname		Sets the server name that is used.
timeout		<time>	60s
=ngx_mail_imap_module
imap_auth		<method> ...	plain
imap_capabilities		<extension> ...	IMAP4 IMAP4rev1 UIDPLUS
imap_client_buffer		<size>	4k|8k
=ngx_mail_pop3_module
pop3_auth		<method> ...	plain
pop3_capabilities		<extension> ...	TOP USER UIDL
=ngx_mail_proxy_module
proxy_buffer		<size>	4k|8k
proxy_pass_error_message		on | off	off
proxy_protocol		on | off | v2	off
proxy_smtp_auth		on | off	off
proxy_timeout		<timeout>	24h
xclient		on | off	on
=ngx_mail_realip_module
set_real_ip_from		<address> | <CIDR> | unix:
=ngx_mail_smtp_module
smtp_auth		<method> ...	plain login
smtp_capabilities		<extension> ...
smtp_client_buffer		<size>	4k|8k
smtp_greeting_delay		<time>	0
=ngx_mail_ssl_module
ssl		on | off	off
ssl_certificate		<file>			Specifies a \`file\` with the certificate in the PEM format for the given server.
ssl_certificate_compression		on | off	off	1.29.1
ssl_certificate_key		<file>			Specifies a \`file\` with the secret key in the PEM format for the given server.
ssl_ciphers		<ciphers>	HIGH:!aNULL:!MD5
ssl_client_certificate		<file>		1.7.11	Specifies a \`file\` with trusted CA certificates in the PEM format used to verify client certificates.
ssl_conf_command		<name> <value>		1.19.4
ssl_crl		<file>		1.7.11
ssl_dhparam		<file>		0.7.2
ssl_ecdh_curve		<curve>	auto	1.0.6
ssl_password_file		<file>		1.7.3
ssl_prefer_server_ciphers		on | off	off
ssl_protocols		[SSLv2] [SSLv3] [TLSv1] [TLSv1.1] [TLSv1.2] [TLSv1.3]	TLSv1.2 TLSv1.3
ssl_session_cache		off | none | [builtin[:<size>]] [shared:<name>:<size>]	none
ssl_session_ticket_key		<file>		1.5.7
ssl_session_tickets		on | off	on	1.5.9
ssl_session_timeout		<time>	5m
ssl_trusted_certificate		<file>		1.7.11	Specifies a \`file\` with trusted CA certificates in the PEM format used to verify client certificates.
ssl_verify_client		on | off | optional | optional_no_ca	off	1.7.11
ssl_verify_depth		<number>	1	1.7.11
starttls		on | off | only	off		- \`on\`.
=ngx_core_module
accept_mutex		on | off	off
accept_mutex_delay		<time>	500ms
daemon		on | off	on
debug_connection		<address> | <CIDR> | unix:
debug_points		abort | stop
env		<variable>[=<value>]	TZ
error_log	mhMTsl	<file> [<level>] [json]	logs/error.log error		Configures logging.
events		{ … }			Provides the configuration file context in which the directives that affect connection processing are specified.
include	*	<file> | <mask>			Includes another \`file\`, or files matching the specified \`mask\`, into configuration.
load_module		<file>
lock_file		<file>	logs/nginx.lock
master_process		on | off	on
multi_accept		on | off	off
pcre_jit		on | off	off
pid		<file>	logs/nginx.pid
ssl_engine		<device>			Defines the name of the hardware SSL accelerator.
ssl_object_cache_inheritable		on | off	on	1.27.4	If enabled, SSL objects (SSL certificates, secret keys, trusted CA certificates, CRL lists) will be inherited across configuration reloads.
stall_threshold		<time>	1000ms	+
thread_pool		<name> threads=<number> [max_queue=<number>]	default threads=32 max_queue=65536
timer_resolution		<interval>
use		<method>
user		<user> [<group>]	nobody nobody
worker_aio_requests		<number>	32
worker_connections		<number>	512		Sets the maximum number of simultaneous connections that can be opened by a worker process.
worker_cpu_affinity		<cpumask> ... ¦ auto [<cpumask>]
worker_priority		<number>	0
worker_processes		<number> | auto	1		Defines the number of worker processes.
worker_rlimit_core		<size>
worker_rlimit_nofile		<number>
worker_shutdown_timeout		<time>
working_directory		<directory>
=ngx_google_perftools_module
google_perftools_profiles		<file>
=ngx_otel_module
otel_exporter	h	{ … }
otel_service_name	h	<name>	unknown_service:nginx
otel_resource_attr	h	<name> <value>
otel_trace	hsl	on | off | $variable	off
otel_trace_context	hsl	extract | inject | propagate | ignore	ignore
otel_span_name	hsl	<name>
otel_span_attr	hsl	<name> <value>
=ngx_stream_access_module
allow		<address> | <CIDR> | unix: | all
deny		<address> | <CIDR> | unix: | all
=ngx_stream_core_module
listen		<address>:<port> [default_server] [ssl] [udp] [proxy_protocol] [setfib=<number>] [fastopen=<number>] [backlog=<number>] [rcvbuf=<size>] [sndbuf=<size>] [accept_filter=<filter>] [deferred] [bind] [ipv6only=on|off] [reuseport] [multipath] [so_keepalive=on|off|[<keepidle>]:[<keepintvl>]:[<keepcnt>]]			Sets the \`address\` and \`port\` for the socket on which the server will accept connections.
preread_buffer_size		<size>	16k
preread_timeout		<timeout>	30s
proxy_protocol_timeout		<timeout>	30s
resolver	TV	<address> ... [valid=<time>] [ipv4=on|off] [ipv6=on|off] [status_zone=<zone>]
resolver_timeout	TV	<time>	30s
server	T	{ … }			Sets the configuration for a virtual server.
server_name		<name> ...	""
server_names_hash_bucket_size		<size>	32|64|128
server_names_hash_max_size		<size>	512
stream	m	{ … }			Provides the configuration file context in which the stream server directives are specified.
tcp_nodelay		on | off	on
variables_hash_bucket_size		<size>	64
variables_hash_max_size		<size>	1024
=ngx_stream_geo_module
geo		[<$address>] <$variable> { … }
=ngx_stream_geoip_module
geoip_country		<file>
geoip_city		<file>
geoip_org		<file>
=ngx_stream_js_module
js_access		<module.function>
js_context_reuse		<number>	128
js_engine		njs | qjs	njs
js_fetch_buffer_size		<size>	16k
js_fetch_ciphers		<ciphers>	HIGH:!aNULL:!MD5
js_fetch_max_response_buffer_size		<size>	1m
js_fetch_protocols		[TLSv1] [TLSv1.1] [TLSv1.2] [TLSv1.3]	TLSv1 TLSv1.1 TLSv1.2
js_fetch_timeout		<time>	60s
js_fetch_trusted_certificate		<file>
js_fetch_verify		on | off	on
js_fetch_verify_depth		<number>	100
js_fetch_proxy		<url>
js_fetch_keepalive		<connections>	0
js_fetch_keepalive_requests		<number>	1000
js_fetch_keepalive_time		<time>	1h
js_fetch_keepalive_timeout		<time>	60s
js_filter		<module.function>
js_import		<module.js> | <export_name from module.js>
js_include		<file>
js_load_stream_native_module	m	<path> [as <name>]
js_path		<path>
js_periodic		<module.function> [interval=<time>] [jitter=<number>] [worker_affinity=<mask>]
js_preload_object		<name.json> | <name> from <file.json>
js_preread		<module.function>
js_set		<$variable> <module.function> [nocache]
js_shared_dict_zone		zone=<name>:<size> [timeout=<time>] [type=string|number] [evict] [state=<file>]
js_var		<$variable> [<value>]
=ngx_stream_keyval_module
keyval		<key> <$variable> zone=<name>
keyval_zone		zone=<name>:<size> [state=<file>] [timeout=<time>] [type=string|ip|prefix] [sync]
=ngx_stream_limit_conn_module
limit_conn		<zone> <number>
limit_conn_dry_run		on | off	off
limit_conn_log_level		info | notice | warn | error	error
limit_conn_zone		<key> zone=<name>:<size>
=ngx_stream_log_module
access_log		<path> <format> [buffer=<size>] [gzip[=]] [flush=<time>] [if=<condition>] ¦ off	off
log_format		<name> [escape=default|json|none] <string> ...
open_log_file_cache		max=<N> [inactive=<time>] [min_uses=<N>] [valid=<time>] ¦ off	off
=ngx_stream_map_module
map		<string> <$variable> { … }
map_hash_bucket_size		<size>	32|64|128
map_hash_max_size		<size>	2048
=ngx_stream_pass_module
pass		<address>
=ngx_stream_proxy_module
proxy_bind		<address> [transparent] | off
proxy_bind_dynamic		on | off	off	+
proxy_buffer_size		<size>	16k
proxy_connect_timeout		<time>	60s
proxy_download_rate		<rate>	0
proxy_half_close		on | off	off
proxy_next_upstream		on | off	on
proxy_next_upstream_timeout		<time>	0
proxy_next_upstream_tries		<number>	0
proxy_pass		<address>			Sets the address of an upstream server.
proxy_protocol		on | off | v2	off
proxy_requests		<number>	0
proxy_responses		<number>
proxy_session_drop		on | off	off	+
proxy_socket_keepalive		on | off	off
proxy_socket_rcvbuf		<size>
proxy_socket_sndbuf		<size>
proxy_ssl		on | off	off		Enables the SSL/TLS protocol for connections to an upstream server.
proxy_ssl_alpn		<protocol> ...		1.31.0	Specifies the list of protocols to advertise via the ALPN extension when establishing a connection with the upstream server.
proxy_ssl_certificate		<file>
proxy_ssl_certificate_cache		off ¦ max=<N> [inactive=<time>] [valid=<time>]	off	1.27.4
proxy_ssl_certificate_key		<file>
proxy_ssl_ciphers		<ciphers>	DEFAULT		Specifies the enabled ciphers for connections to an upstream server.
proxy_ssl_conf_command		<name> <value>		1.19.4
proxy_ssl_crl		<file>
proxy_ssl_key_log		<path>		1.27.2+	Enables logging of proxied server connection SSL keys and specifies the path to the key log file.
proxy_ssl_name		<name>	host from proxy_pass
proxy_ssl_password_file		<file>
proxy_ssl_protocols		[SSLv2] [SSLv3] [TLSv1] [TLSv1.1] [TLSv1.2] [TLSv1.3]	TLSv1.2 TLSv1.3		Enables the specified protocols for connections to an upstream server.
proxy_ssl_server_name		on | off	off
proxy_ssl_session_reuse		on | off	on
proxy_ssl_trusted_certificate		<file>
proxy_ssl_verify		on | off	off
proxy_ssl_verify_depth		<number>	1
proxy_timeout		<timeout>	10m
proxy_upload_rate		<rate>	0
=ngx_stream_realip_module
set_real_ip_from		<address> | <CIDR> | unix:
=ngx_stream_return_module
return		<value>			Specifies a \`value\` to send to the client.
=ngx_stream_set_module
set		<$variable> <value>
=ngx_stream_split_clients_module
split_clients		<string> <$variable> { … }
=ngx_stream_ssl_module
ssl_alpn		<protocol> ...		1.21.4	Specifies the list of supported ALPN protocols.
ssl_certificate		<file>
ssl_certificate_cache		off ¦ max=<N> [inactive=<time>] [valid=<time>]	off	1.27.4
ssl_certificate_compression		on | off	off	1.29.1
ssl_certificate_key		<file>
ssl_ciphers		<ciphers>	HIGH:!aNULL:!MD5
ssl_client_certificate		<file>		1.11.8
ssl_conf_command		<name> <value>		1.19.4
ssl_crl		<file>		1.11.8
ssl_dhparam		<file>
ssl_ecdh_curve		<curve>	auto
ssl_ech_file		<file>		1.29.4
ssl_handshake_timeout		<time>	60s		Specifies a timeout for the SSL handshake to complete.
ssl_key_log		<path>		1.27.2+
ssl_ocsp		on | off | leaf	off	1.27.2
ssl_ocsp_cache		off | [shared:<name>:<size>]	off	1.27.2
ssl_ocsp_responder		<url>		1.27.2
ssl_password_file		<file>
ssl_prefer_server_ciphers		on | off	off
ssl_protocols		[SSLv2] [SSLv3] [TLSv1] [TLSv1.1] [TLSv1.2] [TLSv1.3]	TLSv1.2 TLSv1.3
ssl_reject_handshake		on | off	off	1.25.5
ssl_session_cache		off | none | [builtin[:<size>]] [shared:<name>:<size>]	none
ssl_session_ticket_key		<file>
ssl_session_tickets		on | off	on
ssl_session_timeout		<time>	5m
ssl_stapling		on | off	off	1.27.2
ssl_stapling_file		<file>		1.27.2
ssl_stapling_responder		<url>		1.27.2
ssl_stapling_verify		on | off	off	1.27.2
ssl_trusted_certificate		<file>		1.11.8
ssl_verify_client		on | off | optional | optional_no_ca	off	1.11.8
ssl_verify_depth		<number>	1	1.11.8
=ngx_stream_ssl_preread_module
ssl_preread		on | off	off		Enables extracting information from the ClientHello message at the preread phase.
=ngx_stream_upstream_module
upstream		<name> { … }
server	W	<address> [<parameters>]			Defines the \`address\` and other \`parameters\` of a server.
zone		<name> [<size>]
state		<file>		+
hash		<key> [consistent]
least_conn
least_time		connect | first_byte | last_byte [inflight]
random		[two [<method>]]
resolver	W	<address> ... [valid=<time>] [ipv4=on|off] [ipv6=on|off] [status_zone=<zone>]
resolver_timeout	W	<time>	30s
=ngx_stream_zone_sync_module
zone_sync
zone_sync_buffers		<number> <size>	8 4k|8k
zone_sync_connect_retry_interval		<time>	1s
zone_sync_connect_timeout		<time>	5s
zone_sync_interval		<time>	1s
zone_sync_recv_buffer_size		<size>	4k|8k
zone_sync_server		<address> [resolve]
zone_sync_ssl		on | off	off
zone_sync_ssl_certificate		<file>
zone_sync_ssl_certificate_key		<file>
zone_sync_ssl_ciphers		<ciphers>	DEFAULT		Specifies the enabled ciphers for connections to an upstream server.
zone_sync_ssl_conf_command		<name> <value>			Sets arbitrary OpenSSL configuration commands when establishing a connection with an upstream server.
zone_sync_ssl_crl		<file>			Specifies a \`file\` with revoked certificates (CRL) in the PEM format used to verify the certificate of an upstream server.
zone_sync_ssl_name		<name>	host from zone_sync_server		Allows overriding the server name used to verify the certificate of an upstream server and to be passed through SNI when establishing a connection with the upstream server.
zone_sync_ssl_password_file		<file>
zone_sync_ssl_protocols		[SSLv2] [SSLv3] [TLSv1] [TLSv1.1] [TLSv1.2] [TLSv1.3]	TLSv1.2 TLSv1.3		Enables the specified protocols for connections to an upstream server.
zone_sync_ssl_server_name		on | off	off		Enables or disables passing of the server name through TLS Server Name Indication extension (SNI, RFC 6066) when establishing a connection with an upstream server.
zone_sync_ssl_trusted_certificate		<file>			Specifies a \`file\` with trusted CA certificates in the PEM format used to verify the certificate of an upstream server.
zone_sync_ssl_verify		on | off	off		Enables or disables verification of an upstream server certificate.
zone_sync_ssl_verify_depth		<number>	1		Sets the verification depth in an upstream server certificates chain.
zone_sync_timeout		<timeout>	5s
`;

/** Variables, without the dollar sign, and what some of them hold. */
export const variableRows = `
acme_certificate
acme_certificate_key
args
binary_remote_addr
body_bytes_sent
bytes_received
bytes_sent
connection
connection_requests
connection_time
connections_active
connections_reading
connections_waiting
connections_writing
content_length
content_type
date_gmt
date_local
document_root
document_uri
fastcgi_path_info
fastcgi_script_name
gzip_ratio
host
hostname
http2	Negotiated protocol identifier: \`h2\` for HTTP/2 over TLS, \`h2c\` for HTTP/2 over cleartext TCP, or an empty string otherwise.
http3	Negotiated protocol identifier: \`h3\` for HTTP/3 connections, \`hq\` for hq connections, or an empty string otherwise.
https
invalid_referer
is_args
is_request_port
jwt_payload
limit_conn_status
limit_rate
limit_req_status
memcached_key
mqtt_preread_clientid
mqtt_preread_username
msec
nginx_version
oidc_access_token
oidc_id_token
oidc_userinfo
otel_parent_id
otel_parent_sampled
otel_span_id
otel_trace_id
pid
pipe
protocol
proxy_add_x_forwarded_for
proxy_host
proxy_port
proxy_protocol_addr
proxy_protocol_port
proxy_protocol_server_addr
proxy_protocol_server_port
query_string
realip_remote_addr
realip_remote_port
realpath_root
remote_addr
remote_port
remote_user
request
request_body
request_body_file
request_completion
request_filename
request_id
request_length
request_method
request_port
request_time
request_uri
scheme
secure_link
secure_link_expires
server_addr
server_name
server_port
server_protocol
session_log_binary_id
session_log_id
session_time
slice_range
ssl_alpn_protocol	Returns the protocol selected by ALPN during the SSL handshake, or an empty string otherwise.
ssl_cipher	Returns the name of the cipher used for an established SSL connection.
ssl_ciphers	Returns the list of ciphers supported by the client.
ssl_client_cert	Returns the client certificate in the PEM format for an established SSL connection, with each line except the first prepended with the tab character; this is intended for the use in the \`proxy_set_header\` directive.
ssl_client_escaped_cert	Returns the client certificate in the PEM format (urlencoded) for an established SSL connection.
ssl_client_fingerprint	Returns the SHA1 fingerprint of the client certificate for an established SSL connection.
ssl_client_i_dn	Returns the “issuer DN” string of the client certificate for an established SSL connection according to RFC 2253.
ssl_client_i_dn_legacy	Returns the “issuer DN” string of the client certificate for an established SSL connection.
ssl_client_raw_cert	Returns the client certificate in the PEM format for an established SSL connection.
ssl_client_s_dn	Returns the “subject DN” string of the client certificate for an established SSL connection according to RFC 2253.
ssl_client_s_dn_legacy	Returns the “subject DN” string of the client certificate for an established SSL connection.
ssl_client_serial	Returns the serial number of the client certificate for an established SSL connection.
ssl_client_sigalg	Returns the signature algorithm for the client certificate for an established SSL connection.
ssl_client_v_end	Returns the end date of the client certificate.
ssl_client_v_remain	Returns the number of days until the client certificate expires.
ssl_client_v_start	Returns the start date of the client certificate.
ssl_client_verify	Returns the result of client certificate verification: \`SUCCESS\`, \`FAILED:reason\`, and \`NONE\` if a certificate was not present.
ssl_curve	Returns the negotiated curve used for SSL handshake key exchange process.
ssl_curves	Returns the list of curves supported by the client.
ssl_early_data	Returns \`1\` if TLS 1.3 early data is used and the handshake is not complete, otherwise an empty string.
ssl_ech_outer_server_name	Returns the public server name requested through SNI if TLS 1.3 ECH was accepted, otherwise an empty string.
ssl_ech_status	Returns the result of TLS 1.3 ECH processing: \`FAILED\`, \`BACKEND\`, \`GREASE\`, \`SUCCESS\`, or \`NOT_TRIED\`.
ssl_preread_alpn_protocols	List of protocols advertised by the client through ALPN.
ssl_preread_protocol	The highest SSL protocol version supported by the client.
ssl_preread_server_name	Server name requested through SNI.
ssl_protocol	Returns the protocol of an established SSL connection.
ssl_server_name	Returns the server name requested through SNI (1.7.0).
ssl_session_id	Returns the session identifier of an established SSL connection.
ssl_session_reused	Returns \`r\` if an SSL session was reused, or \`.\` otherwise.
ssl_sigalg	Returns the signature algorithm for the server certificate for an established SSL connection.
ssl_sigalgs	Returns the list of signature algorithms supported by the client.
status
tcpinfo_rcv_space
time_iso8601
time_iso8601_ms
time_local
uid_got
uid_reset
uid_set
upstream_addr
upstream_bytes_received
upstream_bytes_sent
upstream_cache_status
upstream_connect_time
upstream_first_byte_time
upstream_header_time
upstream_last_addr
upstream_last_server_name
upstream_queue_time
upstream_response_length
upstream_response_time
upstream_session_time
upstream_status
uri
`;
