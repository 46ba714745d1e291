/** A change is paid for once, and only by the stages that see it: everything else stays the very same object. */
import { describe, expect, it } from 'vitest';
import { type Analysis, createWorkspace } from '../../server/src/core/analysis';
import { isKnown } from '../../server/src/core/base';
import { rules } from '../../server/src/core/rules';

const terraform = `locals {
  teams = yamldecode(file("\${path.module}/teams.yaml"))
}

resource "aws_ssoadmin_permission_set" "this" {
  for_each     = local.teams
  name         = each.value
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}
# done
`;

const definition = 'permission_sets:\n  Auditor: {}\n';

const grants = 'group_assignments:\n  ops: { account_ids: ["111122223333"], permission_set: Auditor }\n';

function project() {
  const workspace = createWorkspace();
  const texts = new Map([
    ['main.tf', terraform],
    ['teams.yaml', 'a: Reader\n'],
    ['team.access.yaml', definition],
  ]);
  workspace.apply({ texts, paths: new Set(texts.keys()) });
  const change = (path: string, text: string | undefined): Analysis => {
    workspace.apply({ texts: new Map([[path, text]]) });
    return workspace.analysis();
  };
  return { workspace, change, before: workspace.analysis() };
}

describe('Nothing new', () => {
  it('is the same analysis', () => {
    const { workspace, change, before } = project();
    expect(workspace.analysis()).toBe(before);
    expect(change('main.tf', terraform)).toBe(before);
  });
});

describe('A comment', () => {
  it('that moves nothing stops behind the parser', () => {
    const { change, before } = project();
    const after = change('main.tf', terraform.replace('# done', '# done, at last'));
    expect(after).not.toBe(before);
    expect(after.evaluated).toBe(before.evaluated);
    expect(after.declared).toBe(before.declared);
  });

  it('can still suppress a finding', () => {
    const { change, before } = project();
    const reason = '# idc: ignore unassigned-permission-set -- by hand';
    const after = change('team.access.yaml', definition.replace('{}', `{} ${reason}`));
    const count = (analysis: Analysis) => analysis.findings.filter((it) => it.at.path === 'team.access.yaml').length;
    expect([count(before), count(after)]).toEqual([2, 1]);
  });
});

describe('YAML', () => {
  it('that Terraform does not read leaves the evaluation alone', () => {
    const { change, before } = project();
    const after = change('team.access.yaml', 'permission_sets:\n  Operator: {}\n');
    expect(after.evaluated).toBe(before.evaluated);
    expect([...after.declared.permissionSets.byName.keys()].toSorted()).toEqual(['Operator', 'Reader']);
  });

  it('that Terraform reads is evaluated anew', () => {
    const { change, before } = project();
    const after = change('teams.yaml', 'a: Writer\n');
    expect(after.evaluated).not.toBe(before.evaluated);
    expect([...after.declared.permissionSets.byName.keys()].toSorted()).toEqual(['Auditor', 'Writer']);
  });

  it('is not read again for what is typed in Terraform', () => {
    const { change } = project();
    const before = change('grants.access.yaml', grants);
    const after = change('main.tf', terraform.replace('each.value', 'upper(each.value)'));
    expect(after.evaluated).not.toBe(before.evaluated);
    const set = ({ declared }: Analysis) => declared.permissionSets.byName.get('Auditor');
    const granted = ({ declared }: Analysis) => declared.assignments.all.filter(({ account }) => isKnown(account));
    expect(set(after)).toBe(set(before));
    expect(granted(before)).toHaveLength(1);
    expect(granted(after)[0]).toBe(granted(before)[0]);
  });

  it('leaves what Terraform declares the very same objects', () => {
    const { change, before } = project();
    const after = change('team.access.yaml', definition.replace('Auditor', 'Operator'));
    const set = ({ declared }: Analysis) => declared.permissionSets.byName.get('Reader');
    expect(set(before)).toBeDefined();
    expect(set(after)).toBe(set(before));
  });

  it('may name accounts that Terraform declares, now and no longer', () => {
    const { change } = project();
    const account = 'resource "aws_organizations_account" "a" {\n  name  = "prod"\n  email = "a@example.com"\n}\n';
    const grant = (analysis: Analysis) =>
      analysis.declared.assignments.all.find(
        ({ permissionSet }) => isKnown(permissionSet) && permissionSet.value === 'B',
      );
    const before = change('b.access.yaml', 'group_assignments:\n  b: { account_ids: [prod], permission_set: B }\n');
    expect(grant(before)?.accountRef).toBeUndefined();
    expect(grant(change('accounts.tf', account))?.accountRef).toBe('aws_organizations_account.a');
    expect(grant(change('accounts.tf', undefined))?.accountRef).toBeUndefined();
  });

  it('that goes away is asked for no longer', () => {
    const { change } = project();
    const after = change('team.access.yaml', undefined);
    expect([...after.declared.permissionSets.byName.keys()]).toEqual(['Reader']);
    expect(after.files.has('team.access.yaml')).toBe(false);
  });
});

