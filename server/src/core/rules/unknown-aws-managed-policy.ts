import { nearest } from '../base';
import table from './support/data/aws-managed-policies.json';
import { managedArns } from './support/policies/attached-policies';
import { correctValue, defineRule, type Note, replaceValue } from './support/rule';

const prefix = 'arn:aws:iam::aws:policy/';
const names: ReadonlySet<string> = new Set(table.names.split(' '));

/** Other partitions have lists of their own, which we do not know. */
export const unknownAwsManagedPolicy = defineRule({
  name: 'unknown-aws-managed-policy',
  summary: 'No AWS managed policy has this ARN.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    for (const arn of managedArns(declared)) {
      const name = arn.value.startsWith(prefix) ? arn.value.slice(prefix.length) : '';
      if (/^[\w+=,.@/-]+$/.test(name) && !names.has(name)) report(arn, noteOn(name));
    }
  },
});

/** AWS adds policies every week: what resembles none of those we know may be newer than our list. */
function noteOn(name: string): Note {
  const suggestions = suggestionsFor(name);
  const [first] = suggestions;
  if (first === undefined) {
    return { message: `no AWS managed policy is named "${name}" (as of ${table.asOf})`, severity: 'warning' };
  }
  const isOnlyOne = suggestions.length === 1 && lastSegment(first).toLowerCase() === lastSegment(name).toLowerCase();
  return {
    message: `no AWS managed policy is named "${name}": did you mean "${first}"?`,
    fixes: () => suggestions.map((it) => (isOnlyOne ? correctValue(prefix + it) : replaceValue(prefix + it))),
  };
}

/** The commonest mistake is the path: `job-function/` or `service-role/` left out, or put in; then letter case. */
function suggestionsFor(name: string): readonly string[] {
  const last = lastSegment(name);
  const elsewhere = [...names].filter((it) => lastSegment(it) === last);
  if (elsewhere.length > 0) return elsewhere;
  const otherCase = [...names].filter((it) => it.toLowerCase() === name.toLowerCase());
  return otherCase.length > 0 ? otherCase : nearest(name, names).filter((it) => differsLittle(it, name));
}

function lastSegment(name: string): string {
  return name.split('/').at(-1) ?? '';
}

/** With so many names some other one is always near: two letters more or less are as far as a slip goes. */
function differsLittle(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) <= 2 && nearest(b, [a]).length > 0 && shareMostLetters(a, b);
}

/** A slip changes one stretch of the text: what is the same before and after it is all but three letters. */
function shareMostLetters(a: string, b: string): boolean {
  const [one, two] = [a.toLowerCase(), b.toLowerCase()];
  let start = 0;
  while (start < one.length && one[start] === two[start]) start++;
  let end = 0;
  while (end < Math.min(one.length, two.length) - start && one.at(-1 - end) === two.at(-1 - end)) end++;
  return Math.max(one.length, two.length) - start - end <= 3;
}
