/** Where a finding's rule is explained: the page that is also tested, as published with the source. */

export const rulePages = 'https://github.com/idc-authoring/idc-authoring/blob/main/docs/rules';

/** The page of a rule; `syntax` and other findings about unreadable text have none. */
export function rulePage(rule: string): string | undefined {
  return rulesWithoutPage.has(rule) ? undefined : `${rulePages}/${rule}.md`;
}

const rulesWithoutPage: ReadonlySet<string> = new Set(['syntax', 'unreadable-file']);
