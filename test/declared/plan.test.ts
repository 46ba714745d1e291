/**
 * Recorded plans and states read as declared access, with the sources beside them and without: `plans/teams.md` says what
 * comes out of each. `UPDATE=1` rewrites it; `plans/record.ts` records the plans anew.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWorkspace } from '../../server/src/core/analysis';
import { type Part, readPlan, readTerraform, rootOfPlan } from '../../server/src/core/declared';
import { emptyProjectFile } from '../../server/src/core/model';
import { unknownText } from '../../server/src/core/wording';
import { readPage, type Section, withFence } from '../eval/configuration/page';
import { renderPart } from './render';

const plans = join(import.meta.dirname, 'plans');
const sources = filesBelow(join(plans, 'teams'), 'terraform');

describe('A recorded plan', () => {
  const path = join(plans, 'teams.md');
  for (const section of readPage(readFileSync(path, 'utf8')).sections) {
    it(section.title, () => {
      const rendered = accessOf(section);
      if (process.env.UPDATE === '1') rewrite(path, section, rendered);
      else expect(rendered).toBe(section.fences.get('access')?.text);
    });
  }
});

type Resource = {
  readonly address: string;
  readonly values: object;
  readonly unknown?: object;
  /** Its configuration's expressions. */
  readonly written?: Readonly<Record<string, readonly string[]>>;
};

