/** The statements of a policy document, as far as rules about rights ask. */
import { type ParseError, parse } from 'jsonc-parser';
import { isObject } from '../../../base';
import { actionMatcher } from './iam-actions';

export type Statement = {
  readonly effect: 'Allow' | 'Deny';
  /** `service:Action`, in whatever letter case. */
  readonly covers: (action: string) => boolean;
  /** As written; `undefined` for `NotResource`, which leaves something out. */
  readonly resources: readonly string[] | undefined;
  readonly isConditional: boolean;
};

/** `undefined` where the text is no policy document. */
export function statementsIn(text: string): readonly Statement[] | undefined {
  const errors: ParseError[] = [];
  const document: unknown = parse(text, errors, { disallowComments: true });
  if (errors.length > 0 || !isObject(document)) return undefined;
  const statements = listOf(document.Statement).map(statement);
  const read = statements.filter((it) => it !== undefined);
  return read.length === statements.length ? read : undefined;
}

function statement(written: unknown): Statement | undefined {
  if (!isObject(written) || (written.Effect !== 'Allow' && written.Effect !== 'Deny')) return undefined;
  const actions = written.Action ?? written.NotAction;
  const named = actions === undefined ? undefined : textsIn(actions);
  const resources = written.Resource === undefined ? undefined : textsIn(written.Resource);
  if (!named || (written.Resource !== undefined && !resources)) return undefined;
  const patterns = named.map(actionMatcher);
  const isNamed = (action: string) => patterns.some((matches) => matches(action));
  return {
    effect: written.Effect,
    covers: written.Action === undefined ? (action) => !isNamed(action) : isNamed,
    resources,
    isConditional: isObject(written.Condition) && Object.keys(written.Condition).length > 0,
  };
}

function textsIn(value: unknown): readonly string[] | undefined {
  const list = listOf(value);
  return list.every((it) => typeof it === 'string') ? list : undefined;
}

/** One thing stands for a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
