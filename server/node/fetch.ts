/**
 * One request to one address, with Node's own `http` and `https`: no cookies, no cache, no credentials, no compression
 * (so that an answer is as large as what is read of it), no redirect followed, no connection kept.
 */
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Fetch, FetchFailure, FetchRequest } from '../core/base/host.ts';
import { failure, type Result, success } from '../core/base/result.ts';
import { version } from '../core/base/version.ts';

export const fetch: Fetch = (given) =>
  new Promise((resolve) => {
    const fail = (error: FetchFailure): void => resolve(failure(error));
    const tooSlow = AbortSignal.timeout(given.limitMilliseconds);
    const sent = start(given, given.signal ? AbortSignal.any([tooSlow, given.signal]) : tooSlow);
    if (!sent) {
      fail({ code: 'failed', reason: 'not an http or https address' });
      return;
    }
    const failed = (error: Error): void => {
      if (given.signal?.aborted) fail({ code: 'cancelled' });
      else if (tooSlow.aborted) fail({ code: 'too-slow' });
      else fail({ code: 'failed', reason: reasonOf(error) });
    };
    sent.on('error', failed);
    sent.on('response', (answer) => {
      answer.on('error', failed);
      readAnswer(answer, given, (outcome) => {
        resolve(outcome);
        sent.destroy();
      });
    });
    sent.end(given.content?.body);
  });

function readAnswer(
  answer: IncomingMessage,
  { url, limitBytes }: FetchRequest,
  done: (outcome: Result<Uint8Array, FetchFailure>) => void,
): void {
  const refused = refusal(answer, url, limitBytes);
  if (refused) {
    done(failure(refused));
    return;
  }
  const pieces: Buffer[] = [];
  let length = 0;
  answer.on('data', (piece: Buffer) => {
    length += piece.length;
    if (length > limitBytes) done(failure({ code: 'too-large' }));
    else pieces.push(piece);
  });
  answer.on('end', () => done(success(Uint8Array.from(Buffer.concat(pieces)))));
}

/** Why the body is not read, going by status and headers. */
function refusal(
  { statusCode: status = 0, headers }: IncomingMessage,
  url: string,
  limitBytes: number,
): FetchFailure | undefined {
  if (status >= 300 && status < 400 && headers.location !== undefined) {
    return { code: 'redirect', location: absolute(headers.location, url) };
  }
  if (status !== 200) return { code: 'status', status };
  return Number(headers['content-length'] ?? 0) > limitBytes ? { code: 'too-large' } : undefined;
}

function start({ url: written, accept, content }: FetchRequest, signal: AbortSignal) {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  const request = url && { 'http:': requestHttp, 'https:': requestHttps }[url.protocol];
  if (!url || !request || url.username !== '' || url.password !== '') return undefined;
  const headers: Record<string, string | number> = {
    Accept: accept,
    'Accept-Encoding': 'identity',
    'User-Agent': `tlsense/${version}`,
    ...(content ? { 'Content-Type': content.type, 'Content-Length': content.body.length } : {}),
  };
  return request(url, { method: content ? 'POST' : 'GET', headers, agent: false, signal });
}

/** Several addresses of one name may fail, each for its own reason; the first says enough. */
function reasonOf(error: Error): string {
  const first = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;
  return 'code' in first && typeof first.code === 'string' ? first.code : first.message;
}

function absolute(location: string, from: string): string {
  return URL.canParse(location, from) ? new URL(location, from).href : location;
}
