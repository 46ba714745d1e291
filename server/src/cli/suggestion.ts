/** What somebody probably meant to type. */
import { nearest } from '../core/base';
import { ruleNames } from '../core/rules';

/** To stand behind the word: ` (did you mean check?)`, or nothing. */
export function suggestion(word: string, names: Iterable<string>): string {
  const [near] = nearest(word, names);
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}

export function unknownRule(name: string): string {
  return `no such rule: ${name}${suggestion(name, ruleNames)}; idc rules lists them`;
}
