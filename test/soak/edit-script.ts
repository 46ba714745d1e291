/**
 * A person at work: edits one after the other, with an analysis behind each, some of them dropped half-way. Whatever was
 * edited, the analysis is the one of a folder that is opened as it is now; and what is undone is as it was.
 */
import { type Analysis, type Change, createWorkspace, type Workspace } from '../../server/src/core/analysis';
import type { Snapshot } from '../../server/src/core/live';
import { type SmallSnapshot, smallSnapshot } from '../support/small-snapshot';
import { askEverything } from './asked';
import type { Beginning } from './corpus';
import { mutated, randomText } from './mutate';
import { outcomeOf } from './outcome';
import { type Random, randomOf } from './random';

/** Runs the steps of an analysis to the end; whoever measures looks at the clock between them. */
export type RunSteps = (steps: Generator<void, Analysis>) => Analysis;

export type EditScript = { readonly seed: number; readonly edits: number; readonly corpus: readonly Beginning[] };

type Texts = ReadonlyMap<string, string | undefined>;
type Inputs = {
  readonly texts: Texts;
  readonly snapshot: Snapshot | undefined;
  readonly severities: Change['severities'];
};

/** Throws where something is wrong. */
export function runEditScript({ seed, edits, corpus }: EditScript, run: RunSteps): void {
  const random = randomOf(seed);
  const begun = random.pick(corpus);
  const others = corpus
    .slice(random.below(corpus.length))
    .flatMap(({ texts }) => [...texts.values()])
    .slice(0, 20);
  const workspace = workspaceThatThrows();
  const states: Inputs[] = [{ texts: begun.texts, snapshot: snapshotOf(begun), severities: new Map() }];
  bring(workspace, emptyInputs, states[0] ?? emptyInputs);
  const outcomes = new Map<Inputs, string>();
  for (let edit = 0; edit < edits; edit++) {
    const now = states.at(-1) ?? emptyInputs;
    if (states.length > 1 && random.chance(0.12)) {
      states.pop();
      const before = states.at(-1) ?? emptyInputs;
      bring(workspace, now, before);
      const expected = outcomes.get(before);
      if (expected !== undefined) expectSame(outcomeOf(settled(workspace, run)), expected, 'What was undone');
      continue;
    }
    const next = edited(now, others, random);
    states.push(next);
    bring(workspace, now, next);
    if (random.chance(0.05)) dropHalfWay(workspace, random);
    const analysis = settled(workspace, run);
    if (random.chance(0.1)) askEverything(analysis, random);
    if (random.chance(0.04) || edit === edits - 1) {
      const outcome = outcomeOf(analysis);
      outcomes.set(next, outcome);
      expectSame(outcome, coldOutcome(next, run), 'What was edited');
    }
  }
}

const emptyInputs: Inputs = { texts: new Map(), snapshot: undefined, severities: new Map() };

function workspaceThatThrows(): Workspace {
  return createWorkspace({
    onBug: ({ error }) => {
      throw error;
    },
  });
}

function coldOutcome(inputs: Inputs, run: RunSteps): string {
  const workspace = workspaceThatThrows();
  bring(workspace, emptyInputs, inputs);
  return outcomeOf(settled(workspace, run));
}

/** Everything is loaded from the start, so that what is still wanted is not there. */
function settled(workspace: Workspace, run: RunSteps): Analysis {
  return run(workspace.analyse());
}

function dropHalfWay(workspace: Workspace, random: Random): void {
  const steps = workspace.analyse();
  for (let step = random.below(12); step > 0; step--) if (steps.next().done) return;
}

function bring(workspace: Workspace, before: Inputs, after: Inputs): void {
  const gone = [...before.texts.keys()].filter((path) => !after.texts.has(path));
  const changed = [...after.texts].filter(([path, text]) => before.texts.get(path) !== text || !before.texts.has(path));
  workspace.apply({
    texts: new Map(changed),
    unread: new Set(gone),
    paths: new Set([...after.texts].flatMap(([path, text]) => (text === undefined ? [] : [path])).toSorted()),
    snapshot: after.snapshot,
    severities: after.severities,
  });
}

