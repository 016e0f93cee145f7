import type { HandshakeRequest, Host } from '../../core/base/host.ts';
import { type Message, message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { readPlace } from '../../core/handshake/place.ts';
import { type HandshakeReport, testServer } from '../../core/handshake/test-server.ts';
import { readFirstCertificate } from '../../core/issue/renew.ts';
import { writePem } from '../../core/pem/write-pem.ts';
import { readGiven } from '../issue/read-given.ts';
import { type Refusal, toFailure } from '../issue/refusal.ts';
import type {
  CheckFieldAnswer,
  CheckPlaceParams,
  HandshakeOutcome,
  ProveMutualTlsParams,
  TestHandshakeAnswer,
  TestHandshakeParams,
} from '../protocol.ts';
import type { Session } from '../session.ts';
import { judgingAnchors } from './anchors.ts';
import { reportMarkdown, verdictSentence } from './report.ts';

/** For each handshake, of which there are up to three. */
const limitMilliseconds = 10_000;

const noSockets: Refusal = {
  code: 'no-network',
  message: message('Handshakes cannot be tested in a web editor: a browser has no sockets.'),
  hint: message('Use VS Code on the desktop, or `tlsense handshake` on the command line.'),
};

export function checkPlace({ place }: CheckPlaceParams, { localize }: Session): CheckFieldAnswer {
  if (readPlace(place.trim())) return {};
  return { message: localize(message('A host and its port: example.com:443 or [::1]:8443.')) };
}

/** One handshake after the other with the server that the person named. */
export async function testHandshake(
  { place, identity: files }: TestHandshakeParams,
  session: Session,
): Promise<TestHandshakeAnswer> {
  const { host, localize } = session;
  const where = readPlace(place.trim());
  const { handshake } = host;
  if (!handshake || !where) return { failure: toFailure(noSockets, localize) };
  const identity = files && (await readIdentity(host, files));
  if (identity && !identity.ok) return { failure: toFailure(identity.error, localize) };
  const anchors = await judgingAnchors(session);
  const request: HandshakeRequest = { ...where, limitMilliseconds, identity: identity?.value };
  const tested = await testServer(request, anchors.judging, { ...clockOf(host), handshake });
  if (!tested.ok) {
    const { reason } = tested.error;
    const text = message('There is no handshake with {place}: {reason}.', { place: place.trim(), reason });
    return { failure: toFailure({ code: 'no-handshake', message: text }, localize) };
  }
  const report = tested.value;
  const own = report.attempts.find(({ who }) => who === 'own');
  const isFine = report.path?.verdict === 'trusted' && own?.completed !== false;
  const title = localize(message('TLS handshake with {place}', { place: report.place }));
  return { value: outcomeOf(title, report, anchors.sentence, { isFine, sentence: verdictSentence(report) }, session) };
}

/**
 * Starts a server of our own with the new files on the loopback interface, and tests it as three clients: it has to
 * present what the CA vouches for, let in the new client, and nobody else.
 */
export async function proveMutualTls({ files }: ProveMutualTlsParams, session: Session): Promise<TestHandshakeAnswer> {
  const { host, localize } = session;
  const { handshake, loopbackServer } = host;
  if (!handshake || !loopbackServer) return { failure: toFailure(noSockets, localize) };
  const read = await readAll(host, files);
  if (!read.ok) return { failure: toFailure(read.error, localize) };
  const { ca, server, client, serverName, anchor } = read.value;
  const started = await loopbackServer({ ...server, trustAnchorsPem: ca });
  if (!started.ok) {
    const text = message('A server with these files does not start: {reason}.', { reason: started.error.reason });
    return { failure: toFailure({ code: 'no-server', message: text }, localize) };
  }
  const { port, stop } = started.value;
  try {
    const request: HandshakeRequest = { host: '127.0.0.1', port, serverName, identity: client, limitMilliseconds };
    const tested = await testServer(
      request,
      { anchors: [anchor], profile: 'rfc5280' },
      { ...clockOf(host), handshake },
    );
    if (!tested.ok) {
      const text = message('There is no handshake with {place}: {reason}.', {
        place: `127.0.0.1:${port}`,
        reason: tested.error.reason,
      });
      return { failure: toFailure({ code: 'no-handshake', message: text }, localize) };
    }
    const report = tested.value;
    const isFine =
      report.path?.verdict === 'trusted' &&
      report.attempts.length === 3 &&
      report.attempts.every(({ who, completed }) => completed === (who === 'own'));
    const sentence = isFine
      ? message('Mutual TLS works: the server lets in the new client, and nobody else.')
      : message('Mutual TLS is not proven: the report says what happened.');
    const trusted = message('The only trust anchor is the CA. The server was one of TLSense’s own, on this machine.');
    const title = localize(message('Test of mutual TLS'));
    return { value: outcomeOf(title, report, trusted, { isFine, sentence, lead: sentence }, session) };
  } finally {
    await stop();
  }
}

function outcomeOf(
  title: string,
  report: HandshakeReport,
  trusted: Message,
  { isFine, sentence, lead }: { readonly isFine: boolean; readonly sentence: Message; readonly lead?: Message },
  { host, localize }: Session,
): HandshakeOutcome {
  return {
    title,
    markdown: reportMarkdown(title, report, { trusted, lead }, { localize, now: host.now() }),
    sentence: localize(sentence),
    isFine,
    chainPem: report.chain.map(({ der }) => writePem('CERTIFICATE', der)).join(''),
    chainName: `${report.place.replace(/[^\w.-]+/g, '-')}.pem`,
  };
}

type Identity = NonNullable<HandshakeRequest['identity']>;

async function readIdentity(
  host: Host,
  { certificateUri, privateKeyUri, passphrase }: NonNullable<TestHandshakeParams['identity']>,
): Promise<Result<Identity, Refusal>> {
  const certificate = await readGiven(host, certificateUri);
  if (!certificate.ok) return certificate;
  const key = await readGiven(host, privateKeyUri);
  if (!key.ok) return key;
  return success({
    certificatePem: certificate.value.text,
    privateKeyPem: key.value.text,
    ...(passphrase === undefined ? {} : { passphrase }),
  });
}

async function readAll(host: Host, { caUri, server, client }: ProveMutualTlsParams['files']) {
  const ca = await readGiven(host, caUri);
  if (!ca.ok) return ca;
  const [serverPair, clientPair] = [await readIdentity(host, server), await readIdentity(host, client)];
  if (!serverPair.ok) return serverPair;
  if (!clientPair.ok) return clientPair;
  const anchor = await readFirstCertificate(ca.value.text);
  if (!anchor.ok) return anchor;
  const leaf = await readFirstCertificate(serverPair.value.certificatePem);
  if (!leaf.ok) return leaf;
  const name = leaf.value.subjectAltName?.find(({ type }) => type === 'dNSName');
  const serverName = typeof name?.value === 'string' ? name.value.replace(/^\*/, 'any') : undefined;
  if (serverName === undefined) {
    const { value } = leaf.value.subjectAltName?.find(({ type }) => type === 'iPAddress') ?? {};
    if (value !== '127.0.0.1') {
      return failure<Refusal>({
        code: 'server-without-name',
        message: message('The server certificate has no DNS name to test it by.'),
      });
    }
  }
  return success({
    ...{ ca: ca.value.text, server: serverPair.value, client: clientPair.value },
    ...{ serverName, anchor: anchor.value },
  });
}

function clockOf(host: Host): Pick<Host, 'crypto' | 'now'> {
  return { crypto: host.crypto, now: () => host.now() };
}
