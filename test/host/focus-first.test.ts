/**
 * A large organization at AWS's own rate, on a clock that passes only while it is waited for: what the user looks at is there in the
 * first seconds, the rest minutes later.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isKnown } from '../../server/src/core/base';
import type { Focus, Snapshot } from '../../server/src/core/live';
import { someone } from '../live/someone';
import { createEmulator, type Emulator, generateScenario } from '../support/identity-center';
import { assignmentsOf } from '../support/identity-center/state';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock';

/** Identity Center's requests a second, which the emulator enforces. */
const rate = 20;

let clock: VirtualClock;
let emulator: Emulator;

beforeAll(async () => {
  const sizes = { accounts: 500, groups: 200, users: 2000, sets: 60, assignments: 2400 };
  clock = createVirtualClock();
  emulator = await createEmulator(generateScenario(sizes), { rate, clock });
});
afterAll(async () => {
  await emulator.close();
  clock.close();
});

const onGroup = (name: string): Focus => [{ groups: [name], accounts: [], permissionSets: [] }];

const nowhere: Focus = [];

type Seen = { readonly calls: number; readonly milliseconds: number; readonly rows: readonly string[] };

/** Refreshes until all grants of a group are painted by name; `painted` hears of each snapshot before. */
async function until(group: string, focus: () => Focus, painted: () => void = () => {}): Promise<Seen> {
  const robot = someone(emulator, { env: emulator.environment(), requestsPerSecond: rate, clock });
  const enough = new AbortController();
  const begun = clock.passed();
  emulator.journal.clear();
  let seen: Seen | undefined;
  await robot.aws.pull(
    undefined,
    (event) => {
      if (event.kind !== 'snapshot') return;
      const rows = grantsOf(group, event.snapshot);
      if (rows.length === grantsInWorld(group)) {
        seen ??= { calls: emulator.journal.all().length, milliseconds: clock.passed() - begun, rows };
        enough.abort();
      }
      painted();
    },
    enough.signal,
    { focus },
  );
  if (!seen) throw new Error('the group was never painted');
  return seen;
}

/** Those whose set has a name. */
function grantsOf(group: string, { access }: Snapshot): readonly string[] {
  return access.assignments.all.flatMap(({ principal, permissionSet, account }) =>
    isKnown(principal) && principal.value === group && isKnown(permissionSet) && isKnown(account)
      ? [`${permissionSet.value} in ${account.value}`]
      : [],
  );
}

function grantsInWorld(group: string): number {
  const world = emulator.state();
  const id = [...world.groups].find(([, it]) => it.name === group)?.[0] ?? '';
  return [...assignmentsOf(world)].filter(({ principal }) => principal === id).length;
}

describe('The grants of the group that is looked at', () => {
  it('are there within the first seconds', async () => {
    const looked = onGroup('group-0190');
    const { calls, milliseconds, rows } = await until('group-0190', () => looked);
    console.log(`looked at: ${rows.length} grants after ${calls} calls, ${Math.round(milliseconds)} ms`);
    expect(rows).toHaveLength(14);
    expect(calls).toBeLessThan(2 * rate);
    expect(milliseconds).toBeLessThan(3000);
  });

  it('come late where nobody looks', async () => {
    const { calls, milliseconds } = await until('group-0190', () => nowhere);
    console.log(`not looked at: after ${calls} calls, ${Math.round(milliseconds)} ms`);
    expect(calls).toBeGreaterThan(10 * rate);
  });

  it('are next where the user turns to it meanwhile', async () => {
    let looked = onGroup('group-0000');
    let turned: number | undefined;
    const turn = () => {
      if (turned !== undefined) return;
      looked = onGroup('group-0180');
      turned = emulator.journal.all().length;
    };
    const { calls } = await until('group-0180', () => looked, turn);
    console.log(`turned to: ${calls - (turned ?? 0)} calls later`);
    // The twenty calls that are under way come before it, and then those about its sets.
    expect(calls - (turned ?? 0)).toBeLessThan(60);
  });
});
