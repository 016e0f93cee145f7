import { has, type OpenSslCall, textOf } from './call.ts';
import { commonName, isCaName, keyOf, outputOf } from './files.ts';

/** The calls of one text, and what they do with each other's files. */
export class OpenSslScript {
  readonly text: string;
  readonly calls: readonly OpenSslCall[];
  readonly #caCertificates = new Set<string>();
  readonly #caKeys = new Set<string>();
  readonly #requests = new Map<string, OpenSslCall>();

  constructor(text: string, calls: readonly OpenSslCall[]) {
    this.text = text;
    this.calls = calls;
    for (const call of calls) {
      const isCa = call.subcommand === 'ca';
      add(this.#caCertificates, keyOf(text, call, '-CA', ...(isCa ? ['-cert'] : [])));
      add(this.#caKeys, keyOf(text, call, '-CAkey', ...(isCa ? ['-keyfile'] : [])));
      const out = outputOf(text, call);
      if (call.subcommand === 'req' && out !== undefined && !has(call, '-x509')) this.#requests.set(out, call);
    }
    for (const call of calls) {
      if (makesSelfSigned(call) && this.isCaCertificate(call)) add(this.#caKeys, signingKey(text, call));
    }
  }

  /** Whether a command makes the certificate of a CA: something signs with it, or its names say so. */
  isCaCertificate(call: OpenSslCall): boolean {
    const out = outputOf(this.text, call);
    return (
      (out !== undefined && this.#caCertificates.has(out)) || isCaName(out) || isCaSubject(commonName(subjectOf(call)))
    );
  }

  isCaKey(key: string | undefined): boolean {
    return key !== undefined && (this.#caKeys.has(key) || isCaName(key));
  }

  /** The command that wrote the request which another reads. */
  requestOf(call: OpenSslCall): OpenSslCall | undefined {
    const read = keyOf(this.text, call, '-in');
    return read === undefined ? undefined : this.#requests.get(read);
  }

  /** The commands that sign with a certificate. */
  issuedBy(certificate: string): readonly OpenSslCall[] {
    return this.calls.filter((call) => {
      const ca = keyOf(this.text, call, '-CA', ...(call.subcommand === 'ca' ? ['-cert'] : []));
      return ca === certificate;
    });
  }
}

/** `req -x509`, `x509 -req -signkey` */
export function makesSelfSigned(call: OpenSslCall): boolean {
  if (has(call, '-CA')) return false;
  if (call.subcommand === 'req') return has(call, '-x509');
  return call.subcommand === 'x509' && has(call, '-req') && has(call, '-signkey', '-key');
}

export function subjectOf(call: OpenSslCall): string | undefined {
  return textOf(call, '-subj', '-set_subject');
}

function isCaSubject(name: string | undefined): boolean {
  return name !== undefined && /\bCA\b|[a-z]CA\b|\broot\b|\bauthority\b/i.test(name);
}

function signingKey(text: string, call: OpenSslCall): string | undefined {
  return keyOf(text, call, '-signkey', '-key') ?? keyOf(text, call, '-keyout');
}

function add(set: Set<string>, key: string | undefined): void {
  if (key !== undefined) set.add(key);
}
