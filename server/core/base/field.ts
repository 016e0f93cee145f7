import type { Message } from './message.ts';

/** One labelled fact about a PKI object. One model, five views: hover, outline, tree, viewer, CLI. */
export interface Field {
  /** Stable English key for programs (`subject`, `serialNumber`): the JSON of `tlsense inspect`. */
  readonly key: string;
  readonly label: Message;
  /** The short form of one line; absent where only `children` matter. */
  readonly text?: Message;
  /** The value for programs; `text` in English where absent. */
  readonly json?: JsonValue;
  /** The whole value in its parts, for views with room: they show these in place of `text`. */
  readonly children?: readonly Field[];
  /** The standard's name of it, where `label` is a plain word for it. */
  readonly standard?: string;
  readonly oid?: string;
  /** Of an extension: whether who does not know it must refuse the certificate. */
  readonly critical?: boolean;
  /** Where only one of them needs it: another field says the same to the other, or the JSON has its own place for it. */
  readonly audience?: 'people' | 'programs';
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
