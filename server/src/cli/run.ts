/** The command line: finds the command, reads its options, runs it. Holds no analysis. */
import { helpOption, parseArguments } from './arguments';
import type { Command } from './command';
import { commands } from './commands';
import type { ExitCode } from './exit-code';
import { commandHelp, overview } from './help';
import { suggestion } from './suggestion';
import { version } from './version';
import type { World } from './world';

const names = commands.map((it) => it.name);

export async function run(argv: readonly string[], world: World): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === undefined || isHelp(name)) return help(rest[0], world);
  if (name === '--version' || name === '-v' || name === 'version') return print(`${version}\n`, world);
  const command = commands.find((it) => it.name === name);
  if (!command) return refuse(strangerText(name), 'idc --help lists them', world);
  return runCommand(command, rest, world);
}

async function runCommand(command: Command, args: readonly string[], world: World): Promise<ExitCode> {
  const parsed = parseArguments(command, args);
  if (!parsed.ok) return refuse(parsed.message, `idc ${command.name} --help lists the options`, world);
  if (parsed.options.on(helpOption.name)) return print(commandHelp(command), world);
  return command.run({ paths: parsed.paths, options: parsed.options, world });
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h' || word === 'help';
}

function strangerText(name: string): string {
  if (name.startsWith('-')) return `name a command before ${name}`;
  return `no such command: ${name}${suggestion(name, names)}`;
}

function help(topic: string | undefined, world: World): ExitCode {
  const command = commands.find((it) => it.name === topic);
  if (topic !== undefined && !command) return refuse(strangerText(topic), 'idc --help lists them', world);
  return print(command ? commandHelp(command) : overview(commands), world);
}

function print(text: string, world: World): ExitCode {
  world.out(text);
  return 0;
}

function refuse(message: string, nextStep: string, world: World): ExitCode {
  world.err(`idc: ${message}; ${nextStep}\n`);
  return 2;
}
