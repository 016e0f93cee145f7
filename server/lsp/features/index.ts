// Written by `npm run generate`.
import type { Feature } from '../feature.ts';
import { feature as certificateTree } from './certificate-tree.ts';
import { feature as codeAction } from './code-action.ts';
import { feature as codeLens } from './code-lens.ts';
import { feature as completion } from './completion.ts';
import { feature as configuration } from './configuration.ts';
import { feature as definition } from './definition.ts';
import { feature as diagnostic } from './diagnostic.ts';
import { feature as documentLink } from './document-link.ts';
import { feature as documentSymbol } from './document-symbol.ts';
import { feature as foldingRange } from './folding-range.ts';
import { feature as handshake } from './handshake.ts';
import { feature as hover } from './hover.ts';
import { feature as issue } from './issue.ts';
import { feature as references } from './references.ts';
import { feature as revocation } from './revocation.ts';
import { feature as textDocumentContent } from './text-document-content.ts';
import { feature as typeHierarchy } from './type-hierarchy.ts';
import { feature as viewer } from './viewer.ts';
import { feature as views } from './views.ts';
import { feature as watchedFiles } from './watched-files.ts';
import { feature as workDone } from './work-done.ts';
import { feature as workspaceFolders } from './workspace-folders.ts';
import { feature as workspaceSymbol } from './workspace-symbol.ts';

export const features: readonly Feature[] = [
  certificateTree,
  codeAction,
  codeLens,
  completion,
  configuration,
  definition,
  diagnostic,
  documentLink,
  documentSymbol,
  foldingRange,
  handshake,
  hover,
  issue,
  references,
  revocation,
  textDocumentContent,
  typeHierarchy,
  viewer,
  views,
  watchedFiles,
  workDone,
  workspaceFolders,
  workspaceSymbol,
];
