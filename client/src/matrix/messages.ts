/** What the panel and the page in it say to each other. The page always gets the complete matrix. */
import type { AccessMatrix, AccessSubject, PlaceInFile } from '../../../server/src/protocol';

export type ToPage = { readonly kind: 'matrix'; readonly matrix: AccessMatrix };

export type FromPage =
  /** The page runs, anew each time it comes into sight. */
  | { readonly kind: 'ready' }
  /** The chip that has the focus. */
  | { readonly kind: 'focus'; readonly about: AccessSubject }
  | { readonly kind: 'reveal'; readonly place: PlaceInFile }
  /** What the page shows of the matrix, as a file. */
  | { readonly kind: 'export'; readonly matrix: AccessMatrix }
  /** A way on that a note offers. */
  | { readonly kind: 'run'; readonly command: string };
