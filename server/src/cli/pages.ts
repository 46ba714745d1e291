/** The pages of the rules, read from beside the program: `docs/rules/<name>.md`. */
import { join } from 'node:path';
import type { Finding } from '../core/analysis';
import type { CliContext } from './context';

export async function rulePageText(rule: string, context: CliContext): Promise<string | undefined> {
  const result = await context.host.files.read(join(context.installation, 'docs', 'rules', `${rule}.md`));
  return result.kind === 'text' ? result.text : undefined;
}

/** The pages of all rules that found something. */
export async function rulePages(findings: readonly Finding[], context: CliContext) {
  const pages = new Map<string, string | undefined>();
  for (const { rule } of findings) if (!pages.has(rule)) pages.set(rule, await rulePageText(rule, context));
  return (rule: string): string | undefined => pages.get(rule);
}
