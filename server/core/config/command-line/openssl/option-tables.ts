/**
 * Which options of openssl's commands take a value: `openssl COMMAND -help` of 1.1.1, 3.0 and 3.5 together. All others
 * are flags, ciphers (`-aes256`) or digests (`-sha256`).
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const everywhere = words('engine rand writerand provider-path provider propquery provparam config');
const validation = words(
  'policy purpose verify_name verify_depth auth_level attime verify_hostname verify_email verify_ip CAfile CApath CAstore',
);
const tls = words(`cert certform cert_chain key keyform pass nameopt servername keymatexport keymatexportlen CRL CRLform
  chainCAfile chainCApath chainCAstore verifyCAfile verifyCApath verifyCAstore msgfile max_pipelines keylogfile mtu
  read_buf split_send_frag max_send_frag maxfraglen psk_identity psk psk_session use_srtp nextprotoneg alpn sigalgs
  client_sigalgs groups curves named_curve cipher ciphersuites min_protocol max_protocol record_padding xkey xcert
  xchain xcertform xkeyform ssl_config port unix proxy tx_cert_comp rx_cert_comp`);

const tables: Readonly<Record<string, readonly string[]>> = {
  req: words(`keygen_engine in inform section nameopt reqopt CA CAkey subj days not_before not_after set_serial
    copy_extensions addext extensions reqexts key keyform keyout passin passout newkey pkeyopt sigopt vfyopt out outform
    cipher`),
  x509: words(`in passin copy_extensions inform vfyopt key keyform signkey out outform dateopt certopt nameopt ext checkend
    checkhost checkemail checkip set_serial days not_before not_after subj set_subject set_issuer issu force_pubkey
    extfile extensions sigopt CA CAform CAkey CAkeyform CAserial setalias addtrust addreject`),
  ca: words(`outdir in inform out dateopt ss_cert spkac name section policy subj startdate enddate not_before not_after
    days extensions extfile md keyfile keyform passin key cert certform sigopt vfyopt valid status crlexts crl_reason
    crl_hold crl_compromise crl_CA_compromise crl_lastupdate crl_nextupdate crldays crlhours crlsec revoke copy_extensions`),
  genrsa: words('out passout primes'),
  genpkey: words('paramfile algorithm pkeyopt out outform outpubkey pass'),
  gendsa: words('out passout'),
  dsaparam: words('in inform out outform'),
  dhparam: words('in inform out outform'),
  ecparam: words('in inform out outform param_enc name conv_form'),
  ec: words('in inform passin param_enc conv_form out outform passout'),
  rsa: words('in inform passin out outform passout'),
  dsa: words('in inform passin out outform passout'),
  pkey: words('in inform passin out outform passout ec_conv_form ec_param_enc'),
  pkcs8: words('v1 v2 v2prf in inform passin out outform passout iter saltlen scrypt_N scrypt_r scrypt_p'),
  pkcs12: words(`in out passin passout password inkey certfile passcerts untrusted CAfile CApath CAstore name caname CSP
    keypbe certpbe macalg iter macsaltlen pbmac1_pbkdf2_md`),
  dgst: words('passin out keyform xoflen sign verify prverify sigopt signature hmac mac macopt'),
  crl: words('in inform key keyform out outform dateopt nameopt gendelta CApath CAfile CAstore'),
  verify: words('nameopt trusted untrusted CRLfile vfyopt certfile'),
  ciphers: words('convert ciphersuites'),
  enc: words('in k kfile out pass bufsize K S iv md iter saltlen skeyopt skeymgmt'),
  cms: words(`in out verify_receipt inform outform rctform pwri_password secretkey secretkeyid inkey passin keyopt keyform
    originator recip wrap md signer certfile receipt_request_from receipt_request_to content econtent_type certsout to
    from subject nameopt digest`),
  smime: words('in inform out outform inkey keyform passin md signer content certfile recip to from subject'),
  ts: words('section inkey signer chain untrusted passin data digest queryfile in tspolicy out'),
  s_client: words(`ssl_client_engine ctlogfile host connect bind proxy_user proxy_pass requestCAfile dane_tlsa_domain
    dane_tlsa_rrdata verify name sess_out sess_in starttls xmpphost serverinfo early_data srpuser srppass srp_strength`),
  s_server: words(`accept context verify Verify cert2 key2 dcert dcertform dcert_chain dkey dkeyform dpass dhparam
    id_prefix serverinfo status_timeout status_url no_proxy status_file naccept psk_hint srpvfile srpuserseed
    max_early_data recv_max_early_data num_tickets`),
  s_time: words('connect cipher ciphersuites verify time www nameopt cert key cafile'),
};
const validates = new Set(['verify', 'cms', 'smime', 'ts', 's_client', 's_server', 's_time']);

const sets = new Map<string, ReadonlySet<string>>();

/** The options of a command that take a value, with one dash and with two. Undefined for commands not known here. */
export function valuedOptions(subcommand: string): ReadonlySet<string> | undefined {
  const own = Object.hasOwn(tables, subcommand) ? tables[subcommand] : undefined;
  if (!own) return undefined;
  let set = sets.get(subcommand);
  if (!set) {
    const isTls = subcommand === 's_client' || subcommand === 's_server';
    const all = [...everywhere, ...own, ...(validates.has(subcommand) ? validation : []), ...(isTls ? tls : [])];
    set = new Set(all.flatMap((name) => [`-${name}`, `--${name}`]));
    sets.set(subcommand, set);
  }
  return set;
}
