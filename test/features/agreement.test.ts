/**
 * Every surface says the same of every grant: the Access view, the matrix, the comparison of code and live, what is
 * declared, and the report of who can access what. And each of them leads to the entry that the author wrote.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../server/src/core/analysis';
import {
  type AccessSources,
  accessDiff,
  accessMatrix,
  accessReport,
  accessTree,
  comparisonReport,
  explain,
  grantStatusOf,
  type Node,
  type Place,
  whoReport,
} from '../../server/src/core/features';
import { compareGrants, initialState, type Snapshot } from '../../server/src/core/live';
import { type GrantParts, grantText } from '../../server/src/core/model';
import type { GrantStatus, WhoRow } from '../../server/src/protocol';
import { parsePage } from '../support/fixture';
import { analyse } from '../support/fixture-findings';
import { type SmallSnapshot, smallSnapshot } from '../support/small-snapshot';
import { analysed, linesOfAnalysis } from './support/analysed';

const root = resolve(import.meta.dirname, '../..');

/** By grant: its status, and the line that each surface leads to. */
type Said = ReadonlyMap<string, { readonly status: GrantStatus; readonly line: string }>;

function witnessesOf({ declared, project }: Analysis, snapshot: Snapshot | undefined): AccessSources {
  const live = { ...initialState, profile: 'acme', snapshot };
  return { live, declared: [{ folder: '/work', access: declared, project }], provisioning: undefined };
}

function lineOf(analysis: Analysis, place: Place | undefined): string {
  const lines = place && linesOfAnalysis(analysis)(place.at.path);
  return lines ? `${place.at.path}:${lines.placeOf(place.at.start).line + 1}` : '';
}

function matrixSays(analysis: Analysis, snapshot: Snapshot | undefined): Said {
  const { accounts, principals } = accessMatrix(witnessesOf(analysis, snapshot));
  const said = principals.flatMap(({ type, name, cells }) =>
    cells.flatMap(({ account, permissionSets }) =>
      permissionSets.map(({ name: permissionSet, status, open }) => {
        const principalType = type === 'user' ? ('USER' as const) : ('GROUP' as const);
        const grant = { principalType, principal: name, account: accounts[account]?.id ?? '', permissionSet };
        return [grantText(grant), { status, line: lineOf(analysis, open) }] as const;
      }),
    ),
  );
  return new Map(said);
}

const words: Readonly<Record<string, GrantStatus>> = {
  'in code and live': 'both',
  'only in code': 'only-in-code',
  'only live': 'only-live',
  'managed elsewhere': 'elsewhere',
  'in code': 'in-code',
  live: 'live',
};

function treeSays(analysis: Analysis, snapshot: Snapshot | undefined): Said {
  const said = new Map<string, { status: GrantStatus; line: string }>();
  const visit = (nodes: readonly Node[], above: Partial<GrantParts> & { id?: string }): void => {
    for (const node of nodes) {
      const [kind, id] = node.id.split(/\/(.*)/s);
      const isPrincipal = kind === 'group' || kind === 'user';
      const type = kind === 'user' ? ('USER' as const) : ('GROUP' as const);
      const here = { ...above, ...node.about, ...(isPrincipal ? { principalType: type, principal: id } : {}) };
      const { principalType, principal, account, permissionSet } = here;
      if (node.kind === 'permission-set' && principalType && principal && account && permissionSet) {
        const status = words[node.description ?? ''];
        if (!status) throw new Error(`what is ${node.description}?`);
        const grant = { principalType, principal, account, permissionSet };
        said.set(grantText(grant), { status, line: lineOf(analysis, node.open) });
      }
      visit(node.children ?? [], here);
    }
  };
  visit(accessTree(witnessesOf(analysis, snapshot)), {});
  return said;
}

/** What the comparison leaves in none of its lists is in doubt. */
function comparisonSays(analysis: Analysis, snapshot: Snapshot): Said {
  const report = comparisonReport({ analysis, linesOf: linesOfAnalysis(analysis) }, snapshot);
  const lists = [
    ['both', report.both],
    ['only-in-code', report.onlyInCode],
    ['only-live', report.onlyLive],
    ['elsewhere', report.elsewhere],
  ] as const;
  return new Map(
    lists.flatMap(([status, grants]) =>
      grants.map((it) => {
        const line = it.writtenAt ? `${it.writtenAt.file}:${it.writtenAt.line}` : '';
        return [grantText(it), { status, line }] as const;
      }),
    ),
  );
}

