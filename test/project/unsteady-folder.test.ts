import { join } from 'node:path';
import { describe, it } from 'vitest';
import { readCorpus } from '../soak/corpus';
import { shakeFolder } from '../soak/folder';
import { chosenSeed, randomOf } from '../soak/random';

const seed = chosenSeed();

describe(`A folder that is never still (SEED=${seed})`, () => {
  it('is in the end what it is when it is opened', async () => {
    const corpus = readCorpus(join(import.meta.dirname, '../..'));
    const seeds = randomOf(seed);
    for (let script = 0; script < 10; script++) await shakeFolder({ seed: seeds.seed(), changes: 60, corpus });
  });
});
