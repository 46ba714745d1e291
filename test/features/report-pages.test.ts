import { describe, expect, it } from 'vitest';
import { explainCodes } from '../../server/src/cli/explain-codes';
import { accessDiff, accessReport, comparisonReport } from '../../server/src/core/features';
import {
  changesPage,
  comparisonPage,
  declaredPage,
  type EventLookup,
  explanationPage,
  type Page,
  pageMarkdown,
  policiesPage,
  policyPlaces,
} from '../../server/src/core/features/report';
import type { PolicyCheckResult, PolicyVerdict } from '../../server/src/core/live';
import type { ExplainedAccess } from '../../server/src/protocol';
import { type SmallSnapshot, smallSnapshot } from '../support/small-snapshot';
import { type Analysed, analysed, linesOfAnalysis } from './support/analysed';

const code = `accounts: { prod: "111122223333", dev: "444455556666" }
permission_sets:
  Reader: { customer_managed_policies: [reader-policy], session_duration: PT2H }
  Writer: {}
groups: { analysts: {}, ops: {} }
group_assignments:
  analysts: { account_ids: [prod], permission_set: Reader }
  ops: { account_ids: [dev], permission_set: Writer }
`;
const world: SmallSnapshot = {
  accounts: { prod: '111122223333', dev: '444455556666' },
  groups: { analysts: ['anna'], ops: ['otto'] },
  permissionSets: { Reader: {}, Writer: {} },
};
const here = analysed({ 'access.yaml': code });
const folder = '/repo';
const now = Date.parse('2026-11-24T04:05:00.000Z');

const text = (page: Page) => `\n${pageMarkdown(page, now)}`;

type Seen = { readonly policies?: PolicyCheckResult; readonly events?: EventLookup };

function explained(about: ExplainedAccess, live: SmallSnapshot, { policies, events }: Seen = {}): Page {
  const snapshot = smallSnapshot({ ...world, ...live });
  const linesOf = linesOfAnalysis(here.analysis);
  const own = [{ folder, declared: here.analysis.declared, linesOf }];
  return explanationPage({ snapshot, code: own, policies, events }, about);
}

