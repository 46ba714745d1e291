/** Bodies of the JSON 1.1 and REST JSON protocols. */
import type { AwsError } from './aws-error';
import { type Fields, isFields } from './fields';

export const jsonType = 'application/x-amz-json-1.1';

/** `undefined` for a body that is not a JSON object. */
export function parseBody(body: string): Fields | undefined {
  if (body === '') return {};
  try {
    const parsed: unknown = JSON.parse(body);
    return isFields(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Services put their name before the code; SDKs take it off. */
const namespaces: Readonly<Record<string, string>> = {
  'sso-admin': 'com.amazonaws.switchboard.services.external#',
  identitystore: 'com.amazonaws.identitystore#',
};

export const errorBody = (service: string, error: AwsError): string =>
  JSON.stringify({ __type: `${namespaces[service] ?? ''}${error.code}`, Message: error.message, ...error.fields });

/** REST services name the error in a header; the body holds the text, and OAuth's own fields. */
export const restErrorBody = (error: AwsError): string => JSON.stringify({ message: error.message, ...error.fields });
