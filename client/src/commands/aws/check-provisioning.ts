/** Asks AWS what became of recent requests, shows the Provisioning view and says the result in one sentence. */
import { commands, window } from 'vscode';
import type { ProvisioningAnswer } from '../../../../server/src/protocol';
import { sentence } from '../../shown';
import type { CommandContext } from '../command';
import { showFailure } from '../prompts/messages';
import { withCounts } from '../prompts/progress';

type Checked = Extract<ProvisioningAnswer, { ok: true }>;

export async function checkProvisioning({ server }: CommandContext): Promise<void> {
  if (!server.status()?.profile) return void commands.executeCommand('idc.selectProfile');
  const answer = await withCounts(server, 'Checking provisioning', (token) =>
    server.ask('idc/checkProvisioning', undefined, token),
  );
  if (!answer.ok) return showFailure(answer.failure);
  await commands.executeCommand('idc.provisioning.focus');
  const show = answer.failed > 0 ? window.showWarningMessage : window.showInformationMessage;
  const chosen = await show(sentence(summary(answer)), 'Show Provisioning');
  if (chosen) await commands.executeCommand('idc.provisioning.focus');
}

function summary(answer: Checked): string {
  const { failed, inProgress, outdated, gaps, failures } = answer;
  const parts = [
    ...(failed > 0 ? [`${failed} failed (${withoutStop(failures[0])})`] : []),
    ...(inProgress > 0 ? [`${inProgress} in progress`] : []),
    ...(outdated > 0 ? [`${outdated} outdated`] : []),
  ];
  const read =
    parts.length > 0 ? `Provisioning: ${parts.join(', ')}.` : 'Provisioning: nothing failed, nothing outdated.';
  return gaps > 0 ? `${read} Not everything could be read.` : read;
}

/** AWS's reason is a sentence of its own; here it stands within one. */
function withoutStop(text = ''): string {
  return text.replace(/\.$/, '');
}
