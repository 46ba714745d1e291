/** What a command is given. Each file here holds one; `index.ts` is the table of them all. */
import type { ExtensionContext } from 'vscode';
import type { Server } from '../language-client';
import type { Matrix } from '../matrix';

export type World = {
  readonly server: Server;
  readonly context: ExtensionContext;
  readonly matrix: Matrix;
};

/** `argument` is the row a command was started from, where it was started from one. */
export type Run = (world: World, argument: unknown) => Promise<void> | void;
