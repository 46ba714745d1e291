/** One request to a service, after it was authenticated and validated, and what answers it. */
import type { Caller } from './callers';
import type { EmulatorState } from './state';
import type { Fields } from './wire/fields';

export type Call = {
  readonly world: EmulatorState;
  readonly caller: Caller;
  readonly operation: string;
  readonly input: Fields;
};

export type Operation = (call: Call) => Fields;

export type Operations = Readonly<Record<string, Operation>>;
