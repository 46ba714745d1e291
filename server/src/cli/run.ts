/** The command line: finds the command, reads its options, runs it. Holds no analysis. */
import type { Fault } from '../core/base';
import { faultText } from '../core/wording';
import { helpOption, parseArguments } from './arguments';
import type { Command } from './command';
import { commands } from './commands';
import { type CliContext, refused, say } from './context';
import type { ExitCode } from './exit-code';
import { commandHelp, overview } from './help';
import { suggestion } from './suggestion';
import { version } from './version';

const names = commands.map((it) => it.name);

export async function run(argv: readonly string[], context: CliContext): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === undefined || isHelp(name)) return help(rest[0], context);
  if (name === '--version' || name === '-v' || name === 'version') return print(`${version}\n`, context);
  const command = commands.find((it) => it.name === name);
  if (!command) return refuse(unknownCommandText(name), 'idc --help lists them', context);
  return runCommand(command, rest, context);
}

async function runCommand(command: Command, args: readonly string[], context: CliContext): Promise<ExitCode> {
  const parsed = parseArguments(command, args);
  if (!parsed.ok) return refuse(parsed.message, `idc ${command.name} --help lists the options`, context);
  if (parsed.options.on(helpOption.name)) return print(commandHelp(command), context);
  const faults = new Set<string>();
  const onFault = ({ reason }: Fault) => {
    const text = faultText(reason);
    if (!faults.has(text)) say(text, context);
    faults.add(text);
  };
  const code = await command.run({ paths: parsed.paths, options: parsed.options, context, onFault });
  return faults.size > 0 ? 2 : code;
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h' || word === 'help';
}

function unknownCommandText(name: string): string {
  if (name.startsWith('-')) return `name a command before ${name}`;
  return `no such command: ${name}${suggestion(name, names)}`;
}

function help(topic: string | undefined, context: CliContext): ExitCode {
  const command = commands.find((it) => it.name === topic);
  if (topic !== undefined && !command) return refuse(unknownCommandText(topic), 'idc --help lists them', context);
  return print(command ? commandHelp(command) : overview(commands), context);
}

function print(text: string, context: CliContext): ExitCode {
  context.out(text);
  return 0;
}

function refuse(message: string, nextStep: string, context: CliContext): ExitCode {
  return refused(`${message}; ${nextStep}`, context);
}
