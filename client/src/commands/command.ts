/** What a command is given. Each file here holds one; `index.ts` is the table of them all. */
import type { ExtensionContext } from 'vscode';
import type { Server } from '../language-client';
import type { Matrix } from '../matrix';
import type { Reports } from '../report';
import type { Trees } from '../trees';

export type CommandContext = {
  readonly server: Server;
  readonly context: ExtensionContext;
  readonly matrix: Matrix;
  readonly reports: Reports;
  readonly trees: Trees;
};

/** `argument` is what a command was started from: a row, a hover, a report; nothing from the palette. */
export type Run = (commandContext: CommandContext, argument: unknown) => Promise<void> | void;
