/** The context of a command: the host, where it was started, and where it writes. Tests run commands in-process. */
import { oneLine } from '../core/features/report';
import type { Host } from '../host';
import type { ExitCode } from './exit-code';

export type CliContext = {
  readonly host: Host;
  /** Absolute path of the folder the command was started in. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results. */
  readonly out: (text: string) => void;
  /** Everything else. */
  readonly err: (text: string) => void;
  readonly outIsTerminal: boolean;
  /** How wide the terminal is, in characters; absent where results go elsewhere. */
  readonly outColumns?: number | undefined;
  readonly errIsTerminal: boolean;
  /** All of stdin, as text. */
  readonly stdin: () => Promise<string>;
  /** Absolute path of the folder the program was installed to: its `docs/rules` are read for help. */
  readonly installation: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
};

/** NO_COLOR (no-color.org) counts more than FORCE_COLOR, which Node and others read: 0 and false are a no. */
export function wantsColor({ env, outIsTerminal }: Pick<CliContext, 'env' | 'outIsTerminal'>): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return !['0', 'false'].includes(env.FORCE_COLOR);
  return outIsTerminal && env.TERM !== 'dumb';
}

/** The only way of a message to stderr: one line, whatever the names in it hold. */
export function say(message: string, { err }: Pick<CliContext, 'err'>): void {
  err(messageLine(message));
}

export function messageLine(message: string): string {
  return `idc: ${oneLine(message)}\n`;
}

export function refused(message: string, context: CliContext): ExitCode {
  say(message, context);
  return 2;
}
