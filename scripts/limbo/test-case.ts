/** A case of x509-limbo (its `Testcase`); every certificate and list is PEM. What may be left out is empty then. */
export interface TestCase {
  readonly id: string;
  readonly validation_kind?: 'SERVER' | 'CLIENT';
  readonly trusted_certs: readonly string[];
  readonly untrusted_intermediates?: readonly string[];
  readonly peer_certificate: string;
  /** RFC 3339; null for the current time. */
  readonly validation_time?: string | null;
  readonly signature_algorithms?: readonly string[];
  readonly key_usage?: readonly string[];
  readonly extended_key_usage?: readonly string[];
  readonly expected_result: 'SUCCESS' | 'FAILURE';
  readonly expected_peer_name?: PeerName | null;
  readonly expected_peer_names?: readonly PeerName[];
  readonly max_chain_depth?: number | null;
  readonly crls?: readonly string[];
}

export interface PeerName {
  readonly kind: 'RFC822' | 'DNS' | 'IP';
  readonly value: string;
}

export interface CaseResult {
  readonly id: string;
  readonly actual_result: 'SUCCESS' | 'FAILURE' | 'SKIPPED';
  readonly context: string;
}
