/**
 * The live side of a session: which profile, what AWS last said, and what is being asked now. One at a time: asking
 * again for what is under way joins it. What happens becomes events, and `live-session.ts` says what they lead to; here is
 * only which call is made for what.
 */
import { rememberLast } from '../../core/base';
import {
  type Focus,
  type LiveState,
  noFocus,
  type PolicyCheckResult,
  type PolicyQuestion,
  questionAboutUser,
  type Snapshot,
  type TrailAnswer,
  type TrailInquiry,
} from '../../core/live';
import type { Host, InstanceChoice, Profile, Result } from '../../host';
import type { SignInQuestion } from '../../protocol';
import type { LiveSession } from './live-session';
import { lookForPolicies } from './policies';
import { type ProfileSession, sharingResult, withProfile } from './profile-session';
import { createProvisioningCheck, type Provisioning, provisioningIn } from './provisioning';
import { refresh } from './refresh';
import { signIn, signOut } from './sign-in';
import { createLiveStore, type LiveStore } from './store';

export type Live = {
  readonly state: () => LiveState;
  /** The newest answer about provisioning, from a check of its own or from the snapshot. */
  readonly provisioning: () => Provisioning | undefined;
  readonly select: (profile: string | undefined, choice: InstanceChoice) => Promise<void>;
  readonly profiles: () => Promise<Result<readonly Profile[]>>;
  readonly readOnlyPolicy: () => Promise<string>;
  readonly signIn: (by: SignInQuestion['by'], signal: AbortSignal) => Promise<Result<void>>;
  readonly signOut: () => Promise<Result<void>>;
  readonly refresh: (signal: AbortSignal) => Promise<Result<Snapshot>>;
  readonly check: (signal: AbortSignal) => Promise<Result<Provisioning>>;
  /** The last policy check in the target accounts, of this session or an earlier one. */
  readonly policies: () => PolicyCheckResult | undefined;
  /** One that was stopped answers with what it had found, beside what was known; so much is kept of a failed one, too. */
  readonly lookForPolicies: (
    questions: readonly PolicyQuestion[],
    signal: AbortSignal,
  ) => Promise<Result<PolicyCheckResult>>;
  /** Asks AWS about one user where users were too many to be asked; what can't be asked now stays as it is. */
  readonly refreshUser: (user: string, signal: AbortSignal) => Promise<void>;
  /** CloudTrail's events; whoever waits for them shows it, the state does not. */
  readonly lookUpEvents: (inquiry: TrailInquiry, signal: AbortSignal) => Promise<Result<readonly TrailAnswer[]>>;
  /** A snapshot from a file stands in for AWS until it is closed, or AWS is read. */
  readonly open: (name: string, snapshot: Snapshot) => void;
  readonly close: () => void;
};

/** `focus` is asked whenever a refresh decides what comes next. */
export function createLive(host: Host, changed: () => void, focus: () => Focus = noFocus): Live {
  const store = createLiveStore(host, changed);
  const { session, dispatch, scope } = store;
  const shown = rememberLast(withOpened);
  const check = createProvisioningCheck(host, store);
  const ask = <T>(work: (profileSession: ProfileSession) => Promise<Result<T>>) =>
    withProfile(store.profileSession(), work);
  return {
    state: () => shown(session().live, session().opened),
    provisioning: () => newestProvisioning(session()),
    policies: () => session().policies,
    select: (profile, choice) => dispatch({ kind: 'selected', profile, choice }),
    open: (name, snapshot) => void dispatch({ kind: 'opened', file: { name, snapshot } }),
    close: () => void dispatch({ kind: 'closed' }),
    profiles: () => host.aws.profiles(),
    readOnlyPolicy: () => host.aws.readOnlyPolicy(),
    signIn: (by, signal) => ask((profileSession) => signIn(profileSession, by, signal)),
    signOut: () => ask(signOut),
    refresh: sharingResult(
      (signal) => ask((profileSession) => refreshAll({ host, store, focus }, profileSession, signal)),
      scope,
    ),
    check: sharingResult(
      (signal) => ask((profileSession) => closingFile(store, () => check(profileSession, signal))),
      scope,
    ),
    refreshUser: (user, signal) => refreshUser(store, user, signal),
    lookForPolicies: (questions, signal) =>
      ask((profileSession) => lookForPolicies({ ...host, session }, profileSession, { questions, signal })),
    lookUpEvents: (inquiry, signal) => ask(({ aws, profile }) => aws.lookUpEvents(profile, inquiry, () => {}, signal)),
  };
}

type RefreshContext = { readonly host: Host; readonly store: LiveStore; readonly focus: () => Focus };

function refreshAll({ host, store, focus }: RefreshContext, profileSession: ProfileSession, signal: AbortSignal) {
  return closingFile(store, async () => {
    const result = await refresh(host, profileSession, { since: store.session().live.snapshot, focus }, signal);
    if (result.ok) profileSession.answer({ kind: 'refreshed', snapshot: result.value });
    return result;
  });
}

/** AWS is asked, so that a snapshot from a file is no longer shown. */
function closingFile<T>({ dispatch }: LiveStore, work: () => Promise<T>): Promise<T> {
  void dispatch({ kind: 'closed' });
  return work();
}

async function refreshUser({ session, profileSession }: LiveStore, user: string, signal: AbortSignal): Promise<void> {
  const { opened, live } = session();
  const [current, before] = [profileSession(), live.snapshot];
  if (opened || !current || !before || !questionAboutUser(before, user)) return;
  const result = await current.aws.readUser(current.profile, before, user, () => {}, signal);
  if (result.ok) current.answer({ kind: 'user-refreshed', before, snapshot: result.value });
}

function newestProvisioning({ live, opened, provisioning }: LiveSession): Provisioning | undefined {
  const { snapshot } = opened ?? live;
  return (opened ? undefined : provisioning) ?? (snapshot && provisioningIn(snapshot));
}

function withOpened(own: LiveState, file: LiveSession['opened']): LiveState {
  return file ? { ...own, snapshot: file.snapshot, failure: undefined, opened: file.name } : own;
}
