/** Reasons and gaps as our files hold them: by kind, so that no words have to be understood. */
import * as v from 'valibot';
import { isObject } from '../../base';
import type { AnswerReason, GapTopic, UnknownReason } from '../../reasons';
import { stageNames } from '../questions/stages';
import { count, list, oneOf, orNull, words as sentence, shape, text } from './checked-json';

/** A failure of the way to AWS has many forms, which are worth no more than their words once it is over. */
export type FileReason = Exclude<AnswerReason, { readonly kind: 'failed' }>;

type ReasonOf<K, R = FileReason> = R extends { readonly kind: infer Own } ? (K extends Own ? R : never) : never;

const principalType = oneOf(['GROUP', 'USER']);

const reasons: { readonly [K in FileReason['kind']]: v.GenericSchema<unknown, ReasonOf<K>> } = {
  'refresh-unfinished': shape({ kind: v.literal('refresh-unfinished') }),
  'not-described': shape({ kind: v.literal('not-described'), id: text }),
  'principal-nameless': shape({ kind: v.literal('principal-nameless'), principalType, id: text }),
  'principal-gone': shape({ kind: v.literal('principal-gone'), principalType, id: text }),
  'principal-not-looked-up': shape({ kind: v.literal('principal-not-looked-up'), principalType, id: text }),
  'accounts-not-listed': shape({ kind: v.literal('accounts-not-listed') }),
  'only-provisioned-pairs': shape({ kind: v.literal('only-provisioned-pairs') }),
  'policies-kept-in-accounts': shape({ kind: v.literal('policies-kept-in-accounts') }),
  'names-replaced': shape({ kind: v.literal('names-replaced') }),
  denied: shape({ kind: v.literal('denied'), action: text }),
  'role-denied': shape({ kind: v.literal('role-denied'), role: text, action: v.optional(text) }),
  throttled: shape({ kind: v.literal('throttled'), action: text }),
  'deleted-meanwhile': shape({ kind: v.literal('deleted-meanwhile') }),
  'no-role-in-account': shape({ kind: v.literal('no-role-in-account') }),
  'check-ended-early': shape({ kind: v.literal('check-ended-early') }),
  'more-than-described': shape({ kind: v.literal('more-than-described') }),
  'call-for-each': shape({ kind: v.literal('call-for-each'), of: oneOf(['pair', 'user']), calls: count }),
  'said-in-file': shape({ kind: v.literal('said-in-file'), text: sentence }),
  'not-said-in-file': shape({ kind: v.literal('not-said-in-file') }),
};

const unknownKind = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
);

/** `undefined` where the file has none, or one of a kind that is not known here; its words stand beside it. */
export const reason = v.optional(
  v.lazy((json): v.GenericSchema<unknown, FileReason | undefined> => {
    const kind = isObject(json) ? json.kind : undefined;
    return isOneOf(reasons, kind) ? reasons[kind] : unknownKind;
  }),
);

/** What a file can hold of a reason; for the others their words. */
export function reasonForFile(it: UnknownReason, wordsOf: (reason: UnknownReason) => string): FileReason {
  return isFileReason(it) ? it : { kind: 'said-in-file', text: wordsOf(it) };
}

function isFileReason(it: UnknownReason): it is FileReason {
  return isOneOf(reasons, it.kind);
}

/** `what` and `because` are for people; programs read `topic` and `reason`. */
const words = { what: sentence, because: sentence, action: orNull(text), reason };

type GapFile<T> = T & v.InferOutput<ReturnType<typeof shape<typeof words>>>;
type TopicOf<K, T = GapTopic> = T extends { readonly topic: infer Own } ? (K extends Own ? T : never) : never;

const subject = v.union([v.string(), v.number()], 'expected a name or a number');
const pair = v.union([v.number(), shape({ permissionSet: text, account: text })], 'expected a pair or a number');
const requests = oneOf(['assignment-creation', 'assignment-deletion', 'provisioning']);

const topics: { readonly [K in GapTopic['topic']]: v.GenericSchema<unknown, GapFile<TopicOf<K>>> } = {
  'permission-sets': shape({ ...words, topic: v.literal('permission-sets') }),
  groups: shape({ ...words, topic: v.literal('groups') }),
  users: shape({ ...words, topic: v.literal('users') }),
  accounts: shape({ ...words, topic: v.literal('accounts') }),
  details: shape({ ...words, topic: v.literal('details'), subject }),
  policies: shape({
    ...words,
    topic: v.literal('policies'),
    policies: oneOf(['managed', 'customer-managed', 'inline', 'boundary']),
    subject,
  }),
  'provisioned-accounts': shape({ ...words, topic: v.literal('provisioned-accounts'), subject }),
  'outdated-accounts': shape({ ...words, topic: v.literal('outdated-accounts'), subject }),
  'provisioned-permission-sets': shape({ ...words, topic: v.literal('provisioned-permission-sets'), subject }),
  'outdated-permission-sets': shape({ ...words, topic: v.literal('outdated-permission-sets'), subject }),
  members: shape({ ...words, topic: v.literal('members'), subject }),
  assignments: shape({ ...words, topic: v.literal('assignments'), principalType, subject }),
  principal: shape({ ...words, topic: v.literal('principal'), principalType, subject }),
  'pair-assignments': shape({ ...words, topic: v.literal('pair-assignments'), subject: pair }),
  requests: shape({ ...words, topic: v.literal('requests'), requests }),
  'request-details': shape({ ...words, topic: v.literal('request-details'), requests, subject }),
  'unprovisioned-assignments': shape({
    ...words,
    topic: v.literal('unprovisioned-assignments'),
    of: v.union([oneOf(['groups', 'users']), v.number()], 'expected groups, users or a number'),
  }),
  'assignments-of-deleted': shape({ ...words, topic: v.literal('assignments-of-deleted'), pairs: count }),
  'older-failures': shape({ ...words, topic: v.literal('older-failures'), count }),
  'later-successes': shape({ ...words, topic: v.literal('later-successes'), count }),
  stages: shape({ ...words, topic: v.literal('stages'), stages: list(oneOf(stageNames)) }),
  events: shape({ ...words, topic: v.literal('events'), name: text }),
  'said-in-file': shape({ ...words, topic: v.literal('said-in-file'), text: sentence }),
};

/** Of a topic that is not known here the file says the words. */
const wordsOnly = v.pipe(
  shape(words),
  v.transform((it) => ({ ...it, topic: 'said-in-file' as const, text: it.what })),
);

export const gap: v.GenericSchema<unknown, GapFile<GapTopic>> = v.lazy((json) => {
  const topic = isObject(json) ? json.topic : undefined;
  return isOneOf(topics, topic) ? topics[topic] : wordsOnly;
});

function isOneOf<T extends object>(table: T, key: unknown): key is keyof T {
  return typeof key === 'string' && Object.hasOwn(table, key);
}