describe('The page of an explanation', () => {
  it('says the answer, the next step, the line of code, the age of the evidence, and the whole chain', () => {
    const about = { principal: 'anna', account: '111122223333', permissionSet: 'Reader' };
    const live = { assignments: ['analysts in prod as Reader'], outdated: ['Reader in prod'] };
    expect(text(explained(about, live))).toMatchInlineSnapshot(`
      "
      # anna in prod as Reader

      **The account holds an older version** – prod (111122223333) holds an older version of Reader: what it allows is what it allowed before.

      Next step: Provision the permission set to that account.

      - Code: access.yaml:3
      - Live access read: 2026-11-24T04:00:00.000Z (5 min ago)

      ## The chain

      | Link | State | What was found | Source |
      |---|---|---|---|
      | Principal | fine | The user exists: anna | identitystore/ListUsers |
      | Groups | fine | The user is in analysts | identitystore/ListGroupMemberships |
      | Account | fine | The account exists: prod (111122223333) | organizations/ListAccounts |
      | Permission set | fine | The permission set exists: Reader | sso-admin/ListPermissionSets |
      | Assignment | fine | Assigned: Reader through analysts | sso-admin/ListAccountAssignmentsForPrincipal |
      | Provisioning | **broken** | prod (111122223333) holds an older version of Reader: what it allows is what it allowed before | sso-admin/ListAccountsForProvisionedPermissionSet |
      "
    `);
  });

  it('leads to the line of code', () => {
    const page = explained({ principal: 'anna', account: 'prod', permissionSet: 'Reader' }, {});
    expect(page.facts[0]?.value.open).toEqual({ folder, file: 'access.yaml', line: 7 });
    expect(page.verdict).toMatchObject({ tone: 'bad', heading: 'Nobody is assigned that' });
  });

  it('means the group where a user has the same name', () => {
    const live: SmallSnapshot = { groups: { ops: ['otto'] }, users: { ops: { disabled: true } } };
    const about = { principal: 'ops', account: 'dev' };
    expect(explained(about, live).verdict.heading).toBe('The user is disabled');
    expect(explained({ ...about, principalType: 'GROUP' }, live).verdict.heading).toBe('Nobody is assigned that');
  });

  it('rests on what was seen of policies in the account', () => {
    const verdict: PolicyVerdict = {
      account: '111122223333',
      name: 'reader-policy',
      path: '/',
      permissionSets: ['Reader'],
      verdict: 'missing',
      nearby: [],
    };
    const live = { assignments: ['analysts in prod as Reader'] };
    const page = explained({ principal: 'anna', account: 'prod' }, live, {
      policies: { takenAt: '2026-11-24T01:00:00.000Z', verdicts: [verdict] },
    });
    expect(page.verdict.heading).toBe('The account lacks a policy');
    expect(page.facts.at(-1)).toEqual({ name: 'Policies looked for', value: { text: '2026-11-24T01:00:00.000Z' } });
  });

  it('has a heading for each way in which access fails', () => {
    const headings = Object.keys(explainCodes).length;
    const seen = new Set([
      explained({ principal: 'anna', account: 'prod' }, { assignments: ['analysts in prod as Reader'] }),
      explained({ principal: 'nobody', account: 'prod' }, {}),
      explained({ principal: 'anna', account: 'prod' }, { incomplete: ['assignments'] }),
      explained({ principal: 'anna', account: 'nowhere' }, {}),
    ]);
    expect([...seen].map((it) => it.verdict)).toEqual([
      { tone: 'good', heading: 'The access is there', text: expect.any(String) },
      { tone: 'bad', heading: 'No user or group has that name', text: expect.any(String) },
      { tone: 'doubtful', heading: "This can't be decided with these rights", text: expect.any(String) },
      { tone: 'bad', heading: 'The organization has no such account', text: expect.any(String) },
    ]);
    expect(headings).toBe(18);
  });

  it('leaves no name of the outside the power of Markdown', () => {
    const page = explained({ principal: '**x** | <b>[y](z)</b>', account: 'prod' }, {});
    expect(pageMarkdown(page, now).split('\n')[0]).toBe('# \\*\\*x\\*\\* \\| &lt;b>\\[y\\](z)&lt;/b> in prod');
  });
});

