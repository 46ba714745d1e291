/**
 * "Check policies in target accounts". One listing answers for a whole account; roles are tried one after the other.
 */
import { ListPoliciesCommand } from '@aws-sdk/client-iam';
import { judgePolicy, type LiveEvent, type PolicyQuestion, type PolicyVerdict } from '../../core/live';
import type { AnswerReason, Failure } from '../../core/reasons';
import type { Calls } from './calls';
import { createIamClient } from './clients';
import type { AwsCredentials } from './credentials';
import { inParallel } from './crew';
import { endsEverything, Failed } from './failed';
import type { Network } from './network/network';
import { paginate } from './pages';
import type { Portal } from './portal';
import type { Redactor } from './redact';

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
    const existing = accessible.has(account) ? await look(account, context) : noRole;
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

/** The policies of an account, or why nobody could look. */
type Look = readonly Policy[] | { readonly reason: AnswerReason };

const noRole: Look = { reason: { kind: 'no-role-in-account' } };

function verdict(question: PolicyQuestion, existing: Look): PolicyVerdict {
  if ('reason' in existing) return { ...question, verdict: 'not-looked', reason: existing.reason };
  return judgePolicy(question, existing);
}

async function look(account: string, context: PoliciesContext): Promise<Look> {
  return tolerate(async () => {
    const roles = context.inOrder(await context.portal.roles(account));
    let refusal: Look = noRole;
    for (const role of roles.slice(0, roleLimit)) {
      const seen = await tolerate(() => lookAs(role, account, context));
      if (!('reason' in seen)) return seen;
      refusal = seen;
    }
    return refusal;
  });
}

/** What fails for one role or account is said there; what ends everything ends this, too. */
async function tolerate(work: () => Promise<Look>): Promise<Look> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failed) || endsEverything(error.failure)) throw error;
    return { reason: { kind: 'failed', reason: error.failure.reason } };
  }
}

async function lookAs(role: string, account: string, context: PoliciesContext): Promise<Look> {
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
    return await paginate(async (Marker) => {
      const answer = await calls.ask('iam/ListPolicies', (options) =>
        client.send(new ListPoliciesCommand({ Scope: 'Local', MaxItems: 1000, Marker }), options),
      );
      const items = (answer.Policies ?? []).flatMap(({ PolicyName: name, Path: path }): Policy[] =>
        name ? [{ name, path: path ?? '/' }] : [],
      );
      return { items, next: answer.IsTruncated ? answer.Marker : undefined };
    });
  } finally {
    client.destroy();
  }
}
