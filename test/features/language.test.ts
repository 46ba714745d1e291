import { describe, expect, it } from 'vitest';
import { applyEdits, lineIndex } from '../../server/src/core/base';
import {
  definition,
  hints,
  hover,
  lenses,
  references,
  renamableAt,
  rename,
  symbols,
} from '../../server/src/core/features';
import { initialState } from '../../server/src/core/live';
import { type Analysed, analysed, printPlace } from './support/analysed';

const access = (cursorIn: Partial<Record<'set' | 'group' | 'name', string>> = {}) => `permission_sets:
  ${cursorIn.name ?? 'Analyst'}:
    session_duration: PT8H
    managed_policies: [arn:aws:iam::aws:policy/AmazonRedshiftReadOnlyAccess]
    customer_managed_policies: [analyst-policy]
groups:
  analysts: { description: Reads the warehouse }
accounts:
  prod-data: "111122223333"
  dev: "444455556666"
group_assignments:
  ${cursorIn.group ?? 'analysts'}:
    account_ids: [prod-data, dev]
    permission_set: ${cursorIn.set ?? 'Analyst'}
`;

const terraform = (argument: string) => `locals {
  sets = {
    Reader = "PT1H"
    Writer = "PT2H"
  }
}

resource "aws_ssoadmin_permission_set" "this" {
  for_each         = local.sets
  name             = each.key
  session_duration = each.value
  instance_arn     = "arn:aws:sso:::instance/ssoins-1111222233334444"
}

resource "aws_ssoadmin_account_assignment" "reader" {
  ${argument}
  instance_arn       = "arn:aws:sso:::instance/ssoins-1111222233334444"
  principal_type     = "GROUP"
  principal_id       = var.group
  target_type        = "AWS_ACCOUNT"
  target_id          = "111122223333"
}

variable "group" {}
`;

function hoverText({ analysis, path, offset }: Analysed): string {
  const sources = {
    live: initialState,
    declared: [{ folder: '/work', access: analysis.declared, project: analysis.project }],
    provisioning: undefined,
  };
  const placeText = (at: { path: string; start: number }) => {
    const text = analysis.files.get(at.path)?.text ?? '';
    return `${at.path}:${lineIndex(text).placeOf(at.start).line + 1}`;
  };
  return `\n${hover({ analysis, sources, path, offset, placeText })?.markdown ?? 'nothing'}\n`;
}

const places = (found: ReturnType<typeof definition>, { analysis }: Analysed) =>
  found.map((at) => printPlace(analysis, at));

describe('A hover that leads on', () => {
  const leading = (files: Readonly<Record<string, string>>) => {
    const { analysis, path, offset } = analysed(files);
    const sources = { live: initialState, declared: [], provisioning: undefined };
    const question = { analysis, sources, path, offset, placeText: () => '', linksCommands: true };
    return /\[(Explain [^\]]*)\]\(([^)]*)\)/.exec(hover(question)?.markdown ?? '');
  };
  const link = (text: string) => leading({ 'access.yaml': text })?.[2];
  const explains = (files: Readonly<Record<string, string>>) => {
    const [, title, href = ''] = leading(files) ?? [];
    return [title, ...JSON.parse(decodeURIComponent(href.replace('command:idc.explain?', '')))];
  };

  it('offers to explain the access of the name it is about', () => {
    const href = link('groups: { anal<|>ysts: {} }\n') ?? '';
    const [argument] = JSON.parse(decodeURIComponent(href.replace('command:idc.explain?', '')));
    expect(argument).toEqual({ about: { principalType: 'GROUP', principal: 'analysts' } });
  });

  it('knows whose access it is about where the name stands in an assignment', () => {
    const analysts = { principalType: 'GROUP', principal: 'analysts', permissionSet: 'Analyst' };
    const inProd = { about: { ...analysts, account: '111122223333' } };
    const code = access().replace('[prod-data, dev]', '["11112222<|>3333", dev]');
    expect(explains({ 'access.yaml': code })).toEqual(['Explain this access', inProd]);
    expect(explains({ 'access.yaml': access({ group: 'anal<|>ysts' }) })).toEqual([
      'Explain access…',
      { about: analysts },
    ]);
    expect(explains({ 'access.yaml': access({ set: 'Anal<|>yst' }) })).toEqual([
      'Explain access…',
      { about: analysts },
    ]);
  });

  it('asks for everything but the name where the name is only declared', () => {
    const one = access({ name: 'Anal<|>yst' }).replace('[prod-data, dev]', '[dev]');
    expect(explains({ 'access.yaml': one })).toEqual(['Explain access…', { about: { permissionSet: 'Analyst' } }]);
  });

  it('knows whose access a block of Terraform gives', () => {
    const code = (group: string) =>
      terraform('permission_set_arn = aws_ssoadmin_permission_set.this["Reader"].arn')
        .replace('principal_id       = var', 'principal_id       = v<|>ar')
        .replace('variable "group" {}', `variable "group" { default = ${group} }`);
    const about = { account: '111122223333', permissionSet: 'Reader' };
    expect(explains({ 'main.tf': code('"g-1"') })).toEqual(['Explain access…', { about }]);
  });

  it('lets no name end the link', () => {
    const href = link('groups: { "a) [x](command:y) (<|>b": {} }\n') ?? '';
    expect(href).not.toMatch(/[()'!*\s]/);
    expect(decodeURIComponent(href)).toContain('a) [x](command:y) (b');
  });
});

