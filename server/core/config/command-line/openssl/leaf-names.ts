const label = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;

/** The subjectAltName for a common name that is a host or an address; undefined where it is neither. */
export function leafNames(name: string | undefined): string | undefined {
  if (name === undefined || name.length > 253) return undefined;
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(name)) return `IP:${name}`;
  const labels = name.split('.');
  const isHost = name === 'localhost' || (labels.length > 1 && labels.every((one) => label.test(one)));
  return isHost ? `DNS:${name}` : undefined;
}
