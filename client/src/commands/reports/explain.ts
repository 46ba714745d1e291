/** "Why can't this user reach this account?" Asks who, where and as what, and opens the explanation. */
import type { AccessSubject } from '../../../../server/src/protocol';
import { hasLiveAccess } from '../aws/live-access';
import type { CommandContext } from '../command';
import { askAccess } from '../prompts/access-steps';
import { subjectOf } from '../prompts/subject';

const title = 'Explain Access';

export async function explainAccess({ server, reports }: CommandContext, argument: unknown): Promise<void> {
  if (!(await hasLiveAccess(server))) return;
  const about = subjectOf(argument);
  // From a row that says who and where, any permission set is meant.
  const isComplete = about.principal !== undefined && about.account !== undefined;
  const asked = isComplete ? about : await ask(server, about);
  if (asked?.principal === undefined || asked.account === undefined) return;
  const { principal, account, ...rest } = asked;
  await reports.show({ kind: 'explanation', about: { principal, account, ...rest } });
}

async function ask(server: CommandContext['server'], about: AccessSubject): Promise<AccessSubject | undefined> {
  const choices = await server.ask('idc/choices', undefined);
  return askAccess(about, { title, choices, set: 'any' });
}
