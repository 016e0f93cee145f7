import type { ConfigWhole } from '../../language.ts';
import { givenTo, type OpenSslCall } from './call.ts';
import type { WrittenText } from './written-texts.ts';

/** Files of the workspace by the paths that a script names them by. */
export type WorkspaceFiles = ReadonlyMap<string, WrittenText>;

/** More files than a script gives to openssl. */
const mostFiles = 50;

/** The files of extensions that calls read and their script does not write. */
export function filesOf(calls: readonly OpenSslCall[]): readonly string[] {
  const paths = calls.flatMap((call) => {
    const file = givenTo(call, '-extfile');
    if (!file?.isKnown || file.word.process || call.written.of(file.word)) return [];
    // Neither stdin nor a pattern.
    return /^(?:-|\/dev\/)|[*?[\]]/.test(file.text) || file.text === '' ? [] : [file.text];
  });
  return [...new Set(paths)].slice(0, mostFiles);
}

export function workspaceFiles({ self, files }: ConfigWhole): WorkspaceFiles {
  const named = [...(files.get(self)?.includes ?? [])];
  return new Map(
    named.flatMap(([path, [uri = '']]) => {
      const text = files.get(uri)?.text;
      return text === undefined ? [] : [[path, { uri, text, isWhole: true }] as const];
    }),
  );
}

/** What a script writes itself, or writes to, is what it made of it. */
export function withFiles(call: OpenSslCall, files: WorkspaceFiles): OpenSslCall {
  const { written } = call;
  return {
    ...call,
    written: {
      of(word) {
        const isNamed = word.isKnown && !word.process;
        return written.of(word) ?? (isNamed ? files.get(word.text) : undefined);
      },
    },
  };
}
