/** `idc rules`: the catalogue of rules this version knows. */
import { rules as table } from '../../core/rules';
import type { Command } from '../command';

export const rules: Command = {
  name: 'rules',
  summary: 'Lists the rules with their default severity.',
  options: [],

  async run({ world }) {
    const width = Math.max(...table.map((it) => it.name.length)) + 2;
    for (const { name, severity, summary } of table) {
      world.out(`${name.padEnd(width)}${severity.padEnd(9)}${summary}\n`);
    }
    return 0;
  },
};
