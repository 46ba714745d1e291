/** The commands, one line each. Titles, icons and where they are offered: `protocol/commands.ts`. */
import { commands, type Disposable } from 'vscode';
import type { CommandId } from '../../../server/src/protocol';
import { checkPolicies } from './check-policies';
import { checkProvisioning } from './check-provisioning';
import type { Run, World } from './command';
import { compareWithLive } from './compare';
import { copyFrom } from './copy';
import { copyPolicy } from './copy-policy';
import { explainAccess } from './explain';
import { exportMatrix } from './export-matrix';
import { exportReport } from './export-report';
import { groupAccess } from './group-access';
import { newAssignment } from './new-assignment';
import { openMatrix } from './open-matrix';
import { openNode } from './open-node';
import { backToLive, openSnapshot } from './open-snapshot';
import { refresh } from './refresh';
import { restartServer } from './restart-server';
import { revealInAccess } from './reveal-in-access';
import { saveSnapshot } from './save-snapshot';
import { selectProfile } from './select-profile';
import { showChanges } from './show-changes';
import { showDeclared, showDeclaredJson } from './show-declared';
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
  'idc.checkPolicies': checkPolicies,
  'idc.explain': explainAccess,
  'idc.openMatrix': openMatrix,
  'idc.exportMatrix': exportMatrix,
  'idc.compare': compareWithLive,
  'idc.showChanges': showChanges,
  'idc.exportReport': exportReport,
  'idc.openSnapshot': openSnapshot,
  'idc.saveSnapshot': saveSnapshot,
  'idc.backToLive': backToLive,
  'idc.showDeclared': showDeclared,
  'idc.showDeclaredJson': showDeclaredJson,
  'idc.newAssignment': newAssignment,
  'idc.groupAccess': groupAccess,
  'idc.restartServer': restartServer,
  'idc.showOutput': showOutput,
  'idc.openNode': openNode,
  'idc.revealInAccess': revealInAccess,
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
