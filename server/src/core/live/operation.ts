/** Which API operation answers a question, and what questions are about in a reader's words. */
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

/** What a number of steps of one kind are about: `groups`, `assignments of 3 users`. */
export function topicOf(steps: readonly Step[], nameOf: (id: string) => string): string {
  const [first] = steps;
  if (!first) return 'nothing';
  const { topic } = rowOfQuestion(first);
  return steps.length === 1 ? topic.one(first, nameOf) : topic.many(first, steps.length);
}

/** AWS's largest page, where the API does not say otherwise; the default is not documented. */
export const defaultPageSize = 100;

export function pageSizeOf(step: Step): number {
  return rowOfQuestion(step).pageSize ?? defaultPageSize;
}
