/** Names of files that hold objects as text or in binary: those of `tlsense.certificateViewer` in package.json. */
export const isEitherName = (path: string): boolean =>
  /\.(?:cer|crt|cert|crl|csr|p10|p7b|p7c|p7s|spc|p8|pk8|key)$/i.test(path);

/** Whether a file that begins so is DER: a SEQUENCE, which text would begin with the digit 0. */
export function isDer(bytes: Uint8Array): boolean {
  const [first, second = 0] = bytes;
  return first === 0x30 && (second >= 0x80 || (second > 0 && bytes.subarray(0, 512).includes(0)));
}
