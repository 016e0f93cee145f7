/** Values of directives about TLS, with what they mean. */
import { type Message, message } from '../../../base/message.ts';
import { ciphersOf, groupsOf } from '../../../tls/guideline.ts';
import type { ProgramVersions } from '../../completion.ts';
import { referencesOf } from '../directives/reference.ts';
import { commandsOf, isFlag } from '../directives/table.ts';
import type { Word } from '../tokens.ts';
import { isAtLeast } from '../versions.ts';

export interface Value {
  readonly label: string;
  readonly text?: Message;
  /** What is inserted, where that is more than the label: with places to fill in. */
  readonly snippet?: string;
  readonly isDeprecated?: boolean;
}

const prefix = /^(?:ssl|proxy_ssl|grpc_ssl|uwsgi_ssl|zone_sync_ssl|lua_ssl)_/;

/** The values that can stand behind `before`, best first. */
export function valuesOf(name: string, before: readonly Word[], versions: ProgramVersions): readonly Value[] {
  const at = before.length;
  const own = ownValues(name, at, before, versions);
  if (own.length > 0) {
    const written = new Set(before.map(({ value }) => value.toLowerCase()));
    return own.filter(({ label }) => !written.has(label.toLowerCase()));
  }
  if (at > 0) return [];
  const commands = commandsOf(name) ?? [];
  if (commands.length > 0 && commands.every(isFlag)) return [{ label: 'on' }, { label: 'off' }];
  const choices = referencesOf(name).flatMap(({ syntax }) => alternativesOf(syntax[0] ?? ''));
  return [...new Set(choices)].map((label) => ({ label }));
}

/** The words of `on | off | optional`; none where anything else may stand there too. */
export function alternativesOf(syntax: string): readonly string[] {
  const words = syntax.split(' | ');
  return words.every((word) => /^[a-z0-9_]+$/i.test(word)) ? words : [];
}

function ownValues(name: string, at: number, before: readonly Word[], versions: ProgramVersions): readonly Value[] {
  if (name === 'listen') return at === 0 ? addresses() : listenParameters(versions);
  if (name === 'starttls') return at === 0 ? starttls() : [];
  if (name === 'return' && at === 0)
    return [{ label: '301', text: message('Redirects for good.'), snippet: '301 https://\\$host\\$request_uri' }];
  if (name === 'add_header')
    return at === 0 ? headers() : at === 2 ? [{ label: 'always', text: message('With error pages too.') }] : [];
  if (name === 'http2' || name === 'http3')
    return at === 0 ? switches(message('On for the servers of this block.'), undefined) : [];
  if (!prefix.test(name)) return [];
  const setting = name.replace(prefix, '');
  if (setting === 'protocols') return protocols();
  if (setting === 'conf_command' && at === 1) return commandValues(before[0]?.value ?? '');
  if (setting === 'session_cache') return at < 2 ? sessionCaches() : [];
  if (at > 0) return [];
  switch (setting) {
    case 'verify_client':
      return clientVerification();
    case 'verify':
      return switches(
        message('The certificate of the other side is verified: its CA, its dates and its name.'),
        message('Nothing is verified: whoever answers is taken for the other side. This is the default.'),
      );
    case 'server_name':
      return name.startsWith('proxy') || name.startsWith('grpc') || name.startsWith('uwsgi') || name.startsWith('zone')
        ? switches(message('The name is sent (SNI), so that the other side can choose its certificate.'), undefined)
        : [];
    case 'session_tickets':
      return switches(
        message(
          'Sessions are resumed by what clients keep. Their keys change by themselves with a shared cache since nginx 1.23.2.',
        ),
        message('No tickets: sessions are resumed from the cache alone.'),
      );
    case 'session_timeout':
      return ['10m', '1h', '1d'].map((label) => ({ label }));
    case 'early_data':
      return switches(
        message('Requests may arrive with the first packet, and an attacker may send them again (RFC 8470).'),
        undefined,
      );
    case 'prefer_server_ciphers':
      return switches(
        message('The first suite of this server’s list that the client has is taken.'),
        message('The client’s order counts, which knows what its processor is good at.'),
      );
    case 'reject_handshake':
      return switches(message('Connections for names that no other server has are refused.'), undefined);
    case 'verify_depth':
      return ['1', '2', '3'].map((label) => ({ label }));
    case 'ciphers':
      return [
        {
          label: ciphersOf(versions.guideline ?? 'intermediate'),
          text: message('The guideline’s suites: forward secrecy and authenticated encryption alone.'),
        },
      ];
    case 'ecdh_curve':
      return groups(versions);
    case 'conf_command':
      return commands();
    default:
      return [];
  }
}

function switches(on: Message | undefined, off: Message | undefined): Value[] {
  return [
    { label: 'on', ...(on && { text: on }) },
    { label: 'off', ...(off && { text: off }) },
  ];
}

