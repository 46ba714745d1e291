/** Credentials that the portal or STS gives, as they were answered: texts that a request can be signed with, or none. */
import type { AwsCredentials } from './credentials';

type Given = Readonly<Record<'accessKeyId' | 'secretAccessKey' | 'sessionToken', unknown>> & {
  readonly expiration: Date | undefined;
};

/** `undefined` where one is missing or is no text that fits into a header of HTTP. */
export function credentialsIn({
  accessKeyId,
  secretAccessKey,
  sessionToken,
  expiration,
}: Given): AwsCredentials | undefined {
  if (!isKey(accessKeyId) || !isKey(secretAccessKey)) return undefined;
  const hasToken = sessionToken !== undefined && sessionToken !== null && sessionToken !== '';
  if (hasToken && !isKey(sessionToken)) return undefined;
  return {
    accessKeyId,
    secretAccessKey,
    ...(isKey(sessionToken) && { sessionToken }),
    ...(expiration && { expiration }),
  };
}

/** They go into headers, which hold visible ASCII; session tokens have a few thousand characters. */
function isKey(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,16384}$/.test(value);
}
