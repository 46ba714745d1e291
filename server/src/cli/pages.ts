/** The pages of the rules, read from beside the program: `docs/rules/<name>.md`. */
import { join } from 'node:path';
import type { Finding } from '../core/analysis';
import type { World } from './world';

export async function rulePageText(rule: string, world: World): Promise<string | undefined> {
  const result = await world.host.files.read(join(world.installation, 'docs', 'rules', `${rule}.md`));
  return result.kind === 'text' ? result.text : undefined;
}

/** The pages of all rules that found something. */
export async function rulePages(findings: readonly Finding[], world: World) {
  const pages = new Map<string, string | undefined>();
  for (const { rule } of findings) if (!pages.has(rule)) pages.set(rule, await rulePageText(rule, world));
  return (rule: string): string | undefined => pages.get(rule);
}