describe('Events of CloudTrail on the page of an explanation', () => {
  const about = { principal: 'anna', account: '111122223333', permissionSet: 'Reader' };
  const eventsOf = (events: EventLookup) => explained(about, {}, { events });
  const sectionOf = (events: EventLookup) => eventsOf(events).sections.find((it) => /CloudTrail/.test(it.heading));

  const refused = {
    at: '2026-11-24T03:50:00.000Z',
    name: 'GetRoleCredentials',
    by: 'anna',
    text: 'anna asked for Reader in prod (111122223333)',
    error: 'ForbiddenException: No access',
    account: '111122223333',
    region: 'eu-west-1',
  };
  const evidence = {
    ...{ since: '2026-11-10T04:05:00.000Z', events: [refused], notes: [] },
    ...{ unread: [], caveats: ['it may be 15 minutes behind'], missingAction: undefined },
  };

  it('are announced until AWS was asked, and are no part of the page till then', () => {
    const page = eventsOf({ state: 'not-asked' });
    expect(page.further).toEqual({ heading: 'Events of CloudTrail', state: 'not-asked' });
    expect(page.sections.map((it) => it.heading)).toEqual(['The chain']);
  });

  it('stand below the chain, with who, what and where, and what came of it', () => {
    const page = eventsOf({ state: 'found', evidence });
    expect(page.further?.state).toBe('asked');
    expect(text(page).split('## Events of CloudTrail')[1]).toBe(`

It may be 15 minutes behind.

| When | Event | By | What | Where |
|---|---|---|---|---|
| 2026-11-24T03:50:00.000Z | GetRoleCredentials | anna | **anna asked for Reader in prod (111122223333): failed with ForbiddenException: No access** | prod, eu-west-1 |
`);
  });

  it('do not change the verdict, whatever they are', () => {
    const { verdict } = eventsOf({ state: 'not-asked' });
    expect(eventsOf({ state: 'found', evidence }).verdict).toEqual(verdict);
    expect(eventsOf({ state: 'failed', failure: offline }).verdict).toEqual(verdict);
  });

  it('that are none are said so', () => {
    expect(sectionOf({ state: 'found', evidence: { ...evidence, events: [] } })).toMatchObject({
      note: 'None that is about this was found. It may be 15 minutes behind.',
      rows: [],
    });
  });

  it('that may not be read are listed, with the right that is missing', () => {
    const unread = [
      { name: undefined, account: '111122223333', region: 'eu-west-1', because: 'the role in use may not do this' },
    ];
    const missing = { ...evidence, events: [], unread, missingAction: 'cloudtrail:LookupEvents' };
    const page = eventsOf({ state: 'found', evidence: missing });
    expect(text(page).split('## Events of CloudTrail')[1]).toBe(`

None that is about this could be read. It may be 15 minutes behind.

## Events that could not be read

There may be more. Missing right: cloudtrail:LookupEvents.

| Where | Event | Why |
|---|---|---|
| prod, eu-west-1 | any | the role in use may not do this |
`);
  });

  const offline = { kind: 'offline', reason: { kind: 'throttled', action: 'sso:X' } } as const;

  it('that could not be read say why, and who stopped it how to go on', () => {
    expect(sectionOf({ state: 'failed', failure: offline })?.note).toBe(
      'They could not be read: AWS keeps throttling the requests: sso:X. Try again in a few minutes; the limit is shared with everything else that uses Identity Center.',
    );
    const stopped = { kind: 'cancelled', reason: { kind: 'cancelled' } } as const;
    expect(sectionOf({ state: 'failed', failure: stopped })?.note).toContain('Update looks for them again');
  });

  it('are nothing to wait for where a file stands in for AWS', () => {
    const page = eventsOf({ state: 'never', because: 'A file is shown.' });
    expect(page.further).toBeUndefined();
    expect(page.sections.at(-1)).toMatchObject({ note: 'A file is shown.', rows: [] });
  });
});

