import { type Effect, placeOf } from './effect.ts';
import { placeOfList } from './list-settings.ts';
import type { Place } from './place.ts';
import type { Word } from './syntax.ts';

/** What `sed` puts into a configuration of OpenSSL: `s/SECLEVEL=2/SECLEVEL=1/`. */
export function readEditedText(args: readonly Word[]): Place[] {
  return args.flatMap(({ text, span }): Place[] => {
    const replacement = /s([/|#,@!])(?:(?!\1)[^\n]){1,300}\1((?:(?!\1)[^\n]){1,300})\1/.exec(text)?.[2];
    if (replacement === undefined) return [];
    const level = /@?SECLEVEL\s*=\s*([01])(?!\d)/.exec(replacement)?.[1];
    const places: Place[] = [];
    if (level !== undefined)
      places.push(placeOfList('ciphers', `DEFAULT@SECLEVEL=${level}`, span, undefined, { isGlobal: true }));
    const version = /MinProtocol\s*=\s*(TLSv1(?:\.[01])?|SSLv3|None)(?![\w.])/.exec(replacement)?.[1];
    if (version !== undefined) {
      const effect: Effect = { kind: 'floor', version: version === 'TLSv1.1' ? 'TLSv1.1' : 'TLSv1' };
      places.push(placeOf({ span, effect, isGlobal: true, undo: () => undefined }));
    }
    return places;
  });
}
