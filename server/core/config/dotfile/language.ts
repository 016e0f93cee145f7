import { concernsCommands } from '../command-line/concerns.ts';
import { settingsNames } from '../command-line/settings/names.ts';
import type { ConfigLanguage } from '../language.ts';

const words = [
  /strict-?ssl|ssl_?verif|verify_?ssl|ssl-mode|ssl_mode|sslmode|ssl-verify|ssl_ca\b|ssl-ca\b|sslrootcert|sslcacert|sslCAInfo|sslVersion|insecu|check[-_]?certificate|check[-_]?hostname|check_ssl|validate_cert|ignore_certs|certcheck|trusted[-_]host|cafile/im,
  /cacert|ca[-_]?certificate|tls_?reqcert|tls_cacert|verify-(?:peer|host)|skip_?(?:tls_?)?verify|skip[-_]ssl|tls[-_]version|secure[-_]?protocol|tlsv1|disable-tls|secure-http|endpoint\.identification|ssl\.allowall|HostnameVerification|disableEndpoint|\.protocols|jdbc:|:\/\/(?:(?!:\/\/)[^\s"'?&;])*[?&;]|^-\w*k|^cert\s*[=:]/im,
];

/** Settings that programs keep in files of their own: `.npmrc`, `.gitconfig`, `.curlrc`, `pip.conf`. */
export const language: ConfigLanguage = {
  id: 'dotfile',
  title: 'Settings of programs',
  languageIds: [],
  fileNames: Object.values(settingsNames).flat(),
  lineComment: '#',
  concerns: (text) => words.some((some) => some.test(text)) || concernsCommands(text),
  recognises: (text, name) => name !== 'config' || /^[ \t]*\[|^apiVersion:|^(?:---\s+)?BUNDLE_/m.test(text),
  load: async () => (await import('./reader.ts')).reader,
};
