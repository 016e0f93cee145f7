import type { ConfigLanguage } from '../language.ts';

/**
 * Everything that can be part of a context has one of these in its text: an option's name, or a module that takes
 * options, used or imported (`https://` is neither).
 */
const words =
  /certificate-error|CertificateVerifyProc|createInsecure|ssl_target_name|createSsl|AcceptInsecureCerts|insecureConnect|sslServerDNMatch|skipTLSVerify|sslEnabled|useSSL|sslmode|verifyIdentity|TrustServerCertificate|GIT_SSL_NO_VERIFY|enable\.ssl|ssl\.endpoint|DEFAULT_CIPHERS|\b(?:createTransport|Kafka)\(|\b[eE]ncrypt['"]?\s*[:=]\s*(?:false|no\b|optional)|mailer|\b(?:amqp|mqtt|ldap|stomp|mongodb\+srv):\/\/|['"](?:mysql2(?:\/promise)?|kafkajs)['"]|rejectUnauthorized|requestCert|checkServerIdentity|secureProtocol|ecdhCurve|m(?:in|ax)Version|DEFAULT_M(?:IN|AX)_VERSION|NODE_TLS_REJECT_UNAUTHORIZED|NODE_EXTRA_CA|getPeerCertificate|strictSSL|tls(?:Insecure|Allow)|sslValidate|trustServerCertificate|ignoreHTTPSErrors|acceptInsecureCerts|disableTLSCerts|createProxy\w{0,40}\(|\bsecure\s*:\s*false|[?&](?:ssl|tls)\w*=|\b(?:https|tls|http2)[.'"`]|\btls\s*:|['"](?:undici|got|axios|node-fetch|@grpc\/grpc-js)['"]/;

export const language: ConfigLanguage = {
  id: 'javascript',
  title: 'JavaScript',
  languageIds: ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'vue', 'svelte'],
  fileNames: ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.jsx', '.tsx', '.vue', '.svelte'],
  lineComment: '//',
  concerns: (text) => words.test(text),
  load: async () => (await import('./reader.ts')).reader,
};
