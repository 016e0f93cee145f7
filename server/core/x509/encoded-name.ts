import type { Name } from './name.ts';

/** A name as it was read. `key` is kept here by who works it out: thousands in a map of their own cost more than they do. */
export class EncodedName implements Name {
  readonly der: Uint8Array;
  readonly rdns: Name['rdns'];
  key: string | undefined;

  constructor(der: Uint8Array, rdns: Name['rdns']) {
    this.der = der;
    this.rdns = rdns;
  }
}
