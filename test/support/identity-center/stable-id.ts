/** Ids that look like AWS's and are the same in every run, so that tests and examples may quote them. */
import { createHash } from 'node:crypto';

const hex = (...parts: readonly string[]): string => createHash('sha256').update(parts.join('\u0000')).digest('hex');

export function uuid(...parts: readonly string[]): string {
  const digits = hex('uuid', ...parts);
  const [a, b, c, d, e] = [0, 8, 12, 16, 20].map((from, index) =>
    digits.slice(from, from + ([8, 4, 4, 4, 12][index] ?? 0)),
  );
  return `${a}-${b}-${c}-${d}-${e}`;
}

/** Principals carry the store's ten digits before the UUID, as stores with an `d-…` id hand them out. */
export const principalId = (storeId: string, ...parts: readonly string[]): string =>
  `${storeId.replace(/^d-/, '')}-${uuid('principal', ...parts)}`;

export const permissionSetArn = (instanceArn: string, ...parts: readonly string[]): string =>
  `${instanceArn.replace(':instance/', ':permissionSet/')}/ps-${hex('permission set', ...parts).slice(0, 16)}`;

export const roleSuffix = (...parts: readonly string[]): string => hex('role', ...parts).slice(0, 16);

/** `ANPA…`: IAM's ids are a four-letter kind and 17 capitals or digits. */
export const iamId = (kind: string, ...parts: readonly string[]): string =>
  kind +
  hex(kind, ...parts)
    .slice(0, 17)
    .toUpperCase();
