/** ResourceNotFoundException is an answer: there is no such thing. */
import { field } from './field';

export async function unlessMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Of a customer's own encryption key it says that the key is missing, not the thing (sso-admin API model, `Reason`). */
export function isMissing(error: unknown): boolean {
  const isKey = String(field(error, 'Reason') ?? '').startsWith('KMS_');
  return error instanceof Error && error.name === 'ResourceNotFoundException' && !isKey;
}
