import type { ConfigReader } from '../language.ts';
import { configurationOf } from './configuration.ts';
import { FactReader } from './facts.ts';
import { FollowedConfiguration } from './follow.ts';
import { commentsIn, parseOnce, treeOf } from './known-configurations.ts';
import { readLevels } from './level.ts';
import { includePatterns, readIn } from './link.ts';
import { foldsOf, outlineOf } from './outline.ts';
import { readPlaces } from './read.ts';
import { boundsOf } from './tree.ts';
import { write } from './write.ts';

export const reader: ConfigReader = {
  read(text) {
    const tree = parseOnce(text);
    const root = readLevels(tree);
    const facts = new FactReader();
    const contexts = readPlaces(tree, facts, root).map(({ context }) => context);
    const problems = [...tree.problems, ...facts.problems];
    return { contexts, problems, observations: boundsOf(problems), document: configurationOf(text, tree, root) };
  },
  outline: (text) => outlineOf(treeOf(text)),
  folds: (text) => foldsOf(treeOf(text), text),
  comments: (text) => commentsIn(text),
  follow: () => new FollowedConfiguration(),
  includes: includePatterns,
  pathBase: () => 'configuration',
  readIn,
  hasMain: true,
  write,
};
