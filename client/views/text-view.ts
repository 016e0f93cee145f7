import { Uri } from 'vscode';
import {
  type ListObjectsAnswer,
  type ListObjectsParams,
  requests,
  textScheme,
  type ViewedObject,
} from '../../server/lsp/protocol.ts';
import type { Services } from '../command.ts';

/** The read-only text of what a file holds, or of one object of it; `name` is what its tab is called. */
export function textViewUri(source: string, name: string, id?: string): Uri {
  const path = `/${name.replaceAll('/', '-')}.txt`;
  return Uri.from({ scheme: textScheme, path, query: source, ...(id === undefined ? {} : { fragment: id }) });
}

export function fileName(uri: string): string {
  return Uri.parse(uri, true).path.split('/').at(-1) ?? '';
}

export async function listObjects(params: ListObjectsParams, { client }: Services): Promise<readonly ViewedObject[]> {
  return (await client.sendRequest<ListObjectsAnswer>(requests.listObjects, params)).objects;
}