describe('Hover', () => {
  it('on a permission set tells its rights and its reach', () => {
    expect(hoverText(analysed({ 'access.yaml': access({ set: 'Ana<|>lyst' }) }))).toBe(`
**Permission set** \`Analyst\`

- Session: \`PT8H\`
- AWS managed: \`AmazonRedshiftReadOnlyAccess\`
- Customer managed: \`analyst-policy\`

2 assignments

- \`analysts\` → \`dev\`
- \`analysts\` → \`prod-data\`
`);
  });

  it('on a group tells where it may go', () => {
    expect(hoverText(analysed({ 'access.yaml': access({ group: 'anal<|>ysts' }) }))).toBe(`
**Group** \`analysts\`

2 assignments

- \`dev\` → \`Analyst\`
- \`prod-data\` → \`Analyst\`
`);
  });

  it('on an argument tells what it resolves to, instance by instance, and who wrote it', () => {
    const text = terraform('permission_set_arn = aws_ssoadmin_permission_set.this["Reader"].arn');
    const it = analysed({ 'main.tf': text.replace('= each.value', '= each.val<|>ue') });
    expect(hoverText(it)).toBe(`
**session_duration** over 2 instances

- \`"PT1H"\` · main.tf:3
- \`"PT2H"\` · main.tf:4
`);
  });

  it('on a for_each counts the instances', () => {
    const text = terraform('permission_set_arn = aws_ssoadmin_permission_set.this["Reader"].arn');
    const it = analysed({ 'main.tf': text.replace('= local.sets', '= local.s<|>ets') });
    expect(hoverText(it)).toContain('**2 instances**: `aws_ssoadmin_permission_set.this["Reader"]`');
  });

  it('on a for_each that is not known says why', () => {
    const text = 'variable "teams" {}\nresource "aws_identitystore_group" "team" {\n  for_each = var.te<|>ams\n}\n';
    expect(hoverText(analysed({ 'main.tf': text }))).toContain(
      'How many instances there are is not known: var.teams has no value',
    );
  });

  it('on what cannot be known says why', () => {
    const text = terraform('permission_set_arn = aws_ssoadmin_permission_set.this["Reader"].arn');
    const it = analysed({ 'main.tf': text.replace('= var.group', '= var.gr<|>oup') });
    expect(hoverText(it)).toMatch(/`not known` not known: .*var\.group/);
  });

  it('on anything else says nothing', () => {
    expect(hoverText(analysed({ 'access.yaml': `# a com<|>ment\n${access()}` }))).toBe('\nnothing\n');
  });
});

describe('Go to definition', () => {
  it('leads from a name to where it is declared', () => {
    const it = analysed({ 'access.yaml': access({ set: 'Ana<|>lyst' }) });
    expect(places(definition(it.analysis, it.path, it.offset), it)).toEqual(['access.yaml:2 Analyst']);
  });

  it('leads from an ARN to the entry that named the permission set', () => {
    const text = terraform('permission_set_arn = aws_ssoadmin_permission_set.th<|>is["Reader"].arn');
    const it = analysed({ 'main.tf': text });
    expect(places(definition(it.analysis, it.path, it.offset), it)).toContain('main.tf:3 Reader');
  });

  it('crosses from one language into the other', () => {
    const it = analysed({
      'access.yaml':
        'group_assignments:\n  analysts:\n    account_ids: ["111122223333"]\n    permission_set: Rea<|>der\n',
      'main.tf': terraform('permission_set_arn = aws_ssoadmin_permission_set.this["Writer"].arn'),
    });
    expect(places(definition(it.analysis, it.path, it.offset), it)).toEqual(['main.tf:3 Reader']);
  });
});

describe('Find references', () => {
  it('lists every place that names the same thing', () => {
    const it = analysed({ 'access.yaml': access({ name: 'Ana<|>lyst' }) });
    expect(places(references(it.analysis, it.path, it.offset), it)).toEqual([
      'access.yaml:2 Analyst',
      'access.yaml:14 Analyst',
    ]);
  });
});