/** A plan of managed resources, as the documentation of the format describes it. */
function planOf(resources: readonly Resource[], more: object = {}): string {
  const parts = resources.map(({ address, values }) => {
    const [, type = '', name = '', key] = /^(\w+)\.(\w+)(?:\[(.*)\])?$/s.exec(address) ?? [];
    return { address, mode: 'managed', type, name, values, ...(key && { index: JSON.parse(key) }) };
  });
  const changes = resources.map(({ address, unknown }) => ({ address, change: { after_unknown: unknown ?? {} } }));
  const configured = resources.map(({ address, written = {} }) => {
    const references = Object.entries(written).map(([name, all]) => [name, { references: all }] as const);
    return { address: address.replace(/\[.*$/s, ''), expressions: Object.fromEntries(references) };
  });
  return JSON.stringify({
    format_version: '1.2',
    planned_values: { root_module: { resources: parts } },
    resource_changes: changes,
    configuration: { root_module: { resources: configured } },
    ...more,
  });
}

function partOf(text: string): Part {
  const reading = readPlan(text);
  if (!reading.ok) throw new Error(reading.problem);
  const workspace = createWorkspace();
  workspace.apply({ plans: [{ plan: reading.plan, file: 'plan.json', root: '' }] });
  return readTerraform(workspace.analysis().evaluated, emptyProjectFile);
}

const set = (key: string, name = key): Resource => ({
  address: `aws_ssoadmin_permission_set.this[${JSON.stringify(key)}]`,
  values: { name },
  unknown: { arn: true },
});

const attachment = (key: string, references: readonly string[]): Resource => ({
  address: `aws_ssoadmin_managed_policy_attachments_exclusive.all[${JSON.stringify(key)}]`,
  values: { managed_policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
  unknown: { permission_set_arn: true, managed_policy_arns: [false] },
  written: { permission_set_arn: references },
});

const wholeSets = 'aws_ssoadmin_permission_set.this';
const policiesIn = ({ permissionSets }: Part) =>
  permissionSets.map((it) =>
    [it.name, ...it.managedPolicies].map((text) => ('value' in text ? text.value : '?')).join(),
  );

describe('What a reference in a plan means', () => {
  const strange = 'a.b["c"] ${d}';
  const cases: readonly (readonly [what: string, resources: readonly Resource[], policies: readonly string[]])[] = [
    [
      'is the instance of the same key',
      [set('A'), set(strange, 'B'), attachment(strange, [wholeSets, 'each.key'])],
      ['A', 'B,arn:aws:iam::aws:policy/ReadOnlyAccess'],
    ],
    [
      'is the only instance there is',
      [set('A'), attachment('x', [wholeSets, 'each.key'])],
      ['A,arn:aws:iam::aws:policy/ReadOnlyAccess'],
    ],
    [
      'is open where the key comes from elsewhere',
      [set('A'), set('B'), attachment('A', [wholeSets, 'each.value.set', 'each.value'])],
      ['A', 'B'],
    ],
    [
      'is open where two may be meant',
      [
        set('A'),
        set('B'),
        attachment('x', [
          `${wholeSets}["A"].arn`,
          `${wholeSets}["A"]`,
          wholeSets,
          `${wholeSets}["B"].arn`,
          `${wholeSets}["B"]`,
          wholeSets,
        ]),
      ],
      ['A', 'B'],
    ],
    ['is open where a local is in between', [set('A'), attachment('A', [wholeSets, 'local.arns', 'each.key'])], ['A']],
    [
      'is open where references go round in circles',
      [set('A'), attachment('A', ['aws_ssoadmin_managed_policy_attachments_exclusive.all["A"].permission_set_arn'])],
      ['A'],
    ],
  ];
  for (const [what, resources, policies] of cases)
    it(what, () => {
      const part = partOf(planOf(resources));
      expect(policiesIn(part)).toEqual(policies);
      const isOpen = policies.every((it) => !it.includes('arn:'));
      expect(part.unknowns.map(({ attribute }) => attribute)).toEqual(isOpen ? ['permission_set_arn'] : []);
    });
});

describe('A plan', () => {
  it('that failed half-way may lack anything', () => {
    const { gaps } = partOf(planOf([set('A')], { errored: true }));
    expect(new Set(gaps.map(({ because }) => unknownText(because.because)))).toEqual(
      new Set(['plan.json: the plan failed half-way']),
    );
    expect(gaps).toHaveLength(6);
  });

  it('knows the accounts that exist, and which of those to come is meant', () => {
    const account = (name: string, id: object): Resource => ({
      address: `aws_organizations_account.${name}`,
      values: { name, ...id },
      unknown: 'id' in id ? {} : { id: true },
    });
    const assignment: Resource = {
      address: 'aws_ssoadmin_account_assignment.it',
      values: { principal_type: 'GROUP', principal_id: 'g-1' },
      unknown: { target_id: true },
      written: { target_id: ['aws_organizations_account.new.id', 'aws_organizations_account.new'] },
    };
    const part = partOf(planOf([account('old', { id: '111122223333' }), account('new', {}), assignment]));
    expect(part.accounts.map(({ id }) => ('value' in id ? id.value : '?'))).toEqual(['111122223333', '?']);
    expect(part.assignments).toMatchObject([{ accountRef: 'aws_organizations_account.new', principalId: 'g-1' }]);
  });

  it('says nothing of what it does not hold', () => {
    const part = partOf(planOf([{ address: 'null_resource.x', values: {} }]));
    expect([part.permissionSets, part.assignments, part.gaps]).toEqual([[], [], []]);
  });

  it('whose parts have another shape than expected is read as far as it goes', () => {
    const odd = { resource_changes: [null, 7], configuration: { root_module: { resources: 'x', module_calls: [] } } };
    expect(partOf(planOf([set('A')], odd)).permissionSets).toHaveLength(1);
    expect(readPlan('[]')).toMatchObject({ ok: false });
  });
});

function accessOf({ options: { plan, withSources } }: Section): string {
  const reading = readPlan(readFileSync(join(plans, 'teams', String(plan)), 'utf8'));
  if (!reading.ok) throw new Error(reading.problem);
  const files = withSources ? sources : new Map<string, string>();
  const workspace = createWorkspace();
  workspace.apply({ texts: files, paths: new Set(files.keys()) });
  const { roots } = workspace.analysis().evaluated;
  const choice = rootOfPlan(reading.plan, roots, { chosen: undefined, current: undefined });
  if (!choice.ok) throw new Error(choice.problem);
  workspace.apply({ plans: [{ plan: reading.plan, file: String(plan), root: choice.root }] });
  return renderPart(readTerraform(workspace.analysis().evaluated, emptyProjectFile), files);
}

function rewrite(path: string, { title }: Section, rendered: string): void {
  const page = readFileSync(path, 'utf8');
  const current = readPage(page).sections.find((it) => it.title === title);
  if (current) writeFileSync(path, withFence(page, current, 'access', rendered));
}

function filesBelow(folder: string, below: string): ReadonlyMap<string, string> {
  const names = readdirSync(join(folder, below), { recursive: true, encoding: 'utf8' });
  const own = names.filter((name) => name.endsWith('.tf')).map((name) => `${below}/${name.replaceAll('\\', '/')}`);
  return new Map(own.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
