import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Traffic } from './traffic.ts';

export type Handler<P, R> = (params: P, token: CancellationToken) => R | Promise<R>;
export type Answer = <P, R>(request: string, empty: R, handler: Handler<P, R>) => Handler<P, R>;

/**
 * The one guard around every request. A bug in one answer is logged and that answer is empty; the server and the
 * other answers live on.
 */
export function guarded(log: (line: string) => void, traffic: Traffic): Answer {
  return (request, empty, handler) => async (params, token) => {
    if (token.isCancellationRequested) throw cancelled();
    const leave = traffic.enter();
    try {
      return await handler(params, token);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      if (token.isCancellationRequested) throw cancelled();
      log(`${request}: ${traceOf(error)}`);
      return empty;
    } finally {
      leave();
    }
  };
}

/** Where a bug is, without the error's message: it may quote the document. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s*at |@/.test(line) && /:\d+:\d+\)?$/.test(line));
  return [error.name, ...frames.slice(0, 12)].join('\n');
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
