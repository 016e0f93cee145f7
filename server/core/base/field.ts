import type { Message } from './message.ts';

/** One labelled fact about a PKI object. One model, five views: hover, outline, tree, viewer, CLI. */
export interface Field {
  /** Stable English key for programs (`subject`, `serialNumber`): the JSON of `tlsense inspect`. */
  readonly key: string;
  readonly label: Message;
  /** The text shown; absent where only `children` matter. */
  readonly text?: Message;
  /** The value for programs; `text` in English where absent. */
  readonly json?: JsonValue;
  readonly children?: readonly Field[];
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
