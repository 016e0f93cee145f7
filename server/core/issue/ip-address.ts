/**
 * The octets of an IP address as RFC 5280, 4.2.1.6 wants them, 4 or 16; undefined where the text is none. Numbers in
 * other bases and shortened IPv4 forms are refused: programs read them differently.
 */
export function readIpAddress(text: string): Uint8Array | undefined {
  const octets = text.includes(':') ? readIpv6(text) : readIpv4(text);
  return octets && Uint8Array.from(octets);
}

function readIpv4(text: string): number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return parts.map(Number);
}

/** RFC 4291, 2.2, without a zone. */
function readIpv6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, i) => readGroups(half, i === halves.length - 1));
  if (!head) return undefined;
  if (halves.length === 1) return head.length === 16 ? head : undefined;
  if (!tail) return undefined;
  const missing = 16 - head.length - tail.length;
  // The two colons stand for at least one group.
  return missing >= 2 ? [...head, ...new Array<number>(missing).fill(0), ...tail] : undefined;
}

function readGroups(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return [];
  const octets: number[] = [];
  const groups = text.split(':');
  for (const [i, group] of groups.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      octets.push(value >> 8, value & 0xff);
      continue;
    }
    const ipv4 = mayEndInIpv4 && i === groups.length - 1 ? readIpv4(group) : undefined;
    if (!ipv4) return undefined;
    octets.push(...ipv4);
  }
  return octets;
}
