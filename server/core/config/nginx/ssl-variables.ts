/** The variables of nginx about TLS connections, of http, stream and mail. */
export const sslVariables: ReadonlySet<string> = new Set(
  `ssl_alpn_protocol ssl_cipher ssl_ciphers ssl_client_cert ssl_client_escaped_cert ssl_client_fingerprint
  ssl_client_i_dn ssl_client_i_dn_legacy ssl_client_raw_cert ssl_client_s_dn ssl_client_s_dn_legacy ssl_client_serial
  ssl_client_sigalg ssl_client_v_end ssl_client_v_remain ssl_client_v_start ssl_client_verify ssl_curve ssl_curves
  ssl_early_data ssl_ech_outer_server_name ssl_ech_status ssl_preread_alpn_protocols ssl_preread_protocol
  ssl_preread_server_name ssl_protocol ssl_server_cert_type ssl_server_name ssl_session_id ssl_session_reused ssl_sigalg
  ssl_sigalgs`.split(/\s+/),
);
