/**
 * YAML as the author wrote it: scalars keep their source, since every consumer reads plain scalars differently
 * (`012345670123` is octal to one and decimal to another). Aliases are resolved, merge keys are not.
 */
import type { Problem, Span } from '../../base';

export type File = {
  readonly path: string;
  readonly text: string;
  readonly documents: readonly Document[];
  readonly problems: readonly Problem[];
  readonly comments: readonly Comment[];
};

/** `text` is the comment without its hash, trimmed; the span includes the hash. */
export type Comment = { readonly span: Span; readonly text: string };

/** `root` is `undefined` for an empty document. */
export type Document = { readonly root: Node | undefined; readonly span: Span };

export type Node = Mapping | Sequence | Scalar;

/** The span of a scalar includes its quotes; the span of an alias's node is that of the anchored text: its author. */
type Tagged = {
  readonly span: Span;
  /** `!GetAtt`, `!!str`; `undefined` where none is written. */
  readonly tag: string | undefined;
};

/** Entries in the order of writing; a key that stands twice is in here twice. */
export type Mapping = Tagged & { readonly kind: 'mapping'; readonly entries: readonly Entry[] };

/** `span` runs from the key to the end of the value as written here, which may be an alias. */
export type Entry = { readonly key: Node; readonly value: Node; readonly span: Span };

export type Sequence = Tagged & { readonly kind: 'sequence'; readonly items: readonly Node[] };

export type Scalar = Tagged & {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single-quoted' | 'double-quoted' | 'block';
  /** The content: quotes and escapes resolved, folding applied. For a plain scalar exactly what was written. */
  readonly text: string;
};
