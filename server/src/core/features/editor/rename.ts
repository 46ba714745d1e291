/**
 * Renaming a permission set, a group, a user or a customer managed policy everywhere it is named. Only names that stand
 * in the code as they are can be renamed; one that is put together from parts is somebody else's text.
 */
import type { Analysis } from '../../analysis';
import type { Location, Span, TextEdit } from '../../base';
import { isQuoted, unquoted } from './literal';
import { type Mention, mentionsAt, mentionsOf } from './mentions';

export type Renamable = { readonly span: Span; readonly name: string };

export type Renaming = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

/** What would be renamed: the name without its quotes. */
export function renamableAt(analysis: Analysis, path: string, offset: number): Renamable | undefined {
  const mention = renamed(analysis, path, offset);
  return mention && { span: inside(analysis, mention.origin.at), name: mention.name };
}

export function rename(analysis: Analysis, path: string, offset: number, to: string): Renaming {
  const mention = renamed(analysis, path, offset);
  if (!mention) return { refused: 'there is nothing to rename here' };
  if (to.trim() === '' || /["'\\\r\n${}]/.test(to)) return { refused: `this is no name to write in code: ${to}` };
  const places = mentionsOf(analysis.declared, mention);
  const other = places.find((at) => unquoted(textOf(analysis, at)) !== mention.name);
  if (other) {
    return { refused: `"${mention.name}" is put together from parts in ${other.path}: ${textOf(analysis, other)}` };
  }
  return { edits: places.map((at) => ({ ...inside(analysis, at), path: at.path, text: to })) };
}

/** AWS's own names and account ids are not ours to change. */
function renamed(analysis: Analysis, path: string, offset: number): Mention | undefined {
  const [mention, ...more] = mentionsAt(analysis.declared, path, offset);
  if (!mention || more.length > 0) return undefined;
  return mention.subject === 'account' || mention.subject === 'managed-policy' ? undefined : mention;
}

function inside(analysis: Analysis, { start, end, ...at }: Location): Location {
  return isQuoted(textOf(analysis, { ...at, start, end }))
    ? { ...at, start: start + 1, end: end - 1 }
    : { ...at, start, end };
}

function textOf({ files }: Analysis, { path, start, end }: Location): string {
  return files.get(path)?.text.slice(start, end) ?? '';
}
