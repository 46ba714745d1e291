import type { World } from './command';

/** Opens the log of the extension and its server. */
export function showOutput({ server }: World): void {
  server.output.show();
}
