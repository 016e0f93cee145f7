import type { ConfigLanguage } from '../language.ts';

export const language: ConfigLanguage = {
  id: 'python',
  title: 'Python',
  languageIds: ['python'],
  fileNames: ['.py', '.pyw', '.ipynb'],
  lineComment: '#',
  concerns: (text) =>
    /\bssl|_ssl\b|\bverify\w*['"]?\]?\s*[=:]|_verify\b|\bcert\s*=|\bcert_\w+\b|\bassert_hostname\b|check_hostname|\btls(?:Insecure|Allow|CA|_insecure|_set)|\bTls\(|OpenSSL|\b(?:smtp|imap|pop|ftp|nntp)lib\b|starttls|adhoc|SSL_VERIFY|OPT_X_TLS|[Cc]ert(?:ificate)?_?[Vv]alidation|validate_cert|VALIDATE_CERTS|\binsecure|NoSSL|ignore_?[hH][tT]|accept_insecure|TrustServerCertificate|\bEncrypt\s*=|security[._]protocol|\bsecure\s*=\s*False|rediss?:\/\/|\b(?:amqp|mqtt|stomp):\/\/|\+ssc:|paho|security_level/.test(
      text,
    ),
  load: async () => (await import('./reader.ts')).reader,
};
