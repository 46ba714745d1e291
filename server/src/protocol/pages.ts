/** Where a finding's rule is explained: the page that is also tested, as published with the source. */

export const rulePages = 'https://github.com/idc-authoring/idc-authoring/blob/main/docs/rules';

/** The page of a rule; what is said about files that cannot be read has none. */
export function rulePage(rule: string): string | undefined {
  return rulesWithoutPage.has(rule) ? undefined : `${rulePages}/${rule}.md`;
}

const rulesWithoutPage: ReadonlySet<string> = new Set(['unreadable-file']);
