/** What it takes to send a question of each kind: one function in the file of its service, called by the kind's name. */
import { type Found, type FoundCandidate, identityOf, type QuestionKind, type Step } from '../../../core/live';
import type { Send } from './calls';
import type { Clients } from './clients';
import { type Pages, paginate } from './pages';
import { foundIn, listIn } from './received';

export type SendContext = Pick<Clients, 'ssoAdmin' | 'identityStore' | 'organizations'> & {
  readonly InstanceArn: string;
  readonly IdentityStoreId: string;
  /** AWS's largest page. */
  readonly MaxResults: number;
  /** The IAM action of the question's operation. */
  readonly action: string;
  /** Sends one call of the question; `send` is called once for each attempt. */
  readonly ask: <T>(send: Send<T>) => Promise<T>;
};

/** Every page of the answer; the compiler asks for a sender of each kind of question. */
export type Senders = {
  readonly [K in QuestionKind]: (step: Step<K>, context: SendContext) => Promise<Pages<Found>>;
};

/** A list: the member that holds it, and what each of its items says. */
export type ListShape = { readonly member: string; readonly candidate: (item: unknown) => FoundCandidate };

type ListAnswer = { readonly NextToken?: unknown };

/** All pages of a list. */
export function listed(
  { action }: Pick<SendContext, 'action'>,
  { member, candidate }: ListShape,
  read: (token: string | undefined) => Promise<ListAnswer>,
): Promise<Pages<Found>> {
  const page = async (token: string | undefined) => {
    const answer = await read(token);
    return { ...foundIn(listIn(answer, member, action).map(candidate)), next: answer.NextToken };
  };
  return paginate(page, { action, keyOf: identityOf });
}

/** What one call says, which has no further page. */
export function said(
  { action }: Pick<SendContext, 'action'>,
  read: () => Promise<readonly FoundCandidate[]>,
): Promise<Pages<Found>> {
  return paginate(async () => ({ ...foundIn(await read()), next: undefined }), { action, keyOf: identityOf });
}
