/** What every route works with: the state, who is signed in, and the failures that were ordered. */
import type { IncomingMessage } from 'node:http';
import type { Operations } from './call';
import type { Sessions } from './callers';
import type { Faults } from './faults';
import type { Journal } from './journal';
import type { ServiceName } from './shapes';
import type { SignIns } from './sign-ins';
import type { EmulatorState } from './state';

export type Backend = {
  readonly world: EmulatorState;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly services: Readonly<Record<ServiceName, Operations>>;
  /** Whether the service's rate leaves room for one more request of this account. */
  readonly hasRoom: (service: ServiceName, account: string) => boolean;
  /** Who answers at the sign-in page. */
  readonly user: string;
  readonly latency: number;
  /** Milliseconds that the clock of signatures and answers is ahead of this machine's. */
  readonly clockAhead: number;
};

export type Incoming = {
  readonly method: string;
  /** `https` behind the proxy, where the host is one of AWS's. */
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** In place of the body: piece by piece, each when the one before has left. */
  readonly pieces?: AsyncIterable<string> | undefined;
  /** In place of everything: what goes over the line, head included. */
  readonly raw?: string | undefined;
};

/** Answers an HTTP request; `undefined` means hang up. */
export type Route = (backend: Backend, request: Incoming) => Promise<Answer | undefined>;

export const singleHeader = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];
