/** What the code grants now and did not at a branch, tag or commit. */
import { QuickPickItemKind } from 'vscode';
import type { RevisionChoice } from '../../../../server/src/protocol';
import { label } from '../../shown';
import type { CommandContext } from '../command';
import { showFailure } from '../prompts/messages';
import { pickFolder } from '../prompts/pick-folder';
import { type Choice, pickStep } from '../prompts/steps';

export async function showChanges({ server, reports }: CommandContext): Promise<void> {
  const folder = await pickFolder(server, 'Show Access Changes');
  if (!folder) return;
  const answer = await server.ask('idc/revisions', folder);
  if (!answer.ok) return showFailure(answer.failure);
  const picked = await pickStep<string>({
    title: 'Show Access Changes',
    placeholder: 'Since which branch, tag or commit? Pick one, or type a revision',
    items: itemsOf(answer.revisions),
    typed: (revision) => ({ label: `$(search) ${label(revision)}`, description: 'as Git knows it', value: revision }),
  });
  if (picked.kind === 'picked') await reports.show({ kind: 'changes', since: picked.value, ...folder });
}

const kinds = [
  ['branch', 'Branches', '$(git-branch)'],
  ['remote-branch', 'Remote branches', '$(cloud)'],
  ['tag', 'Tags', '$(tag)'],
  ['commit', 'Commits', '$(git-commit)'],
] as const;

function itemsOf(revisions: readonly RevisionChoice[]): readonly Choice<string>[] {
  return kinds.flatMap(([kind, heading, icon]) => {
    const own = revisions.filter((it) => it.kind === kind);
    const items = own.map(({ revision, detail, current }) => ({
      label: `${icon} ${label(revision)}`,
      description: label(current ? `checked out · ${detail}` : detail),
      value: revision,
    }));
    return items.length === 0 ? [] : [{ label: heading, kind: QuickPickItemKind.Separator, value: '' }, ...items];
  });
}
