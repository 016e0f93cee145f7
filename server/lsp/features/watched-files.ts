import { DidChangeWatchedFilesNotification, type FileSystemWatcher } from 'vscode-languageserver';
import { languages } from '../../core/config/index.ts';
import { settingsFileName } from '../../core/lint/settings-file.ts';
import { baseName } from '../../core/workspace/paths.ts';
import { pkiEndings } from '../../core/workspace/pki-file.ts';
import { traceOf } from '../answer.ts';
import type { Feature } from '../feature.ts';

/** Files that are made, changed or deleted outside the editor. */
export const feature: Feature = {
  capabilities: () => ({}),
  listen({ connection, client, workspace, files, settings, refresh, initialized }) {
    connection.onDidChangeWatchedFiles(async ({ changes }) => {
      try {
        const uris = changes.map(({ uri }) => uri);
        for (const { uri, type } of changes) files.changed(uri, type);
        await workspace.filesChanged(uris);
        if (uris.some((uri) => baseName(uri) === settingsFileName)) await settings.load();
      } catch (error) {
        connection.console.error(`workspace/didChangeWatchedFiles: ${traceOf(error)}`);
      }
      // Findings of files that are not open depend on their text, which no revision counts.
      refresh.request();
    });
    if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    void initialized
      .then(() => connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: watchers() }))
      .catch(() => connection.console.warn('The client watches no files: changes outside the editor go unnoticed.'));
  },
};

function watchers(): FileSystemWatcher[] {
  const configurations = languages.flatMap(({ fileNames, fileNameStarts = [], folderNames = [] }) => [
    ...fileNames.map((name) => (name.startsWith('.') ? `**/*${name}` : `**/${name}`)),
    ...fileNameStarts.map((start) => `**/${start}*`),
    ...folderNames.map((folder) => `**/${folder}/*`),
  ]);
  const globs = [
    `**/*.{${pkiEndings.join(',')}}`,
    ...new Set(configurations),
    '**/.gitignore',
    // Changes with the first commit and with every branch: other .gitignore files may be there then.
    '**/.git/HEAD',
    `**/${settingsFileName}`,
  ];
  return globs.map((globPattern) => ({ globPattern }));
}
