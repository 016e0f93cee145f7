const most = 65_536;

/**
 * Room for the octets of many small objects: a buffer of its own for each of thousands costs more than decoding it. What
 * is handed out keeps up to 64 kB alive.
 */
export class SharedOctets {
  #free: Uint8Array = new Uint8Array(0);

  /** At least `size` octets, to be given to `take` before anything else is asked for. */
  room(size: number): Uint8Array {
    if (size > most / 4) return new Uint8Array(size);
    if (this.#free.length < size) this.#free = new Uint8Array(most);
    return this.#free;
  }

  /** The first `size` octets of what `room` gave. */
  take(room: Uint8Array, size: number): Uint8Array {
    if (room === this.#free) this.#free = room.subarray(size);
    return room.subarray(0, size);
  }
}
