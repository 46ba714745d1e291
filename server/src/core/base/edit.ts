/** Replacing text. Edits of one file never overlap. */
import type { Location } from './span';

export type TextEdit = Location & { readonly text: string };

/** Applies the edits of one file; those of other paths are left aside. */
export function applyEdits(path: string, text: string, edits: readonly TextEdit[]): string {
  const own = edits.filter((edit) => edit.path === path).toSorted((a, b) => b.start - a.start);
  return own.reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}
