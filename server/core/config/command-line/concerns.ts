/**
 * A cheap look at texts with commands or variables: every switch that is known has one of these in its words. Loaded
 * with the server, so it stands apart from what it speaks of. In three parts: V8 compiles one of such length without
 * its usual care, and takes twenty times as long.
 */
const words = [
  /SECLEVEL|MinProtocol|VersionTLS1|TLSv1_|\bTLS1[01]\b|optional_no_ca|AnyClientCert|RequestClientCert|DB_SSL|insecu|INSECU|SSLKEYLOGFILE|tlsrsakex|tls3des|x509sha1|CHECK_REVOKE|-ciphers?\b|--ssl[= ]|tlsAllow|ssl_cert_reqs|useSSL|sslMode|rust[ ]?[sS]erver|trustserver|no-check-|check[_-]?certificate|[vV]erify/,
  /VERIFY|[Vv]erification|VERIFICATION|[Ss]trict[_-]?[Ss]sl|STRICT[_-]SSL|trusted[-_]host|TRUSTED_HOST|openssl|OPENSSL|sslmode|ssl-mode|SSLMODE|skip-ssl|SKIP_SSL|disable-ssl|disable[-_]tls|DISABLE_TLS|disable_ssl|DISABLE_SSL|secure-http|tlsv1|tls-max|sslv[23]|secure-protocol|tls-min-v1|tls10server|protocols=(?:TLS|SSL)/,
  /REJECT_UNAUTHORIZED|REQCERT|reqcert|GOINSECURE|DISABLE_CONNECTION|GALAXY_IGNORE|ENDPOINT_IDENTIFICATION|endpoint\.identification|POETRY_CERTIFICATES|certificates\.|AllowInvalid|tlsInsecure|ignore-cert|ignore-ssl|trust-server-cert|SkipCertificate|skip_?tls|accept-invalid|HostnameVerif|disableEndpoint|ssl\.allowall|http\.ssl|validate_cert|https_validate|CURL|SSLVer/,
];

/** `curl -sSk`, and options whose letter alone tells. */
const lettered = /\b(?:curl|axel|hurl|websocat|oha|newman|conda|mamba|grpcurl)\b/g;
const letter = /\s["']?-\w*[k123]/;
const telling = /\b(?:wscat|ansible-galaxy|sqlcmd|bcp)\b/;

/** Of several such programs on a line the first says it for all: each line is looked at once. */
function hasLetter(text: string): boolean {
  lettered.lastIndex = 0;
  for (let match = lettered.exec(text); match; match = lettered.exec(text)) {
    const end = text.indexOf('\n', match.index);
    if (letter.test(text.slice(match.index, end < 0 ? text.length : end))) return true;
    if (end < 0) return false;
    lettered.lastIndex = end;
  }
  return false;
}

export function concernsCommands(text: string): boolean {
  return (
    words.some((some) => some.test(text)) ||
    telling.test(text) ||
    hasLetter(text) ||
    (/\bcurl\b/.test(text) && /(?:^|[\s"'=(])-\w*[k123]/m.test(text))
  );
}
