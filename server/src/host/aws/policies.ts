/**
 * "Check policies in target accounts". One listing answers for a whole account; roles are tried one after the other.
 */
import { ListPoliciesCommand } from '@aws-sdk/client-iam';
import {
  checked,
  judgePolicy,
  type LiveEvent,
  type PolicyQuestion,
  type PolicyVerdict,
  policySchema,
} from '../../core/live';
import type { AnswerReason, Failure } from '../../core/reasons';
import type { Calls } from './api/calls';
import { createIamClient } from './api/clients';
import { Failed, isFatal } from './api/failed';
import { paginate } from './api/pages';
import type { Portal } from './api/portal';
import { fieldsOf, listIn } from './api/received';
import type { Redactor } from './api/redact';
import type { AwsCredentials } from './auth/credentials';
import type { Network } from './network/network';
import { inParallel } from './refresh/worker-pool';

export type PoliciesContext = {
  readonly portal: Portal;
  readonly calls: Calls;
  readonly redactor: Redactor;
  readonly region: string;
  readonly network: Network;
  /** The roles of an account, the one to try first first. */
  readonly inOrder: (roles: readonly string[]) => readonly string[];
  readonly emit: (event: LiveEvent) => void;
};

/** Accounts at a time; each takes three calls, one after the other. */
const workers = 5;

/** After so many roles that may not list policies, one more will hardly do. */
const roleLimit = 3;

export async function checkPolicies(
  questions: readonly PolicyQuestion[],
  context: PoliciesContext,
): Promise<readonly PolicyVerdict[]> {
  const byAccount = questionsByAccount(questions);
  const accessible = await context.portal.accounts();
  const verdicts = new Map<string, readonly PolicyVerdict[]>();
  const total = byAccount.size;
  const report = () => context.emit({ kind: 'progress', done: verdicts.size, total, what: 'policies in accounts' });
  report();
  await inParallel([...byAccount], workers, async ([account, asked]) => {
    const existing = accessible.has(account) ? await listPolicies(account, context) : noRole;
    const own = asked.map((question) => verdict(question, existing));
    verdicts.set(account, own);
    context.emit({ kind: 'policies', verdicts: own });
    report();
  });
  return [...byAccount.keys()].flatMap((account) => verdicts.get(account) ?? []);
}

function questionsByAccount(questions: readonly PolicyQuestion[]): ReadonlyMap<string, readonly PolicyQuestion[]> {
  const byAccount = new Map<string, PolicyQuestion[]>();
  for (const question of questions) {
    const own = byAccount.get(question.account);
    if (own) own.push(question);
    else byAccount.set(question.account, [question]);
  }
  return byAccount;
}

type Policy = { readonly name: string; readonly path: string };

const action = 'iam:ListPolicies';

/** IAM leaves no path out; one that is missing would be the root path. */
function answeredPolicy(item: unknown): unknown {
  const { PolicyName, Path } = fieldsOf(item);
  return { name: PolicyName, path: Path ?? '/' };
}

/** The policies of an account, or why nobody could look. */
type PolicyListing = readonly Policy[] | { readonly reason: AnswerReason };

const noRole: PolicyListing = { reason: { kind: 'no-role-in-account' } };

function verdict(question: PolicyQuestion, existing: PolicyListing): PolicyVerdict {
  if ('reason' in existing) return { ...question, verdict: 'not-looked', reason: existing.reason };
  return judgePolicy(question, existing);
}

async function listPolicies(account: string, context: PoliciesContext): Promise<PolicyListing> {
  return tolerate(async () => {
    const roles = context.inOrder(await context.portal.roles(account));
    let refusal: PolicyListing = noRole;
    for (const role of roles.slice(0, roleLimit)) {
      const listing = await tolerate(() => listPoliciesAs(role, account, context));
      if (!('reason' in listing)) return listing;
      refusal = listing;
    }
    return refusal;
  });
}

/** What fails for one role or account is said there; what ends everything ends this, too. */
async function tolerate(work: () => Promise<PolicyListing>): Promise<PolicyListing> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failed) || isFatal(error.failure)) throw error;
    return { reason: { kind: 'failed', reason: error.failure.reason } };
  }
}

async function listPoliciesAs(role: string, account: string, context: PoliciesContext): Promise<PolicyListing> {
  const credentials = await context.portal.credentials(account, role);
  context.redactor.keep(credentials.secretAccessKey);
  context.redactor.keep(credentials.sessionToken);
  const { items, failure } = await localPolicies(credentials, context);
  if (!failure) return items;
  return { reason: reasonOf(failure, role) };
}

function reasonOf({ kind, reason, action }: Failure, role: string): AnswerReason {
  return kind === 'denied' ? { kind: 'role-denied', role, action } : { kind: 'failed', reason };
}

async function localPolicies(credentials: AwsCredentials, { calls, region, network }: PoliciesContext) {
  const client = createIamClient(region, credentials, network);
  try {
    const read = async (Marker: string | undefined) => {
      const input = { Scope: 'Local' as const, MaxItems: 1000, Marker };
      const answer = await calls.ask('iam/ListPolicies', (options) =>
        client.send(new ListPoliciesCommand(input), options),
      );
      const items = listIn(answer, 'Policies', action).map((it) => checked(policySchema, answeredPolicy(it)));
      return {
        items: items.flatMap((it) => ('value' in it ? [it.value] : [])),
        malformed: items.flatMap((it) => ('problem' in it ? [{ item: '', problem: it.problem }] : [])),
        next: answer.IsTruncated ? answer.Marker : undefined,
      };
    };
    return await paginate<Policy>(read, { action });
  } finally {
    client.destroy();
  }
}
