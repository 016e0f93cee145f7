import { traceOf } from '../answer.ts';
import type { Feature } from '../feature.ts';

/** Folders that are added to the workspace or taken out of it. */
export const feature: Feature = {
  capabilities: (client) =>
    client.workspace?.workspaceFolders
      ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }
      : {},
  listen(session) {
    const { connection, client, workspace, settings, refresh, initialized } = session;
    if (!client.workspace?.workspaceFolders) return;
    const change = async (added: readonly string[], removed: readonly string[]): Promise<void> => {
      const kept = session.folders.filter((folder) => !removed.includes(folder));
      session.setFolders([...new Set([...kept, ...added])]);
      await settings.load();
      await workspace.scan();
      refresh.request();
    };
    void initialized.then(() =>
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const uris = (folders: readonly { readonly uri: string }[]) =>
          folders.map(({ uri }) => uri.replace(/\/+$/, ''));
        change(uris(added), uris(removed)).catch((error) => {
          connection.console.error(`workspace/didChangeWorkspaceFolders: ${traceOf(error)}`);
        });
      }),
    );
  },
};
