import type { ProgramSwitches } from './program.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Options of curl that take a value (`curl --help all`, 7.88 and 8.x). */
const curlValued = new Set([
  ...words(`abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout
    connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw
    data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file
    engine etag-compare etag-save expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method
    ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header hostpubmd5 hostpubsha256 hsts
    interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port
    login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer
    output output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert
    proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type
    proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword
    proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range rate referer request request-target resolve
    retry retry-delay retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-gssapi-service
    socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers
    tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file url url-query user
    user-agent variable vlan-priority write-out`).map((name) => `--${name}`),
  ...[...'EKCbcdDFPHmoUQreXYytzTuAwx'].map((letter) => `-${letter}`),
]);

const wgetValued = new Set([
  ...words(`execute output-file append-output input-file base config rejected-log tries output-document start-pos
    progress timeout dns-timeout connect-timeout read-timeout wait waitretry quota bind-address limit-rate user password
    directory-prefix http-user http-password header proxy-user proxy-password referer user-agent load-cookies
    save-cookies post-data post-file method body-data body-file certificate certificate-type private-key
    private-key-type ca-certificate ca-directory crl-file pinnedpubkey ciphers ftp-user ftp-password level accept reject
    domains exclude-domains include-directories exclude-directories`).map((name) => `--${name}`),
  ...[...'eoaiBtOTwQPUlARDIX'].map((letter) => `-${letter}`),
]);

const httpOnly = /^["']?http:\/\//i;

export const transfers: readonly ProgramSwitches[] = [
  {
    programs: ['curl'],
    clusters: true,
    abbreviates: true,
    valued: curlValued,
    off: ['--insecure', '-k', '--proxy-insecure', '--doh-insecure'],
    lists: {
      '--ciphers': 'ciphers',
      '--proxy-ciphers': 'ciphers',
      '--tls13-ciphers': 'cipherSuites',
      '--curves': 'groups',
    },
    undo: ['--no-insecure'],
    trust: (path) => ['--cacert', path],
    // A redirection may lead to https.
    isPlain: (operands, options) =>
      operands.length > 0 &&
      operands.every(({ text }) => httpOnly.test(text)) &&
      !options.some(({ name }) => ['-L', '--location', '--url', '-x', '--proxy', '--proxy-insecure'].includes(name)),
    versions: [
      { option: '--tlsv1.0', effect: { kind: 'floor', version: 'TLSv1' }, write: () => '--tlsv1.2' },
      { option: '--tlsv1.1', effect: { kind: 'floor', version: 'TLSv1.1' }, write: () => '--tlsv1.2' },
      { option: '--tlsv1', effect: { kind: 'floor', version: 'TLSv1' }, write: () => '--tlsv1.2' },
      { option: '-1', effect: { kind: 'floor', version: 'TLSv1' }, write: () => '--tlsv1.2' },
      { option: '--sslv2', effect: { kind: 'only', version: 'SSLv2' }, write: () => '--tlsv1.2' },
      { option: '-2', effect: { kind: 'only', version: 'SSLv2' }, write: () => '--tlsv1.2' },
      { option: '--sslv3', effect: { kind: 'only', version: 'SSLv3' }, write: () => '--tlsv1.2' },
      { option: '-3', effect: { kind: 'only', version: 'SSLv3' }, write: () => '--tlsv1.2' },
      { option: '--tls-max', value: /^1\.0$/, effect: { kind: 'ceiling', version: 'TLSv1' }, write: () => '1.3' },
      { option: '--tls-max', value: /^1\.1$/, effect: { kind: 'ceiling', version: 'TLSv1.1' }, write: () => '1.3' },
    ],
  },
  {
    programs: ['wget', 'wget2'],
    clusters: true,
    abbreviates: true,
    valued: wgetValued,
    off: ['--no-check-certificate', '--no-check-hostname'],
    values: { '--check-certificate': /^(?:off|no|0|quiet)$/i },
    lists: { '--ciphers': 'ciphers' },
    pairs: [{ options: ['-e', '--execute'], key: /^check_?-?certificate\s*$/i, off: /^\s*(?:off|no|0|quiet)\s*$/i }],
    trust: (path) => [`--ca-certificate=${path}`],
    isPlain: (operands) => operands.length > 0 && operands.every(({ text }) => httpOnly.test(text)),
    versions: [
      {
        option: '--secure-protocol',
        value: /^SSLv2$/i,
        effect: { kind: 'only', version: 'SSLv2' },
        write: () => 'TLSv1_2',
      },
      {
        option: '--secure-protocol',
        value: /^SSLv3$/i,
        effect: { kind: 'only', version: 'SSLv3' },
        write: () => 'TLSv1_2',
      },
      {
        option: '--secure-protocol',
        value: /^TLSv1$/i,
        effect: { kind: 'only', version: 'TLSv1' },
        write: () => 'TLSv1_2',
      },
      {
        option: '--secure-protocol',
        value: /^TLSv1_1$/i,
        effect: { kind: 'only', version: 'TLSv1.1' },
        write: () => 'TLSv1_2',
      },
    ],
  },
  { programs: ['aria2c'], on: ['--check-certificate'], trust: (path) => [`--ca-certificate=${path}`] },
  {
    programs: ['axel'],
    off: ['--insecure', '-k'],
    clusters: true,
    valued: new Set(['-o', '-n', '-s', '-U', '-H', '-T']),
  },
  {
    programs: ['http', 'https', 'xh', 'xhs'],
    values: { '--verify': /^(?:no|false|0)$/i },
    trust: (path) => [`--verify=${path}`],
    versions: [
      { option: '--ssl', value: /^tls1$/, effect: { kind: 'only', version: 'TLSv1' }, write: () => 'tls1.2' },
      { option: '--ssl', value: /^tls1\.1$/, effect: { kind: 'only', version: 'TLSv1.1' }, write: () => 'tls1.2' },
    ],
  },
  { programs: ['hurl'], off: ['--insecure', '-k'], trust: (path) => ['--cacert', path] },
  { programs: ['websocat', 'grpcurl', 'oha'], off: ['--insecure', '-k', '-insecure'] },
  { programs: ['wscat'], off: ['--no-check', '-n'], trust: (path) => ['--ca', path] },
  {
    programs: ['lftp'],
    pairs: [],
    values: {
      '-e': /ssl:verify-certificate\s+(?:no|off|false|0)\b/,
      '-c': /ssl:verify-certificate\s+(?:no|off|false|0)\b/,
    },
  },
  { programs: ['yt-dlp', 'youtube-dl'], off: ['--no-check-certificate', '--no-check-certificates'] },
  { programs: ['rclone'], off: ['--no-check-certificate'], trust: (path) => ['--ca-cert', path] },
  { programs: ['fetch'], off: ['--no-verify-peer', '--no-verify-hostname'] },
  { programs: ['Invoke-WebRequest', 'Invoke-RestMethod', 'iwr', 'irm'], off: ['-SkipCertificateCheck'] },
];