const inCode = { both: 'yes', 'only-live': 'no', elsewhere: 'elsewhere', live: 'unknown' } as const;

function check(analysis: Analysis, snapshot: Snapshot): void {
  const matrix = matrixSays(analysis, snapshot);
  const linesOf = linesOfAnalysis(analysis);
  expect(treeSays(analysis, snapshot)).toEqual(matrix);
  const compared = comparisonSays(analysis, snapshot);
  for (const [grant, said] of compared) expect([grant, matrix.get(grant)]).toEqual([grant, said]);
  const orphaned = comparisonReport({ analysis, linesOf }, snapshot).orphaned.map(grantText);
  for (const [grant, { status }] of matrix) {
    const isSure = status !== 'in-code' && status !== 'live' && !orphaned.includes(grant);
    expect([grant, compared.has(grant)]).toEqual([grant, isSure || (compared.has(grant) && orphaned.includes(grant))]);
  }
  for (const row of accessReport(analysis.declared, [], linesOf).assignments) {
    const { principalType, principal, account, permissionSet, writtenAt } = row;
    if (!principalType || !principal || !account || !permissionSet) continue;
    const said = matrix.get(grantText({ principalType, principal, account, permissionSet }));
    expect(['both', 'only-in-code', 'in-code']).toContain(said?.status);
    expect(writtenAt).toBeDefined();
  }
  for (const row of whoReport(snapshot, { analysis, linesOf }, { by: 'account', productionOnly: false }).rows) {
    const said = matrix.get(grantOfRow(row));
    if (said) expect([grantOfRow(row), row.inCode]).toEqual([grantOfRow(row), inCode[said.status as 'both']]);
    if (said && row.writtenAt) expect(`${row.writtenAt.file}:${row.writtenAt.line}`).toBe(said.line);
  }
}

function grantOfRow({ group, user, account, permissionSet }: WhoRow): string {
  const principalType = group === null ? 'USER' : 'GROUP';
  return grantText({ principalType, principal: group ?? user ?? '', account, permissionSet: permissionSet ?? '' });
}

function acme(): Analysis {
  const folder = join(root, 'examples/acme');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((it) => /\.(tf|ya?ml)$/.test(it));
  return analysed(Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))).analysis;
}

const acmeLive: SmallSnapshot = {
  groups: { 'data-analysts': ['greta.holm'] },
  accounts: { 'prod-data': '111122223333', 'prod-web': '222233334444', management: '999900001111' },
  assignments: [
    'data-analysts in prod-data as RedshiftAnalyst',
    'finance in management as Billing',
    'on-call in prod-web as Billing',
    'user maria in prod-web as ReadOnly',
    'gone g-1 in prod-data as OnCall',
    'platform-engineers in prod-web as AWSAdministratorAccess',
  ],
};

describe('Tree, matrix, comparison, report and what is declared', () => {
  it('agree on every grant of acme', () => {
    check(acme(), smallSnapshot(acmeLive));
  });

  it.each(['docs/rules', 'test/rules'].flatMap((folder) => pagesIn(folder)))('agree on every grant of %s', (path) => {
    for (const example of parsePage(readFileSync(join(root, path), 'utf8'))) {
      const analysis = analyse(example.files, example.snapshot, example.before);
      check(analysis, analysis.snapshot ?? smallSnapshot(acmeLive));
    }
  });

  const live = smallSnapshot({
    accounts: { prod: '111122223333' },
    assignments: ['analysts in prod as Reader', 'auditors in prod as Reader', 'guests in prod as Reader'],
  });

  it('know literal ids by the names that AWS has for them', () => {
    const group = live.access.groups.byName.get('analysts')?.id;
    const set = live.access.permissionSets.byName.get('Reader')?.arn;
    const { analysis } = analysed({
      'main.tf': `resource "aws_ssoadmin_account_assignment" "it" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
  permission_set_arn = "${set}"
  principal_type     = "GROUP"
  principal_id       = "${group}"
  target_type        = "AWS_ACCOUNT"
  target_id          = "111122223333"
}
`,
    });
    check(analysis, live);
    expect(matrixSays(analysis, live).get('analysts in 111122223333 as Reader')).toEqual({
      status: 'both',
      line: 'main.tf:1',
    });
  });

  it('leave alone what the project file says is managed elsewhere', () => {
    const { analysis } = analysed({
      '.idc.yaml': 'outside:\n  groups: [auditors]\n',
      'access.yaml': `permission_sets: { Reader: {} }
groups: { analysts: {} }
group_assignments:
  analysts: { account_ids: ["111122223333"], permission_set: Reader }
`,
    });
    check(analysis, live);
    const statuses = [...matrixSays(analysis, live)].map(([grant, { status }]) => `${grant}: ${status}`);
    expect(statuses).toEqual([
      'analysts in 111122223333 as Reader: both',
      'auditors in 111122223333 as Reader: elsewhere',
      'guests in 111122223333 as Reader: only-live',
    ]);
  });
});

