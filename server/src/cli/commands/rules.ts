/** `idc rules`: the catalogue of rules this version knows; `idc rules NAME` prints a rule's page. */
import { rules as table } from '../../core/rules';
import type { Command } from '../command';
import type { ExitCode } from '../exit-code';
import { rulePageText } from '../pages';
import { refused, type World } from '../world';

export const rules: Command = {
  name: 'rules',
  summary: 'Lists the rules with their default severity; with a name, prints the page of that rule.',
  operands: '[NAME]',
  options: [],

  async run({ paths, world }) {
    const [name] = paths;
    return name === undefined ? list(world) : page(name, world);
  },
};

function list({ out }: World): ExitCode {
  const width = Math.max(...table.map((it) => it.name.length)) + 2;
  for (const { name, severity, summary } of table) out(`${name.padEnd(width)}${severity.padEnd(9)}${summary}\n`);
  return 0;
}

async function page(name: string, world: World): Promise<ExitCode> {
  const text = await rulePageText(name, world);
  if (text === undefined) return refused(`no such rule: ${name}; idc rules lists them`, world);
  world.out(text);
  return 0;
}
