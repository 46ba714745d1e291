/** Which API operation answers a question. */
import { type QuestionOperation, questions, rowOfQuestion, type Step } from './questions';

/** `service/Operation`; the service by its SDK client's name. */
export function operationOf(step: Step): QuestionOperation {
  return rowOfQuestion(step).operation.of(step);
}

export const questionOperations: readonly QuestionOperation[] = Object.values(questions).flatMap(
  ({ operation }): readonly QuestionOperation[] => operation.all,
);

/** The IAM action that allows an operation. Identity Center's prefix is `sso`, whatever its client is called. */
export function actionOf(operation: string): string {
  const [service = '', name = ''] = operation.split('/');
  return `${service === 'sso-admin' ? 'sso' : service}:${name}`;
}

/** AWS's largest page, where the API does not say otherwise; the default is not documented. */
export const defaultPageSize = 100;

export function pageSizeOf(step: Step): number {
  return rowOfQuestion(step).pageSize ?? defaultPageSize;
}
