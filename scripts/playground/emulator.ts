// Identity Center as an HTTP server on this machine, so that playing and testing need no AWS account.
import { join } from 'node:path';
import { repository } from '../repository';
import { awaitLine, type ProcessGroup, startGroup } from '../vscode/process-group';

export type Emulator = {
  readonly url: string;
  readonly ended: Promise<number>;
  stop(): Promise<void>;
};

export async function startEmulator(scenario: string, options: readonly string[] = []): Promise<Emulator> {
  const group = startGroup({
    program: process.execPath,
    args: [
      ...['--import', 'tsx', join(repository, 'test/support/identity-center/main.ts')],
      ...['--scenario', scenario, '--port', '0', ...options],
    ],
    cwd: repository,
  });
  const url = await addressOf(group);
  return { url, ended: group.ended, stop: group.stop };
}

async function addressOf(group: ProcessGroup): Promise<string> {
  try {
    const [, url = ''] = await awaitLine(group, /listening on (http:\/\/\S+)/);
    return url;
  } catch (error) {
    await group.stop();
    throw new Error(`The Identity Center emulator did not start: ${error instanceof Error ? error.message : error}`);
  }
}
