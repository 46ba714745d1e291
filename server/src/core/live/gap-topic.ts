/** What a question to AWS is about, for the gap that it leaves. */
import type { GapTopic } from '../reasons';
import type { Step } from './answer';

/** Of a number of steps of one kind; one goes by its name. */
export function topicOf(first: Step, count: number, nameOf: (id: string) => string): GapTopic {
  const subject = (id: string) => (count === 1 ? nameOf(id) : count);
  switch (first.kind) {
    case 'permission-sets':
    case 'groups':
    case 'users':
    case 'accounts':
      return { topic: first.kind };
    case 'permission-set':
      return { topic: 'details', subject: subject(first.set) };
    case 'policies':
      return { topic: 'policies', policies: first.of, subject: subject(first.set) };
    case 'provisioned':
      return { topic: provisionedIn[first.status].accounts, subject: subject(first.set) };
    case 'provisioned-in':
      return { topic: provisionedIn[first.status].sets, subject: count === 1 ? first.account : count };
    case 'members':
      return { topic: 'members', subject: subject(first.group) };
    case 'principal-assignments':
      return { topic: 'assignments', principalType: first.type, subject: subject(first.id) };
    case 'pair-assignments':
      return { topic: 'pair-assignments', subject: count === 1 ? pairOf(first, nameOf) : count };
    case 'requests':
      return { topic: 'requests', requests: first.of };
    case 'request':
      return { topic: 'request-details', requests: first.of, subject: count === 1 ? first.id : count };
    case 'principal':
      return { topic: 'principal', principalType: first.type, subject: count === 1 ? first.id : count };
  }
}

const provisionedIn = {
  all: { accounts: 'provisioned-accounts', sets: 'provisioned-permission-sets' },
  outdated: { accounts: 'outdated-accounts', sets: 'outdated-permission-sets' },
} as const;

function pairOf({ set, account }: Step & { readonly kind: 'pair-assignments' }, nameOf: (id: string) => string) {
  return { permissionSet: nameOf(set), account };
}
