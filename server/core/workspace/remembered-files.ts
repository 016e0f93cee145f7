import type { Files } from '../base/host.ts';

const kept = 20_000;

/** Files that are asked for once each: for answers that hold until someone says otherwise. */
export function remembered(files: Files): Files {
  return {
    read: rememberedCalls((uri) => files.read(uri)),
    exists: rememberedCalls((uri) => files.exists(uri)),
    list: (folder, accept) => files.list(folder, accept),
  };
}

function rememberedCalls<T>(ask: (uri: string) => Promise<T>): (uri: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (uri) => {
    const known = answers.get(uri);
    if (known !== undefined) return known;
    if (answers.size >= kept) answers.clear();
    const answer = ask(uri);
    answers.set(uri, answer);
    return answer;
  };
}
