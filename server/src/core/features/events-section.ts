/** What CloudTrail tells beside an explanation, as a section of its page: asked for later, or not at all. */
import type { ReportFurther } from '../../protocol';
import type { Failure, Snapshot } from '../live';
import type { EvidenceEvent, TrailEvidence } from './explain-trail';
import { sentence } from './notes';
import { accountName, type PageRow, type PageSection } from './page';

/** How a look into CloudTrail's event history for one question went. */
export type AskedEvents =
  | { readonly state: 'not-asked' }
  | { readonly state: 'found'; readonly evidence: TrailEvidence }
  | { readonly state: 'failed'; readonly failure: Failure }
  /** A sentence. */
  | { readonly state: 'never'; readonly because: string };

const heading = 'Events of CloudTrail';

export function eventsFurther(asked: AskedEvents | undefined): ReportFurther | undefined {
  if (!asked || asked.state === 'never') return undefined;
  return { heading, state: asked.state === 'not-asked' ? 'not-asked' : 'asked' };
}

export function eventsSections(asked: AskedEvents | undefined, snapshot: Snapshot): readonly PageSection[] {
  switch (asked?.state) {
    case undefined:
    case 'not-asked':
      return [];
    case 'never':
      return [told(asked.because)];
    case 'failed':
      return [told(failureText(asked.failure))];
    case 'found':
      return [found(asked.evidence, snapshot)];
  }
}

function told(note: string): PageSection {
  return { heading, note, columns: [], rows: [] };
}

function failureText({ kind, message, nextStep }: Failure): string {
  if (kind === 'cancelled') return 'They were not read: you stopped it. Update looks for them again.';
  return `They could not be read: ${message}. ${nextStep}`;
}

/** An event proves what happened; that there is none proves nothing. */
function found({ events, notes, missingAction }: TrailEvidence, snapshot: Snapshot): PageSection {
  const right = missingAction === undefined ? [] : [`Missing right: ${missingAction}.`];
  const none = events.length > 0 ? [] : ['None that is about this was found.'];
  return {
    heading,
    note: [...none, ...right, ...notes.map((note) => `${sentence(note)}.`)].join(' '),
    columns: ['When', 'Event', 'By', 'What', 'Where'],
    rows: events.map((it) => eventRow(it, snapshot)),
  };
}

function eventRow({ at, name, by, text, error, account, region }: EvidenceEvent, snapshot: Snapshot): PageRow {
  const where = account === undefined ? region : `${accountName(snapshot, account)}, ${region}`;
  return {
    cells: [
      { text: at },
      { text: name },
      { text: by ?? 'someone unnamed' },
      error === undefined ? { text } : { text: `${text}: failed with ${error}`, tone: 'bad' },
      { text: where },
    ],
  };
}
