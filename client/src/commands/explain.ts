/** "Why can't this user reach this account?" Asks who, where and as what, and opens the explanation. */
import type { AccessSubject } from '../../../server/src/protocol';
import { askAccess } from './access-steps';
import type { World } from './command';
import { hasLiveAccess } from './live-access';
import { subjectOf } from './subject';

const title = 'Explain Access';

export async function explainAccess({ server, reports }: World, argument: unknown): Promise<void> {
  if (!(await hasLiveAccess(server))) return;
  const about = subjectOf(argument);
  // From a row that says who and where, any permission set is meant.
  const isComplete = about.principal !== undefined && about.account !== undefined;
  const asked = isComplete ? about : await ask(server, about);
  if (asked?.principal === undefined || asked.account === undefined) return;
  const { principal, account, ...rest } = asked;
  await reports.show({ kind: 'explanation', about: { principal, account, ...rest } });
}

async function ask(server: World['server'], about: AccessSubject): Promise<AccessSubject | undefined> {
  const choices = await server.ask('idc/choices', undefined);
  return askAccess(about, { title, choices, set: 'any' });
}