describe('The page of a comparison', () => {
  const compared = (it: Analysed, live: SmallSnapshot) =>
    comparisonPage(
      comparisonReport(
        { analysis: it.analysis, linesOf: linesOfAnalysis(it.analysis) },
        smallSnapshot({ ...world, ...live }),
      ),
      folder,
    );

  it('tells what only one side has, what differs, and of what it can’t be told', () => {
    const live = {
      assignments: ['analysts in prod as Reader', 'analysts in dev as Reader', 'gone g-1 in prod as Reader'],
    };
    expect(text(compared(here, live))).toMatchInlineSnapshot(`
      "
      # Code compared with live access

      **Code and AWS differ** – 1 in both, 1 only in code, 1 only live, 1 of principals that no longer exist, 1 permission set differing.

      - Instance: arn:aws:sso:::instance/ssoins-1234567890abcdef
      - Live access read: 2026-11-24T04:00:00.000Z (5 min ago)

      ## Permission sets that differ

      | Permission set | What | In code | Live | Code |
      |---|---|---|---|---|
      | Reader | Session duration | PT2H | PT1H | \`access.yaml:3\` |
      | Reader | Customer managed policies | reader-policy | nothing | \`access.yaml:3\` |

      ## Assignments only in code

      Not applied yet, or removed by hand.

      | Principal | Account | Permission set | Code |
      |---|---|---|---|
      | ops | dev (444455556666) | Writer | \`access.yaml:8\` |

      ## Assignments only live

      Made by hand, or by other code.

      | Principal | Account | Permission set | Source |
      |---|---|---|---|
      | analysts | dev (444455556666) | Reader | sso-admin/ListAccountAssignmentsForPrincipal |

      ## Assignments of principals that no longer exist

      AWS keeps them by id; nobody can use them.

      | Principal | Account | Permission set | Source |
      |---|---|---|---|
      | g-1 | prod (111122223333) | Reader | sso-admin/ListAccountAssignmentsForPrincipal |

      ## In code and live

      | Principal | Account | Permission set | Code | Source |
      |---|---|---|---|---|
      | analysts | prod (111122223333) | Reader | \`access.yaml:7\` | sso-admin/ListAccountAssignmentsForPrincipal |
      "
    `);
  });

  it('says so where both have the same', () => {
    const same = analysed({ 'access.yaml': code.replace(', session_duration: PT2H', '') });
    const live = {
      assignments: ['analysts in prod as Reader', 'ops in dev as Writer'],
      permissionSets: { Reader: { customerManagedPolicies: [{ name: 'reader-policy', path: '/' }] }, Writer: {} },
    };
    expect(compared(same, live).verdict).toEqual({
      tone: 'good',
      heading: 'AWS has what the code says',
      text: '2 in both, 0 only in code, 0 only live, 0 permission sets differing.',
    });
  });

  it('tells of each assignment whose access it is', () => {
    const page = compared(here, { assignments: ['analysts in dev as Reader'] });
    const rows = page.sections.find((it) => it.heading === 'Assignments only live')?.rows;
    const about = { principalType: 'GROUP', principal: 'analysts', account: '444455556666', permissionSet: 'Reader' };
    expect(rows?.map((it) => it.about)).toEqual([about]);
  });
});

describe('The page of access changes', () => {
  const side = ({ analysis }: Analysed) => ({ analysis, linesOf: linesOfAnalysis(analysis) });

  it('tells what is granted, taken away and altered', () => {
    const before = code.replace('ops: { account_ids: [dev], permission_set: Writer }', '').replace('PT2H', 'PT1H');
    const diff = accessDiff('main', side(analysed({ 'access.yaml': before })), side(here));
    expect(text(changesPage(diff, folder))).toMatchInlineSnapshot(`
      "
      # Access changes since main

      **Access changes** – 1 added, 0 removed, 0 changed, 1 permission set touched.

      - Applying it takes: under a minute (1 assignment, Reader provisioned in 1 account)

      ## Access added

      | Principal | Account | Permission set | Code |
      |---|---|---|---|
      | ops | dev (444455556666) | Writer | \`access.yaml:8\` |

      ## Permission sets

      | Permission set | What | Before | After | Effect |
      |---|---|---|---|---|
      | Reader | Session duration | PT1H | PT2H | provisioned again in 1 account |
      "
    `);
  });

  it('says so where nothing changed', () => {
    expect(changesPage(accessDiff('main', side(here), side(here)), folder).verdict.heading).toBe('No access changes');
  });
});

