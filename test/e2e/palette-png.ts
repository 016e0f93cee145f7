/**
 * Small pictures: PNG with a palette (PNG specification, third edition). A window is a few colours and their edges, so
 * that 256 look the same in less than half the bytes.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const paletteSize = 256;
const [trueColour, indexedColour] = [2, 3];

/** The same picture with at most 256 colours, each other one as the nearest of them. */
export function withPalette(png: Buffer): Buffer {
  const { header, pixels } = decode(png);
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const { palette, indexes } = quantise(counts);

  const lines = Buffer.alloc(height * (width + 1));
  pixels.forEach((colour, i) => {
    lines[i + Math.floor(i / width) + 1] = indexes.get(colour) ?? 0;
  });
  header[9] = indexedColour;
  const entries = Buffer.from(palette.flatMap(channels));
  const data = deflateSync(lines, { level: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', entries),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each pixel as 0xRRGGBB. Takes what the browser's screenshots are: 8 bits a channel, no transparency, not interlaced. */
function decode(png: Buffer): { header: Buffer; pixels: Uint32Array } {
  let header = Buffer.alloc(0);
  const data: Buffer[] = [];
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const content = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = Buffer.from(content);
    if (type === 'IDAT') data.push(content);
    at += length + 12;
  }
  if (header[8] !== 8 || header[9] !== trueColour || header[12] !== 0) throw new Error('another kind of PNG');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const bytes = unfilter(inflateSync(Buffer.concat(data)), width * 3, height);
  const pixels = Uint32Array.from({ length: width * height }, (_, i) => bytes.readUIntBE(i * 3, 3));
  return { header, pixels };
}

/** Undoes the filter of each line (§9.2). */
function unfilter(filtered: Buffer, stride: number, height: number): Buffer {
  const bytes = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const type = filtered[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= 3 ? (bytes[at - 3] ?? 0) : 0;
      const up = y > 0 ? (bytes[at - stride] ?? 0) : 0;
      const corner = x >= 3 && y > 0 ? (bytes[at - stride - 3] ?? 0) : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][type] ?? 0;
      bytes[at] = ((filtered[at + y + 1] ?? 0) + predicted) & 0xff;
    }
  }
  return bytes;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/**
 * Picks the colours one by one: each time the one whose pixels are furthest from what was picked before. A small patch
 * of another hue is kept that way, where the most frequent colours alone would be shades of one grey.
 */
function quantise(counts: ReadonlyMap<number, number>): { palette: number[]; indexes: ReadonlyMap<number, number> } {
  const colours = [...counts].map(([colour, count]) => ({
    colour,
    count,
    index: 0,
    distance: Number.MAX_SAFE_INTEGER,
  }));
  const palette: number[] = [];
  while (palette.length < paletteSize) {
    const worst = colours.reduce((a, b) => (b.distance * b.count > a.distance * a.count ? b : a));
    if (worst.distance === 0) break;
    const index = palette.push(worst.colour) - 1;
    for (const one of colours) {
      const distance = difference(one.colour, worst.colour);
      if (distance < one.distance) Object.assign(one, { distance, index });
    }
  }
  return { palette, indexes: new Map(colours.map(({ colour, index }) => [colour, index])) };
}

function difference(a: number, b: number): number {
  return ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 0xff) - ((b >> 8) & 0xff)) ** 2 + ((a & 0xff) - (b & 0xff)) ** 2;
}

function channels(colour: number): number[] {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
