/**
 * A refresh of a large organization at the very rate that AWS allows: how long it takes, and that nothing is wrong. Both sides go by a
 * clock that passes only while they wait for the rate, so that all of it is counted in calls, and the seconds are AWS's.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveEvent, refreshSize, type Snapshot } from '../../server/src/core/live';
import { failureText, gapFacts } from '../../server/src/core/wording';
import { assignmentsIn, assignmentsOfWorld, provisionedIn, provisionedInWorld } from '../live/facts';
import { patience, someone } from '../live/someone';
import { createEmulator, type Emulator, generateScenario } from '../support/identity-center';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock';

/** Identity Center's requests a second (Identity Center quotas), which the emulator enforces. */
const rate = 20;

/** What waits for a slot of its own beside the rate, such as a look for what changed meanwhile. */
const tolerance = 1.02;

type Painted = { readonly after: number; readonly calls: number; readonly snapshot: Snapshot };

let clock: VirtualClock;
let emulator: Emulator;
let painted: readonly Painted[];
let taken: Snapshot;

beforeAll(async () => {
  const sizes = { accounts: 500, groups: 200, users: 2000, sets: 120, assignments: 15_000, direct: 60, orphans: 20 };
  clock = createVirtualClock();
  emulator = await createEmulator(generateScenario(sizes), { rate, clock });
  const robot = someone(emulator, { env: emulator.environment(), requestsPerSecond: rate, clock });
  const seen: Painted[] = [];
  const emit = (event: LiveEvent) => {
    if (event.kind !== 'snapshot') return;
    seen.push({ after: clock.passed(), calls: emulator.journal.all().length, snapshot: event.snapshot });
  };
  const result = await robot.aws.pull(undefined, emit, patience());
  if (!result.ok) throw new Error(failureText(result.failure).message);
  taken = result.value;
  painted = seen;
  for (const { after, calls, snapshot } of seen) {
    const rows = snapshot.access.assignments.all.length;
    console.log(`${(after / 1000).toFixed(1)} s: ${calls} calls of ${(calls / rate).toFixed(1)} s, ${rows} rows`);
  }
});

afterAll(async () => {
  await emulator?.close();
  clock?.close();
});

/** How long so many calls take at least, in milliseconds. */
const floor = (calls: number) => (calls / rate) * 1000;

describe('A refresh of 500 accounts, 200 groups, 2,000 users, 120 permission sets and 15,080 assignments', () => {
  it('shows its first rows within three seconds', () => {
    const first = painted.find(({ snapshot }) => snapshot.access.assignments.all.length > 0);
    expect(first?.after).toBeLessThan(3000);
  });

  it('has every group within the time that its calls take', () => {
    const groups = painted.find(({ snapshot }) => snapshot.access.assignments.completeFor?.includes('GROUP'));
    expect(groups?.snapshot.access.assignments.all).toHaveLength(15_000);
    expect(groups?.calls).toBeLessThan(370);
    expect(groups?.after).toBeLessThan(floor(groups?.calls ?? 0) * tolerance);
  });

  it('is done within the time that its calls take', () => {
    const last = painted.at(-1);
    expect(last?.after).toBeLessThan(floor(last?.calls ?? 0) * tolerance);
  });

  it('sends at no time more than the rate and the burst of a second allow', () => {
    expect(painted.filter(({ after, calls }) => after < floor(calls) - 1000)).toEqual([]);
  });

  it('is never throttled, and asks nothing in vain', () => {
    expect(
      emulator.journal.all().filter(({ error }) => error !== undefined && error !== 'ResourceNotFoundException'),
    ).toEqual([]);
    expect(painted.at(-1)?.calls).toBeLessThan(5500);
  });

  it('misses no assignment, and has none twice', () => {
    expect(assignmentsIn(taken)).toEqual(assignmentsOfWorld(emulator.state()));
    expect(provisionedIn(taken)).toEqual(provisionedInWorld(emulator.state()));
    expect(taken.access.assignments.complete).toBe(true);
  });

  it('is what the plan foretold, as is the next one in a tenth of the calls', () => {
    const { calls, again } = refreshSize(taken);
    // Pages of users that hold the rows of their groups, too, can't be foretold.
    expect(calls).toBeGreaterThan(3000);
    expect(calls).toBeLessThan(painted.at(-1)?.calls ?? 0);
    console.log(`the next one: ${JSON.stringify(again)}`);
    expect('cloudtrail' in again && again.cloudtrail).toBeLessThan(300);
    expect('requests' in again && again.requests).toBeLessThan(1500);
  });

  it('says what it left aside, and how many calls that would have been', () => {
    expect(taken.gaps.map(gapFacts)).toEqual([
      {
        what: expect.stringMatching(/^assignments of deleted groups and users beside existing ones in [\d,]+ pairs/),
        because: expect.stringMatching(
          /^each pair would be a call of its own: about \d+ min at AWS's 20 requests a second$/,
        ),
        action: undefined,
      },
    ]);
  });
});
