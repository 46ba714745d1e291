/**
 * How long an apply takes, as a range: arithmetic on what the provider and the service do, not a figure of AWS's.
 *
 * What it stands on: Terraform polls a new assignment first after 10 seconds, then every 5 to 10 (terraform-provider-aws,
 * account_assignment.go); ten assignments may be under way at once and all callers share 20 requests a second (IAM
 * Identity Center quotas); 1,200 operations took 61 minutes in a published test (aws-iam-identity-center-extensions); a
 * change to a permission set provisions every account that has it, one attachment after the other.
 */
import type { AccessDiff, ChangedPermissionSetReport } from '../../../protocol';

/** In seconds. */
export type TimeRange = { readonly low: number; readonly high: number };

export type ApplyTime = TimeRange & {
  /** What takes the time, in a few words each; the longest first. */
  readonly because: readonly string[];
  /** What is likely to go wrong for its length, as sentences. */
  readonly warnings: readonly string[];
};

/** Terraform's own default, and as many as Identity Center works on at once. */
const parallel = 10;

const polledOnce = 12;
const polledLong = 35;
const serviceSecondsEach = 3.05;

/** Creating or deleting so many assignments. */
export function assignmentTime(count: number): TimeRange {
  if (count === 0) return nothing;
  const low = Math.ceil(count / parallel) * polledOnce;
  return { low, high: Math.max(polledLong, count * serviceSecondsEach) };
}

const nothing: TimeRange = { low: 0, high: 0 };

/** So many attachments of one permission set changed, in so many accounts that have it. */
export function permissionSetTime({ attachments, accounts }: SetChange): TimeRange {
  const wait = 5;
  return { low: attachments * (wait + accounts), high: attachments * (wait + accounts * 3) };
}

export type SetChange = { readonly attachments: number; readonly accounts: number };

/** The plan asks for every assignment in the state: the budget of 20 a second decides, and retries above some thousands. */
export function refreshTime(assignments: number): TimeRange {
  const low = assignments / 20;
  return { low, high: low * (assignments > 3000 ? 2 : 1.25) };
}

/** What a change comes to: assignments, and permission sets that are provisioned again. A replaced one counts twice. */
export function applyTime({ added, removed, changed, permissionSets }: AccessDiff): ApplyTime {
  const count = added.length + removed.length + 2 * changed.length;
  const assignments = { range: assignmentTime(count), why: countText(count, 'assignment') };
  const sets = permissionSets.map((set) => {
    const change = { attachments: attachmentsIn(set), accounts: set.reprovisionedAccounts };
    return { set, change, range: permissionSetTime(change), why: whySet(set, change) };
  });
  const parts = [...(count > 0 ? [assignments] : []), ...sets.filter(({ change }) => isProvisioned(change))];
  const longestFirst = parts.toSorted((a, b) => b.range.high - a.range.high);
  return {
    // Sets are provisioned beside each other, and their assignments after them.
    low: assignments.range.low + Math.max(0, ...sets.map(({ range }) => range.low)),
    high: assignments.range.high + sets.reduce((sum, { range }) => sum + range.high, 0),
    because: longestFirst.map(({ why }) => why),
    warnings: sets.flatMap(({ set, change, range }) => warningsOf(set.name, change, range)),
  };
}

function isProvisioned({ attachments, accounts }: SetChange): boolean {
  return attachments > 0 && accounts > 0;
}

function whySet({ name }: ChangedPermissionSetReport, { attachments, accounts }: SetChange): string {
  const times = attachments > 1 ? `, ${attachments} times over` : '';
  return `${name} provisioned in ${countText(accounts, 'account')}${times}`;
}

/** Each policy that comes or goes is an attachment of its own; the rest is one change each. */
function attachmentsIn({ change, attributes, reprovisionedAccounts }: ChangedPermissionSetReport): number {
  if (change !== 'changed' || reprovisionedAccounts === 0) return 0;
  return attributes.reduce((sum, { attribute, before, after }) => {
    if (attribute !== 'managedPolicies' && attribute !== 'customerManagedPolicies') return sum + 1;
    const [old, now] = [before, after].map((text) => new Set(text.split(', ').filter(Boolean)));
    if (!old || !now) return sum;
    return sum + [...old].filter((it) => !now.has(it)).length + [...now].filter((it) => !old.has(it)).length;
  }, 0);
}

/** How long Terraform waits for one provisioning by default, in seconds (terraform-provider-aws, permission_set.go). */
const provisioningTimeout = 600;

function warningsOf(name: string, { attachments, accounts }: SetChange, { high }: TimeRange): readonly string[] {
  if (attachments * accounts <= 200 && high <= provisioningTimeout) return [];
  const advice =
    attachments > 1
      ? 'one exclusive attachment resource provisions once instead of each time'
      : 'give the resource longer timeouts';
  return [`Provisioning ${name} may take longer than Terraform waits: ${advice}.`];
}

/** `about 3–5 min`, `under a minute`, `about 2–4 h`. */
export function timeText({ low, high }: TimeRange): string {
  if (high < 60) return 'under a minute';
  if (high < 5400) return span(low / 60, high / 60, 'min');
  return span(low / 3600, high / 3600, 'h');
}

function span(low: number, high: number, unit: string): string {
  const [from, to] = [round(low), round(high)];
  return from === to ? `about ${to} ${unit}` : `about ${from}–${to} ${unit}`;
}

/** No more digits than the estimate deserves. */
function round(amount: number): number {
  if (amount >= 10) return Math.round(amount / 5) * 5;
  return amount >= 3 ? Math.round(amount) : Math.max(0.5, Math.round(amount * 2) / 2);
}

function countText(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}
