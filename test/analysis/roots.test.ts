/** Each root is evaluated by itself, and again only when something that it looked at has changed. */
import { assert, constantFrom, property, array as several } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Analysis, createWorkspace } from '../../server/src/core/analysis';

const assignment = `resource "aws_ssoadmin_account_assignment" "it" {
  for_each           = toset(var.accounts)
  permission_set_arn = aws_ssoadmin_permission_set.it.arn
  principal_type     = "GROUP"
  principal_id       = "906763f6a1-0c2f1bd6-7d4c-4e3e-9b34-5a7a1c9d8e11"
  target_type        = "AWS_ACCOUNT"
  target_id          = each.value
}
`;
const set = (name: string) => `resource "aws_ssoadmin_permission_set" "it" {
  name         = ${name}
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}
variable "accounts" {
  type    = list(string)
  default = ["111122223333"]
}
`;
const calls = (source: string) => `module "team" {
  source = "${source}"
}
`;

/** What each file may say; \`undefined\`: it is not there. */
const project: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'plain/main.tf': [set('"Plain"'), `${set('"Plain"')}${assignment}`, set('local.missing'), undefined],
  'plain/terraform.tfvars': ['accounts = ["444455556666"]', 'accounts = [', undefined],
  'plain/more/other.tfvars': ['accounts = ["777788889999"]', undefined],
  'caller/main.tf': [calls('../team'), calls('../nowhere'), `${calls('../team')}${set('"Reader"')}`],
  'team/main.tf': [set('"Team"'), set('yamldecode(file("${path.module}/names.yaml")).set'), undefined],
  'team/locals.tf': ['locals { missing = "Found" }', undefined],
  'team/names.yaml': ['set: FromYaml', 'set: [', undefined],
  'nowhere/main.tf': [set('"Nowhere"'), undefined],
  'reader/main.tf': [
    set('fileexists("../team/names.yaml") ? "There" : "Gone"'),
    set('length(fileset("..", "*/main.tf")) > 3 ? "Many" : "Few"'),
  ],
  'terragrunt.hcl': [undefined, ''],
};

const edits = Object.entries(project).flatMap(([path, texts]) => texts.map((text) => ({ path, text })));

function openProject() {
  const workspace = createWorkspace();
  const disk = new Map<string, string>();
  const settle = (changed: ReadonlyMap<string, string | undefined>): Analysis => {
    workspace.apply({ texts: new Map(changed), paths: new Set(disk.keys()) });
    for (let round = 0; round < 5; round++) {
      const { wanted } = workspace.analysis();
      if (wanted.length === 0) break;
      workspace.apply({ texts: new Map(wanted.map((path) => [path, disk.get(path)])) });
    }
    return workspace.analysis();
  };
  const change = (path: string, text: string | undefined): Analysis => {
    if (text === undefined) disk.delete(path);
    else disk.set(path, text);
    return settle(new Map([[path, text]]));
  };
  return { disk, settle, change };
}

function fromScratch(disk: ReadonlyMap<string, string>): Analysis {
  const fresh = openProject();
  for (const [path, text] of disk) fresh.disk.set(path, text);
  return fresh.settle(new Map([...disk].filter(([path]) => /\.(tf|tfvars)$/.test(path))));
}

function said({ findings, unknowns, declared }: Analysis) {
  return {
    findings: findings.map(({ at, rule, message }) => ({ at, rule, message })),
    unknowns,
    sets: declared.permissionSets.all.map(({ name, origin }) => ({ name, origin })),
    assignments: declared.assignments.all.map(({ account, permissionSet, origin }) => [account, permissionSet, origin]),
  };
}

describe('A root', () => {
  it('is left alone while another one is written', () => {
    const { change } = openProject();
    change('plain/main.tf', set('"Plain"'));
    const before = change('caller/main.tf', calls('../team'));
    const after = change('plain/main.tf', set('"Plainer"'));
    const rootAt = (analysis: Analysis, path: string) => analysis.evaluated.roots.find((root) => root.path === path);
    expect(rootAt(after, 'caller')).toBe(rootAt(before, 'caller'));
    expect(rootAt(after, 'plain')).not.toBe(rootAt(before, 'plain'));
  });

  it('sees a module that comes to be, and one that changes', () => {
    const { change } = openProject();
    change('caller/main.tf', calls('../team'));
    change('team/main.tf', set('"Team"'));
    const { declared } = change('team/main.tf', set('"Renamed"'));
    expect([...declared.permissionSets.byName.keys()]).toEqual(['Renamed']);
  });

  it('says after any edits what it would say from scratch', () => {
    assert(
      property(several(constantFrom(...edits), { minLength: 4, maxLength: 24 }), (made) => {
        const { disk, change } = openProject();
        let last: Analysis | undefined;
        for (const { path, text } of made) last = change(path, text);
        if (last) expect(said(last)).toEqual(said(fromScratch(disk)));
      }),
      { numRuns: 150 },
    );
  });
});
