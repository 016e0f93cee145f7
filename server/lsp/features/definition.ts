import type { Location } from 'vscode-languageserver';
import type { Feature } from '../feature.ts';

/** From a certificate to its issuer, from a key or a request to its certificate, from a path to what it names. */
export const feature: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  listen({ connection, documents, workspace, places, scanned, answer }) {
    connection.onDefinition(
      answer<Where, Location[]>('textDocument/definition', [], async ({ textDocument: { uri }, position }, token) => {
        const [{ meantAt }, { definitionsOf }, { toLocations, topOf }] = await Promise.all([
          import('../navigation/meant-object.ts'),
          import('../navigation/definitions.ts'),
          import('../navigation/locations.ts'),
        ]);
        await scanned;
        const read = await documents.prepared(uri, token, position);
        if (!read) return [];
        const meant = meantAt(read.reading, read.document.offsetAt(position), workspace);
        if (!meant) return [];
        if (meant.by === 'block') return toLocations(await definitionsOf(meant.located, workspace), places);
        return meant.located ? toLocations([meant.located], places) : [topOf(meant.uri)];
      }),
    );
  },
};

interface Where {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
}
