import buffer from 'node:buffer';
import { RAL } from 'vscode-languageserver/node';

/** Characters from which on the longer way is the shorter one. */
const fewest = 4_000;

/**
 * One letter beyond Latin-1 makes V8 keep a whole message with two octets a letter, and `Buffer.from` takes ten times as
 * long for it. JSON has no lone surrogates, so both ways give the same octets.
 */
function encode(json: string): Buffer {
  // Missing where Node.js was built without ICU.
  const { transcode } = buffer;
  if (json.length < fewest || !transcode) return Buffer.from(json);
  return transcode(Buffer.from(json, 'utf16le'), 'utf16le', 'utf8') as Buffer;
}

/** Diagnostics, as they were written: after a key, nearly all are the very objects that they were. */
const written = new WeakMap<object, Buffer>();

function write(diagnostic: object): Buffer {
  const octets = written.get(diagnostic) ?? Buffer.from(`,${JSON.stringify(diagnostic)}`);
  written.set(diagnostic, octets);
  return octets;
}

interface Report {
  readonly result: { readonly kind: 'full'; readonly items: readonly object[] };
}

function isReport(message: object): message is Report {
  const { result } = message as Partial<Report>;
  if (result?.kind !== 'full' || !Array.isArray(result.items)) return false;
  const { length } = result.items;
  return length >= fewestItems && length <= mostItems;
}

/** From which on it matters. */
const fewestItems = 16;
/** Written for the first time, thousands take longer one by one. */
const mostItems = 1_000;

/** Its diagnostics, one by one, behind all else that it says. */
function encodeReport({ result: { items, ...others }, ...message }: Report): Buffer {
  const whole = JSON.stringify({ ...message, result: { ...others, items: [] } });
  const open = whole.slice(0, -']}}'.length);
  const [first, ...more] = items.map(write);
  return Buffer.concat([Buffer.from(open), (first as Buffer).subarray(','.length), ...more, Buffer.from(']}}')]);
}

/** For what is sent over streams. */
export function encodeMessages(): void {
  const { applicationJson, ...rest } = RAL();
  const encoder = {
    name: applicationJson.encoder.name,
    encode: async (message: object) => (isReport(message) ? encodeReport(message) : encode(JSON.stringify(message))),
  };
  RAL.install({ ...rest, applicationJson: { ...applicationJson, encoder } });
}
