export type { Field, JsonValue } from '../base/field.ts';
