import type { FileToWrite } from '../base/host.ts';
import type { Issued } from './issue.ts';
import type { ProfileName } from './profile.ts';

export interface FileNames {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Device names of Windows; a file cannot be called so, whatever its ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;

/**
 * Certificates are `.pem`, keys are `.key`. A CA is always `ca.pem` and `ca.key`; the others take their common name in
 * lower case, with everything but letters, digits, `.`, `_` and `-` replaced, so that it is one plain file name.
 */
export function fileNames(profile: ProfileName, commonName: string): FileNames {
  const stem = profile === 'ca' ? 'ca' : stemOf(profile, commonName);
  return { certificate: `${stem}.pem`, privateKey: `${stem}.key` };
}

/** What the files are made of; without a private key where that is elsewhere. */
export interface Outputs
  extends Pick<Issued, 'commonName' | 'certificatePem' | 'intermediatePem'>,
    Partial<Pick<Issued, 'privateKeyPem'>> {
  readonly profile: ProfileName;
}

/** The key first: a certificate without its key would look finished. */
export function plannedFiles(issued: Outputs): readonly FileToWrite[] {
  const names = fileNames(issued.profile, issued.commonName);
  const certificate: FileToWrite = {
    name: names.certificate,
    contents: issued.certificatePem + (issued.intermediatePem ?? ''),
    mode: 0o644,
  };
  if (issued.privateKeyPem === undefined) return [certificate];
  return [{ name: names.privateKey, contents: issued.privateKeyPem, mode: 0o600 }, certificate];
}

/** Four octets each in UTF-8, an ending and a temporary ending stay below the 255 octets that file systems take. */
const stemCharacters = 48;

function stemOf(profile: ProfileName, commonName: string): string {
  const safe = commonName
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}._-]+/gu, '-')
    .replace(/-{2,}|\.{2,}/g, '-')
    .replace(/^[-.]+/, '');
  const stem = [...safe]
    .slice(0, stemCharacters)
    .join('')
    .replace(/[-.]+$/, '');
  if (stem === '') return profile;
  return stem === 'ca' || reserved.test(stem) ? `${profile}-${stem}` : stem;
}
