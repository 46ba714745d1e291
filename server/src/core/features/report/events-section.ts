/** What CloudTrail tells beside an explanation, as a section of its page: asked for later, or not at all. */
import type { ReportFurther } from '../../../protocol';
import type { Snapshot } from '../../live';
import type { Failure } from '../../reasons';
import { failureText } from '../../wording';
import type { EvidenceEvent, TrailEvidence } from '../explain/cloud-trail';
import { sentence } from '../views/notes';
import { accountName, filled, type PageRow, type PageSection } from './page';

/** How a look into CloudTrail's event history for one question went. */
export type EventLookup =
  | { readonly state: 'not-asked' }
  | { readonly state: 'found'; readonly evidence: TrailEvidence }
  | { readonly state: 'failed'; readonly failure: Failure }
  /** A sentence. */
  | { readonly state: 'never'; readonly because: string };

const heading = 'Events of CloudTrail';

export function eventsFurther(asked: EventLookup | undefined): ReportFurther | undefined {
  if (!asked || asked.state === 'never') return undefined;
  return { heading, state: asked.state === 'not-asked' ? 'not-asked' : 'asked' };
}

export function eventsSections(asked: EventLookup | undefined, snapshot: Snapshot): readonly PageSection[] {
  switch (asked?.state) {
    case undefined:
    case 'not-asked':
      return [];
    case 'never':
      return [eventsText(asked.because)];
    case 'failed':
      return [eventsText(notRead(asked.failure))];
    case 'found':
      return found(asked.evidence, snapshot);
  }
}

function eventsText(note: string): PageSection {
  return { heading, note, columns: [], rows: [] };
}

function notRead(failure: Failure): string {
  if (failure.kind === 'cancelled') return 'They were not read: you stopped it. Update looks for them again.';
  const { message, nextStep } = failureText(failure);
  return `They could not be read: ${message}. ${nextStep}`;
}

/** An event proves what happened; that there is none proves nothing, least of all where nothing was read. */
function found(evidence: TrailEvidence, snapshot: Snapshot): readonly PageSection[] {
  const { events, unread, caveats } = evidence;
  const own = {
    heading,
    note: [...(events.length > 0 ? [] : [none(unread)]), ...caveats.map((it) => `${sentence(it)}.`)].join(' '),
    columns: ['When', 'Event', 'By', 'What', 'Where'],
    rows: events.map((it) => eventRow(it, snapshot)),
  };
  return [own, ...filled(unreadSection(evidence, snapshot))];
}

function none(unread: TrailEvidence['unread']): string {
  return unread.length > 0 ? 'None that is about this could be read.' : 'None that is about this was found.';
}

function unreadSection({ unread, missingAction }: TrailEvidence, snapshot: Snapshot): PageSection {
  return {
    heading: 'Events that could not be read',
    note: missingAction === undefined ? 'There may be more.' : `There may be more. Missing right: ${missingAction}.`,
    columns: ['Where', 'Event', 'Why'],
    rows: unread.map(({ account, region, name, because }) => ({
      cells: [
        { text: whereText(account, region, snapshot), tone: 'doubtful' },
        { text: name ?? 'any' },
        { text: because },
      ],
    })),
  };
}

function whereText(account: string | undefined, region: string, snapshot: Snapshot): string {
  return `${account === undefined ? "the profile's account" : accountName(snapshot, account)}, ${region}`;
}

function eventRow({ at, name, by, text, error, account, region }: EvidenceEvent, snapshot: Snapshot): PageRow {
  return {
    cells: [
      { text: at },
      { text: name },
      { text: by ?? 'someone unnamed' },
      error === undefined ? { text } : { text: `${text}: failed with ${error}`, tone: 'bad' },
      { text: whereText(account, region, snapshot) },
    ],
  };
}