describe('The outline', () => {
  it('lists what a file declares in the order of its text', () => {
    const { analysis } = analysed({ 'access.yaml': access() });
    const found = symbols(analysis, 'access.yaml').map(({ kind, name }) => `${kind} ${name}`);
    expect(found).toEqual([
      'permission-set Analyst',
      'group analysts',
      'account prod-data',
      'account dev',
      'assignment analysts → 111122223333 → Analyst',
      'assignment analysts → 444455556666 → Analyst',
    ]);
  });
});

describe('Inlay hints', () => {
  it('name the account behind an id, where its name is not already there', () => {
    const it = analysed({
      'access.yaml': access(),
      'main.tf': terraform('permission_set_arn = aws_ssoadmin_permission_set.this["Reader"].arn'),
    });
    const names = new Map([
      ['111122223333', 'prod-data'],
      ['444455556666', 'dev'],
    ]);
    const shown = (path: string) => {
      const text = it.analysis.files.get(path)?.text ?? '';
      return hints(it.analysis, path, { start: 0, end: text.length }, names).map(
        ({ at, label }) => `${text.slice(Math.max(0, at - 14), at)} ${label}`,
      );
    };
    expect(shown('main.tf')).toEqual(['"111122223333" prod-data']);
    expect(shown('access.yaml')).toEqual([]);
  });
});

describe('Code lenses', () => {
  it('tell how far a permission set reaches, and what a block expands to', () => {
    const { analysis } = analysed({ 'access.yaml': access() });
    const declared = [{ folder: '/work', access: analysis.declared, project: analysis.project }];
    const sources = { live: initialState, declared, provisioning: undefined };
    expect(lenses(analysis, sources, 'access.yaml').map((it) => `${printPlace(analysis, it.at)}: ${it.title}`)).toEqual(
      ['access.yaml:2 Analyst: 2 accounts · 1 group'],
    );
  });

  it('offer to explain one of the assignments of a block, with what all of them have in common', () => {
    const each = 'for_each = local.sets\n  permission_set_arn = aws_ssoadmin_permission_set.this[each.key].arn';
    const { analysis } = analysed({ 'main.tf': terraform(each) });
    const sources = { live: initialState, declared: [], provisioning: undefined };
    const told = lenses(analysis, sources, 'main.tf').filter(({ title }) => title !== 'not assigned');
    expect(told.map(({ title, about }) => [title, about])).toEqual([
      ['2 assignments', undefined],
      ['Explain access…', { account: '111122223333' }],
    ]);
  });
});

describe('Rename', () => {
  const renamed = (it: Analysed, to: string) => {
    const renaming = rename(it.analysis, it.path, it.offset, to);
    if ('refused' in renaming) return renaming.refused;
    const paths = [...new Set(renaming.edits.map((edit) => edit.path))];
    return paths.map((path) => applyEdits(path, it.analysis.files.get(path)?.text ?? '', renaming.edits));
  };

  it('changes a permission set wherever it is named, in both languages, and leaves the quotes', () => {
    const main = [
      'locals {',
      '  sets = { "Reader" = "PT1H" }',
      '}',
      'resource "aws_ssoadmin_permission_set" "this" {',
      '  for_each     = local.sets',
      '  name         = each.key',
      '  instance_arn = "arn:aws:sso:::instance/ssoins-1111222233334444"',
      '}',
    ].join('\n');
    const it = analysed({
      'access.yaml':
        'group_assignments:\n  analysts:\n    account_ids: ["111122223333"]\n    permission_set: Rea<|>der\n',
      'main.tf': main,
    });
    expect(renamed(it, 'Viewer')).toEqual([
      main.replace('"Reader"', '"Viewer"'),
      'group_assignments:\n  analysts:\n    account_ids: ["111122223333"]\n    permission_set: Viewer\n',
    ]);
  });

  it('refuses what is put together from parts, and what is no name', () => {
    const it = analysed({
      'main.tf': 'resource "aws_ssoadmin_permission_set" "a" {\n  name = "${"Re"}<|>ader"\n  instance_arn = "x"\n}\n',
    });
    expect(renamed(it, 'Viewer')).toBe('"Reader" is put together from parts in main.tf: "${"Re"}ader"');
    const plain = analysed({ 'access.yaml': access({ set: 'Ana<|>lyst' }) });
    expect(renamed(plain, 'a"b')).toBe('this is no name to write in code: a"b');
  });

  it('shows the name without its quotes before it is changed, and leaves accounts alone', () => {
    const it = analysed({ 'access.yaml': access({ set: '"Ana<|>lyst"' }) });
    expect(renamableAt(it.analysis, it.path, it.offset)?.name).toBe('Analyst');
    const account = analysed({ 'access.yaml': access().replace('prod-data:', 'prod-<|>data:') });
    expect(renamableAt(account.analysis, account.path, account.offset)).toBeUndefined();
  });
});
