/** What could not be listed, and why. */
import type { Gap, GapSubject, GapTopic, StageName } from '../reasons';
import { counted } from './call-time';
import { unknownText } from './unknown';

/** `what` names what is missing (`groups`, `assignments of Admin in 111122223333`), `because` ends a sentence. */
export type GapText = { readonly what: string; readonly because: string };

export function gapText(gap: Gap): GapText {
  return { what: topicText(gap), because: unknownText(gap.reason) };
}

/** As reports and files have it: with the missing right where there is one. */
export function gapFacts(gap: Gap): GapText & { readonly action?: string } {
  return { ...gapText(gap), ...(gap.action && { action: gap.action }) };
}

type TopicOf<K, T = GapTopic> = T extends { readonly topic: infer Own } ? (K extends Own ? T : never) : never;

export function topicText<K extends GapTopic['topic']>(topic: TopicOf<K> & { readonly topic: K }): string {
  return topics[topic.topic](topic);
}

const topics: { readonly [K in GapTopic['topic']]: (topic: TopicOf<K>) => string } = {
  'permission-sets': () => 'permission sets',
  groups: () => 'groups',
  users: () => 'users',
  accounts: () => 'accounts',
  details: ({ subject }) => `details of ${named(subject, 'permission sets')}`,
  policies: ({ policies, subject }) => `${policyWords[policies]} of ${named(subject, 'permission sets')}`,
  'provisioned-accounts': ({ subject }) => `accounts of ${named(subject, 'permission sets')}`,
  'outdated-accounts': ({ subject }) => `outdated accounts of ${named(subject, 'permission sets')}`,
  'provisioned-permission-sets': ({ subject }) => `provisioned permission sets in ${named(subject, 'accounts')}`,
  'outdated-permission-sets': ({ subject }) => `outdated permission sets in ${named(subject, 'accounts')}`,
  members: ({ subject }) => `members of ${named(subject, 'groups')}`,
  assignments: ({ principalType, subject }) =>
    `assignments of ${named(subject, principalType === 'GROUP' ? 'groups' : 'users')}`,
  principal: ({ principalType, subject }) => {
    const word = principalType === 'GROUP' ? 'group' : 'user';
    return typeof subject === 'number' ? `${subject} ${word}s` : `${word} ${subject}`;
  },
  'pair-assignments': ({ subject }) =>
    typeof subject === 'number'
      ? `assignments of ${subject} pairs of permission set and account`
      : `assignments of ${subject.permissionSet} in ${subject.account}`,
  requests: ({ requests }) => `${requestWords[requests]} requests`,
  'request-details': ({ requests, subject }) =>
    typeof subject === 'number'
      ? `${subject} ${requestWords[requests]} requests`
      : `${requestWords[requests]} request ${subject}`,
  'unprovisioned-assignments': ({ of }) => {
    const whose = typeof of === 'number' ? `direct assignments of ${counted(of)} users` : `assignments of ${of}`;
    return `${whose} where the permission set was never provisioned`;
  },
  'assignments-of-deleted': ({ pairs }) =>
    `assignments of deleted groups and users beside existing ones in ${counted(pairs)} pairs of permission set and account`,
  'older-failures': ({ count }) => `${count} older requests that failed`,
  'later-successes': ({ count }) =>
    `${count} requests that succeeded, one of which may have resolved a failure that is shown`,
  stages: ({ stages }) => stages.map((stage) => stageWords[stage]).join(', '),
  events: ({ name }) => `events named ${name}`,
  'said-in-file': ({ text }) => text,
};

function named(subject: GapSubject, many: string): string {
  return typeof subject === 'number' ? `${subject} ${many}` : subject;
}

const policyWords = {
  managed: 'AWS managed policies',
  'customer-managed': 'customer managed policies',
  inline: 'inline policy',
  boundary: 'permissions boundary',
} as const;

const requestWords = {
  'assignment-creation': 'assignment creation',
  'assignment-deletion': 'assignment deletion',
  provisioning: 'provisioning',
} as const;

const stageWords: Readonly<Record<StageName, string>> = {
  lists: 'lists',
  groups: 'accounts, assignments of groups',
  provisioning: 'users, provisioning',
  requests: 'provisioning requests',
  users: 'assignments of users',
  pairs: 'assignments by account',
  policies: 'policies of permission sets',
  members: 'members of groups',
};
