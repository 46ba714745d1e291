/** The commands, one line each. Titles, icons and where they are offered: `protocol/commands.ts`. */
import { commands, type Disposable } from 'vscode';
import type { CommandId } from '../../../server/src/protocol';
import { checkPolicies } from './aws/check-policies';
import { checkProvisioning } from './aws/check-provisioning';
import { copyPolicy } from './aws/copy-policy';
import { refresh } from './aws/refresh';
import { selectProfile } from './aws/select-profile';
import { signIn } from './aws/sign-in';
import { signOut } from './aws/sign-out';
import type { CommandContext, Run } from './command';
import { copyFrom } from './copy';
import { groupAccess } from './group-access';
import { newAssignment } from './new-assignment';
import { openNode } from './open-node';
import { showBug } from './prompts/messages';
import { compareWithLive } from './reports/compare';
import { explainAccess } from './reports/explain';
import { exportMatrix } from './reports/export-matrix';
import { exportReport } from './reports/export-report';
import { openMatrix } from './reports/open-matrix';
import { backToLive, openSnapshot } from './reports/open-snapshot';
import { saveSnapshot } from './reports/save-snapshot';
import { showChanges } from './reports/show-changes';
import { showDeclared, showDeclaredJson } from './reports/show-declared';
import { restartServer } from './restart-server';
import { revealInAccess } from './reveal-in-access';
import { showOutput } from './show-output';

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

export function registerCommands(commandContext: CommandContext): readonly Disposable[] {
  return Object.entries(table).map(([id, run]) =>
    commands.registerCommand(id, async (argument: unknown) => {
      try {
        await run(commandContext, argument);
      } catch (error) {
        showBug(commandContext.server, id, error);
      }
    }),
  );
}
