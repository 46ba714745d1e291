/**
 * Snapshot files of format 1 say in words what format 2 says by kind. This is the one place where words are understood:
 * those that programs of that time wrote, which no longer change.
 */
import type { GapTopic } from '../../reasons';
import type { FileReason } from './reason-file';
import type { ReadSnapshot } from './snapshot-file';

export function fromFormat1(file: ReadSnapshot): ReadSnapshot {
  const unknown = file.unknown.map((it) => ({ ...it, reason: reasonIn(it.because) }));
  const gone = new Set(unknown.flatMap(({ address, reason }) => (reason.kind === 'principal-gone' ? [address] : [])));
  const isGone = (it: ReadSnapshot['assignments'][number]) =>
    gone.has(`${it.account}/${it.permissionSetArn}/${it.principalId}`);
  return {
    ...file,
    unknown,
    assignments:
      gone.size === 0 ? file.assignments : file.assignments.map((it) => ({ ...it, principalIsGone: isGone(it) })),
    gaps: file.gaps.map(({ what, because, action }) => {
      return { what, because, action, ...topicIn(what), reason: reasonIn(because) };
    }),
    incomplete: file.incomplete.map((it) => ({ ...it, reason: reasonIn(it.because) })),
  };
}

const reasons = {
  'the refresh is not finished': 'refresh-unfinished',
  'accounts were not listed': 'accounts-not-listed',
  'not every principal could be asked, and a pair is only asked where its permission set is provisioned':
    'only-provisioned-pairs',
  'policies are kept in each account': 'policies-kept-in-accounts',
  'names were replaced by pseudonyms': 'names-replaced',
  'it was deleted while AWS was read: refresh again': 'deleted-meanwhile',
  'there are more than we describe, the newest first': 'more-than-described',
  'the snapshot does not say why': 'not-said-in-file',
} as const;

const principalReasons = {
  'no longer exists': 'principal-gone',
  'has no name': 'principal-nameless',
  'could not be looked up': 'principal-not-looked-up',
} as const;

function reasonIn(text: string): FileReason {
  const plain = Object.entries(reasons).find(([words]) => words === text)?.[1];
  if (plain) return { kind: plain };
  return principalIn(text) ?? callIn(text) ?? { kind: 'said-in-file', text };
}

function principalIn(text: string): FileReason | undefined {
  const [, word, id = '', what = ''] =
    /^(group|user) (.+) (no longer exists|has no name|could not be looked up)$/.exec(text) ?? [];
  const kind = Object.entries(principalReasons).find(([words]) => words === what)?.[1];
  return kind && { kind, principalType: word === 'group' ? 'GROUP' : 'USER', id };
}

function callIn(text: string): FileReason | undefined {
  const denied = /^the role in use may not do this: (.+)$/.exec(text)?.[1];
  if (denied !== undefined) return { kind: 'denied', action: denied };
  const throttled = /^AWS kept throttling the requests: (.+)$/.exec(text)?.[1];
  if (throttled !== undefined) return { kind: 'throttled', action: throttled };
  const id = /^(.+) was not described$/.exec(text)?.[1];
  return id === undefined ? undefined : { kind: 'not-described', id };
}

const lists = {
  'permission sets': 'permission-sets',
  groups: 'groups',
  users: 'users',
  accounts: 'accounts',
} as const;

/** Beside the lists, those topics by which what is missing is told from what is not there. */
function topicIn(what: string): GapTopic {
  const list = Object.entries(lists).find(([words]) => words === what)?.[1];
  if (list) return { topic: list };
  const [, outdated, set] = /^(outdated )?accounts of (.+)$/.exec(what) ?? [];
  if (set !== undefined) {
    return { topic: outdated ? 'outdated-accounts' : 'provisioned-accounts', subject: subjectIn(set) };
  }
  const [, status, account] = /^(provisioned|outdated) permission sets in (.+)$/.exec(what) ?? [];
  if (account === undefined) return { topic: 'said-in-file', text: what };
  const topic = status === 'outdated' ? 'outdated-permission-sets' : 'provisioned-permission-sets';
  return { topic, subject: subjectIn(account) };
}

function subjectIn(text: string): string | number {
  const many = /^(\d+) (permission sets|accounts)$/.exec(text)?.[1];
  return many === undefined ? text : Number(many);
}
