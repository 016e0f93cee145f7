/**
 * The article this project started from, as printed, and its corrected program. What it says is wrong in places; what
 * it sets is read as Python takes it.
 */
import { expect, test } from 'vitest';
import { factsOf, lines } from './facts.ts';

const context = [
  'import ssl',
  '',
  'context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)',
  'context.load_cert_chain(certfile="server.pem", keyfile="server.key")  # 加载服务器证书和密钥',
  'context.load_verify_locations(cafile="ca.pem")  # 加载受信任的CA证书',
  'context.verify_mode = ssl.CERT_REQUIRED  # 设置验证模式为必需',
  'context.check_hostname = True  # 如果服务器证书中包含主机名,则启用主机名检查',
];

const connect = [
  'import socket',
  'sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)',
  'ssl_sock = context.wrap_socket(sock, server_side=False)',
  "ssl_sock.connect(('server.example', 443))",
  'ssl_sock.do_handshake()',
];

const verify = [
  'def verify_callback(conn, cert, errnum, errdepth, ok):',
  '    return ok',
  '',
  'context.verify_mode = ssl.CERT_OPTIONAL',
  "context.load_verify_locations('ca.pem')",
  'context.verify_flags = ssl.VERIFY_CRL_CHECK_LEAF',
  'context.check_hostname = True',
  'context.getpeercert = getpeercert',
  'context.verify_callback = verify_callback',
];

const good = [
  'import ssl,socket,threading,sys',
  'srv=ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile="ca.pem")',
  'srv.minimum_version=ssl.TLSVersion.TLSv1_2',
  'srv.load_cert_chain("server.crt","server.key")',
  'srv.verify_mode=ssl.CERT_REQUIRED',
  'srv.verify_flags|=ssl.VERIFY_CRL_CHECK_LEAF',
  'srv.load_verify_locations("labcrl.pem")',
  'cli=ssl.create_default_context(ssl.Purpose.SERVER_AUTH, cafile="ca.pem")',
  'cli.load_cert_chain("client.crt","client.key")',
  'ls=socket.socket(); ls.bind(("127.0.0.1",0)); ls.listen(1)',
  'def run():',
  '    a,_=ls.accept()',
  '    with srv.wrap_socket(a,server_side=True) as s: s.sendall(b"hello")',
  'threading.Thread(target=run,daemon=True).start()',
  'with socket.create_connection(ls.getsockname()) as r, cli.wrap_socket(r,server_hostname="localhost") as s: print(s)',
];

const server = 'server verify=required cert=server.pem key=server.key ca=ca.pem';

test.each<[string, string[], string[]]>([
  ['2.2.1: a context for a server', context, [server]],
  // A server's by its purpose, though it is used as a client's.
  ['2.2.2: connecting with it', [...context, ...connect], [server]],
  [
    '2.2.3: an optional client certificate after all',
    [...context, ...verify],
    ['server verify=optional cert=server.pem key=server.key ca=ca.pem ca=ca.pem'],
  ],
  [
    'the corrected program',
    good,
    [
      'server min=TLSv1.2 verify=required cert=server.crt key=server.key ca=ca.pem crl=labcrl.pem',
      'client cert=client.crt key=client.key ca=ca.pem',
    ],
  ],
])('%s', (_, text, expected) => {
  expect(factsOf(lines(...text)).map((facts) => facts.split(' ').sort())).toEqual(
    expected.map((facts) => facts.split(' ').sort()),
  );
});
