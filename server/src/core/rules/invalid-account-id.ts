import { isKnown, type Known } from '../base';
import { correctValue, defineRule, type Fix, type Note, replaceValue } from './support/rule';

/** A YAML number drops its leading zeros, and AWS's own samples have shown ids of 11 and 14 digits. */
export const invalidAccountId = defineRule({
  name: 'invalid-account-id',
  summary: 'An account id does not have 12 digits.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check({ declared, project }, report) {
    const known = new Set([...declared.accounts.byName.keys(), ...project.accounts.map((it) => it.id)]);
    // A name stands for an account that is listed, and its id is wrong there.
    const ids = [
      ...declared.assignments.all.flatMap((it) => (it.accountName ? [] : [it.account])),
      ...declared.accounts.all.map((it) => it.id),
      ...declared.policies.all.flatMap((it) => (it.accountName ? [] : [it.account])),
    ];
    for (const id of ids) {
      if (isKnown(id) && !/^\d{12}$/.test(id.value)) report(id, noteOn(id, known));
    }
  },
});

function noteOn({ value }: Known<string>, known: ReadonlySet<string>): Note {
  const digits = value.replaceAll(/[\s-]/g, '');
  const corrected = /^\d{9,12}$/.test(digits) ? digits.padStart(12, '0') : undefined;
  return {
    message: `"${value}" is no account id: ${reason(value, digits)}`,
    fixes: () => (corrected === undefined ? [] : [fixFor(digits, corrected, known)]),
  };
}

/** A digit that is missing may be any digit, unless a zero in front makes it an account that somebody has listed. */
function fixFor(digits: string, corrected: string, known: ReadonlySet<string>): Fix {
  return digits === corrected || known.has(corrected) ? correctValue(corrected) : replaceValue(corrected);
}

function reason(value: string, digits: string): string {
  if (!/^\d+$/.test(digits)) return 'it has 12 digits and nothing else';
  if (digits !== value && digits.length === 12) return 'it is written without spaces and dashes';
  const count = `it has 12 digits, and this has ${digits.length}`;
  return digits.length === 10 || digits.length === 11 ? `${count}; did a number lose its leading zeros?` : count;
}
