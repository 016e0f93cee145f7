import { spawnSync } from 'node:child_process';
import { writePem } from '../../../../server/core/pem/write-pem.ts';
import type { CertificateList } from '../../../../server/core/x509/types.ts';
import { type Issued, testTime } from '../../../support/chain-maker.ts';
import { folderWith } from '../../../support/run-cli.ts';

/** Whether `openssl verify` accepts the first of `path`, the others being what it may use besides the anchors. */
export function opensslAccepts(
  [target, ...rest]: readonly Issued[],
  anchors: readonly Issued[],
  lists: readonly CertificateList[],
  options: readonly string[],
): boolean {
  const pems = (issued: readonly (Issued | undefined)[]): string =>
    issued.map((one) => (one ? writePem('CERTIFICATE', one.certificate.der) : '')).join('');
  const cwd = folderWith({
    'leaf.pem': pems([target]),
    'pool.pem': pems(rest),
    'anchors.pem': pems(anchors),
    'lists.pem': lists.map(({ der }) => writePem('X509 CRL', der)).join(''),
  });
  const words = ['verify', ...options, '-attime', String(testTime.getTime() / 1000), '-CAfile', 'anchors.pem'];
  const pool = rest.length > 0 ? ['-untrusted', 'pool.pem'] : [];
  // As a file of lists: those among the anchors are looked up by the issuer of the certificate alone.
  const revocation = lists.length > 0 ? ['-CRLfile', 'lists.pem'] : [];
  const { status, stderr } = spawnSync('openssl', [...words, ...pool, ...revocation, 'leaf.pem'], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0 && status !== 2) throw new Error(`openssl verify: ${stderr}`);
  return status === 0;
}