type Edit = (now: Inputs, others: readonly string[], random: Random) => Inputs;

function edited(now: Inputs, others: readonly string[], random: Random): Inputs {
  if (random.chance(0.85)) return changeText(now, others, random);
  return random.pick(rareEdits)(now, others, random);
}

const changeText: Edit = (now, others, random) => {
  const [path, text = ''] = random.pick([...now.texts, ...(now.texts.size === 0 ? [['main.tf', ''] as const] : [])]);
  return withText(now, path, mutated(text, others, random));
};

const rareEdits: readonly Edit[] = [
  changeText,
  (now, others, random) => withText(now, random.pick(newPaths), random.pick(others)),
  (now, _, random) => withText(now, random.pick(newPaths), randomText(random)),
  (now, _, random) => withText(now, random.pick([...now.texts.keys(), ...newPaths]), undefined),
  (now, _, random) => {
    const texts = new Map(now.texts);
    texts.delete(random.pick([...texts.keys(), 'none']));
    return { ...now, texts };
  },
  (now, _, random) => {
    const [path, text] = random.pick([...now.texts, ['main.tf', ''] as const]);
    const texts = new Map(now.texts);
    texts.delete(path);
    return withText({ ...now, texts }, random.pick(newPaths), text);
  },
  (now, _, random) => ({
    ...now,
    severities: new Map([[random.pick(ruleNames), random.pick(['off', 'error'] as const)]]),
  }),
  (now, _, random) => ({ ...now, snapshot: random.chance(0.5) ? undefined : smallSnapshot(random.pick(snapshots)) }),
];

const ruleNames = ['unassigned-permission-set', 'syntax', 'unknown-group', 'empty-permission-set'];

const newPaths = [
  ...[
    'main.tf',
    'b/main.tf',
    'modules/n/main.tf',
    'x.tf.json',
    'override.tf',
    'a_override.tf.json',
    'x.tofu',
    'main.tofu',
  ],
  ...[
    'terraform.tfvars',
    'x.auto.tfvars',
    'x.auto.tfvars.json',
    'b/terraform.tfvars.json',
    'teams.yaml',
    'x.txt',
    'x.tftpl',
  ],
  ...['.idc.yaml', '.idc.yml', 'team.access.yaml', 'access/x.yml', 'iam-config.yaml', 'accounts-config.yaml'],
  ...[
    '.terraform/modules/modules.json',
    '.terraform/modules/m/main.tf',
    '.git/config',
    '__proto__.tf',
    'constructor/main.tf',
  ],
];

const snapshots: readonly SmallSnapshot[] = [
  {},
  {
    accounts: { prod: '111122223333' },
    groups: { data: ['anna'] },
    permissionSets: { Reader: {}, Auditor: { sessionDuration: 'PT4H' } },
    assignments: ['data in prod as Reader'],
  },
];

function withText(now: Inputs, path: string, text: string | undefined): Inputs {
  return { ...now, texts: new Map([...now.texts, [path, text]]) };
}

function snapshotOf({ snapshot }: Beginning): Snapshot | undefined {
  // The page's own JSON; the decoder checks it.
  return snapshot === undefined ? undefined : smallSnapshot(JSON.parse(snapshot) as SmallSnapshot);
}

function expectSame(actual: string, expected: string, what: string): void {
  if (actual === expected) return;
  const at = [...actual].findIndex((letter, index) => letter !== expected.charAt(index));
  const around = (text: string) => text.slice(Math.max(0, at - 200), at + 200);
  throw new Error(`${what} differs from a folder opened as it is now:\n${around(actual)}\n---\n${around(expected)}`);
}
