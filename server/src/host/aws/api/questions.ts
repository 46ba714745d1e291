/** Turns a question of the plan into calls, and what they say into an answer. */
import {
  type Answer,
  type AnswerGap,
  actionOf,
  type Found,
  operationOf,
  pageSizeOf,
  type QuestionKind,
  type Step,
} from '../../../core/live';
import type { AnswerReason, Failure } from '../../../core/reasons';
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
      action: actionOf(operation),
      ask: (attempt) => ask(operation, attempt),
    });
    const gap = failure && gapFor(step, failure);
    const isPart = failure?.reason.kind === 'malformed-item';
    return { step, found: items, gap, ...(failure?.kind === 'gone' && { isGone: true }), ...(isPart && { isPart }) };
  };
}

function send<K extends QuestionKind>(step: Step<K>, context: SendContext): Promise<Pages<Found>> {
  return senders[step.kind](step, context);
}

function gapFor(step: Step, failure: Failure): AnswerGap {
  const action = failure.action ?? actionOf(operationOf(step));
  return { reason: reasonOf(failure, action), action: failure.kind === 'denied' ? action : undefined };
}

function reasonOf({ kind, reason }: Failure, action: string): AnswerReason {
  switch (kind) {
    case 'denied':
    case 'throttled':
      return { kind, action };
    case 'gone':
      return { kind: 'deleted-meanwhile' };
    default:
      return { kind: 'failed', reason };
  }
}
