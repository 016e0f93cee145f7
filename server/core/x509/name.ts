/** One attribute of a distinguished name (RFC 5280, 4.1.2.4). */
export interface AttributeTypeAndValue {
  /** Dotted object identifier. */
  readonly type: string;
  /** The short name people know (`CN`, `O`), or the dotted identifier. */
  readonly shortName: string;
  readonly value: string;
}

/** A distinguished name: relative distinguished names in encoded order. */
export interface Name {
  readonly der: Uint8Array;
  readonly rdns: readonly (readonly AttributeTypeAndValue[])[];
}
