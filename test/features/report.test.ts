import { describe, expect, it } from 'vitest';
import { whoReport } from '../../server/src/core/features';
import { pageHtml, pageMarkdown, whoCsv, whoPage } from '../../server/src/core/features/report';
import type { WhoPivot, WhoReport, WhoRow } from '../../server/src/protocol';
import { type SmallSnapshot, smallSnapshot } from '../support/small-snapshot';
import { analysed, linesOfAnalysis } from './support/analysed';

const code = `accounts: { prod: "111122223333", dev: "444455556666" }
permission_sets:
  Reader: { managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] }
groups: { analysts: {} }
group_assignments:
  analysts: { account_ids: [prod], permission_set: Reader }
`;
const world: SmallSnapshot = {
  accounts: { prod: '111122223333', dev: '444455556666' },
  groups: { analysts: ['anna', 'nils'], idle: [], unread: null },
  users: { nils: { disabled: true } },
  permissionSets: { Reader: {} },
};

function made(live: SmallSnapshot, by: WhoPivot = 'account', productionOnly = false) {
  const { analysis } = analysed({ 'access.yaml': code, '.idc.yaml': 'production: [prod]\n' });
  const snapshot = smallSnapshot({ ...world, ...live });
  return whoReport(snapshot, { analysis, linesOf: linesOfAnalysis(analysis) }, { by, productionOnly });
}

const told = ({ user, note, group, accountName, permissionSet }: WhoRow) =>
  `${user ?? `(${note})`} in ${accountName} as ${permissionSet} ${group ? `through ${group}` : 'directly'}`;

describe('Who can access what', () => {
  it('takes groups apart into their members, and keeps direct assignments', () => {
    const { rows } = made({ assignments: ['analysts in prod as Reader', 'user otto in dev as Reader'] });
    expect(rows.map(told)).toEqual([
      'otto in dev as Reader directly',
      'anna in prod as Reader through analysts',
      'nils in prod as Reader through analysts',
    ]);
  });

  it('says of every row which API said so, which line grants it, and whether there is a role', () => {
    const [anna, nils] = made({ assignments: ['analysts in prod as Reader'], outdated: ['Reader in prod'] }).rows;
    expect(anna).toEqual({
      account: '111122223333',
      accountName: 'prod',
      production: true,
      user: 'anna',
      disabled: false,
      group: 'analysts',
      permissionSet: 'Reader',
      provisioned: 'outdated',
      inCode: 'yes',
      file: 'access.yaml',
      line: 6,
      writtenAt: { file: 'access.yaml', line: 6 },
      evidence: [
        'sso-admin/ListAccountAssignmentsForPrincipal',
        'identitystore/ListGroupMemberships',
        'identitystore/ListUsers',
      ],
    });
    expect(nils?.disabled).toBe(true);
  });

  it('leaves nobody out for want of knowledge: empty, unread and deleted groups are rows too', () => {
    const { rows } = made({
      assignments: ['idle in dev as Reader', 'unread in dev as Reader', 'gone 1111-2222 in dev as Reader'],
    });
    expect(rows.map(told)).toEqual([
      '(group 1111-2222 no longer exists) in dev as Reader through 1111-2222',
      '(the group has no members) in dev as Reader through idle',
      '(there may be further members: not all could be read) in dev as Reader through unread',
    ]);
  });

  it('states what could not be read', () => {
    const { gaps } = made({ incomplete: ['assignments'], denied: 'sso:ListAccountAssignmentsForPrincipal' });
    expect(gaps).toEqual([
      {
        what: 'assignments',
        because: 'the role in use may not do this: sso:ListAccountAssignmentsForPrincipal',
        action: 'sso:ListAccountAssignmentsForPrincipal',
      },
    ]);
  });

  it('can be kept to production, and filed by user or permission set', () => {
    const assignments = ['analysts in prod as Reader', 'analysts in dev as Reader', 'user otto in prod as Admin'];
    expect(made({ assignments }, 'account', true).rows.every((row) => row.production)).toBe(true);
    expect(made({ assignments }, 'user').rows.map((row) => row.user)).toEqual(['anna', 'anna', 'nils', 'nils', 'otto']);
    expect(made({ assignments }, 'permission-set').rows.map((row) => row.permissionSet)).toEqual([
      'Admin',
      ...['Reader', 'Reader', 'Reader', 'Reader'],
    ]);
  });

  it('tells eligible from effective: an assignment without a role is not access', () => {
    const [row] = made({ assignments: ['analysts in prod as Reader'], notProvisioned: ['Reader in prod'] }).rows;
    expect(row?.provisioned).toBe('no');
  });
});

