/** Turns a question of the plan into calls, and what they say into an answer. */
import {
  type Answer,
  actionOf,
  type Failure,
  type Found,
  type Gap,
  operationOf,
  pageSizeOf,
  type QuestionKind,
  type Step,
} from '../../core/live';
import type { Calls } from './calls';
import type { Clients } from './clients';
import { identityStoreSenders } from './identity-store';
import { organizationsSenders } from './organizations';
import type { Pages } from './pages';
import { requestSenders } from './requests';
import type { SendContext, Senders } from './senders';
import { ssoAdminSenders } from './sso-admin';

export type Questions = (step: Step) => Promise<Answer>;

export type Subject = { readonly arn: string; readonly identityStoreId: string };

const senders: Senders = { ...ssoAdminSenders, ...requestSenders, ...identityStoreSenders, ...organizationsSenders };

export function questions(clients: Clients, { ask }: Calls, { arn, identityStoreId }: Subject): Questions {
  return async (step) => {
    const operation = operationOf(step);
    const { items, failure } = await send(step, {
      ...clients,
      InstanceArn: arn,
      IdentityStoreId: identityStoreId,
      MaxResults: pageSizeOf(step),
      ask: (attempt) => ask(operation, attempt),
    });
    const gap = failure && gapFor(step, failure);
    return { step, found: items, gap, ...(failure?.kind === 'gone' && { isGone: true }) };
  };
}

function send<K extends QuestionKind>(step: Step<K>, context: SendContext): Promise<Pages<Found>> {
  return senders[step.kind](step, context);
}

/** `what` is put together later, when it is known how many answers have the same gap. */
function gapFor(step: Step, failure: Failure): Gap {
  const action = failure.action ?? actionOf(operationOf(step));
  return { what: step.kind, because: because(failure, action), action: failure.kind === 'denied' ? action : undefined };
}

function because(failure: Failure, action: string): string {
  if (failure.kind === 'denied') return `the role in use may not do this: ${action}`;
  if (failure.kind === 'gone') return 'it was deleted while AWS was read: refresh again';
  if (failure.kind === 'throttled') return `AWS kept throttling the requests: ${action}`;
  return failure.message;
}
