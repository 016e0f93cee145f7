import { DerReader } from '../asn1/der-reader.ts';
import { tags } from '../asn1/tags.ts';
import { type Defect, malformed, type Noun, notStrict, trailing, truncated } from './defect.ts';

/** What came of reading bytes as one kind of object. `value` is undefined where its structure could not be read. */
export interface ObjectReading<T> {
  readonly value: T | undefined;
  readonly defects: readonly Defect[];
}

/**
 * Reads the one SEQUENCE that an object is. `read` gets a reader of its contents and the bytes of the whole SEQUENCE;
 * what it returns after a failure is thrown away. `defects`
 * is the list that this function returns, and complete by then.
 */
export function readObject<T>(
  bytes: Uint8Array,
  noun: Noun,
  name: string,
  read: (contents: DerReader, der: Uint8Array, add: (defect: Defect) => void, defects: readonly Defect[]) => T,
): ObjectReading<T> {
  const der = DerReader.over(bytes);
  const defects: Defect[] = [];
  const length = der.peekLength();
  const whole = length === undefined || length >= bytes.length ? bytes : bytes.subarray(0, length);
  const contents = der.enter(name, tags.sequence);
  const value = read(contents, whole, (defect) => defects.push(defect), defects);
  contents.end(name);
  const { failure } = der;
  if (failure) {
    const isCutOff = failure.code === 'truncated' && failure.offset === 0;
    const defect = isCutOff ? truncated(noun, failure.expected, failure.found) : malformed(noun, failure);
    return { value: undefined, defects: [defect] };
  }
  if (whole.length < bytes.length) defects.push(trailing(noun, bytes.length - whole.length));
  for (const violation of der.violations) defects.push(notStrict(noun, violation));
  return { value, defects };
}
