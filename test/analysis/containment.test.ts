/** A mistake of ours in one root, file, format or rule: the others answer, it is named, and nothing is claimed that needs it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Analysis, createWorkspace, type WorkspaceOptions } from '../../server/src/core/analysis';
import { isKnown } from '../../server/src/core/base';
import { yamlFormats } from '../../server/src/core/declared';
import type { YamlFormat } from '../../server/src/core/declared/format';
import { partWithGaps } from '../../server/src/core/declared/part';
import { yamlFormat } from '../../server/src/core/declared/yaml-reader';
import { accessReport } from '../../server/src/core/features';
import { type Rule, rules } from '../../server/src/core/rules';
import { issueTracker } from '../../server/src/core/wording';

const set = (name: string) =>
  `resource "aws_ssoadmin_permission_set" "this" {
  name         = "${name}"
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}
`;

const definition = 'permission_sets:\n  Auditor: {}\ngroups:\n  data: {}\n';

/** A text that throws as soon as anybody looks into it. */
function unreadable(message: string): string {
  const fails = () => {
    throw new Error(message);
  };
  return new Proxy(Object(''), { get: fails }) as string;
}

function project(files: Readonly<Record<string, string>>, options: WorkspaceOptions = {}) {
  const told: string[] = [];
  const workspace = createWorkspace({ onBug: ({ reason }) => told.push(reason.during.kind), ...options });
  const apply = (texts: Readonly<Record<string, string | undefined>>): Analysis => {
    workspace.apply({ texts: new Map(Object.entries(texts)), paths: new Set(Object.keys(files)) });
    return workspace.analysis();
  };
  return { apply, analysis: apply(files), told };
}

function setNames({ declared }: Analysis): readonly string[] {
  return declared.permissionSets.all.flatMap(({ name }) => (isKnown(name) ? [name.value] : [])).toSorted();
}

function unknowns({ declared, unknowns }: Analysis): readonly string[] {
  return accessReport(declared, unknowns, () => undefined).unknown.map((it) => `${it.address}: ${it.because}`);
}

const rulesOf = ({ findings }: Analysis) => new Set(findings.map(({ rule }) => rule));

const dataOfRoot = {
  'a/main.tf': `${set('Reader')}locals { text = file("x.txt") }\noutput "x" { value = local.text }\n`,
};

describe('A root that throws', () => {
  const files = { ...dataOfRoot, 'b/main.tf': set('Writer') };
  const broken = { 'a/x.txt': unreadable('a mistake of ours') };

  it('is listed as not known, with what to report, and the others answer', () => {
    const { apply } = project(files);
    const analysis = apply(broken);
    expect(setNames(analysis)).toEqual(['Writer']);
    expect(unknowns(analysis)).toEqual([
      `a: a fault in idc while evaluating the root module in a (Error: a mistake of ours): please report it, with this text, to ${issueTracker}`,
    ]);
  });

  it('leaves no listing complete, so that nothing is found for what it may declare', () => {
    const { apply, analysis } = project({ ...files, 'team.access.yaml': definition });
    expect(rulesOf(analysis)).toContain('unassigned-permission-set');
    const after = apply(broken);
    expect(after.declared.assignments.complete).toBe(false);
    expect(rulesOf(after)).not.toContain('unassigned-permission-set');
  });

  it('leaves suppressions alone: what they silence may be there', () => {
    const ignored = `# idc: ignore long-production-session -- by hand\n${set('Writer')}`;
    const { apply, analysis } = project({ ...files, 'b/main.tf': ignored });
    expect(rulesOf(analysis)).toContain('unused-suppression');
    expect(rulesOf(apply(broken))).not.toContain('unused-suppression');
  });

  it('is told once for as long as nothing it read has changed', () => {
    const { apply, told } = project({ ...files, 'team.access.yaml': definition });
    apply(broken);
    apply({ 'b/main.tf': set('Operator') });
    apply({ 'team.access.yaml': 'groups: {}\n' });
    expect(told).toEqual(['root']);
  });

  it('is evaluated as ever once it no longer throws', () => {
    const { apply } = project(files);
    apply(broken);
    const after = apply({ 'a/x.txt': 'hello' });
    expect(after.faults).toEqual([]);
    expect(setNames(after)).toEqual(['Reader', 'Writer']);
    expect(after.findings.map(({ message }) => message)).toEqual(
      project({ ...files, 'a/x.txt': 'hello' }).analysis.findings.map(({ message }) => message),
    );
  });
});

