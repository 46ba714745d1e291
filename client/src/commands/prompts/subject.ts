/** Whose access a command was started for: the row, the report's row or the link in a hover that it came from. */
import type { AccessSubject } from '../../../../server/src/protocol';

export function subjectOf(argument: unknown): AccessSubject {
  const about = isObject(argument) ? argument.about : undefined;
  if (!isObject(about)) return {};
  const type = about.principalType;
  return {
    ...(type === 'GROUP' || type === 'USER' ? { principalType: type } : {}),
    ...text('principal', about),
    ...text('account', about),
    ...text('permissionSet', about),
  };
}

function text<K extends string>(name: K, from: Readonly<Record<string, unknown>>): { readonly [P in K]?: string } {
  const value = from[name];
  // A computed key is more than the compiler follows.
  return typeof value === 'string' ? ({ [name]: value } as { readonly [P in K]?: string }) : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
