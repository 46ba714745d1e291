import { isKnown, type Known, nearest } from '../base';
import * as model from '../model';
import { defineRule, didYouMean, type Note, type RuleContext, replaceValue } from './support/rule';

/** Users mostly come from an identity provider: only code that lists them, or AWS, can say that there is no such user. */
export const unknownUser = defineRule({
  name: 'unknown-user',
  summary: 'An assignment names a user that nothing declares.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check(context, report) {
    const { users, assignments } = context.declared;
    for (const { principalType, principal, missing } of assignments.all) {
      if (!isKnown(principalType) || principalType.value !== 'USER') continue;
      if (missing?.principal) report(missing.principal.key, noteOn(missing.principal.key, missing.principal.keys));
      if (!isKnown(principal)) continue;
      const names = namesWithout(principal, context);
      if (names) report(principal, lessSevere(noteOn(principal, [...users.byName.keys(), ...names])));
    }
  },
});

/** The live names, if any, where the user is certainly not there; `undefined` where there is one, or may be. */
function namesWithout(
  principal: Known<string>,
  { declared, snapshot }: RuleContext<'declared'>,
): Iterable<string> | undefined {
  const { users } = declared;
  const live = snapshot?.pseudonymized ? undefined : snapshot?.access.users;
  const isMade = users.byName.get(principal.value)?.presence === 'declared';
  if (isMade || live?.byName.has(principal.value)) return undefined;
  const isLacking =
    model.lacks(users, principal) || (users.includesAllDeclared && live && model.lacks(live, principal));
  return isLacking ? (live?.byName.keys() ?? []) : undefined;
}

function noteOn({ value }: Known<string>, names: readonly string[]): UserNote {
  const others = names.filter((name) => name !== value);
  const sameButCase = others.find((name) => normalized(name) === normalized(value));
  const suggestions = sameButCase === undefined ? nearest(value, others) : [sameButCase];
  const hint =
    sameButCase === undefined ? didYouMean(suggestions) : `: "${sameButCase}" differs only in case or spaces`;
  const message = `no user is named "${value}"${hint}`;
  return { message, fixes: () => suggestions.map((it) => replaceValue(it)), isSameButCase: sameButCase !== undefined };
}

type UserNote = Note & { readonly isSameButCase: boolean };

/** Keys are compared exactly. Whether the identity store minds letter case in user names is nowhere documented. */
function lessSevere({ isSameButCase, ...note }: UserNote): Note {
  return isSameButCase ? { ...note, severity: 'warning' } : note;
}

function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/\s/g, '');
}
