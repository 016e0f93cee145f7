export interface HandshakePlace {
  readonly host: string;
  readonly port: number;
}

/** `example.com:443`, `[::1]:8443` */
export function readPlace(text: string): HandshakePlace | undefined {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-f:.]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/i.exec(text) ?? [];
  const port = Number(digits);
  const host = bracketed ?? plain;
  return host !== undefined && port >= 1 && port <= 65_535 ? { host, port } : undefined;
}
