import type { MachineStore } from '../lint/settings.ts';
import type { ObjectIndex } from './object-index.ts';
import type { PathQuestion } from './path-question.ts';

/** Which trust anchors counted for an answer, and where they come from. */
export interface CountedAnchors {
  /** Self-issued CA certificates of the workspace, as far as the settings let them count. */
  readonly workspace: number;
  /** Whether settings leave some of the workspace's out. */
  readonly leftOut: number;
  /** Certificates in the files that the settings name. */
  readonly files: number;
  /** Entries of that setting that mean no certificate. */
  readonly unmatched: readonly string[];
  /** Self-issued ones that the configuration names and that count for it alone. */
  readonly context: number;
  /** Roots of the machine; without a number where it has none to give. */
  readonly machine: { readonly store: MachineStore; readonly count: number | undefined } | undefined;
}

export function countAnchors(
  { basis, contextAnchors = [] }: Pick<PathQuestion, 'basis' | 'contextAnchors'>,
  index: ObjectIndex,
): CountedAnchors {
  const given = new Set<string>();
  for (const uri of basis?.files ?? []) {
    const file = index.fileOf(uri);
    for (const { value } of file.state === 'found' ? file.objects : []) {
      if (value?.kind === 'certificate') given.add(value.sha256);
    }
  }
  let workspace = 0;
  let leftOut = 0;
  const counted = new Set<string>();
  for (const { certificate } of index.selfIssuedCas) {
    if (given.has(certificate.sha256)) continue;
    const isCounted = !basis || basis.sourceOf(index.urisOf(certificate)) === 'workspace';
    if (isCounted) counted.add(certificate.sha256);
    if (isCounted) workspace++;
    else leftOut++;
  }
  const selfIssued = new Set(index.selfIssuedCas.map(({ certificate }) => certificate.sha256));
  const ofContext = new Set(contextAnchors.map(({ sha256 }) => sha256));
  const context = [...ofContext].filter(
    (sha256) => selfIssued.has(sha256) && !given.has(sha256) && !counted.has(sha256),
  );
  return {
    workspace,
    leftOut: leftOut - context.length,
    files: given.size,
    unmatched: basis?.unmatched ?? [],
    context: context.length,
    machine:
      basis && basis.system !== 'off' ? { store: basis.system, count: basis.machine?.certificates.length } : undefined,
  };
}
