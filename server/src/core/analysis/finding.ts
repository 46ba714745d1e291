/** What a rule found, ready to be shown: as a diagnostic by `lsp/`, as text, JSON or SARIF by `cli/`. */
import type { Location, TextEdit } from '../base';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export type Finding = {
  /** Rule name, or `syntax` for text that can't be read. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Location;
  readonly related: readonly Related[];
  /** Computed when asked: titles are cheap enough for the CLI, edits for the code action. */
  readonly fixes: () => readonly FindingFix[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[] | undefined;
};

export type Related = { readonly at: Location; readonly message: string };

/** `title` is imperative: `Change to "my-redshift-analyst-policy"`. Safe fixes may be applied without being looked at. */
export type FindingFix = { readonly title: string; readonly safe: boolean; readonly edits: readonly TextEdit[] };
