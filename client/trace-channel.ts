import type { LogOutputChannel } from 'vscode';

/**
 * Where the language client writes its trace: of each message its kind, name and time, never what it says, because
 * that is documents with their private keys, passphrases and keys just made. The library writes the contents whenever
 * `tlsense.trace.server` says "verbose", "compact" or holds an object, or its trace is set by code; but all it traces
 * goes through the `trace` method of the channel it was given as `traceOutputChannel`.
 */
export function traceChannel(output: LogOutputChannel): LogOutputChannel {
  // Not a proxy of the channel itself: where that is frozen, a proxy must give its own `trace`.
  return new Proxy({} as LogOutputChannel, {
    get(_, key) {
      if (key === 'trace') return (message: unknown) => traceName(output, message);
      const value: unknown = Reflect.get(output, key);
      return typeof value === 'function' ? value.bind(output) : value;
    },
  });
}

/** The library's first lines, up to where an error's own words follow. Contents have lines of their own, or are JSON. */
const firstLine =
  /^(?:Sending|Received) (?:request|notification|response) '[\w$/.-]{1,100}(?: - \([\w-]{1,50}\))?'(?:\.(?: Processing request took \d+ms\.)?| in \d+ms\.)/;

function traceName(output: LogOutputChannel, message: unknown): void {
  const name = typeof message === 'string' ? firstLine.exec(message)?.[0] : undefined;
  if (name !== undefined) output.trace(name);
}