describe('The page of what is declared', () => {
  it('lists each assignment and permission set with its line', () => {
    const { declared, unknowns } = here.analysis;
    const report = accessReport(declared, unknowns, linesOfAnalysis(here.analysis));
    expect(text(declaredPage(report, folder))).toMatchInlineSnapshot(`
      "
      # What the code declares

      **2 assignments, 2 permission sets, 2 groups**

      - Folder: /repo

      ## Assignments

      | Principal | Account | Permission set | Code |
      |---|---|---|---|
      | analysts | prod (111122223333) | Reader | \`access.yaml:7\` |
      | ops | dev (444455556666) | Writer | \`access.yaml:8\` |

      ## Permission sets

      | Permission set | Session | Customer managed | Code |
      |---|---|---|---|
      | Reader | PT2H | reader-policy | \`access.yaml:3\` |
      | Writer | PT1H |  | \`access.yaml:4\` |

      ## Groups

      | Name | Code |
      |---|---|
      | analysts | \`access.yaml:5\` |
      | ops | \`access.yaml:5\` |

      ## Accounts

      | Account | Id | Code |
      |---|---|---|
      | prod | 111122223333 | \`access.yaml:1\` |
      | dev | 444455556666 | \`access.yaml:1\` |
      "
    `);
  });

  it('says so where there is nothing', () => {
    const { analysis } = analysed({ 'main.tf': '' });
    const report = accessReport(analysis.declared, analysis.unknowns, linesOfAnalysis(analysis));
    expect(declaredPage(report, folder)).toMatchObject({
      verdict: { heading: 'No access is declared here' },
      sections: [],
    });
  });
});

describe('The page of policies in target accounts', () => {
  const { declared } = here.analysis;
  const placeOf = policyPlaces([{ folder, declared, linesOf: linesOfAnalysis(here.analysis) }]);
  const asked = { account: '111122223333', name: 'reader-policy', path: '/', permissionSets: ['Reader'] };
  const names = new Map([['111122223333', 'prod']]);
  const looked = (verdicts: readonly PolicyVerdict[]) =>
    policiesPage({ takenAt: '2026-11-24T04:00:00.000Z', verdicts, names, placeOf });

  it('tells what is missing from what nobody could look for, with the line that needs it', () => {
    const verdicts: PolicyVerdict[] = [
      { ...asked, verdict: 'missing', nearby: ['/team/reader-policy'] },
      { ...asked, account: '444455556666', verdict: 'not-looked', reason: { kind: 'no-role-in-account' } },
      { ...asked, name: 'other', verdict: 'exists' },
    ];
    expect(text(looked(verdicts))).toMatchInlineSnapshot(`
      "
      # Policies in target accounts

      **1 policy is missing** – 2 accounts: 1 there, 1 missing, 1 could not be looked for.

      - Accounts read: 2026-11-24T04:00:00.000Z (5 min ago)

      ## Missing

      Create each in its account with exactly that name and path.

      | Account | Policy | Needed by | What was found | Code |
      |---|---|---|---|---|
      | prod (111122223333) | /reader-policy | Reader | **missing; there is /team/reader-policy** | \`access.yaml:3\` |

      ## Nobody could look

      Unknown, not missing.

      | Account | Policy | Needed by | What was found | Code |
      |---|---|---|---|---|
      | 444455556666 | /reader-policy | Reader | you have no role in this account | \`access.yaml:3\` |

      ## There

      | Account | Policy | Needed by | What was found |
      |---|---|---|---|
      | prod (111122223333) | /other | Reader | there |
      "
    `);
  });

  it('says so where the last check ended early', () => {
    const verdicts: PolicyVerdict[] = [{ ...asked, verdict: 'exists' }];
    const page = policiesPage({
      ...{ takenAt: '2026-11-24T04:00:00.000Z', verdicts, names, placeOf },
      cutShort: { read: 1, of: 3 },
    });
    expect(page.facts).toEqual([
      { name: 'Incomplete', value: { tone: 'doubtful', text: expect.stringContaining('after 1 of 3 accounts') } },
    ]);
    expect(page.verdict.tone).toBe('doubtful');
  });

  it('does not call whole what could not be looked at', () => {
    const unseen: PolicyVerdict = { ...asked, verdict: 'not-looked', reason: { kind: 'no-role-in-account' } };
    expect(looked([unseen]).verdict.tone).toBe('doubtful');
    expect(looked([{ ...asked, verdict: 'exists' }]).verdict.tone).toBe('good');
    expect(looked([unseen]).verdict.heading).toBe('Nobody could look');
    expect(looked([]).verdict.heading).toBe('Nothing to look for');
  });
});
