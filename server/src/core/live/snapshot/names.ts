/** Names for AWS's ids, and what it means when there is none. */
import type { Maybe } from '../../base';
import type { PrincipalType } from '../../model';
import type { Answer } from '../questions/answer';
import { foundOf } from '../questions/found';
import { knownFrom, unknownFrom } from './api-origin';

export type Names = {
  readonly set: (arn: string, operation: string) => Maybe<string>;
  readonly principal: (type: PrincipalType, id: string, operation: string) => Maybe<string>;
  /** Whether nobody has that id any more; `false` where that is not certain. */
  readonly isGone: (type: PrincipalType, id: string) => boolean;
  /** The name, else the id itself: for people to read. */
  readonly label: (id: string) => string;
};

export function namesOf(answers: readonly Answer[]): Names {
  const sets = new Map(foundOf(answers, 'set-details').map(({ set, name }) => [set, name]));
  const principals = principalNames(answers);
  const listed = new Set([...foundOf(answers, 'group'), ...foundOf(answers, 'user')].map(({ id }) => id));
  const gone = new Set(foundOf(answers, 'no-such-principal').map(({ id }) => id));
  const whole = { GROUP: isWhole(answers, 'groups'), USER: isWhole(answers, 'users') };
  const isGone = (type: PrincipalType, id: string) =>
    !principals.has(id) && !listed.has(id) && (whole[type] || gone.has(id));
  return {
    isGone,
    set: (arn, operation) => {
      const name = sets.get(arn);
      return name === undefined
        ? unknownFrom(operation, { kind: 'not-described', id: arn })
        : knownFrom(operation, name);
    },
    principal: (type, id, operation) => {
      const name = principals.get(id);
      if (name !== undefined) return knownFrom(operation, name);
      const kind = listed.has(id)
        ? 'principal-nameless'
        : isGone(type, id)
          ? 'principal-gone'
          : 'principal-not-looked-up';
      return unknownFrom(operation, { kind, principalType: type, id });
    },
    label: (id) => sets.get(id) ?? principals.get(id) ?? id,
  };
}

function principalNames(answers: readonly Answer[]): ReadonlyMap<string, string> {
  const all = [...foundOf(answers, 'group'), ...foundOf(answers, 'user')];
  return new Map(all.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name] as const])));
}

function isWhole(answers: readonly Answer[], kind: 'groups' | 'users'): boolean {
  return answers.some(({ step, gap }) => step.kind === kind && gap === undefined);
}
