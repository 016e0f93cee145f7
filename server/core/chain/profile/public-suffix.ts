/** Whether anyone can register a name directly below `domain`. */
export function isPublicSuffix(domain: string): boolean {
  return !domain.includes('.');
}
