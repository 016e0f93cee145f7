/** What OpenSSL accepts as critical in a certificate (X509_supported_extension), and what is forbidden but known. */
export const knownCriticalExtensions: ReadonlySet<string> = new Set([
  ...[14, 15, 17, 18, 19, 30, 31, 32, 33, 35, 36, 37, 54].map((arc) => `2.5.29.${arc}`),
  '2.16.840.1.113730.1.1',
  '1.3.6.1.5.5.7.48.1.5',
  '1.3.6.1.5.5.7.1.7',
  '1.3.6.1.5.5.7.1.8',
  '1.3.6.1.5.5.7.1.14',
]);
