/** Where text stands. Offsets are UTF-16 code units from 0, ends exclusive; only `lsp/` and the CLI speak of lines. */

export type Span = { readonly start: number; readonly end: number };

/** A span of a file. `path` is relative to the workspace folder, with forward slashes. */
export type Location = Span & { readonly path: string };

/** One immutable version of a file: a changed text is a different object. */
export type SourceFile = { readonly path: string; readonly text: string };

export function span(start: number, end: number): Span {
  return { start, end };
}

export function locationIn(path: string, { start, end }: Span): Location {
  return { path, start, end };
}

export function contains(outer: Span, offset: number): boolean {
  return outer.start <= offset && offset <= outer.end;
}
