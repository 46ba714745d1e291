/** What rules that compare two things ask about where they stand. */
import { hops } from '../base';
import type { Located } from './rule';

export function isSamePlace(a: Located, b: Located | undefined): boolean {
  const [one, two] = [a.origin.at, b?.origin.at];
  return one.path === two?.path && one.start === two.start && one.end === two.end;
}

/** Whether it belongs to an example or a test of a module: those are not applied beside each other. */
export function isExample({ origin }: Located): boolean {
  const paths = [origin.at.path, ...hops(origin).map((hop) => hop.at.path)];
  return paths.some((path) => /(^|\/)(examples?|tests?|fixtures)\//.test(path));
}
