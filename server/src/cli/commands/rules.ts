/** `idc rules`: the catalogue of rules this version knows; `idc rules NAME` prints a rule's page. */
import { ruleNames, rules as table } from '../../core/rules';
import type { Command } from '../command';
import type { ExitCode } from '../exit-code';
import { rulePageText } from '../pages';
import { unknownRule } from '../suggestion';
import { refused, type World } from '../world';

export const rules: Command = {
  name: 'rules',
  summary: 'Lists the rules with their default severity; with a name, prints the page of that rule.',
  operands: { shape: '[NAME]', most: 1 },
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
  const text = ruleNames.has(name) ? await rulePageText(name, world) : undefined;
  if (text === undefined) return refused(unknownRule(name), world);
  world.out(text);
  return 0;
}
