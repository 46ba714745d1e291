import type { CommandContext } from './command';

/** Opens the log of the extension and its server. */
export function showOutput({ server }: CommandContext): void {
  server.output.show();
}
