import type { Workbench } from './workbench.ts';

/** One question of a command, answered. */
export type Answer = (workbench: Workbench) => Promise<void>;

/** A question is told by words of its title, prompt or placeholder. */
export const pick =
  (question: string, item: string): Answer =>
  (workbench) =>
    workbench.pickItem(question, item);

export const fill =
  (question: string, text: string): Answer =>
  (workbench) =>
    workbench.fillInput(question, text);

/** The last question of what makes files. */
export const writeFiles: Answer = pick('What will be written', 'Write Files');

/** Runs a command by its title and answers its questions, one after the other. */
export async function answer(workbench: Workbench, command: string, answers: readonly Answer[]): Promise<void> {
  await workbench.runCommand(command);
  for (const give of answers) await give(workbench);
}

/** All that setting up mutual TLS asks for where there is no CA yet, up to what will be written. */
export function mutualTlsFromNothing(names: string, folder: string): readonly Answer[] {
  return [
    pick('The certificate authority (CA)', 'Create a new certificate authority'),
    fill('The name of the new certificate authority', 'Garden CA'),
    fill('Common name', 'localhost'),
    fill('DNS names and IP addresses', names),
    fill('The name of the first client', 'gardener'),
    pick('The folder', folder),
  ];
}
