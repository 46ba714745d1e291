/** Names for AWS's ids, and what it means when there is none. */
import type { Maybe } from '../base';
import type { PrincipalType } from '../model';
import type { Answer } from './answer';
import { said, unsaid } from './evidence';
import { only } from './found';

export type Names = {
  readonly set: (arn: string, operation: string) => Maybe<string>;
  readonly principal: (type: PrincipalType, id: string, operation: string) => Maybe<string>;
  /** The name, else the id itself: for people to read. */
  readonly label: (id: string) => string;
};

export function namesOf(answers: readonly Answer[]): Names {
  const sets = new Map(only(answers, 'set-details').map(({ set, name }) => [set, name]));
  const principals = principalNames(answers);
  const listed = new Set([...only(answers, 'group'), ...only(answers, 'user')].map(({ id }) => id));
  const gone = new Set(only(answers, 'no-such-principal').map(({ id }) => id));
  const whole = { GROUP: isWhole(answers, 'groups'), USER: isWhole(answers, 'users') };
  return {
    set: (arn, operation) => {
      const name = sets.get(arn);
      return name === undefined ? unsaid(operation, `${arn} was not described`) : said(operation, name);
    },
    principal: (type, id, operation) => {
      const name = principals.get(id);
      if (name !== undefined) return said(operation, name);
      if (listed.has(id)) return unsaid(operation, `${principalWord(type)} ${id} has no name`);
      return unsaid(operation, nameless(type, id, whole[type] || gone.has(id)));
    },
    label: (id) => sets.get(id) ?? principals.get(id) ?? id,
  };
}

function principalNames(answers: readonly Answer[]): ReadonlyMap<string, string> {
  const all = [...only(answers, 'group'), ...only(answers, 'user')];
  return new Map(all.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name] as const])));
}

/** Deleting a group or user leaves its assignments behind (IAM Identity Center user guide, troubleshooting). */
function nameless(type: PrincipalType, id: string, gone: boolean): string {
  const principal = `${principalWord(type)} ${id}`;
  return gone ? `${principal} no longer exists` : `${principal} could not be looked up`;
}

function principalWord(type: PrincipalType): string {
  return type === 'GROUP' ? 'group' : 'user';
}

function isWhole(answers: readonly Answer[], kind: 'groups' | 'users'): boolean {
  return answers.some(({ step, gap }) => step.kind === kind && gap === undefined);
}
