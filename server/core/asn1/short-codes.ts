/** So many characters at most. */
const longest = 64;

/**
 * Filled by whoever makes a short text of character codes, and read at once: an array of arguments for each text costs
 * more than the text.
 */
const arrays = Array.from({ length: longest + 1 }, (_, length) => new Array<number>(length).fill(0));

/** An array for so many character codes; undefined where there are more than what is short. */
export function shortCodes(length: number): number[] | undefined {
  return arrays[length];
}

export function textOfCodes(codes: number[]): string {
  return String.fromCharCode.apply(null, codes);
}
