/**
 * The shape of a rule. A rule reads sources and reports at values; it sees neither syntax nor text, so that one rule
 * serves Terraform and YAML alike. A fix is data: `analysis/fixes/` turns it into edits of whatever the author wrote in.
 */
import type { Origin } from '../../base';
import type { PolicyCheckResult, Snapshot } from '../../live';
import type * as model from '../../model';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** What a rule can read; it gets the ones it names in `reads`, and no others. */
export type Sources = {
  readonly declared: model.Access;
  readonly live: Snapshot;
  /** What the code declared at the Git revision it is compared with. */
  readonly before: model.Access;
};
export type Source = keyof Sources;

/**
 * Beside its sources every rule gets the project file. `snapshot` and `policies` are for rules that can do
 * without: what AWS is known to have is no longer missing, though no code declares it.
 */
export type RuleContext<S extends Source> = Pick<Sources, S> & {
  readonly project: model.ProjectFile;
  readonly snapshot: Snapshot | undefined;
  /** What a check of the policies in the target accounts found, where somebody asked for one. */
  readonly policies: PolicyCheckResult | undefined;
};

export type Rule<S extends Source = Source> = {
  readonly name: string;
  /** One sentence: what it reports. The first paragraph of its page says the same. */
  readonly summary: string;
  readonly severity: Severity;
  readonly reads: readonly S[];
  /** Whether some of its findings carry a quick fix. */
  readonly fixable?: true | undefined;
  readonly check: (context: RuleContext<S>, report: Report) => void;
};

/** Anything that knows who wrote it. */
export type Located = { readonly origin: Origin };

export type Report = (at: Located, note: Note) => void;

export type Note = {
  /** Lower case, no full stop, names quoted. */
  readonly message: string;
  /** Where the evidence is weaker than the rule usually has. */
  readonly severity?: Severity | undefined;
  /** Other places that belong to the finding; the hops of `at` are added by the engine. */
  readonly related?: readonly RelatedPlace[] | undefined;
  /** Asked for only when somebody looks. */
  readonly fixes?: (() => readonly Fix[]) | undefined;
};

export type RelatedPlace = { readonly at: Located; readonly message: string };

export type Fix = {
  /** Imperative: `Change to "Developer"`. */
  readonly title: string;
  /** Whether it may be applied without being looked at. */
  readonly safe: boolean;
  readonly change: Change;
};

/** What can be changed, in words that hold for both languages. `at` defaults to the place of the finding. */
export type Change =
  /** `isNumber`: it stands there as a number, not as a text. */
  | {
      readonly kind: 'replace-value';
      readonly with: string;
      readonly isNumber?: true;
      readonly at?: Located | undefined;
    }
  | { readonly kind: 'remove-entry'; readonly at?: Located | undefined }
  /**
   * One of two that say the same thing. It is certain only in a list that holds both; elsewhere it is a proposal.
   * `isPart`: the place is a field of the thing, which is an object in a list.
   */
  | {
      readonly kind: 'remove-repetition';
      readonly of: Located;
      readonly isPart?: true;
      readonly at?: Located | undefined;
    }
  | { readonly kind: 'add-entry'; readonly key: string; readonly value: string; readonly at?: Located | undefined }
  /** Addresses, as the block at the place may name them, among its `depends_on`. */
  | { readonly kind: 'depend-on'; readonly addresses: readonly string[]; readonly at?: Located | undefined }
  /** HCL behind the outermost block around the place. */
  | { readonly kind: 'add-block'; readonly text: string; readonly at?: Located | undefined }
  | { readonly kind: 'add-attribute'; readonly name: string; readonly value: string; readonly at?: Located | undefined }
  | { readonly kind: 'rename'; readonly places: readonly Located[]; readonly with: string }
  /** Each of them, or none where one cannot be made. */
  | { readonly kind: 'all'; readonly changes: readonly Change[] }
  | { readonly kind: 'rewrite'; readonly places: readonly Rewriting[] };

/** Another expression where one stands now, put together of new text and of texts that stand in the same file. */
export type Rewriting = { readonly at: Located; readonly with: readonly (string | Located)[] };

/** Infers which sources `check` may name from `reads`. */
export function defineRule<const S extends Source>(rule: Rule<S>): Rule<S> {
  return rule;
}

/** The commonest fix: another value in the same place. */
export function replaceValue(value: string, at?: Located): Fix {
  return { title: `Change to "${value}"`, safe: false, change: { kind: 'replace-value', with: value, at } };
}

export function replaceNumber(value: number): Fix {
  const change = { kind: 'replace-value', with: String(value), isNumber: true } as const;
  return { title: `Change to ${value}`, safe: false, change };
}

/** A value that says the same in the right way. */
export function correctValue(value: string, at?: Located): Fix {
  return { ...replaceValue(value, at), safe: true };
}

/** The end of a message that found a near name. */
export function didYouMean([meant]: readonly string[]): string {
  return meant === undefined ? '' : `: did you mean "${meant}"?`;
}
