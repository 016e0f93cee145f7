import type { Word } from '../syntax.ts';
import { givenTo, type OpenSslCall } from './call.ts';

/** What tells files of a script apart: the path, or the variables that it is made of, as written. */
export function fileKey(text: string, { isKnown, text: path, span }: Word): string {
  const written = isKnown ? path : text.slice(span.start, span.end).replace(/["']/g, '');
  return written.replace(/^(?:\.\/)+/, '').replace(/\$\{(\w+)\}/g, '$$$1');
}

/** The file that an option names. */
export function keyOf(text: string, call: OpenSslCall, ...names: readonly string[]): string | undefined {
  const value = givenTo(call, ...names);
  return value && fileKey(text, value.word);
}

/** The file that a command writes to: `-out ca.pem`, `> ca.pem`. */
export function outputOf(text: string, call: OpenSslCall): string | undefined {
  const target = call.command.redirections.find(({ operator }) => operator === '>' || operator === '>|')?.target;
  return keyOf(text, call, '-out') ?? (target && fileKey(text, target));
}

/** `ca.key`, `rootCA.pem`, `$CA_KEY`: names that people give to a CA's files. */
export function isCaName(path: string | undefined): boolean {
  if (path === undefined) return false;
  // What authorityInfoAccess calls "CA issuers" is a page of certificates.
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/ca-?issuers?/i, '');
  return (
    /(?:^|[-_.$\s])(?:ca|cacert|cakey|rootca|subca|root|intermediate|authority)(?=$|[-_.\s\d])/i.test(name) ||
    /(?:^|[a-z\d_.$-])CA(?=$|[^A-Za-z]|[Cc]ert|CERT|[Kk]ey|KEY)/.test(name)
  );
}

/** The common name of a subject as openssl takes it: `/O=Example/CN=Example Root CA`. */
export function commonName(subject: string | undefined): string | undefined {
  return subject === undefined ? undefined : /\/CN\s*=\s*([^/]+)/.exec(subject)?.[1]?.trim();
}
