/** `tlsense-text:/name.txt?file%3A%2F%2F…#id`: the text of a file's objects, or of one of them. */
export interface ViewUri {
  readonly source: string;
  readonly id: string | undefined;
}

export function parseViewUri(uri: string): ViewUri | undefined {
  const [, query, fragment] = /^[a-z-]+:[^?#]*\?([^#]*)(?:#(.*))?$/.exec(uri) ?? [];
  if (query === undefined) return undefined;
  try {
    return { source: decodeURIComponent(query), id: fragment ? decodeURIComponent(fragment) : undefined };
  } catch {
    return undefined;
  }
}