const reportHtml = (report: WhoReport) => pageHtml(whoPage(report));
const reportMarkdown = (report: WhoReport) => pageMarkdown(whoPage(report));

const hostile = '=HYPERLINK("https://x.example","<b>|pay</b>")';

describe('The report as a file', () => {
  const nasty = made({
    groups: { [hostile]: ['@SUM(1)', '<script>alert(1)</script>', '-2+3', 'a,"b"'] },
    assignments: [`${hostile} in prod as Reader`],
    incomplete: ['groups'],
    denied: '<img src=x>',
  });

  it('is CSV in which no name is a formula, and that says what is missing', () => {
    const lines = whoCsv(nasty).split('\r\n');
    expect(lines[0]).toBe(
      'account_id,account_name,production,user,user_disabled,through_group,permission_set,provisioned,in_code,code_line,note,evidence,read_at',
    );
    const cells = whoCsv(nasty).split(/,|\r\n/);
    expect(cells.filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([]);
    expect(lines.join('\n')).toContain(`"'=HYPERLINK(""https://x.example"",""<b>|pay</b>"")"`);
    expect(lines.join('\n')).toContain(`prod,yes,"a,""b""",no,`);
    expect(lines.at(-2)).toContain('NOT READ: groups: the role in use may not do this: <img src=x>');
  });

  it('is HTML that holds no tag, script or address of anybody else', () => {
    const html = reportHtml(nasty);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('=HYPERLINK(&quot;https://x.example&quot;,&quot;&lt;b&gt;|pay&lt;/b&gt;&quot;)');
    expect(html).not.toMatch(/<(script|img|b|link|iframe)\b/);
    expect(html).not.toMatch(/(src|href)="(?!#)/);
    expect(html).toContain("default-src 'none'");
  });

  it('is HTML with the date, the instance, the evidence and the gaps', () => {
    const html = reportHtml(nasty);
    for (const text of [
      '<dd>2026-11-24 04:00 UTC</dd>',
      'arn:aws:sso:::instance/ssoins-1234567890abcdef in eu-west-1, account 999900001111',
      'sso-admin/ListAccountAssignmentsForPrincipal',
      'There may be more access than this report shows',
      'prod (111122223333) <span class="mark">production</span>',
    ]) {
      expect(html).toContain(text);
    }
    expect(reportHtml(made({ assignments: ['analysts in prod as Reader'] }))).toContain('access.yaml:6');
  });

  it('is HTML whose contents are in nobody’s way, however many accounts there are', () => {
    const accounts = Object.fromEntries(Array.from({ length: 80 }, (_, it) => [`a${it}`, `${100_000_000_000 + it}`]));
    const assignments = Object.keys(accounts).map((name) => `analysts in ${name} as Reader`);
    expect(reportHtml(made({ accounts, assignments }))).toContain('<details><summary>Contents (80)</summary>');
    const few = reportHtml(
      made({
        accounts: Object.fromEntries(Object.entries(accounts).slice(0, 10)),
        assignments: assignments.slice(0, 10),
      }),
    );
    expect(few).toContain('<details open><summary>Contents (10)</summary>');
    const one = reportHtml(made({ assignments: ['user otto in dev as Reader'] }));
    expect(one).not.toContain('Contents');
    expect(one).toContain('1 user, 1 account, 1 permission set, 1 row');
  });

  it('is Markdown whose tables no name can break', () => {
    const tables = reportMarkdown(nasty)
      .split('\n\n')
      .filter((part) => part.startsWith('| '))
      .map((part) => part.trimEnd().split('\n'));
    const bars = tables.map((rows) => new Set(rows.map((row) => row.replaceAll('\\|', '').split('|').length)));
    expect(bars.map(({ size }) => size)).toEqual([1, 1]);
    expect(tables.flat().join('\n')).not.toContain('<b>');
    expect(reportMarkdown(nasty)).toContain('**This report is not whole**');
  });
});
