/** Help, rendered from the table of commands. */
import { helpOption } from './arguments';
import type { Command, Option } from './command';

/** What a narrow terminal shows without breaking lines itself. */
const columns = 80;

export function overview(commands: readonly Command[]): string {
  const indent = Math.max(...commands.map((it) => it.name.length)) + 4;
  return [
    ...wrapped(
      'idc checks AWS IAM Identity Center access written as Terraform or YAML, and shows what AWS has of it.',
      0,
    ),
    '',
    'Usage: idc COMMAND [OPTIONS]',
    '',
    ...commands.flatMap((it) => row(it.name, it.summary, indent)),
    '',
    'idc COMMAND --help tells more.',
    exitCodes,
    '',
  ].join('\n');
}

const exitCodes = 'Exit codes: 0 nothing to report, 1 findings, 2 could not run.';

export function commandHelp(command: Command): string {
  const usage = ['Usage: idc', command.name, command.operands?.shape, '[OPTIONS]'].filter(Boolean).join(' ');
  const lines = [...command.options, helpOption].flatMap((it) => row(shape(it), it.doc, 30));
  const notes = (command.notes ?? []).flatMap((it) => [...wrapped(it, 0), '']);
  return [...wrapped(command.summary, 0), '', usage, '', ...lines, '', ...notes, ...codes(command), ''].join('\n');
}

function codes({ exitCodes: own }: Command): readonly string[] {
  return own ? ['Exit codes:', ...own.flatMap(({ code, doc }) => row(String(code), doc, 6))] : [exitCodes];
}

/** A name with what it means beside it; below it where the name is long. */
function row(name: string, doc: string, indent: number): readonly string[] {
  const [first = '', ...more] = wrapped(doc, indent);
  const isShort = name.length + 4 <= indent;
  return isShort ? [`  ${name}`.padEnd(indent) + first.trimStart(), ...more] : [`  ${name}`, first, ...more];
}

/** Lines of words behind as many blanks; a text that fits stays as it is. */
function wrapped(text: string, indent: number): readonly string[] {
  const blanks = ' '.repeat(indent);
  if (blanks.length + text.length <= columns) return [blanks + text];
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= columns) lines[lines.length - 1] = longer;
    else lines.push(blanks + word);
  }
  return lines;
}

function shape(option: Option): string {
  const short = option.short ? `-${option.short}, ` : '';
  const argument = option.argument ? ` ${option.argument}` : '';
  return `${short}--${option.name}${argument}`;
}
