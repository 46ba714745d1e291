/** Reads the arguments of one command against its options. */
import { parseArgs } from 'node:util';
import type { Command, Option, Values } from './command';

export type Parsed =
  | { readonly ok: true; readonly paths: readonly string[]; readonly options: Values }
  | { readonly ok: false; readonly message: string };

export const helpOption: Option = { name: 'help', short: 'h', doc: 'show this help' };

export function parseArguments(command: Command, args: readonly string[]): Parsed {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries([...command.options, helpOption].map(optionConfig)),
      allowPositionals: true,
      strict: true,
    });
    return checked(command, positionals, readValues(values));
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

function optionConfig(option: Option) {
  const type = option.argument ? ('string' as const) : ('boolean' as const);
  const config = { type, multiple: option.many ?? false, ...(option.short ? { short: option.short } : {}) };
  return [option.name, config] as const;
}

function readValues(values: Readonly<Record<string, unknown>>): Values {
  const all = (name: string) => [values[name] ?? []].flat().map(String);
  return { all, text: (name) => all(name).at(-1), on: (name) => values[name] === true };
}

function checked(command: Command, positionals: readonly string[], options: Values): Parsed {
  if (positionals.length > 0 && !command.operands) {
    return { ok: false, message: `idc ${command.name} takes no arguments: ${positionals[0]}` };
  }
  for (const { name, choices } of command.options) {
    const wrong = options.all(name).find((it) => choices !== undefined && !choices.includes(it));
    if (wrong !== undefined) return { ok: false, message: `--${name} is one of ${choices?.join(', ')}: ${wrong}` };
  }
  return { ok: true, paths: positionals, options };
}

/** Node's message goes on with advice about `--` that misleads here. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('. To specify')[0] ?? message;
}