describe('Settings', () => {
  it('change severities and nothing else', () => {
    const { workspace, before } = project();
    workspace.apply({ severities: new Map([['unassigned-permission-set', 'error'] as const]) });
    const after = workspace.analysis();
    expect(after.declared).toBe(before.declared);
    const severities = after.findings.filter((it) => it.rule === 'unassigned-permission-set').map((it) => it.severity);
    expect(severities).toEqual(['error', 'error']);
    workspace.apply({ severities: new Map([['unassigned-permission-set', 'off'] as const]) });
    expect(workspace.analysis().findings.filter((it) => it.rule === 'unassigned-permission-set')).toEqual([]);
  });

  it('win over the project file', () => {
    const { workspace, change } = project();
    workspace.apply({ severities: new Map([['unassigned-permission-set', 'hint'] as const]) });
    const { findings } = change(
      '.idc.yaml',
      'rules: { unassigned-permission-set: error, empty-permission-set: error }\n',
    );
    const of = (rule: string) => new Set(findings.filter((it) => it.rule === rule).map((it) => it.severity));
    expect(of('unassigned-permission-set')).toEqual(new Set(['hint']));
    expect(of('empty-permission-set')).toEqual(new Set(['error']));
  });
});

describe('An analysis under way', () => {
  it('pauses after every file, stage and rule', () => {
    const { workspace } = project();
    workspace.apply({ texts: new Map([['more.tf', '']]) });
    let pauses = 0;
    for (const steps = workspace.analyse(); !steps.next().done; ) pauses++;
    expect(pauses).toBeGreaterThan(rules.length + 4);
  });

  it('can be dropped at any pause, and nothing is lost', () => {
    const { workspace, before } = project();
    workspace.apply({ texts: new Map([['more.tf', '']]) });
    for (let pulls = 0; pulls < 8; pulls++) {
      const steps = workspace.analyse();
      for (let pull = 0; pull < pulls; pull++) steps.next();
    }
    expect(messages(workspace.analysis())).toEqual(messages(before));
  });

  it('says which files it still needs', () => {
    const workspace = createWorkspace();
    const texts = new Map([
      ['main.tf', terraform],
      ['.idc.yaml', 'files: ["iam/**/*.yml"]\n'],
    ]);
    workspace.apply({ texts, paths: new Set([...texts.keys(), 'teams.yaml', 'iam/x/y.yml', 'other.yml']) });
    expect(workspace.analysis().wanted.toSorted()).toContain('teams.yaml');
    expect(workspace.analysis().wanted).toContain('iam/x/y.yml');
    expect(workspace.analysis().wanted).not.toContain('other.yml');
  });
});

function messages({ findings }: Analysis): readonly string[] {
  return findings.map((it) => `${it.at.path} ${it.rule} ${it.message}`);
}
