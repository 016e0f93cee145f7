import type { ConnectionOptions } from 'vscode-languageserver';
import { URI } from 'vscode-uri';

/**
 * Editors write the URI of one file in several ways: `file:///C:/c++/a.pem` is `file:///c%3A/c%2B%2B/a.pem` too (RFC 3986,
 * 6.2.2). What arrives is brought to the one that the files of the disk are known by, which is VS Code's.
 */
export const connectionOptions: ConnectionOptions = {
  messageStrategy: {
    handleMessage(received, next) {
      if ('params' in received) respell(received.params);
      return next(received);
    },
  },
};

/** What stands in a message: folders of its parameters, documents of those. */
const deepest = 4;

function respell(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  if (Array.isArray(value)) {
    for (const one of value) respell(one, depth + 1);
    return;
  }
  const fields = value as Record<string, unknown>;
  for (const [name, field] of Object.entries(fields)) {
    if (typeof field !== 'string') respell(field, depth + 1);
    else if (/uri$/i.test(name)) fields[name] = inOneSpelling(field);
  }
}

/** As nearly all are, and there may be thousands in a message. */
const isUsual = /^(?!file:)|^file:\/\/\/(?:[a-z]%3A\/)?[\w./~-]*$/;

export function inOneSpelling(uri: string): string {
  if (isUsual.test(uri)) return uri;
  try {
    return URI.parse(uri).toString();
  } catch {
    return uri;
  }
}
