import type { ConfigReader } from '../language.ts';
import { FactReader } from './facts.ts';
import { readPlaces } from './read.ts';
import { parse } from './tree.ts';
import { write } from './write.ts';

export const reader: ConfigReader = {
  read(text) {
    const tree = parse(text);
    const facts = new FactReader();
    const contexts = readPlaces(tree, facts).map(({ context }) => context);
    return { contexts, problems: [...tree.problems, ...facts.problems] };
  },
  write,
};
