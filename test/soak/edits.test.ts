/** The short form of `npm run soak`: some thousand edits. Whatever fails is run again with the seed in its name. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../server/src/core/base';
import { readCorpus } from './corpus';
import { runEditScript } from './edit-script';
import { chosenSeed, randomOf } from './random';
import { readSamples, shakeReaders } from './readers';

const root = join(import.meta.dirname, '../..');
const seed = chosenSeed();

/** Scripts that once went wrong. */
const known = [
  // A problem of a variable file changed, and nothing else of it.
  [1202986190, 'a reason that is out of date'],
  // A resource of the type `toString`.
  [3200211571, 'a name that every object has'],
  // A call of a module with a dot in its name.
  [2658733690, 'a block that is not there'],
] as const;

describe(`Edits at random (SEED=${seed})`, () => {
  const corpus = readCorpus(root);

  it('begin with hundreds of folders', () => {
    expect(corpus.length).toBeGreaterThan(400);
  });

  it.each(known)('of the script %i (%s) come out as in a folder that is opened', (script) => {
    runEditScript({ seed: script, edits: 100, corpus }, runToEnd);
  });

  it('come out as in a folder that is opened, and undone as it was', () => {
    const seeds = randomOf(seed);
    for (let script = 0; script < 30; script++) runEditScript({ seed: seeds.seed(), edits: 100, corpus }, runToEnd);
  });

  it('are the same for the same seed', () => {
    const [one, other] = [randomOf(seed), randomOf(seed)];
    expect(Array.from({ length: 50 }, () => one.below(1000))).toEqual(
      Array.from({ length: 50 }, () => other.below(1000)),
    );
  });
});

describe(`Plans, snapshots, settings and the files of AWS (SEED=${seed})`, () => {
  it('are read or refused, whatever they hold', async () => {
    await shakeReaders(seed, 300, readSamples(root));
  });
});
