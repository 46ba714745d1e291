/** Holds the session's state, and runs the effects of what happens. */
import type { LiveEvent } from '../../core/live';
import type { Host } from '../../host';
import {
  type AnsweredEvent,
  type Effect,
  initialSession,
  type LiveSession,
  type SessionEvent,
  transition,
} from './live-session';
import type { ProfileSession } from './profile-session';
import { loadSaved } from './saved';

export type LiveStore = {
  readonly session: () => LiveSession;
  /** Resolves when the effects have ended. */
  readonly dispatch: (event: SessionEvent) => Promise<void>;
  /** Who asks AWS now; `undefined` where no profile is selected. */
  readonly profileSession: () => ProfileSession | undefined;
  /** Another object once what is asked now has been stopped. */
  readonly scope: () => object;
};

/** `changed` is called after each event that changed something. */
export function createLiveStore(host: Host, changed: () => void): LiveStore {
  let session = initialSession;
  let scope = new AbortController();

  const effects: Readonly<Record<Effect, () => Promise<void>>> = {
    'stop-asking': async () => {
      scope.abort();
      scope = new AbortController();
    },
    'load-saved': () => loadSaved(host, profileSession()),
  };

  async function dispatch(event: SessionEvent): Promise<void> {
    const next = transition(session, event);
    const isChange = next.session !== session;
    session = next.session;
    const running = next.effects.map((effect) => effects[effect]());
    if (isChange) changed();
    await Promise.all(running);
  }

  function profileSession(): ProfileSession | undefined {
    const { selection } = session;
    const { profile, choice } = selection;
    if (profile === undefined) return undefined;
    const { signal } = scope;
    const answer = (event: AnsweredEvent) => void dispatch({ ...event, selection });
    return {
      profile,
      choice,
      aws: host.aws.at(choice),
      isCurrent: () => session.selection === selection,
      answer,
      emit: (event: LiveEvent) => answer({ kind: 'live', event }),
      scopedSignal: (own) => AbortSignal.any(own ? [own, signal] : [signal]),
    };
  }

  return { session: () => session, dispatch, profileSession, scope: () => scope };
}
