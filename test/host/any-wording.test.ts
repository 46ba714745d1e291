/**
 * Whatever the sentences say, everything that is decided stays as it is: reading, refreshing again, saving, reporting and
 * explaining. Every sentence of `wording` is turned round for the second run.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { explain, whoReport } from '../../server/src/core/features';
import {
  type AnswerCache,
  answerCacheOf,
  decodeSnapshot,
  encodeSnapshot,
  isLessComplete,
  type Snapshot,
} from '../../server/src/core/live';
import { fileWording, unknownText } from '../../server/src/core/wording';
import { analysed, linesOfAnalysis } from '../features/support/analysed';
import { patience, someone } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';

const turned = vi.hoisted(() => ({ on: false }));

vi.mock('../../server/src/core/wording', async (importOriginal) => {
  const wording: Record<string, unknown> = await importOriginal();
  const turn = (value: unknown): unknown => {
    if (!turned.on) return value;
    if (typeof value === 'string') return `Æ${[...value].toReversed().join('')}`;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, key === 'action' ? it : turn(it)]));
  };
  const turning = (it: unknown): unknown => {
    if (typeof it === 'function') return (...given: unknown[]) => turn(it(...given));
    if (typeof it !== 'object') return it;
    return Object.fromEntries(Object.entries(it ?? {}).map(([name, own]) => [name, turning(own)]));
  };
  return Object.fromEntries(Object.entries(wording).map(([name, it]) => [name, turning(it)]));
});

let emulator: Emulator;

afterEach(async () => {
  turned.on = false;
  await emulator.close();
});

const troubles = [
  ['nothing is refused', []],
  ['groups and members are refused', ['identitystore:ListGroups', 'identitystore:ListGroupMemberships']],
  ['provisioning is refused', ['sso-admin:ListAccountsForProvisionedPermissionSet']],
  ['assignments by principal are refused', ['sso-admin:ListAccountAssignmentsForPrincipal']],
  ['accounts and policies are refused', ['organizations:ListAccounts', 'sso-admin:GetInlinePolicyForPermissionSet']],
] as const;

async function readAnew(denied: readonly string[], since?: Snapshot): Promise<Snapshot> {
  const anna = someone(emulator);
  await anna.signIn();
  if (denied.length > 0) emulator.faults.add({ kind: 'denied', operations: [...denied] });
  emulator.journal.clear();
  const result = await anna.aws.pull('acme', () => {}, patience(), { since });
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

const { analysis } = analysed({ 'access.yaml': 'permission_sets: { RedshiftAnalyst: {} }\n' });

function reread(snapshot: Snapshot): Snapshot {
  const decoded = decodeSnapshot(encodeSnapshot(snapshot, fileWording));
  if ('problem' in decoded) throw new Error(decoded.problem);
  return decoded.snapshot;
}

function rowsOf(snapshot: Snapshot) {
  const code = { analysis, linesOf: linesOfAnalysis(analysis) };
  const { rows, gaps } = whoReport(snapshot, code, { by: 'account', productionOnly: false });
  return { rows: rows.map(({ note: _, ...row }) => row), gaps: gaps.map(({ action }) => action) };
}

function verdictsOf(snapshot: Snapshot) {
  const { assignments, accounts, permissionSets } = snapshot.access;
  const principals = [
    ...new Set(assignments.all.map(({ principal }) => ('value' in principal ? principal.value : 'x'))),
  ];
  return principals.slice(0, 12).flatMap((principal) =>
    accounts.all.slice(0, 3).flatMap(({ id }) =>
      permissionSets.all.slice(0, 4).map(({ name }) => {
        const account = 'value' in id ? id.value : '';
        const question = { principal, account, permissionSet: 'value' in name ? name.value : undefined };
        const { kind, missingAction, links } = explain({ snapshot, declared: analysis.declared }, question);
        return [question, kind, missingAction, links.map((it) => [it.name, it.verdict])];
      }),
    ),
  );
}

/** Everything that is decided by what a snapshot says. */
function decisionsOf(snapshot: Snapshot) {
  const memory = answerCacheOf(snapshot);
  return {
    memory: 'because' in memory ? memory.because : answersOf(memory),
    gone: snapshot.access.assignments.all.filter((it) => it.principalIsGone).map(({ address }) => address),
    report: rowsOf(snapshot),
    verdicts: verdictsOf(snapshot),
  };
}

function answersOf({ parts, answerTo }: AnswerCache) {
  return [parts.map(({ name }) => name), answerTo({ kind: 'principal-assignments', type: 'GROUP', id: 'none' })];
}

describe('With every sentence changed', () => {
  it.each(troubles)('all that is decided is the same where %s', async (_, denied) => {
    emulator = await createEmulator('acme', { rate: 'off' });
    const before = await readAnew(denied);
    const decided = decisionsOf(reread(before));
    turned.on = true;
    expect(unknownText({ kind: 'not-known' })).toBe('Ænwonk ton');
    const after = await readAnew(denied);
    expect({ ...after.access, gaps: after.gaps }).toEqual({ ...before.access, gaps: before.gaps });
    expect(decisionsOf(after)).toEqual(decided);
    expect(decisionsOf(reread(after))).toEqual(decided);
    expect(isLessComplete(reread(after), before)).toBe(false);
    expect(isLessComplete(before, reread(after))).toBe(false);
  });

  it('a refresh asks for as little as before', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    const calls: (readonly string[])[] = [];
    for (const on of [false, true]) {
      turned.on = on;
      const since = reread(await readAnew([]));
      const again = await readAnew([], since);
      calls.push(
        Object.entries(emulator.journal.counts())
          .map(([name, count]) => `${name} ${count}`)
          .toSorted(),
      );
      expect(again.access).toEqual(since.access);
    }
    expect(calls[1]).toEqual(calls[0]);
  });
});
