/** What a report's panel and the page in it say to each other. The page always gets the complete report. */
import type { AccessSubject, PlaceInFile, ReportPage, ReportQuestion } from '../../../server/src/protocol';

export type ToPage =
  | {
      readonly kind: 'report';
      readonly question: ReportQuestion;
      readonly page: ReportPage;
      /** AWS is being asked for further evidence. */
      readonly isLooking: boolean;
    }
  | { readonly kind: 'failure'; readonly question: ReportQuestion; readonly failure: Failure };

/** `title` is that of the report there would be. */
export type Failure = {
  readonly title: string;
  readonly message: string;
  readonly nextStep: string;
  readonly action?: Action | undefined;
};
export type Action = { readonly title: string; readonly command: string };

export type FromPage =
  /** The page runs, anew each time it comes into sight. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'reveal'; readonly place: PlaceInFile }
  | { readonly kind: 'copy' }
  | { readonly kind: 'save' }
  | { readonly kind: 'update' }
  /** Ends looking for further evidence. */
  | { readonly kind: 'stop' }
  | { readonly kind: 'run'; readonly command: string }
  | { readonly kind: 'show-in-tree' | 'explain'; readonly about: AccessSubject };
