/** The origin of live facts, which are in no file: the API operation that answered, as `live:sso-admin/ListPermissionSets`. */
import { type Known, known, type Origin, type Unknown, unknown } from '../../base';
import type { UnknownReason } from '../../reasons';

const origins = new Map<string, Origin>();

/** The origin of what an operation answered. */
export function apiOrigin(operation: string): Origin {
  let origin = origins.get(operation);
  if (!origin) {
    origin = { at: { path: `live:${operation}`, start: 0, end: 0 } };
    origins.set(operation, origin);
  }
  return origin;
}

export function knownFrom<T>(operation: string, value: T): Known<T> {
  return known(value, apiOrigin(operation));
}

export function unknownFrom(operation: string, because: UnknownReason): Unknown {
  return unknown(because, apiOrigin(operation));
}
