import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../../core/base/edit.ts';
import { isConfigName, languageOf } from '../../core/config/find.ts';
import { snippets } from '../../core/issue/snippets.ts';
import { wireServer } from '../../core/wiring/wire-server.ts';
import { toWorkspaceEdit } from '../edits.ts';
import type { FindWiringsAnswer, FindWiringsParams, MutualTlsFiles, Wiring } from '../protocol.ts';
import type { Session } from '../session.ts';
import { placeOf } from './read-given.ts';
import { spellingFrom } from './spelling.ts';

/** Configurations that are looked into, and offered. */
const looked = 500;
const offered = 50;

/** The servers of the workspace that could use the new files, each with the edits; and new files, for where there is none. */
export async function findWirings({ files }: FindWiringsParams, session: Session): Promise<FindWiringsAnswer> {
  await session.scanned;
  const { host, folders } = session;
  const lists = await Promise.all(folders.map((folder) => host.files.list(folder, isConfigName)));
  const wirings: Wiring[] = [];
  for (const uri of lists.flat().slice(0, looked)) {
    if (wirings.length >= offered) break;
    wirings.push(...(await wiringsIn(uri, files, session)));
  }
  return { wirings, snippets: newFiles(files, session) };
}

async function wiringsIn(uri: string, files: MutualTlsFiles, session: Session): Promise<Wiring[]> {
  const { documents, places, workspace } = session;
  const document = documents.get(uri) ?? (await places.text(uri));
  if (!document) return [];
  const text = document.getText();
  const language = languageOf({ uri, languageId: document.languageId, text });
  if (!language || language.isProse || !language.concerns(text)) return [];
  const reader = await language.load();
  const paths = {
    certificate: (like: Parameters<typeof workspace.pathLike>[0]) =>
      workspace.pathLike(like, files.server.certificateUri, uri),
    privateKey: (like: Parameters<typeof workspace.pathLike>[0]) =>
      workspace.pathLike(like, files.server.privateKeyUri, uri),
    trustAnchors: (like: Parameters<typeof workspace.pathLike>[0]) => workspace.pathLike(like, files.caUri, uri),
  };
  const found: Wiring[] = [];
  for (const context of reader.read(text).contexts) {
    const edits = wireServer(text, context, reader, paths);
    if (!edits) continue;
    const { line } = TextDocument.create(uri, '', 0, text).positionAt(context.nameSpan.start);
    const own = edits.map((edit: TextEdit) => ({ uri, ...edit }));
    found.push({ uri, line, language: language.title, edit: await toWorkspaceEdit(own, session) });
  }
  return found;
}

const names = { node: 'tls-server.mjs', python: 'tls_server.py', nginx: 'tls-server.conf' } as const;

function newFiles({ caUri, server }: MutualTlsFiles, { folders }: Session): FindWiringsAnswer['snippets'] {
  const spelling = spellingFrom(folders, server.certificateUri);
  const paths = {
    certificate: spelling.path(placeOf(server.certificateUri)),
    privateKey: spelling.path(placeOf(server.privateKeyUri)),
    trustAnchors: spelling.path(placeOf(caUri)),
  };
  return snippets('server', paths).flatMap(({ id, title, text }) =>
    id === 'curl' ? [] : [{ title, name: names[id], text }],
  );
}
