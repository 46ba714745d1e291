/** Folders to begin with: every example of our pages, the repositories of the mutation test and the small examples. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parsePage } from '../support/fixture';

export type Beginning = {
  readonly name: string;
  readonly texts: ReadonlyMap<string, string>;
  /** What AWS has, as the JSON of `small-snapshot.ts`. */
  readonly snapshot: string | undefined;
};

/** Larger ones would leave time for few edits. */
const largest = 12_000;

export function readCorpus(root: string): readonly Beginning[] {
  const pages = ['docs/rules', 'test/rules'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .flatMap((name) => examplesOf(`${folder}/${name}`, root)),
  );
  const folders = ['examples', 'test/mutation/repositories'].flatMap((folder) =>
    readdirSync(join(root, folder)).flatMap((name) => folderAt(`${folder}/${name}`, root)),
  );
  return [...pages, ...folders].filter(({ texts }) => [...texts.values()].join('').length <= largest);
}

function examplesOf(page: string, root: string): readonly Beginning[] {
  return parsePage(readFileSync(join(root, page), 'utf8')).map(({ title, files, snapshot }) => ({
    name: `${page}, ${title}`,
    texts: new Map(files.map(({ path, text }) => [path, text])),
    snapshot,
  }));
}

function folderAt(folder: string, root: string): readonly Beginning[] {
  if (!statSync(join(root, folder)).isDirectory()) return [];
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => /\.(tf|tofu|tfvars|json|ya?ml|csv)$/.test(name) && !name.includes('.terraform'));
  const read = files.map(
    (name) => [name.replaceAll('\\', '/'), readFileSync(join(root, folder, name), 'utf8')] as const,
  );
  return [{ name: folder, texts: new Map(read), snapshot: undefined }];
}
