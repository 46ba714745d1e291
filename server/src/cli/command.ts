/** A command is a row of a table: its help is rendered from it, its options are parsed from it. */

import type { Fault } from '../core/base';
import type { CliContext } from './context';
import type { ExitCode } from './exit-code';

export type Option = {
  readonly name: string;
  readonly short?: string;
  readonly doc: string;
  /** What stands behind the option in the help: `FILE`; a switch has none. */
  readonly argument?: string;
  readonly many?: true;
  readonly choices?: readonly string[];
};

export type Values = {
  readonly text: (name: string) => string | undefined;
  readonly all: (name: string) => readonly string[];
  readonly on: (name: string) => boolean;
};

export type Invocation = {
  readonly paths: readonly string[];
  readonly options: Values;
  readonly context: CliContext;
  /** Told of each fault of ours: what could be done is printed all the same, and the exit code is 2. */
  readonly onFault: (fault: Fault) => void;
};

export type Command = {
  readonly name: string;
  readonly summary: string;
  /** The positional arguments: as the help shows them (`[PATH…]`), and how many there may be. */
  readonly operands?: { readonly shape: string; readonly max: number };
  readonly options: readonly Option[];
  /** Lines below the options in the help. */
  readonly notes?: readonly string[];
  /** Where they are other than 0, 1 and 2. */
  readonly exitCodes?: readonly { readonly code: number; readonly doc: string }[];
  readonly run: (invocation: Invocation) => Promise<ExitCode>;
};

export const formatOption = (...choices: readonly string[]): Option => ({
  name: 'format',
  argument: choices.join('|'),
  choices,
  doc: `how to print: ${choices.join(', ')} (default ${choices[0]})`,
});

export const rootOptions: readonly Option[] = [
  { name: 'root', argument: 'PATH', doc: 'evaluate only this folder as a Terraform root module' },
  { name: 'var-file', argument: 'FILE', many: true, doc: 'values for variables, as in terraform; may be repeated' },
  { name: 'workspace', argument: 'NAME', doc: 'the value of terraform.workspace' },
  {
    name: 'plan',
    argument: '[ROOT=]FILE',
    many: true,
    doc: 'what terraform show -json prints of a plan, in place of evaluating its root; - is stdin; may be repeated',
  },
];

/** Whose AWS is read, and which instance there; every command that asks AWS takes these. */
export const awsOptions: readonly Option[] = [
  {
    name: 'profile',
    argument: 'NAME',
    doc: 'the AWS profile to read with (default: AWS_PROFILE, else the default credential chain)',
  },
  { name: 'region', argument: 'REGION', doc: "the region of Identity Center (default: the profile's)" },
  {
    name: 'instance',
    argument: 'ARN|ID|NAME',
    doc: "the Identity Center instance (default: the organization's)",
  },
];
