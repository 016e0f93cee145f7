/** A number for the key of a name (FNV-1a, 32 bits): equal for equal keys, and nearly never for others. */
export function nameHash(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
