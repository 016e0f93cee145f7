import type { PkiObject } from '../../core/x509/types.ts';
import type { CardKit } from '../hover/card-kit.ts';
import { questionOf, standingOf } from '../hover/standing.ts';
import { type Ink, plain } from '../ink.ts';
import type { PageStanding } from '../protocol.ts';
import type { Session } from '../session.ts';

/** Objects of a page that are judged: a store of more is a list of roots. */
const judged = 200;

/** How long a page waits for the workspace to be read; then it says what is known, and is told of what is found later. */
const patienceMs = 1_500;

/** How the objects of a page stand to those of the workspace. */
export async function standings(
  objects: readonly PkiObject[],
  uri: string,
  { workspace, localize, host, settings, scanned }: Session,
): Promise<ReadonlyMap<PkiObject, PageStanding>> {
  await settings.loaded;
  await Promise.race([scanned, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  const shown = objects.slice(0, judged);
  const kit = { workspace, localize, fromUri: uri, now: host.now(), ...settings.of(uri) };
  await workspace.validate(shown.flatMap((object) => questionOf(object, kit) ?? []));
  const all = new Map<PkiObject, PageStanding>();
  for (const object of shown) {
    const standing = standingIn(object, kit);
    if (standing.said.length > 0) all.set(object, standing);
  }
  return all;
}

function standingIn(object: PkiObject, kit: Omit<CardKit, 'ink'>): PageStanding {
  const files = new Map<string, string>();
  const ink: Ink = {
    ...plain,
    link(text, uri) {
      files.set(uri, text);
      return plain.text(text);
    },
  };
  const { said, details } = standingOf(object, { ...kit, ink });
  const question = questionOf(object, kit);
  const verdict = question && kit.workspace.pathReport(question)?.verdict;
  return {
    ...(verdict === 'trusted' || (verdict === 'untrusted' && said[0]?.startsWith('✖')) ? { verdict } : {}),
    said: said.filter((text) => text !== ''),
    details: details.filter((text) => text !== ''),
    files: [...files].map(([uri, text]) => ({ text, uri })),
  };
}
