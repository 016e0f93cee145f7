/** What is right and wrong with a cipher suite, by the documents that say so. */
import type { CipherSuite } from './cipher-suite.ts';

export type Flaw =
  /** Nothing is encrypted. */
  | 'no-encryption'
  /** Nobody proves who they are: RFC 5246, A.5. */
  | 'anonymous'
  /** RFC 6151. */
  | 'md5'
  /** The server's key decrypts everything recorded, and RSA padding leaks: RFC 10015. */
  | 'static-rsa'
  /** Finite-field Diffie-Hellman: RFC 10015. */
  | 'finite-field'
  /** A pre-shared key alone decrypts everything recorded. */
  | 'shared-key'
  /** MAC, then encryption in blocks: RFC 9325, 4.2. */
  | 'cbc'
  /** A tag of 8 bytes. */
  | 'short-tag'
  /** Certificates with DSA keys, which no CA issues. */
  | 'dss';

export interface Verdict {
  /**
   * `recommended`: forward secrecy and authenticated encryption in wide use. `acceptable`: the same, in little use.
   * `legacy`: speaks with old peers only. `broken`: protects nothing.
   */
  readonly grade: 'recommended' | 'acceptable' | 'legacy' | 'broken';
  /** Worst first. */
  readonly flaws: readonly Flaw[];
}

const broken: ReadonlySet<Flaw> = new Set(['no-encryption', 'anonymous', 'md5']);

export function judge(suite: CipherSuite): Verdict {
  const flaws = flawsOf(suite);
  if (flaws.some((flaw) => broken.has(flaw))) return { grade: 'broken', flaws };
  if (flaws.length > 0) return { grade: 'legacy', flaws };
  return { grade: /^(?:AESGCM|CHACHA20)/.test(suite.encryption) ? 'recommended' : 'acceptable', flaws };
}

function flawsOf({ keyExchange, authentication, encryption, mac }: CipherSuite): Flaw[] {
  const flaws: Flaw[] = [];
  if (encryption === 'None') flaws.push('no-encryption');
  if (authentication === 'None') flaws.push('anonymous');
  if (mac === 'MD5') flaws.push('md5');
  if (keyExchange === 'RSA' || keyExchange === 'RSAPSK') flaws.push('static-rsa');
  if (keyExchange === 'DH' || keyExchange === 'DHEPSK') flaws.push('finite-field');
  if (keyExchange === 'PSK') flaws.push('shared-key');
  if (encryption !== 'None' && mac !== 'AEAD') flaws.push('cbc');
  if (encryption.startsWith('AESCCM8')) flaws.push('short-tag');
  if (authentication === 'DSS') flaws.push('dss');
  return flaws;
}
