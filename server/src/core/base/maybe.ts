/** A value that may be unknowable from here. Ignorance is a value with a reason, never an absence. */
import type { UnknownReason } from '../reasons';
import type { Origin } from './origin';

export type Known<T> = { readonly value: T; readonly origin: Origin };
export type Unknown = { readonly because: UnknownReason; readonly origin: Origin };
export type Maybe<T> = Known<T> | Unknown;

export function isKnown<T>(it: Maybe<T>): it is Known<T> {
  return 'value' in it;
}

export function known<T>(value: T, origin: Origin): Known<T> {
  return { value, origin };
}

export function unknown(because: UnknownReason, origin: Origin): Unknown {
  return { because, origin };
}
