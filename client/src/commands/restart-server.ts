import type { CommandContext } from './command';

/** For when something is stuck: the server keeps nothing that it cannot read again. */
export function restartServer({ server }: CommandContext): Promise<void> {
  return server.restart();
}
