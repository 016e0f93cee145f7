/** A cheap look whether a text of another language holds a configuration of nginx: a manifest, a script, a Dockerfile. */
const words =
  /\b(?:(?:proxy_|grpc_|uwsgi_)?ssl_[a-z_]+[ \t]+[^;\n]+;|(?:proxy|grpc|uwsgi)_pass[ \t]+\w+s:|listen[ \t][^;\n]*\bssl\b)|strict-transport-security[^\n]*;/i;

export function concernsNginxInside(text: string): boolean {
  return words.test(text);
}
