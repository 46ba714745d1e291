/**
 * A folder on the disk that is never still: files appear, vanish, grow, become folders, links to each other, to nothing or to
 * themselves, and can no longer be read; the editor hears of it late, twice, in any order. Once it has heard everything, its
 * analysis is the one of a folder that is opened as it is now.
 */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createNodeHost } from '../../server/src/host';
import { boundsOf, folderSource, Project, runAtOnce } from '../../server/src/project';
import type { Beginning } from './corpus';
import { mutated, randomText } from './mutate';
import { outcomeOf } from './outcome';
import { type Random, randomOf } from './random';

export type FolderScript = { readonly seed: number; readonly changes: number; readonly corpus: readonly Beginning[] };

const silent = () => {};

/** Throws where something is wrong. */
export async function shakeFolder({ seed, changes, corpus }: FolderScript): Promise<void> {
  const random = randomOf(seed);
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'idc-unsteady-')));
  const begun = random.pick(corpus);
  const others = [...random.pick(corpus).texts.values(), 'a = 1\n'];
  try {
    for (const [path, text] of [...begun.texts, ['shared.tf', 'locals {}\n'] as const]) put(root, path, text);
    const project = projectIn(root);
    await project.open();
    const paths = [...begun.texts.keys(), ...morePaths];
    for (let change = 0; change < changes; ) {
      const untold: string[] = [];
      for (let count = random.below(4) + 1; count > 0; count--, change++) {
        untold.push(...random.pick(deeds)({ root, paths, others, random }));
      }
      if (random.chance(0.5)) await Promise.all(told(untold, random).map((some) => project.changed(some)));
      else for (const some of told(untold, random)) void project.changed(some).catch(silent);
      if (random.chance(0.3)) await project.analysis(runAtOnce);
      // What a link leads to changes without a word about the link.
      if (random.chance(0.2)) await expectSettled(project, root, [...paths, 'shared.tf']);
    }
    await expectSettled(project, root, ['']);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function expectSettled(project: Project, root: string, untold: readonly string[]): Promise<void> {
  await project.changed(untold);
  const fresh = projectIn(root);
  await fresh.open();
  const [actual, expected] = [await project.analysis(runAtOnce), await fresh.analysis(runAtOnce)].map(outcomeOf);
  if (actual === expected) return;
  throw new Error(`the folder came out otherwise than when it is opened:\n${actual}\n---\n${expected}`);
}

function projectIn(root: string): Project {
  const { files } = createNodeHost({ env: {}, log: { info: silent, warn: silent, error: silent } });
  return new Project(folderSource({ files, bounds: () => boundsOf(root, files) }), {
    onBug: ({ error }) => {
      throw error;
    },
  });
}

/** In pieces, some of them twice, in any order. */
function told(paths: readonly string[], random: Random): readonly (readonly string[])[] {
  const pieces = paths.flatMap((path) => (random.chance(0.2) ? [[path], [path]] : [[path]]));
  for (let at = pieces.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    const [a = [], b = []] = [pieces[at], pieces[other]];
    [pieces[at], pieces[other]] = [b, a];
  }
  return random.chance(0.3) ? [pieces.flat()] : pieces;
}

const morePaths = [
  'main.tf',
  'b/main.tf',
  'b/c/x.tf',
  'teams.yaml',
  'x.txt',
  '.idc.yaml',
  'team.access.yaml',
  'b',
  'access',
];

type Given = {
  readonly root: string;
  readonly paths: readonly string[];
  readonly others: readonly string[];
  readonly random: Random;
};

/** Does something to the folder; answers with the paths that it did it to. */
type Deed = (given: Given) => readonly string[];

const deeds: readonly Deed[] = [
  ({ root, paths, others, random }) => {
    const path = random.pick(paths);
    put(root, path, mutated(random.pick(others), others, random));
    return [path];
  },
  ({ root, paths, random }) => {
    const path = random.pick(paths);
    put(root, path, randomText(random));
    return [path];
  },
  ({ root, paths, random }) => {
    const path = random.pick(paths);
    attempt(() => rmSync(join(root, path), { recursive: true, force: true }));
    return [path];
  },
  ({ root, paths, random }) => {
    const path = random.pick(paths);
    attempt(() => rmSync(join(root, path), { recursive: true, force: true }));
    attempt(() => mkdirSync(join(root, path, 'inner'), { recursive: true }));
    return [path];
  },
  ({ root, paths, random }) => {
    const [path, target] = [random.pick(paths), random.pick(['shared.tf', 'nowhere'])];
    attempt(() => rmSync(join(root, path), { recursive: true, force: true }));
    attempt(() => mkdirSync(dirname(join(root, path)), { recursive: true }));
    attempt(() => symlinkSync(random.chance(0.1) ? path : join(root, target), join(root, path)));
    return [path];
  },
  ({ root, paths, random }) => {
    const [from, to] = [random.pick(paths), random.pick(paths)];
    attempt(() => renameSync(join(root, from), join(root, to)));
    return [from, to];
  },
  ({ root, paths, random }) => {
    const path = random.pick(paths);
    attempt(() => chmodSync(join(root, path), random.pick([0o000, 0o200, 0o644])));
    return [path];
  },
  ({ root, paths, others, random }) => {
    const path = random.pick(paths);
    put(root, path, random.pick(others).repeat(random.below(8)));
    return [path];
  },
];

/** Where a file is in the way, nothing is written. */
function put(root: string, path: string, text: string): void {
  attempt(() => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  });
}

/** What the disk refuses does not happen; that it refuses is part of the game. */
function attempt(deed: () => void): void {
  try {
    deed();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
