import { limits } from '../base/limits.ts';
import { message } from '../base/message.ts';
import { type DecodedObject, decodedObject } from './decoded-object.ts';
import { type Defect, placeDefects } from './defect.ts';
import type { ObjectReading } from './read-object.ts';
import type { PkiObject, PkiValue } from './types.ts';

/** One object inside another: of a PKCS#7 structure, a key store, an OCSP response. */
export interface Member extends DecodedObject {
  /** An alias or a friendly name, as written. */
  readonly name: string | undefined;
}

export function member(reading: ObjectReading<PkiValue>, name?: string): Member {
  const decoded = decodedObject(reading);
  return {
    value: decoded.value,
    isSecret: decoded.isSecret,
    name,
    get defects() {
      return decoded.defects;
    },
  };
}

/** Said of a structure that holds more than is read. */
export function tooManyMembers(): Defect {
  return {
    code: 'members-too-many',
    message: message('Only the first {count} objects in it are read.', { count: limits.members }),
  };
}

function membersOf(value: PkiValue | undefined): readonly Member[] {
  return value && 'members' in value ? value.members : [];
}

/** An object and, behind it, what it holds, all at the same place. */
export function withMembers(holder: PkiObject): readonly PkiObject[] {
  const members = membersOf(holder.value);
  if (members.length === 0) return [holder];
  return [holder, ...members.map((inner, position) => placeMember(inner, position, holder))];
}

function placeMember(inner: Member, position: number, holder: PkiObject): PkiObject {
  return {
    span: holder.span,
    block: undefined,
    value: inner.value,
    within: { holder, position, name: inner.name },
    get problems() {
      return placeDefects(inner.defects, holder.span);
    },
  };
}
