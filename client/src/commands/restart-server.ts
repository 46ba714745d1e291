import type { World } from './command';

/** For when something is stuck: the server keeps nothing that it cannot read again. */
export function restartServer({ server }: World): Promise<void> {
  return server.restart();
}
