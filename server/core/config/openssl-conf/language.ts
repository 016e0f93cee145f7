import type { ConfigLanguage } from '../language.ts';

const words =
  /UnsafeLegacy|default_bits|default_md|copy_extensions|M(?:in|ax)Protocol|CipherString|Ciphersuites|basicConstraints|^[ \t]*(?:Groups|Curves)[ \t]*=/im;
/** What openssl.cnf has and MySQL's files of that ending have not. */
const sections =
  /^[ \t]*\[[ \t]*(?:req|ca|CA_default|default_ca|v3_\w+|usr_cert|server_cert|openssl_init|system_default\w*|\w*_?sect(?:ion)?|alt_names|req_\w+|\w*_ca)[ \t]*\]|^[ \t]*(?:basicConstraints|distinguished_name|x509_extensions|openssl_conf|subjectAltName)[ \t]*=/m;

export const language: ConfigLanguage = {
  id: 'openssl-conf',
  title: 'OpenSSL configuration',
  languageIds: [],
  fileNames: ['.cnf', 'openssl.conf', '.openssl.conf', '.ext', '.conf'],
  lineComment: '#',
  concerns: (text) => words.test(text),
  recognises: (text, name) => words.test(text) && (/^\.?openssl\.\w+$/.test(name ?? '') || sections.test(text)),
  load: async () => (await import('./reader.ts')).reader,
};
