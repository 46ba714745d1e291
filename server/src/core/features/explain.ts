/**
 * "Why can't this user reach this account?" Walks user → groups → account → permission set → assignment → provisioned
 * role → policies, and names the first link that is broken, with its evidence, the line of code that is about it and what
 * to do next. Invariant: a link that can't be seen is unknown, never broken, and the missing right is named.
 */
import type { Origin } from '../base';
import type { PolicyVerdict, Snapshot } from '../live';
import type * as model from '../model';
import { assignmentLook } from './explain-assignment';
import { type Context, contextOf } from './explain-context';
import { accountLook, groupsLook, principalLook, setLook, stateLook } from './explain-names';
import { policyLooks, provisioningLook } from './explain-provisioning';

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
  /** What a look into the accounts found, where somebody looked. */
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

/** What looking at one link found. Only what is not fine says more than its text. */
export type Look = ExplainedLink & {
  readonly kind?: ExplanationKind | undefined;
  readonly nextStep?: string | undefined;
  readonly missingAction?: string | undefined;
  readonly origin?: Origin | undefined;
};

export function explain(given: ExplainGiven, question: ExplainQuestion): AccessExplanation {
  const context = contextOf(given, question);
  const looks: Look[] = [];
  for (const lookAt of [principalLook, groupsLook, accountLook, setLook, assignmentLook, stateLook]) {
    const look = lookAt(context);
    if (!look) continue;
    looks.push(look);
    if (look.verdict === 'broken') return explanation(context, looks, look);
  }
  const bySet = context.assignedSets.map((set) => [provisioningLook(context, set), ...policyLooks(context, set)]);
  return explanation(context, [...looks, ...bySet.flat()], deciding(looks, bySet));
}

/** One set that works is enough to reach an account; and where something is assigned, earlier doubts are settled. */
function deciding(looks: readonly Look[], bySet: readonly (readonly Look[])[]): Look | undefined {
  const isTrouble = ({ verdict, kind }: Look) => verdict === 'broken' || kind !== undefined;
  const doubts = bySet.length > 0 ? [] : looks.filter(isTrouble);
  const works = bySet.some((own) => !own.some(isTrouble));
  const troubles = works ? doubts : [...doubts, ...bySet.flat().filter(isTrouble)];
  return troubles.find(({ verdict }) => verdict === 'broken') ?? troubles[0];
}

function explanation(context: Context, looks: readonly Look[], look: Look | undefined): AccessExplanation {
  const links = looks.map(({ name, verdict, text, saidBy }): ExplainedLink => ({ name, verdict, text, saidBy }));
  const { takenAt } = context.snapshot;
  if (!look) {
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
  const { kind = 'not-decidable', text, nextStep = '', missingAction, origin } = look;
  return { kind, text, nextStep, missingAction, origin, through: throughOf(context, origin), links, takenAt };
}

function throughOf({ inCode }: Context, entry: Origin | undefined): Through | undefined {
  const made = inCode.find(({ writtenAt, origin }) => writtenAt === entry && origin.at !== entry?.at);
  return entry && made && { address: made.address, origin: made.origin };
}
