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

/** For what is sent over streams. */
export function encodeMessages(): void {
  const { applicationJson, ...rest } = RAL();
  const encoder = {
    name: applicationJson.encoder.name,
    encode: async (message: unknown) => encode(JSON.stringify(message)),
  };
  RAL.install({ ...rest, applicationJson: { ...applicationJson, encoder } });
}
