/** The commands, one line each. Titles, icons and where they are offered: `protocol/commands.ts`. */
import { commands, type Disposable } from 'vscode';
import type { CommandId } from '../../../server/src/protocol';
import { checkProvisioning } from './check-provisioning';
import type { Run, World } from './command';
import { copyFrom } from './copy';
import { copyPolicy } from './copy-policy';
import { openMatrix } from './open-matrix';
import { openNode } from './open-node';
import { refresh } from './refresh';
import { restartServer } from './restart-server';
import { selectProfile } from './select-profile';
import { showDeclared } from './show-declared';
import { showOutput } from './show-output';
import { signIn } from './sign-in';
import { signOut } from './sign-out';
import { tellBug } from './telling';

const table: Readonly<Record<CommandId, Run>> = {
  'idc.selectProfile': selectProfile,
  'idc.signIn': signIn,
  'idc.signOut': signOut,
  'idc.refresh': refresh,
  'idc.checkProvisioning': checkProvisioning,
  'idc.copyPolicy': copyPolicy,
  'idc.openMatrix': openMatrix,
  'idc.showDeclared': showDeclared,
  'idc.restartServer': restartServer,
  'idc.showOutput': showOutput,
  'idc.openNode': openNode,
  'idc.copyArn': copyFrom('arn'),
  'idc.copyRole': copyFrom('role'),
  'idc.copyAccount': copyFrom('account'),
  'idc.copyReason': copyFrom('reason'),
};

export function registerCommands(world: World): readonly Disposable[] {
  return Object.entries(table).map(([id, run]) =>
    commands.registerCommand(id, async (argument: unknown) => {
      try {
        await run(world, argument);
      } catch (error) {
        tellBug(world.server, id, error);
      }
    }),
  );
}
