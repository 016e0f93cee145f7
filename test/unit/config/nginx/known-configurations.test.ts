import { expect, test } from 'vitest';
import { parseOnce, placesIn, rootOf, treeOf } from '../../../../server/core/config/nginx/known-configurations.ts';
import { levelsOf, readLevels } from '../../../../server/core/config/nginx/level.ts';
import { readPlaces } from '../../../../server/core/config/nginx/read.ts';
import { reader } from '../../../../server/core/config/nginx/reader.ts';
import { parse } from '../../../../server/core/config/nginx/tree.ts';

const server = (name: string): string =>
  `server {\n    listen 443 ssl;\n    server_name ${name}; # a comment\n    ssl_certificate ${name}.pem;\n}\n`;
const first = `ssl_protocols TLSv1.2;\n${['a', 'b', 'c', 'd', 'e'].map(server).join('')}`;
const versions = [first, first.replace('server_name b', 'server_name bb'), first.replace('# a comment', '#')];

function known(text: string) {
  return {
    tree: treeOf(text),
    blocks: levelsOf(rootOf(text)).map(({ block }) => block?.span),
    places: placesIn(text).map(({ context }) => context),
    outline: reader.outline?.(text),
    folds: reader.folds?.(text),
    comments: reader.comments?.(text),
  };
}

function fresh(text: string): ReturnType<typeof known> {
  const tree = parse(text);
  const other = `${text}# no more`;
  return {
    tree,
    blocks: levelsOf(readLevels(tree)).map(({ block }) => block?.span),
    places: readPlaces(tree).map(({ context }) => context),
    outline: reader.outline?.(other),
    folds: reader.folds?.(other),
    comments: tree.comments,
  };
}

test('a text that is followed is known as it is now, and the ones before as they were', () => {
  const follower = reader.follow?.();
  for (const text of [...versions, first]) {
    follower?.read(text);
    for (const one of versions) expect(known(one)).toEqual(fresh(one));
  }
});

test('few long texts are kept', () => {
  const text = (i: number): string => `# ${i}\n${'a b;\n'.repeat(300_000)}`;
  const trees = [0, 1, 2].map((i) => parseOnce(text(i)));
  expect(parseOnce(text(2))).toBe(trees[2]);
  expect(parseOnce(text(0))).not.toBe(trees[0]);
});
