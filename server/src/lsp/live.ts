/**
 * The live side of a session: which profile, what AWS last said, and what is being asked now. One at a time: asking
 * again for what is under way joins it. The state is the reducer's, fed by what the host tells while it works; here is
 * only the order of the calls.
 */
import { rememberEach, rememberLast } from '../core/base';
import {
  type Failure,
  type Focus,
  initialState,
  type LiveEvent,
  type LiveState,
  type LookedPolicies,
  lookedInPart,
  type PolicyQuestion,
  type PolicyVerdict,
  questionAbout,
  reduce,
  runningRequests,
  type Snapshot,
  type TrailAnswer,
  type TrailInquiry,
} from '../core/live';
import type { Host, InstanceChoice, Profile, ProvisioningReport, Result } from '../host';
import type { SignInQuestion } from '../protocol';
import { hasEnded, type Standing } from './following';

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

export type Provisioning = Pick<ProvisioningReport, 'takenAt' | 'requests' | 'provisioning' | 'gaps' | 'accountNames'>;

/** `focus` is asked whenever a refresh decides what comes next. */
export function createLive(host: Host, changed: () => void, focus: () => Focus = lookingNowhere): Live {
  let state = initialState;
  let checked: Provisioning | undefined;
  let choice: InstanceChoice = {};
  let looked: LookedPolicies | undefined;
  let opened: { readonly name: string; readonly snapshot: Snapshot } | undefined;
  const shown = rememberLast(
    (own: LiveState, file: typeof opened): LiveState =>
      file ? { ...own, snapshot: file.snapshot, failure: undefined, opened: file.name } : own,
  );
  /** Ends what is asked with a choice that no longer holds, or for somebody who signed out. */
  let selected = new AbortController();
  /** Ends what is asked again and again. */
  let following = new AbortController();
  const refreshing = joining(pull, () => selected);
  const checking = joining(checkProvisioning, () => selected);

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
    checked = undefined;
    looked = undefined;
    opened = undefined;
    changed();
    if (profile === undefined) return;
    await showLastPolicies(profile, selection(profile));
    await showLastSnapshot(profile, selection(profile));
    await lookAtSignIn(profile);
  }

  function stopAsking(): void {
    selected.abort();
    selected = new AbortController();
  }

  function whileItHolds(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, selected.signal]);
  }

  /** The last session's snapshot is shown at once, with its age; a newer one replaces it when it is there. */
  async function showLastSnapshot(profile: string, isSelected: () => boolean): Promise<void> {
    const snapshot = await host.snapshots.load(profile, choice);
    if (snapshot && isSelected() && !state.snapshot) emit({ kind: 'snapshot', snapshot });
  }

  async function showLastPolicies(profile: string, isSelected: () => boolean): Promise<void> {
    const found = await host.policies.load(profile);
    if (found && isSelected() && !looked) showPolicies(found);
  }

  function showPolicies(found: LookedPolicies): void {
    looked = found;
    changed();
  }

  async function lookAtSignIn(profile: string): Promise<void> {
    const profiles = await host.aws.profiles();
    if (!profiles.ok || state.profile !== profile) return;
    const own = profiles.value.find((it) => it.name === profile);
    if (!own) emit({ kind: 'failed', failure: noSuchProfile(profile) });
    else if (own.kind !== 'other') emit({ kind: own.signedIn === 'yes' ? 'signed-in' : 'signed-out' });
  }

  async function signIn(by: SignInQuestion['by'], signal: AbortSignal): Promise<Result<void>> {
    const { profile } = state;
    if (profile === undefined) return { ok: false, failure: noProfile };
    const tell = whileSelected(profile);
    const started = (url: string, code?: string) => tell({ kind: 'sign-in-started', url, code });
    const held = whileItHolds(signal);
    const result = await (by === 'browser'
      ? host.aws.signInWithBrowser(profile, (url) => started(url), held)
      : host.aws.signIn(profile, ({ urlWithCode, code }) => started(urlWithCode, code), held));
    tell(result.ok ? { kind: 'signed-in' } : { kind: 'failed', failure: result.failure });
    return result;
  }

  async function signOut(): Promise<Result<void>> {
    if (state.profile === undefined) return { ok: false, failure: noProfile };
    const tell = whileSelected(state.profile);
    const result = await host.aws.signOut(state.profile);
    if (!result.ok) return result;
    stopAsking();
    tell({ kind: 'signed-out' });
    return result;
  }

  async function pull(signal: AbortSignal): Promise<Result<Snapshot>> {
    const { profile } = state;
    if (profile === undefined) return { ok: false, failure: noProfile };
    close();
    const isSelected = selection(profile);
    const chosen = choice;
    const from = { since: state.snapshot, focus };
    const result = await host.aws.at(chosen).pull(profile, whileSelected(profile), whileItHolds(signal), from);
    if (!result.ok) return result;
    await save(result.value, chosen);
    if (isSelected()) took(result.value);
    return result;
  }

  /** What could not be saved is shown all the same. */
  async function save(snapshot: Snapshot, chosen: InstanceChoice): Promise<void> {
    const saved = await host.snapshots.save(snapshot, chosen);
    if (!saved.ok) host.log.warn(`live access could not be saved for the next start: ${saved.message}`);
    else if (saved.beside) host.log.info(besideText(snapshot, saved.beside));
  }

  function took(snapshot: Snapshot): void {
    checked = undefined;
    emit({ kind: 'snapshot', snapshot });
  }

  async function checkProvisioning(signal: AbortSignal): Promise<Result<Provisioning>> {
    const { profile, snapshot } = state;
    if (profile === undefined) return { ok: false, failure: noProfile };
    close();
    const isSelected = selection(profile);
    const result = await host.aws
      .at(choice)
      .checkProvisioning(profile, snapshot, whileSelected(profile), whileItHolds(signal));
    if (result.ok && isSelected()) {
      found(result.value);
      void follow(profile);
    }
    return result;
  }

  function found(report: Provisioning): void {
    checked = report;
    changed();
  }

  /** When all has ended it may also have changed which accounts are outdated, which is asked once more. */
  async function follow(profile: string): Promise<void> {
    following.abort();
    following = new AbortController();
    const signal = AbortSignal.any([selected.signal, following.signal]);
    const aws = host.aws.at(choice);
    const { snapshot } = state;
    const isRunning = () => runningRequests(checked?.requests ?? []).length > 0;
    if (!isRunning()) return;
    const all = () => aws.checkProvisioning(profile, snapshot, () => {}, signal);
    const ask = async (asked: Promise<Result<Provisioning>>): Promise<Standing> => {
      const result = await asked;
      if (signal.aborted) return 'not-known';
      if (result.ok) found(result.value);
      else host.log.warn(`requests under way could not be followed: ${result.failure.message}`);
      return result.ok ? (isRunning() ? 'running' : 'ended') : 'not-known';
    };
    const again = () => ask(snapshot && checked ? aws.checkRequests(profile, snapshot, checked, signal) : all());
    if (await hasEnded(host.clock, again, signal)) await ask(all());
  }

  async function lookForPolicies(
    questions: readonly PolicyQuestion[],
    signal: AbortSignal,
  ): Promise<Result<LookedPolicies>> {
    const { profile } = state;
    if (profile === undefined) return { ok: false, failure: noProfile };
    const isSelected = selection(profile);
    const read: PolicyVerdict[] = [];
    const result = await host.aws.checkPolicies(
      profile,
      questions,
      gathering(read, whileSelected(profile)),
      whileItHolds(signal),
    );
    if (!result.ok && read.length === 0) return result;
    const endedAt = new Date(host.clock.now()).toISOString();
    const before = isSelected() ? looked : undefined;
    const found = result.ok
      ? { takenAt: endedAt, verdicts: result.value }
      : lookedInPart({ asked: questions, read, endedAt }, before);
    if (isSelected()) await keepPolicies(profile, found);
    return result.ok || result.failure.kind === 'cancelled' ? { ok: true, value: found } : result;
  }

  async function keepPolicies(profile: string, found: LookedPolicies): Promise<void> {
    showPolicies(found);
    const saved = await host.policies.save(profile, found);
    if (!saved.ok) host.log.warn(`the policies found could not be saved for the next start: ${saved.message}`);
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
    return (opened ? undefined : checked) ?? (snapshot && fromSnapshot(snapshot));
  }

  /** Another profile or instance was chosen meanwhile: what this one still says is not about it. */
  function whileSelected(profile: string): (event: LiveEvent) => void {
    const isSelected = selection(profile);
    return (event) => {
      if (isSelected()) emit(event);
    };
  }

  function selection(profile: string): () => boolean {
    const during = choice;
    return () => state.profile === profile && choice === during;
  }

  async function makeSureOf(user: string, signal: AbortSignal): Promise<void> {
    const { profile, snapshot } = state;
    if (opened || profile === undefined || !snapshot || !questionAbout(snapshot, user)) return;
    const result = await host.aws.at(choice).askAbout(profile, snapshot, user, () => {}, signal);
    if (result.ok && state.snapshot === snapshot) emit({ kind: 'snapshot', snapshot: result.value });
  }

  async function lookUpEvents(inquiry: TrailInquiry, signal: AbortSignal): Promise<Result<readonly TrailAnswer[]>> {
    const { profile } = state;
    if (profile === undefined) return { ok: false, failure: noProfile };
    return host.aws.at(choice).lookUpEvents(profile, inquiry, () => {}, signal);
  }

  return {
    state: () => shown(state, opened),
    makeSureOf,
    lookUpEvents,
    provisioning,
    profiles: () => host.aws.profiles(),
    readOnlyPolicy: () => host.aws.readOnlyPolicy(),
    select,
    signIn,
    signOut,
    refresh: refreshing,
    check: checking,
    policies: () => looked,
    lookForPolicies,
    open,
    close,
  };
}

