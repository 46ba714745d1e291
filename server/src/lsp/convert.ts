/** The only place where the core's offsets and paths meet LSP's positions and URIs. */
import { posix } from 'node:path';
import type { Position, Range } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { type LineIndex, type Location, lineIndex, type SourceFile, type Span } from '../core/base';

const indexes = new WeakMap<SourceFile, LineIndex>();

export function indexOf(file: SourceFile): LineIndex {
  const kept = indexes.get(file) ?? lineIndex(file.text);
  indexes.set(file, kept);
  return kept;
}

export function toRange(index: LineIndex, span: Span): Range {
  return { start: toPosition(index, span.start), end: toPosition(index, span.end) };
}

export function toPosition(index: LineIndex, offset: number): Position {
  const { line, column } = index.placeOf(offset);
  return { line, character: column };
}

export function toOffset(index: LineIndex, { line, character }: Position): number {
  return index.offsetOf({ line, column: character });
}

/** A folder's root is an absolute path; the core's paths are relative to it, with forward slashes. */
export function toUri(root: string, path: string): string {
  return URI.file(toAbsolute(root, path)).toString();
}

export function toFolderUri(root: string): string {
  return URI.file(root).toString();
}

/** Paths may lead out of the folder: `../.idc.yaml`. */
export function toAbsolute(root: string, path: string): string {
  return posix.join(root, path);
}

/** The absolute path with forward slashes, or `undefined` for what is not a file on this machine. */
export function toFile(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  if (parsed.scheme !== 'file') return undefined;
  const path = parsed.fsPath.replaceAll('\\', '/');
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** The path below the root, `undefined` where it is not below it. */
export function toRelative(root: string, file: string): string | undefined {
  const prefix = root.endsWith('/') ? root : `${root}/`;
  return file.startsWith(prefix) ? file.slice(prefix.length) : undefined;
}

/** Where a location stands, if its file is loaded: what only AWS said has no place in a file. */
export function toPlace(
  root: string,
  files: ReadonlyMap<string, SourceFile>,
  at: Location,
): { readonly uri: string; readonly range: Range } | undefined {
  const file = files.get(at.path);
  return file && { uri: toUri(root, at.path), range: toRange(indexOf(file), at) };
}
