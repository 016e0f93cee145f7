import type { IssueTask } from './call.ts';
import { convert, p12, passphrase } from './format-tasks.ts';
import { certificateTasks } from './issue-certificate.ts';
import { csr, renew, sign } from './request-tasks.ts';
import { crl, revoke } from './revocation-tasks.ts';

/** Every word that may follow `tlsense issue`. */
export const issueTasks: readonly IssueTask[] = [
  ...certificateTasks,
  csr,
  sign,
  renew,
  revoke,
  crl,
  p12,
  convert,
  passphrase,
];
