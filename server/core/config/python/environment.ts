import { rootOf } from './syntax.ts';
import { type Branch, merge, type Value } from './value.ts';

/**
 * What the names of a scope stand for at one point of the program. A branch works on a layer of its own (`fork`);
 * where branches meet again, what they know is merged.
 *
 * Besides names it holds whole receivers (`self.context`), which are forgotten as soon as their first name changes.
 */
export class Environment {
  readonly parent: Environment | undefined;
  /** The branch whose layer this is. */
  readonly branch: Branch | undefined;
  readonly #values = new Map<string, Value>();
  /** The receivers among the keys, by their first name. */
  readonly #receivers = new Map<string, Set<string>>();

  constructor(parent: Environment | undefined, branch: Branch | undefined) {
    this.parent = parent;
    this.branch = branch;
  }

  /** The value of a name or a receiver. */
  get(key: string): Value | undefined {
    const root = rootOfKey(key);
    for (let layer: Environment | undefined = this; layer; layer = layer.parent) {
      const value = layer.#values.get(key);
      if (value) return value;
      if (root !== key && layer.#values.has(root)) return undefined;
    }
    return undefined;
  }

  set(key: string, value: Value): void {
    const root = rootOfKey(key);
    if (root === key) {
      for (const receiver of this.#receivers.get(key) ?? []) this.#values.delete(receiver);
      this.#receivers.delete(key);
    } else {
      const receivers = this.#receivers.get(root) ?? new Set();
      this.#receivers.set(root, receivers.add(key));
    }
    this.#values.set(key, value);
  }

  /** The layer that binds a name. */
  layerOf(name: string): Environment | undefined {
    for (let layer: Environment | undefined = this; layer; layer = layer.parent) {
      if (layer.#values.has(name)) return layer;
    }
    return undefined;
  }

  fork(branch: Branch): Environment {
    return new Environment(this, branch);
  }

  /** Takes over what the layers above this one know, one of which the program went through. */
  join(layers: readonly Environment[]): void {
    const keys = new Set(layers.flatMap((layer) => (layer === this ? [] : [...layer.#values.keys()])));
    for (const key of keys) {
      const values = layers.map((layer) => layer.get(key));
      this.set(
        key,
        values.slice(1).reduce<Value>((all, value) => merge(all, value), merge(values[0], values[0])),
      );
    }
  }
}

function rootOfKey(key: string): string {
  return /[.[]/.test(key) ? rootOf(key) : key;
}
