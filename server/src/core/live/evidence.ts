/** Live facts stand in no file; their origin names the API operation that said so: `live:sso-admin/ListPermissionSets`. */
import { type Known, known, type Origin, type Unknown, unknown } from '../base';
import type { UnknownReason } from '../reasons';

const origins = new Map<string, Origin>();

/** The origin of what an operation answered. */
export function evidence(operation: string): Origin {
  let origin = origins.get(operation);
  if (!origin) {
    origin = { at: { path: `live:${operation}`, start: 0, end: 0 } };
    origins.set(operation, origin);
  }
  return origin;
}

export function said<T>(operation: string, value: T): Known<T> {
  return known(value, evidence(operation));
}

export function unsaid(operation: string, because: UnknownReason): Unknown {
  return unknown(because, evidence(operation));
}