function protocols(): Value[] {
  const old = message('Deprecated by RFC 8996, and off by default since nginx 1.27.3.');
  return [
    { label: 'TLSv1.3', text: message('The current version (RFC 8446).') },
    { label: 'TLSv1.2', text: message('Good with suites that have forward secrecy and authenticated encryption.') },
    { label: 'TLSv1.1', text: old, isDeprecated: true },
    { label: 'TLSv1', text: old, isDeprecated: true },
    {
      label: 'SSLv3',
      text: message('Broken (RFC 7568); most builds of OpenSSL no longer have it.'),
      isDeprecated: true,
    },
    { label: 'SSLv2', text: message('Broken (RFC 6176); OpenSSL no longer has it.'), isDeprecated: true },
  ];
}

function clientVerification(): Value[] {
  return [
    { label: 'on', text: message('Only clients with a certificate of one of the configured CAs are let in.') },
    {
      label: 'optional',
      text: message(
        'Clients are asked for a certificate and let in without one: `$ssl_client_verify` has to be looked at.',
      ),
    },
    {
      label: 'optional_no_ca',
      text: message('Any certificate lets a client in, verified or not: something else has to verify it.'),
    },
    { label: 'off', text: message('Clients are not asked for a certificate. This is the default.') },
  ];
}

function sessionCaches(): Value[] {
  return [
    {
      label: 'shared:SSL:10m',
      snippet: `shared:${place(1, 'SSL')}:${place(2, '10m')}`,
      text: message('One cache for all worker processes; 1 MB holds some 4,000 sessions.'),
    },
    { label: 'off', text: message('Sessions are not resumed from a cache, and clients are told so.') },
    {
      label: 'none',
      text: message('Clients are told that sessions can be resumed, and they cannot. This is the default.'),
    },
    { label: 'builtin', text: message('A cache of one worker process alone.'), isDeprecated: true },
  ];
}

function groups({ openSsl, guideline = 'intermediate' }: ProgramVersions): Value[] {
  const wanted = groupsOf(guideline, openSsl).join(':');
  const classic = groupsOf(guideline, '3.0').join(':');
  return [
    ...(wanted === classic
      ? []
      : [
          {
            label: wanted,
            text: message('The guideline’s groups: the first one holds against quantum computers too.'),
          },
        ]),
    { label: classic, text: message('The guideline’s groups for an OpenSSL before 3.5.') },
    { label: 'auto', text: message('The choice is left to OpenSSL. This is the default.') },
  ];
}

function listenParameters({ nginx }: ProgramVersions): Value[] {
  return [
    { label: 'ssl', text: message('Connections to this socket are encrypted.') },
    { label: 'default_server', text: message('Answers for names that no other server of the socket has.') },
    ...(isAtLeast(nginx, '1.25.0') ? [{ label: 'quic', text: message('HTTP/3 over UDP; TLS 1.3 is needed.') }] : []),
    { label: 'reuseport' },
    { label: 'proxy_protocol' },
    {
      label: 'http2',
      ...(isAtLeast(nginx, '1.25.1') && { isDeprecated: true, text: message('Since nginx 1.25.1: `http2 on;`.') }),
    },
  ];
}

function addresses(): Value[] {
  return ['443', '[::]:443', '80', '[::]:80'].map((label) => ({ label }));
}

function starttls(): Value[] {
  return [
    { label: 'only', text: message('Nothing is done before STARTTLS: no password goes in clear text.') },
    { label: 'on', text: message('STARTTLS is offered, and clients may go on without it.') },
    { label: 'off' },
  ];
}

function headers(): Value[] {
  return [
    {
      label: 'Strict-Transport-Security',
      snippet: `Strict-Transport-Security "max-age=${place(1, '63072000')}" always`,
      text: message('Browsers use HTTPS alone for this long (RFC 6797).'),
    },
  ];
}

/** Names of SSL_CONF_cmd(3) that matter to a server. */
function commands(): Value[] {
  return [
    { label: 'Ciphersuites', text: message('The suites of TLS 1.3, in order.') },
    { label: 'Options', text: message('Switches of OpenSSL, such as `PrioritizeChaCha` or `-SessionTicket`.') },
    { label: 'MinProtocol' },
    { label: 'MaxProtocol' },
    { label: 'Groups' },
    { label: 'SignatureAlgorithms' },
    { label: 'ClientSignatureAlgorithms' },
  ];
}

function commandValues(command: string): Value[] {
  switch (command.toLowerCase()) {
    case 'options':
      return ['PrioritizeChaCha', 'ServerPreference', 'KTLS', '-SessionTicket', 'NoRenegotiation'].map((label) => ({
        label,
      }));
    case 'minprotocol':
    case 'maxprotocol':
      return ['TLSv1.3', 'TLSv1.2'].map((label) => ({ label }));
    case 'ciphersuites':
      return [{ label: 'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256' }];
    default:
      return [];
  }
}

/** A place to fill in, as LSP's snippets have it. */
function place(index: number, text: string): string {
  return `\${${index}:${text}}`;
}
