/**
 * "Why can't this user reach this account?" Walks user → groups → account → permission set → assignment → provisioned
 * role → policies, and names the first link that is broken, with its evidence, the line of code that is about it and what
 * to do next. Invariant: a link that can't be seen is unknown, never broken, and the missing right is named.
 */
import type { Origin } from '../../base';
import type { PolicyVerdict, Snapshot } from '../../live';
import * as model from '../../model';
import { checkAssignment } from './assignment';
import { contextOf, type ExplainContext } from './context';
import { checkAccount, checkAccountState, checkGroups, checkPermissionSet, checkPrincipal } from './names';
import { checkPolicies, checkProvisioning } from './provisioning';

export type ExplainQuestion = {
  /** A user's or a group's name. */
  readonly principal: string;
  /** Where both a user and a group have the name; otherwise it is found out. */
  readonly principalType?: model.PrincipalType | undefined;
  /** Its id or its name. */
  readonly account: string;
  /** `undefined`: any. */
  readonly permissionSet: string | undefined;
};

export type ExplainGiven = {
  readonly snapshot: Snapshot;
  /** What the code declares, to name the line; without code there is none to name. */
  readonly declared: model.Access | undefined;
  /** The result of the policy check in target accounts, where one was made. */
  readonly policies?: readonly PolicyVerdict[] | undefined;
};

/** One word for each way in which access fails; `granted` when nothing does. */
export type ExplanationKind =
  | 'granted'
  | 'not-decidable'
  | 'no-such-principal'
  | 'user-disabled'
  | 'group-empty'
  | 'no-such-account'
  | 'no-such-permission-set'
  | 'assignment-creation-failed'
  | 'management-account-rights'
  | 'principal-recreated'
  | 'assigned-with-another-set'
  | 'in-no-assigned-group'
  | 'not-assigned'
  | 'account-suspended'
  | 'policy-missing'
  | 'provisioning-failed'
  | 'not-provisioned'
  | 'outdated';

export type LinkName =
  | 'principal'
  | 'groups'
  | 'account'
  | 'permission set'
  | 'assignment'
  | 'provisioning'
  | 'policies';

/** One link of the chain. Texts are sentence ends: lower case, no full stop. */
export type ExplainedLink = {
  readonly name: LinkName;
  readonly verdict: 'fine' | 'broken' | 'unknown';
  readonly text: string;
  /** The API operation that said so. */
  readonly saidBy: string;
};

export type AccessExplanation = {
  readonly kind: ExplanationKind;
  /** The link that decides, or that it works. */
  readonly text: string;
  /** A sentence. */
  readonly nextStep: string;
  /** The right that was missing to decide. */
  readonly missingAction: string | undefined;
  /** The line of code that is about it. */
  readonly origin: Origin | undefined;
  /** The block that makes an assignment of that line, where it is another. */
  readonly through: Through | undefined;
  readonly links: readonly ExplainedLink[];
  /** When the evidence was taken. */
  readonly takenAt: string;
};

export type Through = { readonly address: string; readonly origin: Origin };

/** The result of checking one link. Only a link that is not fine has more than its text. */
export type LinkCheck = ExplainedLink & {
  readonly kind?: ExplanationKind | undefined;
  readonly nextStep?: string | undefined;
  readonly missingAction?: string | undefined;
  readonly origin?: Origin | undefined;
};

export function explain(given: ExplainGiven, question: ExplainQuestion): AccessExplanation {
  const context = contextOf(given, question);
  const checks: LinkCheck[] = [];
  for (const runCheck of [
    checkPrincipal,
    checkGroups,
    checkAccount,
    checkPermissionSet,
    checkAssignment,
    checkAccountState,
  ]) {
    const check = runCheck(context);
    if (!check) continue;
    checks.push(check);
    if (check.verdict === 'broken') return explanation(context, checks, check);
  }
  const bySet = context.assignedSets.map((set) => [checkProvisioning(context, set), ...checkPolicies(context, set)]);
  return explanation(context, [...checks, ...bySet.flat()], deciding(checks, bySet));
}

/** One set that works is enough to reach an account; and where something is assigned, earlier doubts are settled. */
function deciding(checks: readonly LinkCheck[], bySet: readonly (readonly LinkCheck[])[]): LinkCheck | undefined {
  const isProblem = ({ verdict, kind }: LinkCheck) => verdict === 'broken' || kind !== undefined;
  const earlierProblems = bySet.length > 0 ? [] : checks.filter(isProblem);
  const works = bySet.some((own) => !own.some(isProblem));
  const problems = works ? earlierProblems : [...earlierProblems, ...bySet.flat().filter(isProblem)];
  return problems.find(({ verdict }) => verdict === 'broken') ?? problems[0];
}

function explanation(
  context: ExplainContext,
  checks: readonly LinkCheck[],
  check: LinkCheck | undefined,
): AccessExplanation {
  const links = checks.map(({ name, verdict, text, saidBy }): ExplainedLink => ({ name, verdict, text, saidBy }));
  const { takenAt } = context.snapshot;
  if (!check) {
    return {
      kind: 'granted',
      text: `${context.question.principal} can use ${context.assignedSets.join(', ')} there`,
      nextStep: 'Sign in to the access portal again; a new assignment may take minutes to show there.',
      missingAction: undefined,
      origin: context.grantedIn,
      through: throughOf(context, context.grantedIn),
      links,
      takenAt,
    };
  }
  const { kind = 'not-decidable', text, nextStep = '', missingAction, origin } = check;
  return { kind, text, nextStep, missingAction, origin, through: throughOf(context, origin), links, takenAt };
}

function throughOf({ inCode }: ExplainContext, entry: Origin | undefined): Through | undefined {
  const made = inCode.find((it) => model.writtenAt(it) === entry && it.origin.at !== entry?.at);
  return entry && made && { address: made.address, origin: made.origin };
}
