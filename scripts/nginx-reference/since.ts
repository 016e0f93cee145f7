/**
 * The version that a directive appeared in, by module: `<appeared-in>` of nginx.org's documentation (July 2026), which
 * the reference library leaves out. Those that are not here were there from the beginning of their module.
 */
export const since = `
ngx_http_ssl_module
  0.7.2 ssl_dhparam
  0.8.7 ssl_crl
  1.0.6 ssl_ecdh_curve
  1.3.7 ssl_stapling ssl_stapling_file ssl_stapling_responder ssl_stapling_verify ssl_trusted_certificate
  1.5.7 ssl_session_ticket_key
  1.5.9 ssl_buffer_size ssl_session_tickets
  1.7.3 ssl_password_file
  1.15.3 ssl_early_data
  1.19.0 ssl_ocsp ssl_ocsp_cache ssl_ocsp_responder
  1.19.4 ssl_conf_command ssl_reject_handshake
  1.27.2 ssl_key_log
  1.27.4 ssl_certificate_cache
  1.29.1 ssl_certificate_compression
  1.29.4 ssl_ech_file
ngx_http_proxy_module
  1.5.6 proxy_ssl_ciphers proxy_ssl_protocols
  1.7.0 proxy_ssl_crl proxy_ssl_name proxy_ssl_server_name proxy_ssl_trusted_certificate proxy_ssl_verify
  1.7.0 proxy_ssl_verify_depth
  1.7.8 proxy_ssl_certificate proxy_ssl_certificate_key proxy_ssl_password_file
  1.19.4 proxy_ssl_conf_command
  1.27.2 proxy_ssl_key_log
  1.27.4 proxy_ssl_certificate_cache
ngx_http_grpc_module
  1.19.4 grpc_ssl_conf_command
  1.27.2 grpc_ssl_key_log
  1.27.4 grpc_ssl_certificate_cache
ngx_http_uwsgi_module
  1.5.8 uwsgi_ssl_ciphers uwsgi_ssl_protocols uwsgi_ssl_session_reuse
  1.7.0 uwsgi_ssl_crl uwsgi_ssl_name uwsgi_ssl_server_name uwsgi_ssl_trusted_certificate uwsgi_ssl_verify
  1.7.0 uwsgi_ssl_verify_depth
  1.7.8 uwsgi_ssl_certificate uwsgi_ssl_certificate_key uwsgi_ssl_password_file
  1.19.4 uwsgi_ssl_conf_command
  1.27.2 uwsgi_ssl_key_log
  1.27.4 uwsgi_ssl_certificate_cache
ngx_mail_ssl_module
  0.7.2 ssl_dhparam
  1.0.6 ssl_ecdh_curve
  1.5.7 ssl_session_ticket_key
  1.5.9 ssl_session_tickets
  1.7.3 ssl_password_file
  1.7.11 ssl_client_certificate ssl_crl ssl_trusted_certificate ssl_verify_client ssl_verify_depth
  1.19.4 ssl_conf_command
  1.29.1 ssl_certificate_compression
ngx_stream_ssl_module
  1.11.8 ssl_client_certificate ssl_crl ssl_trusted_certificate ssl_verify_client ssl_verify_depth
  1.19.4 ssl_conf_command
  1.21.4 ssl_alpn
  1.25.5 ssl_reject_handshake
  1.27.2 ssl_key_log ssl_ocsp ssl_ocsp_cache ssl_ocsp_responder ssl_stapling ssl_stapling_file ssl_stapling_responder
  1.27.2 ssl_stapling_verify
  1.27.4 ssl_certificate_cache
  1.29.1 ssl_certificate_compression
  1.29.4 ssl_ech_file
ngx_stream_proxy_module
  1.19.4 proxy_ssl_conf_command
  1.27.2 proxy_ssl_key_log
  1.27.4 proxy_ssl_certificate_cache
  1.31.0 proxy_ssl_alpn
ngx_http_v2_module
  1.13.9 http2_push http2_push_preload
  1.25.1 http2
ngx_core_module
  1.27.4 ssl_object_cache_inheritable
ngx_http_acme_module
  0.2.0 challenge external_account_key
  0.3.0 preferred_chain profile
  0.4.0 common_name_in_csr
ngx_http_headers_module
  1.29.3 add_header_inherit
`;