describe('A file that throws', () => {
  it.each([
    ['main.tf', 'terraform'],
    ['x.tf.json', 'terraform in JSON'],
    ['terraform.tfvars', 'variables'],
    ['team.access.yaml', 'an access definition'],
  ])('%s (%s) is not known, and is no mistake of its author', (path) => {
    const { analysis } = project({ [path]: unreadable('oops'), 'b/main.tf': set('Writer') });
    expect(setNames(analysis)).toEqual(['Writer']);
    expect(analysis.faults.map(({ reason }) => reason.during)).toEqual([{ kind: 'file', path }]);
    expect(unknowns(analysis)).toEqual([expect.stringContaining(`${path}: a fault in idc while reading ${path}`)]);
    expect(analysis.declared.permissionSets.complete).toBe(false);
    expect(rulesOf(analysis)).not.toContain('syntax');
    expect(analysis.declared.configuration?.missingKeys).toEqual([]);
  });

  it('among modules that were downloaded is not passed over', () => {
    const { analysis } = project({ '.terraform/modules/sso/main.tf': unreadable('oops') });
    expect(analysis.faults).toHaveLength(1);
  });
});

describe('A project file that throws', () => {
  it('leaves no rule run: it may turn any of them off', () => {
    const { apply, analysis } = project({ '.idc.yaml': 'rules: {}\n', 'team.access.yaml': definition });
    expect(rulesOf(analysis)).toContain('unassigned-permission-set');
    const after = apply({ '.idc.yaml': unreadable('oops') });
    expect(after.findings).toEqual([]);
    expect(after.faults.map(({ reason }) => reason.during)).toEqual([{ kind: 'file', path: '.idc.yaml' }]);
  });
});

describe('A YAML format that throws', () => {
  const fails = () => {
    throw new Error('oops');
  };
  const empty = {
    name: 'plans',
    files: ['**/*.plan.yaml'],
    reads: () => [],
    read: () => 1,
    join: () => partWithGaps([]),
  };
  const files = { 'a.plan.yaml': 'a: 1\n', 'team.access.yaml': definition, 'b/main.tf': set('Writer') };
  const reading = (format: Partial<YamlFormat<number>>) =>
    project(files, { formats: [yamlFormat<number>({ ...empty, ...format }), ...yamlFormats] });

  it.each([
    ['accepts', fails],
    ['reads', fails],
    ['read', fails],
  ])('when it %s a file leaves that file unknown', (step, throws) => {
    const { analysis, apply, told } = reading({ [step]: throws });
    expect(setNames(analysis)).toEqual(['Auditor', 'Writer']);
    expect(analysis.declared.permissionSets.complete).toBe(false);
    expect(unknowns(analysis)).toEqual([
      expect.stringContaining('a.plan.yaml: a fault in idc while reading a.plan.yaml'),
    ]);
    apply({ 'b/main.tf': set('Operator') });
    expect(told).toEqual(['file']);
  });

  it('when it joins its files leaves what the others declare', () => {
    const { analysis, told } = reading({ join: fails });
    expect(told).toEqual(['format']);
    expect(setNames(analysis)).toEqual(['Auditor', 'Writer']);
    expect(analysis.declared.permissionSets.complete).toBe(false);
  });
});

describe('A rule that throws', () => {
  const broken: Rule = {
    name: 'broken',
    summary: 'Reports, then throws.',
    severity: 'error',
    reads: ['declared'],
    check: ({ declared }, report) => {
      for (const at of declared.permissionSets.all) report(at, { message: 'found' });
      throw new Error('a mistake of ours');
    },
  };

  it('is named as not run, leaves its findings out, and takes no other rule with it', () => {
    const { analysis, told } = project({ 'team.access.yaml': definition }, { rules: [broken, ...rules] });
    expect(rulesOf(analysis)).toContain('unassigned-permission-set');
    expect(rulesOf(analysis)).not.toContain('broken');
    expect(analysis.faults.map(({ reason }) => reason)).toEqual([
      { kind: 'fault', during: { kind: 'rule', name: 'broken' }, message: 'Error: a mistake of ours' },
    ]);
    expect(told).toEqual(['rule']);
  });

  it('only when a fix is asked for gives none', () => {
    const fixless: Rule = {
      ...broken,
      check: ({ declared }, report) => {
        const fixes = () => {
          throw new Error('no fix');
        };
        for (const at of declared.permissionSets.all) report(at, { message: 'found', fixes });
      },
    };
    const { analysis, told } = project({ 'team.access.yaml': definition }, { rules: [fixless] });
    expect(analysis.findings.flatMap((it) => it.fixes())).toEqual([]);
    expect(told).toEqual(['fix']);
  });
});

describe('Whoever is to be told', () => {
  it('is this project', () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(issueTracker).toBe(`${manifest.repository.url.replace(/\.git$/, '')}/issues`);
  });
});
