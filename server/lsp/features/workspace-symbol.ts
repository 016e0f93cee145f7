import { type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import { nextTurn } from '../../core/base/event-loop.ts';
import { baseName } from '../../core/workspace/paths.ts';
import type { Feature } from '../feature.ts';

/** What a person looks through; the editor asks again with every letter. */
const shown = 100;

/** Certificates between two turns of the event loop: their names are decoded when they are asked for. */
const piece = 500;

/** Certificates by name. */
export const feature: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  listen({ connection, documents, workspace, places, scanned, answer }) {
    connection.onWorkspaceSymbol(
      answer<Asked, SymbolInformation[]>('workspace/symbol', [], async ({ query }, token) => {
        const [{ displayName }, { locate }] = await Promise.all([
          import('../../core/describe/names.ts'),
          import('../navigation/locations.ts'),
        ]);
        await scanned;
        await documents.readChanges();
        if (token.isCancellationRequested) return [];
        const letters = query.toLowerCase();
        const found = [];
        for (const [i, located] of workspace.certificates.entries()) {
          if (i % piece === piece - 1) await nextTurn();
          const name = displayName(located.certificate);
          if (name.toLowerCase().includes(letters)) found.push({ name, located });
          if (found.length >= shown) break;
        }
        const locations = await locate(
          found.map(({ located }) => located),
          places,
        );
        return found.flatMap(({ name, located }): SymbolInformation[] => {
          const location = locations.get(located);
          return location ? [{ name, kind: SymbolKind.Object, location, containerName: baseName(located.uri) }] : [];
        });
      }),
    );
  },
};

interface Asked {
  readonly query: string;
}
