import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as hcl from '../../../server/src/core/syntax/hcl';
import { pages } from './pages';
import { treeText } from './tree-text';

/** `UPDATE=1` writes the trees anew; the difference is the review. */
const update = process.env.UPDATE === '1';

describe('a file is read into the tree on the page beside it', () => {
  it.each(pages)('$name', ({ name, path, text }) => {
    const treePath = `${path}.tree`;
    const tree = treeText(hcl.parse({ path: name, text }), text);
    if (update) writeFileSync(treePath, tree);
    const expected = existsSync(treePath) ? readFileSync(treePath, 'utf8') : '';
    expect(tree).toBe(expected);
  });

  it('has at least a dozen pages', () => {
    expect(pages.length).toBeGreaterThanOrEqual(12);
  });

  it.each(pages.filter(({ name }) => !name.startsWith('broken-')))(
    '$name is read without a problem',
    ({ name, text }) => {
      expect(hcl.parse({ path: name, text }).problems).toEqual([]);
    },
  );

  it.each(pages.filter(({ name }) => name.startsWith('broken-')))('$name is reported', ({ name, text }) => {
    expect(hcl.parse({ path: name, text }).problems).not.toEqual([]);
  });
});