/** Hands events on, and collects what is found on the way. */
function gathering(read: PolicyVerdict[], emit: (event: LiveEvent) => void): (event: LiveEvent) => void {
  return (event) => {
    if (event.kind === 'policies') read.push(...event.verdicts);
    emit(event);
  };
}

function isSame(a: InstanceChoice, b: InstanceChoice): boolean {
  return (a.region || '') === (b.region || '') && (a.instance || '') === (b.instance || '');
}

function besideText({ profile }: Snapshot, { profile: other, takenAt }: Snapshot): string {
  const fuller = `the snapshot that profile ${other} read at ${takenAt}`;
  return `what profile ${profile} may read is less than ${fuller} holds, so it is saved beside it, for ${profile} alone`;
}

const lookingNowhere = () => noFocus;
const noFocus: Focus = [];

const noProfile: Failure = {
  kind: 'no-profile',
  message: 'no AWS profile is selected',
  nextStep: 'Select one with the command "IdC: Select SSO Profile…".',
};

function noSuchProfile(profile: string): Failure {
  return {
    kind: 'no-profile',
    message: `the AWS config file has no profile of this name: ${profile}`,
    nextStep: 'Select another one with the command "IdC: Select SSO Profile…".',
  };
}

const fromSnapshot = rememberEach((snapshot: Snapshot): Provisioning => {
  const { takenAt, requests, provisioning, gaps } = snapshot;
  return { takenAt, requests, provisioning, gaps, accountNames: new Map() };
});

/** Whoever asks the same while the answer is being made gets the same answer. */
function joining<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  about: () => object,
): (signal: AbortSignal) => Promise<T> {
  let running: { readonly about: object; readonly answer: Promise<T> } | undefined;
  return (signal) => {
    const asked = about();
    if (running?.about === asked) return running.answer;
    const answer = ask(signal).finally(() => {
      if (running?.answer === answer) running = undefined;
    });
    running = { about: asked, answer };
    return answer;
  };
}