describe('The access changes', () => {
  it('show the line of a file that was edited', () => {
    const now = acme();
    const files = Object.fromEntries([...now.files].map(([path, { text }]) => [path, text]));
    const teams = 'terraform/teams.yaml';
    const edited = files[teams]?.replace('["444455556666", "555566667777"]', '["444455556666"]') ?? '';
    const before = analysed({ ...files, [teams]: edited }).analysis;
    const side = (analysis: Analysis) => ({ analysis, linesOf: linesOfAnalysis(analysis) });
    const { added } = accessDiff('main', side(before), side(now));
    expect(
      added.map(({ principal, account, file, line, writtenAt }) => [principal, account, file, line, writtenAt]),
    ).toEqual([
      [
        'web-developers',
        '555566667777',
        'terraform/group-assignments.tf',
        46,
        {
          file: teams,
          line: 7,
        },
      ],
    ]);
  });

  it('of a file that is asked about are those that are written in it, too', () => {
    const now = acme();
    const files = Object.fromEntries([...now.files].map(([path, { text }]) => [path, text]));
    const teams = 'terraform/teams.yaml';
    const edited = { ...files, [teams]: files[teams]?.replace(', "555566667777"]', ']') ?? '' };
    const side = (analysis: Analysis) => {
      return { analysis, linesOf: linesOfAnalysis(analysis), isWanted: (path: string) => path === teams };
    };
    const { added } = accessDiff('main', side(analysed(edited).analysis), side(now));
    expect(added.map(({ principal, account }) => `${principal} ${account}`)).toEqual(['web-developers 555566667777']);
  });

  it('show the line that names another permission set', () => {
    const now = acme();
    const files = Object.fromEntries([...now.files].map(([path, { text }]) => [path, text]));
    const teams = 'terraform/teams.yaml';
    const edited = { ...files, [teams]: files[teams]?.replace('WebDeveloper', 'ReadOnly') ?? '' };
    const side = (analysis: Analysis) => ({ analysis, linesOf: linesOfAnalysis(analysis) });
    const { changed } = accessDiff('main', side(now), side(analysed(edited).analysis));
    expect(changed.map(({ account, after, writtenAt }) => [account, after, writtenAt])).toEqual([
      ['444455556666', 'ReadOnly', { file: teams, line: 8 }],
      ['555566667777', 'ReadOnly', { file: teams, line: 8 }],
    ]);
  });
});

describe('An explanation', () => {
  it('leads to the entry, and names the block that makes it of that', () => {
    const analysis = acme();
    const question = { principal: 'data-analysts', account: 'prod-data', permissionSet: 'RedshiftAnalyst' };
    const { origin, through } = explain(
      { snapshot: smallSnapshot(acmeLive), declared: analysis.declared },
      { ...question, principalType: 'GROUP' },
    );
    expect(lineOf(analysis, origin && { folder: '', at: origin.at })).toBe('terraform/group-assignments.tf:5');
    expect(lineOf(analysis, through && { folder: '', at: through.origin.at })).toBe(
      'terraform/group-assignments.tf:46',
    );
    expect(through?.address).toContain('aws_ssoadmin_account_assignment.group[');
  });
});

describe('A grant that is only compared', () => {
  it('has one status for each pair of statuses', () => {
    const { analysis } = analysed({
      'access.yaml': 'group_assignments:\n  a: { account_ids: ["111122223333"], permission_set: R }\n',
    });
    const { grants } = compareGrants([{ access: analysis.declared, project: analysis.project }], undefined);
    expect(grants.map(grantStatusOf)).toEqual(['in-code']);
  });
});

function pagesIn(folder: string): readonly string[] {
  const names = readdirSync(join(root, folder)).filter((it) => it.endsWith('.md') && it !== 'README.md');
  return names.map((name) => `${folder}/${name}`);
}
