/** `DIRC` */
const signature = 0x44495243;
/** Times, device, inode, mode, owner and size of a file, before the hash of its content. */
const statLength = 40;
/** SHA-1, and SHA-256 in repositories of that format; the index itself does not say which. */
const hashLengths = [20, 32];
const nameLengthMask = 0x0fff;
const extendedFlag = 0x4000;

/**
 * The paths that git tracks, relative to the top of the work tree, read from the bytes of `.git/index` (gitformat-index(5),
 * versions 2 to 4). Undefined where the bytes are none, or list the paths elsewhere (a split index).
 */
export function readGitIndex(bytes: Uint8Array): ReadonlySet<string> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0) !== signature) return undefined;
  const version = view.getUint32(4);
  if (version < 2 || version > 4) return undefined;
  for (const hashLength of hashLengths) {
    const paths = readEntries(view, { version, count: view.getUint32(8), hashLength });
    if (paths) return paths;
  }
  return undefined;
}

interface Layout {
  readonly version: number;
  readonly count: number;
  readonly hashLength: number;
}

/** Undefined where a name is not as long as its entry says: then the layout is another one. */
function readEntries(view: DataView, { version, count, hashLength }: Layout): Set<string> | undefined {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const decoder = new TextDecoder();
  const paths = new Set<string>();
  let previous = new Uint8Array(0);
  let at = 12;
  for (let i = 0; i < count; i++) {
    const start = at;
    at += statLength + hashLength;
    if (at + 2 > bytes.length) return undefined;
    const flags = view.getUint16(at);
    at += 2;
    if (flags & extendedFlag) {
      if (version < 3) return undefined;
      at += 2;
    }
    let kept = 0;
    if (version === 4) {
      const removed = readOffset(bytes, at);
      if (!removed || removed.value > previous.length) return undefined;
      kept = previous.length - removed.value;
      at = removed.end;
    }
    const end = bytes.indexOf(0, at);
    if (end === -1) return undefined;
    const name = new Uint8Array(kept + end - at);
    name.set(previous.subarray(0, kept));
    name.set(bytes.subarray(at, end), kept);
    if (name.length === 0 || Math.min(name.length, nameLengthMask) !== (flags & nameLengthMask)) return undefined;
    paths.add(decoder.decode(name));
    previous = name;
    // Up to version 3 one to eight zeros fill an entry up to a multiple of eight.
    at = version === 4 ? end + 1 : start + ((end - start + 8) & ~7);
  }
  return paths;
}

/** How many bytes of the name before are not in this one: base 128, the highest group first, each but the last plus one. */
function readOffset(bytes: Uint8Array, from: number): { readonly value: number; readonly end: number } | undefined {
  let at = from;
  let octet = bytes[at++];
  if (octet === undefined) return undefined;
  let value = octet & 0x7f;
  while (octet & 0x80) {
    octet = bytes[at++];
    if (octet === undefined || value > 0xffff) return undefined;
    value = (value + 1) * 128 + (octet & 0x7f);
  }
  return { value, end: at };
}
