/** `idc rules`: the catalogue of rules this version knows; `idc rules NAME` prints a rule's page. */
import { ruleNames, rules as table } from '../../core/rules';
import type { Command } from '../command';
import { type CliContext, refused } from '../context';
import type { ExitCode } from '../exit-code';
import { rulePageText } from '../pages';
import { unknownRule } from '../suggestion';

export const rules: Command = {
  name: 'rules',
  summary: 'Lists the rules with their default severity; with a name, prints the page of that rule.',
  operands: { shape: '[NAME]', max: 1 },
  options: [],

  async run({ paths, context }) {
    const [name] = paths;
    return name === undefined ? list(context) : page(name, context);
  },
};

function list({ out }: CliContext): ExitCode {
  const width = Math.max(...table.map((it) => it.name.length)) + 2;
  for (const { name, severity, summary } of table) out(`${name.padEnd(width)}${severity.padEnd(9)}${summary}\n`);
  return 0;
}

async function page(name: string, context: CliContext): Promise<ExitCode> {
  const text = ruleNames.has(name) ? await rulePageText(name, context) : undefined;
  if (text === undefined) return refused(unknownRule(name), context);
  context.out(text);
  return 0;
}
