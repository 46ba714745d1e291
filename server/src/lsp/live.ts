/**
 * The live side of a session: which profile, what AWS last said, and what is being asked now. One at a time: asking
 * again for what is under way joins it. The state is the reducer's, fed by what the host tells while it works; here is
 * only the order of the calls.
 */
import { rememberLast } from '../core/base';
import {
  type Focus,
  initialState,
  type LiveEvent,
  type LiveState,
  type LookedPolicies,
  lookingNowhere,
  type PolicyQuestion,
  questionAbout,
  reduce,
  type Snapshot,
  type TrailAnswer,
  type TrailInquiry,
} from '../core/live';
import type { Host, InstanceChoice, Profile, Result } from '../host';
import type { SignInQuestion } from '../protocol';
import { type Asker, asked, joining } from './live-asker';
import { createPolicyLooks } from './live-policies';
import { createProvisioningChecks, type Provisioning, provisioningIn } from './live-provisioning';
import { refresh } from './live-refresh';
import { lookAtSignIn, signIn, signOut } from './live-sign-in';

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
  /** What the last look into the target accounts found, of this session or one before, with its age. */
  readonly policies: () => LookedPolicies | undefined;
  /** One that was stopped answers with what it had found, beside what was known; so much is kept of a failed one, too. */
  readonly lookForPolicies: (
    questions: readonly PolicyQuestion[],
    signal: AbortSignal,
  ) => Promise<Result<LookedPolicies>>;
  /** Asks AWS about one user where users were too many to be asked; what can't be asked now stays as it is. */
  readonly makeSureOf: (user: string, signal: AbortSignal) => Promise<void>;
  /** CloudTrail's events; whoever waits for them shows it, the state does not. */
  readonly lookUpEvents: (inquiry: TrailInquiry, signal: AbortSignal) => Promise<Result<readonly TrailAnswer[]>>;
  /** A snapshot from a file stands in for AWS until it is closed, or AWS is read. */
  readonly open: (name: string, snapshot: Snapshot) => void;
  readonly close: () => void;
};

/** `focus` is asked whenever a refresh decides what comes next. */
export function createLive(host: Host, changed: () => void, focus: () => Focus = lookingNowhere): Live {
  let state = initialState;
  let choice: InstanceChoice = {};
  let opened: OpenedFile | undefined;
  /** Ends what is asked with a choice that no longer holds, or for somebody who signed out. */
  let selected = new AbortController();
  const checks = createProvisioningChecks(host, changed);
  const looks = createPolicyLooks(host, changed);
  const shown = rememberLast(withOpened);

  function emit(event: LiveEvent): void {
    const next = reduce(state, event);
    if (next === state) return;
    state = next;
    changed();
  }

  async function select(profile: string | undefined, chosen: InstanceChoice): Promise<void> {
    if (profile === state.profile && isSame(chosen, choice)) return;
    stopAsking();
    choice = chosen;
    state = { ...initialState, profile };
    for (const it of [checks, looks]) it.forget();
    opened = undefined;
    changed();
    const asker = chosenAsker();
    if (!asker) return;
    await looks.remember(asker);
    await showLastSnapshot(asker);
    await lookAtSignIn(asker);
  }

  function chosenAsker(): Asker | undefined {
    const { profile } = state;
    if (profile === undefined) return undefined;
    const [during, held] = [choice, selected];
    const isChosen = () => state.profile === profile && choice === during;
    const tell = (event: LiveEvent) => (isChosen() ? emit(event) : undefined);
    const whileItHolds = (signal?: AbortSignal) => AbortSignal.any(signal ? [signal, held.signal] : [held.signal]);
    return { profile, choice, aws: host.aws.at(choice), isChosen, tell, whileItHolds };
  }

  function stopAsking(): void {
    selected.abort();
    selected = new AbortController();
  }

  /** The last session's snapshot is shown at once, with its age; a newer one replaces it when it is there. */
  async function showLastSnapshot({ profile, choice: during, isChosen, tell }: Asker): Promise<void> {
    const snapshot = await host.snapshots.load(profile, during);
    if (snapshot && isChosen() && !state.snapshot) tell({ kind: 'snapshot', snapshot });
  }

  async function pull(signal: AbortSignal): Promise<Result<Snapshot>> {
    return asked(chosenAsker(), async (asker) => {
      close();
      const result = await refresh(host, asker, { since: state.snapshot, focus }, signal);
      if (!result.ok || !asker.isChosen()) return result;
      checks.forget();
      emit({ kind: 'snapshot', snapshot: result.value });
      return result;
    });
  }

  async function check(signal: AbortSignal): Promise<Result<Provisioning>> {
    return asked(chosenAsker(), (asker) => {
      close();
      return checks.check(asker, state.snapshot, signal);
    });
  }

  function open(name: string, snapshot: Snapshot): void {
    opened = { name, snapshot };
    changed();
  }

  function close(): void {
    if (!opened) return;
    opened = undefined;
    changed();
  }

  function provisioning(): Provisioning | undefined {
    const { snapshot } = shown(state, opened);
    return (opened ? undefined : checks.last()) ?? (snapshot && provisioningIn(snapshot));
  }

  async function makeSureOf(user: string, signal: AbortSignal): Promise<void> {
    const { snapshot } = state;
    const asker = chosenAsker();
    if (opened || !asker || !snapshot || !questionAbout(snapshot, user)) return;
    const result = await asker.aws.askAbout(asker.profile, snapshot, user, () => {}, signal);
    if (result.ok && state.snapshot === snapshot) emit({ kind: 'snapshot', snapshot: result.value });
  }

  return {
    state: () => shown(state, opened),
    makeSureOf,
    lookUpEvents: (inquiry, signal) =>
      asked(chosenAsker(), ({ aws, profile }) => aws.lookUpEvents(profile, inquiry, () => {}, signal)),
    provisioning,
    profiles: () => host.aws.profiles(),
    readOnlyPolicy: () => host.aws.readOnlyPolicy(),
    select,
    signIn: (by, signal) => asked(chosenAsker(), (asker) => signIn(asker, by, signal)),
    signOut: () => asked(chosenAsker(), (asker) => signOut(asker, stopAsking)),
    refresh: joining(pull, () => selected),
    check: joining(check, () => selected),
    policies: looks.last,
    lookForPolicies: (questions, signal) => asked(chosenAsker(), (asker) => looks.look(asker, questions, signal)),
    open,
    close,
  };
}

type OpenedFile = { readonly name: string; readonly snapshot: Snapshot };

function withOpened(own: LiveState, file: OpenedFile | undefined): LiveState {
  return file ? { ...own, snapshot: file.snapshot, failure: undefined, opened: file.name } : own;
}

function isSame(a: InstanceChoice, b: InstanceChoice): boolean {
  return (a.region || '') === (b.region || '') && (a.instance || '') === (b.instance || '');
}
