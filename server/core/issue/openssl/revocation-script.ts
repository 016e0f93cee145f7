/** Revoking, and the list of what is revoked, by `openssl ca` on the same record that is kept here. */
import { message } from '../../base/message.ts';
import type { CertificateList } from '../../x509/types.ts';
import type { RevocationReason } from '../authority-index.ts';
import { type AuthorityPaths, from } from './certificate-script.ts';
import { command, type Script, type ScriptLine, workFile, writeWorkFile } from './script.ts';

export interface RevocationPaths {
  readonly ca: AuthorityPaths;
  /** The record beside the CA. */
  readonly index: string;
  readonly out: string;
}

/** What is revoked, where something is. */
export interface RevokedNow {
  /** Undefined where nobody recorded where the certificate is. */
  readonly certificate: string | undefined;
  readonly reason: RevocationReason | undefined;
}

const settings = 'ca.cnf';

export function revocationScript(
  { ca, index, out }: RevocationPaths,
  days: number,
  { signatureAlgorithm }: CertificateList,
  revoked?: RevokedNow,
): Script {
  const { hash } = signatureAlgorithm;
  const call = ['openssl', 'ca', '-config', workFile(settings), '-cert', ca.certificate, '-keyfile', ca.key.path];
  const list: ScriptLine[] = [
    // Not written into the settings: a path may hold what has a meaning there, a line end even.
    `export index=${command(index)}`,
    writeWorkFile(settings, [
      ...['[ca]', 'default_ca = this', '[this]', 'database = $ENV::index'],
      ...['crlnumber = $ENV::work/number', 'unique_subject = no'],
      ...[
        `default_md = ${hash?.replace('-', '').toLowerCase() ?? 'default'}`,
        'crl_extensions = extensions',
        '[extensions]',
        'authorityKeyIdentifier = keyid:always',
      ],
    ]),
    // The record has to be there.
    command('touch', '--', index),
  ];
  if (revoked?.certificate === undefined && revoked) {
    list.push({ remark: message('OpenSSL needs the file of the certificate to revoke it.') });
  }
  if (revoked?.certificate !== undefined) {
    const reason = revoked.reason === undefined ? [] : ['-crl_reason', revoked.reason];
    list.push(command(...call, ...from('-passin', ca.key), '-revoke', revoked.certificate, ...reason));
  }
  // The number of the list is the time (issue-list.ts), so that it grows.
  list.push(`printf '%08X\\n' "$(date +%s)" > "$work/number"`);
  return [
    ...list,
    command(...call, ...from('-passin', ca.key), '-gencrl', '-crldays', String(days), '-out', out),
    command('rm', '-f', '--', `${index}.old`, `${index}.attr`, `${index}.attr.old`),
  ];
}
