/** Reads the arguments of one command against its options. */
import { parseArgs } from 'node:util';
import type { Command, Option, Values } from './command';
import { suggestion } from './suggestion';

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
    return { ok: false, message: messageOf(error, command) };
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
  const surplus = positionals[command.operands?.max ?? 0];
  if (surplus !== undefined) return { ok: false, message: surplusText(command, surplus) };
  for (const { name, argument, choices } of command.options) {
    const given = options.all(name);
    if (argument !== undefined && given.includes('')) return { ok: false, message: needsText(name, argument) };
    const wrong = given.find((it) => choices !== undefined && !choices.includes(it));
    if (wrong !== undefined) return { ok: false, message: `--${name} is one of ${choices?.join(', ')}: ${wrong}` };
  }
  return { ok: true, paths: positionals, options };
}

function surplusText({ name, operands }: Command, surplus: string): string {
  return `idc ${name} takes ${operands ? `only ${operands.shape}` : 'no arguments'}: ${surplus}`;
}

function needsText(name: string, argument: string): string {
  return `--${name} needs ${argument}`;
}

/** Node says what is wrong in a class and a sentence; which option it is about is in the sentence alone. */
function messageOf(error: unknown, { options }: Command): string {
  const text = error instanceof Error ? error.message : String(error);
  const written = /--[^'\s]+|(?<=')-[^'\s,]+/.exec(text)?.[0];
  if (written === undefined) return text;
  const meant = options.find(({ name }) => `--${name}` === written);
  if (meant?.argument !== undefined) return needsText(meant.name, meant.argument);
  return /^Unknown/.test(text) ? unknownText(written, options) : `${written} takes no value`;
}

function unknownText(written: string, options: readonly Option[]): string {
  const names = [...options, helpOption].map(({ name }) => `--${name}`);
  return `no such option: ${written}${suggestion(written, names)}`;
}
