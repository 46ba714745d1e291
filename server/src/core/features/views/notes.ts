/** The rows that explain what is missing: signed out, loading, failed, not everything read. */
import type { CurrentActivity, LiveState } from '../../live';
import type { Failure, Gap } from '../../reasons';
import { failureText, gapFacts } from '../../wording';
import { markdownCode, markdownText } from '../report/markdown-text';
import type { Node } from './node';
import { progressText } from './progress-text';

/** What the reader must know before trusting the rows below; nothing when all is well. */
export function stateNotes(live: LiveState): readonly Node[] {
  if (live.opened !== undefined) return [openedNote(live, live.opened), ...activityNotes(live.currentActivity)];
  return [...activityNotes(live.currentActivity), ...failure(live), ...signIn(live)];
}

function openedNote({ snapshot }: LiveState, name: string): Node {
  const pseudonyms = snapshot?.pseudonymized ? ' · names are pseudonyms' : '';
  return {
    id: 'opened',
    label: `From the file ${name}`,
    description: `click to go back to live access${pseudonyms}`,
    tooltip: markdownText(`What is shown as live is what AWS had at ${snapshot?.takenAt ?? 'an earlier time'}.`),
    icon: 'file',
    kind: 'note',
    action: 'back-to-live',
  };
}

export function gapsNode(gaps: readonly Gap[]): readonly Node[] {
  if (gaps.length === 0) return [];
  const children = gaps.map(gapFacts).map(({ what, because, action }, index): Node => {
    const right = action ? `\n\nMissing right: ${markdownCode(action)}` : '';
    const tooltip = `${markdownText(`${what}: ${because}`)}${right}`;
    return { id: `${index}`, label: what, description: because, tooltip, icon: 'unknown', kind: 'unknown' };
  });
  return [
    {
      id: 'gaps',
      label: 'Not everything could be read',
      description: count(gaps.length, 'gap'),
      tooltip: 'What is missing here is unknown, not absent.',
      icon: 'unknown',
      kind: 'section',
      children,
    },
  ];
}

export function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}

function activityNotes(it: CurrentActivity): readonly Node[] {
  switch (it.kind) {
    case 'idle':
      return [];
    case 'signing-in':
      return [
        note(
          'signing-in',
          'Signing in…',
          `${it.code === undefined ? 'continue' : `confirm the code ${it.code}`} in the browser`,
        ),
      ];
    case 'refreshing':
      return [note('refreshing', 'Reading live access…', progressText(it))];
    case 'checking':
      return [note('checking', 'Checking provisioning…', progressText(it))];
  }
}

function note(id: string, label: string, description: string): Node {
  return { id, label, description, icon: 'loading', kind: 'note' };
}

function failure({ failure, signedIn }: LiveState): readonly Node[] {
  if (!failure || failure.kind === 'cancelled') return [];
  // Being signed out has a row of its own, with the way back in.
  if (failure.kind === 'signed-out' && signedIn === 'no') return [];
  const { message, nextStep } = failureText(failure);
  return [
    {
      id: 'failure',
      label: sentence(message),
      description: nextStep,
      tooltip: `${markdownText(sentence(message))}\n\n${markdownText(nextStep)}`,
      icon: 'failed',
      kind: 'failure',
      action: actionAfter(failure.kind),
      copy: { reason: message },
    },
  ];
}

function actionAfter(kind: Failure['kind']): Node['action'] {
  switch (kind) {
    case 'no-profile':
      return 'select-profile';
    case 'signed-out':
      return 'sign-in';
    case 'throttled':
    case 'offline':
      return 'refresh';
    default:
      return undefined;
  }
}

function signIn({ profile, signedIn, snapshot, currentActivity }: LiveState): readonly Node[] {
  if (profile === undefined || signedIn !== 'no' || currentActivity.kind !== 'idle') return [];
  return [
    {
      id: 'signed-out',
      label: 'Signed out',
      description: `click to sign in with ${profile}`,
      tooltip: snapshot ? 'What is shown is the last snapshot.' : 'Live access is read after signing in.',
      icon: 'sign-in',
      kind: 'note',
      action: 'sign-in',
    },
  ];
}

/** Messages are sentence ends, lower case; a row begins with a capital. */
export function sentence(message: string): string {
  return message.slice(0, 1).toUpperCase() + message.slice(1);
}
