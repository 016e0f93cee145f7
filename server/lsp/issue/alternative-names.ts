import { failure, type Result, success } from '../../core/base/result.ts';
import type { IssueFailure } from '../../core/issue/failure.ts';
import { checkAll, checkDnsName, checkEmail, checkUri } from '../../core/issue/names.ts';

/** Names by kind, as `issueClient` takes them. */
export interface NamesByKind {
  readonly emails: readonly string[];
  readonly dns: readonly string[];
  readonly uris: readonly string[];
}

/** Names as a person lists them; what each is shows in its form: `ada@example.com`, `ada.example.com`, `spiffe://…`. */
export function readAlternativeNames(text: string): Result<NamesByKind, IssueFailure> {
  const given = { emails: [] as string[], dns: [] as string[], uris: [] as string[] };
  for (const part of text.split(/[,;\n]/)) {
    const name = part.trim();
    if (name === '') continue;
    if (/^[a-z][a-z0-9+.-]*:/i.test(name)) given.uris.push(name);
    else if (name.includes('@')) given.emails.push(name);
    else given.dns.push(name);
  }
  const emails = checkAll(given.emails, checkEmail);
  if (!emails.ok) return failure(emails.error);
  const dns = checkAll(given.dns, checkDnsName);
  if (!dns.ok) return failure(dns.error);
  const uris = checkAll(given.uris, checkUri);
  if (!uris.ok) return failure(uris.error);
  return success({ emails: emails.value, dns: dns.value, uris: uris.value });
}
