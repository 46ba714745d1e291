/** Help, rendered from the table of commands. */

import { helpOption } from './arguments';
import type { Command, Option } from './command';

export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((it) => it.name.length)) + 2;
  return [
    'idc checks AWS IAM Identity Center access written as Terraform or YAML, and shows what AWS has of it.',
    '',
    'Usage: idc COMMAND [OPTIONS]',
    '',
    ...commands.map((it) => `  ${it.name.padEnd(width)}${it.summary}`),
    '',
    'idc COMMAND --help tells more.',
    'Exit codes: 0 nothing to report, 1 findings, 2 could not run.',
    '',
  ].join('\n');
}

export function commandHelp(command: Command): string {
  const options = [...command.options, helpOption];
  const width = Math.max(...options.map((it) => shape(it).length)) + 2;
  const usage = ['Usage: idc', command.name, command.operands?.shape, '[OPTIONS]'].filter(Boolean).join(' ');
  const lines = options.map((it) => `  ${shape(it).padEnd(width)}${it.doc}`);
  const notes = command.notes ? [...command.notes, ''] : [];
  return [command.summary, '', usage, '', ...lines, '', ...notes].join('\n');
}

function shape(option: Option): string {
  const short = option.short ? `-${option.short}, ` : '';
  const argument = option.argument ? ` ${option.argument}` : '';
  return `${short}--${option.name}${argument}`;
}
