/** Whether text is an IP address, as someone may have written it where a host name belongs. */
export function isAddressText(text: string): boolean {
  if (!/^[[0-9a-f:.]/i.test(text)) return false;
  const isIpv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text);
  return isIpv4 || /^\[?[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\]?$/i.test(text);
}
