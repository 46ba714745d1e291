/** What it takes to send a question of each kind: one function in the file of its service, called by the kind's name. */
import type { Found, QuestionKind, Step } from '../../../core/live';
import type { Send } from './calls';
import type { Clients } from './clients';
import type { Pages } from './pages';

export type SendContext = Pick<Clients, 'ssoAdmin' | 'identityStore' | 'organizations'> & {
  readonly InstanceArn: string;
  readonly IdentityStoreId: string;
  /** AWS's largest page. */
  readonly MaxResults: number;
  /** Sends one call of the question; `send` is called once for each attempt. */
  readonly ask: <T>(send: Send<T>) => Promise<T>;
};

/** Every page of the answer; the compiler asks for a sender of each kind of question. */
export type Senders = {
  readonly [K in QuestionKind]: (step: Step<K>, context: SendContext) => Promise<Pages<Found>>;
};
