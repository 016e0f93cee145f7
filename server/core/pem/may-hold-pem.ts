/** Whether a text can hold a PEM block at all. */
export function mayHoldPem(text: string): boolean {
  if (!text.includes('----')) return false;
  return text.includes('----BEGIN ') || text.includes('-----END ') || /---- ?begin /i.test(text);
}
