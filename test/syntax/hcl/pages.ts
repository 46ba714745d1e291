/**
 * The pages of this folder: `pages/*.tf` and `*.tf.json`, each with the tree it is read into beside it. A page that is no
 * valid JSON ends with `.txt` as well, so that tools which read every JSON file leave it alone.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Page = { readonly name: string; readonly path: string; readonly text: string };

const folder = join(import.meta.dirname, 'pages');

export const pages: readonly Page[] = readdirSync(folder)
  .filter((name) => !name.endsWith('.tree'))
  .toSorted()
  .map((name) => ({
    name: name.replace(/\.txt$/, ''),
    path: join(folder, name),
    text: readFileSync(join(folder, name), 'utf8'),
  }));

/** Pages of sound Terraform; the others are named `broken-…`. */
export const soundPages: readonly Page[] = pages.filter(
  ({ name }) => name.endsWith('.tf') && !name.startsWith('broken-'),
);
