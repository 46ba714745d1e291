/** Names for AWS's ids, and what it means when there is none. */
import type { Maybe } from '../base';
import type { PrincipalType } from '../model';
import type { Answer } from './answer';
import { said, unsaid } from './evidence';
import { only } from './found';

export type Names = {
  readonly set: (arn: string, operation: string) => Maybe<string>;
  readonly principal: (type: PrincipalType, id: string, operation: string) => Maybe<string>;
  /** Whether nobody has that id any more; `false` where that is not certain. */
  readonly isGone: (type: PrincipalType, id: string) => boolean;
  /** The name, else the id itself: for people to read. */
  readonly label: (id: string) => string;
};

export function namesOf(answers: readonly Answer[]): Names {
  const sets = new Map(only(answers, 'set-details').map(({ set, name }) => [set, name]));
  const principals = principalNames(answers);
  const listed = new Set([...only(answers, 'group'), ...only(answers, 'user')].map(({ id }) => id));
  const gone = new Set(only(answers, 'no-such-principal').map(({ id }) => id));
  const whole = { GROUP: isWhole(answers, 'groups'), USER: isWhole(answers, 'users') };
  const isGone = (type: PrincipalType, id: string) =>
    !principals.has(id) && !listed.has(id) && (whole[type] || gone.has(id));
  return {
    isGone,
    set: (arn, operation) => {
      const name = sets.get(arn);
      return name === undefined ? unsaid(operation, `${arn} was not described`) : said(operation, name);
    },
    principal: (type, id, operation) => {
      const name = principals.get(id);
      if (name !== undefined) return said(operation, name);
      if (listed.has(id)) return unsaid(operation, `${principalWord(type)} ${id} has no name`);
      return unsaid(operation, nameless(type, id, isGone(type, id)));
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
  return gone ? `${principal} ${goneWords}` : `${principal} could not be looked up`;
}

/** A snapshot file has this fact in these words alone. */
const goneWords = 'no longer exists';

/** Reads the fact back from a reason that a snapshot file gives. */
export function saysGone(because: string): boolean {
  return because.endsWith(goneWords);
}

function principalWord(type: PrincipalType): string {
  return type === 'GROUP' ? 'group' : 'user';
}

function isWhole(answers: readonly Answer[], kind: 'groups' | 'users'): boolean {
  return answers.some(({ step, gap }) => step.kind === kind && gap === undefined);
}
