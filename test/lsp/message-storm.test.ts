import { afterAll, describe, expect, it } from 'vitest';
import { storm } from '../soak/messages';
import { chosenSeed, randomOf } from '../soak/random';
import { bundle } from '../support/bundle';

const server = bundle('server');
afterAll(server.close);

const seed = chosenSeed();

describe(`Messages out of order, malformed, cancelled and doubled (SEED=${seed})`, () => {
  it('are each answered once, and the server goes on', async () => {
    const seeds = randomOf(seed);
    for (let round = 0; round < 3; round++) {
      const storming = { seed: round === 0 ? seed : seeds.seed(), messages: 400 };
      const { asked, answered, findings, faults, exitCode } = await storm(server.outfile, storming);
      expect({ seed: storming.seed, answered, faults, exitCode }).toEqual({
        seed: storming.seed,
        answered: asked,
        faults: [],
        exitCode: 0,
      });
      expect(findings).toContain('unassigned-permission-set');
    }
  });
});
