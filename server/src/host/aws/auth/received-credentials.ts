/** Credentials that the portal or STS gives, as they were answered: texts that a request can be signed with, or none. */
import type { AwsCredentials } from './credentials';
import { isSecret } from './received-sign-in';

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
  if (!isSecret(accessKeyId) || !isSecret(secretAccessKey)) return undefined;
  const hasToken = sessionToken !== undefined && sessionToken !== null && sessionToken !== '';
  if (hasToken && !isSecret(sessionToken)) return undefined;
  return {
    accessKeyId,
    secretAccessKey,
    ...(isSecret(sessionToken) && { sessionToken }),
    ...(expiration && { expiration }),
  };
}
