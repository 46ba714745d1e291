/** What is broken in the user's text. */
export type ProblemReason = HclProblem | JsonProblem | YamlProblem | FormatProblem | ProjectFileProblem;

export type HclProblem =
  | { readonly kind: HclMistake }
  /** `name` as it is written in front: of an attribute, a function, a block's type. */
  | {
      readonly kind: 'definition-missing' | 'already-set' | 'call-without-parenthesis' | 'unclosed-call';
      readonly name: string;
    }
  | { readonly kind: 'block-without-brace' | 'unclosed-block'; readonly type: string }
  /** `mark`: what opens it. */
  | { readonly kind: 'unclosed-sequence' | 'sequence-brace-missing'; readonly mark: '${' | '%{' }
  | { readonly kind: 'stray-directive' | 'unclosed-directive'; readonly word: string }
  | { readonly kind: 'invalid-escape'; readonly selector: string }
  | { readonly kind: 'invalid-number-text'; readonly text: string };

type HclMistake =
  | 'block-line-break-missing'
  | 'comma-missing'
  | 'conditional-colon-missing'
  | 'directive-word-missing'
  | 'empty-index'
  | 'empty-interpolation'
  | 'for-colon-missing'
  | 'for-end-missing'
  | 'for-in-missing'
  | 'for-name-missing'
  | 'for-tuple-key'
  | 'for-value-missing'
  | 'function-name-missing'
  | 'index-bracket-missing'
  | 'item-missing'
  | 'label-template'
  | 'name-after-dot-missing'
  | 'nested-too-deeply'
  | 'object-comma-missing'
  | 'object-value-missing'
  | 'one-line-block'
  | 'parenthesis-missing'
  | 'repeated-index'
  | 'repeated-splat'
  | 'splat-bracket-missing'
  | 'stray-brace'
  | 'unclosed-comment'
  | 'unclosed-heredoc'
  | 'unclosed-object'
  | 'unclosed-string'
  | 'value-after-equals-missing'
  | 'value-line-break-missing'
  | 'value-missing';

/** Of an expression that is not there, or not to its end: why it has no value. */
export type IncompleteExpression = {
  readonly kind:
    | 'arguments-missing'
    | 'arguments-unreadable'
    | 'directive-missing'
    | 'for-incomplete'
    | 'for-without-value'
    | 'function-name-incomplete'
    | 'index-missing'
    | 'list-unreadable'
    | 'nested-too-deeply'
    | 'other-case-missing'
    | 'value-missing';
};

/** `code`: the `jsonc-parser` package's own, such as `CommaExpected`. */
export type JsonProblem =
  | { readonly kind: 'object-expected' }
  | { readonly kind: 'block-object-expected'; readonly type: string }
  | { readonly kind: 'invalid-json'; readonly code: string };

export type YamlProblem =
  | { readonly kind: YamlMistake }
  /** `message`: the `yaml` package's own, of a mistake that we have no words for. */
  | { readonly kind: 'invalid-yaml-syntax'; readonly message: string }
  | { readonly kind: 'text-too-long' | 'yaml-too-long' | 'yaml-nested-deeper'; readonly limit: number }
  /** Of a file's problems the first ones; behind them it is not read, or not all of them are told. */
  | { readonly kind: 'too-many-problems' | 'more-problems'; readonly limit: number }
  | { readonly kind: 'alias-inside-itself' | 'unknown-anchor'; readonly name: string }
  | { readonly kind: 'duplicate-key'; readonly key: string };

export type YamlMistake =
  | 'alias-properties'
  | 'aliases-multiply'
  | 'bad-directive'
  | 'bad-escape'
  | 'bad-indentation'
  | 'block-as-key'
  | 'block-in-flow'
  | 'closing-brace-missing'
  | 'closing-bracket-missing'
  | 'closing-double-quote-missing'
  | 'closing-single-quote-missing'
  | 'colon-missing'
  | 'directive-end-missing'
  | 'key-on-many-lines'
  | 'key-too-long'
  | 'property-order'
  | 'stray-in-structure'
  | 'stray-in-value'
  | 'tab-indentation'
  | 'two-anchors'
  | 'two-tags'
  | 'yaml-nested-too-deeply';

/** Of a format of our own in YAML. */
export type FormatProblem =
  | { readonly kind: 'key-not-text' }
  | { readonly kind: 'not-a-mapping' | 'not-a-list' | 'not-a-text' | 'name-needed'; readonly part: FormatPart }
  /** `names`: the keys it can have; `meant`: the one that was probably meant. */
  | {
      readonly kind: 'unknown-key-of';
      readonly part: FormatPart;
      readonly name: string;
      readonly meant: string | undefined;
      readonly names: readonly string[];
    }
  | { readonly kind: 'ambiguous-account-id'; readonly text: string }
  | { readonly kind: 'assignment-without'; readonly keys: readonly string[] }
  | { readonly kind: 'invalid-policy-document' };

/** What of a format a problem is about. */
export type FormatPart =
  | { readonly kind: 'key' | 'each'; readonly name: string }
  | { readonly kind: 'account-id'; readonly account: string }
  | {
      readonly kind:
        | 'access-definition'
        | 'account'
        | 'assignment'
        | 'boundary'
        | 'environment'
        | 'group'
        | 'managed-boundary'
        | 'name'
        | 'path'
        | 'permission-set'
        | 'policy'
        | 'policy-reference'
        | 'project-file';
    };

export type ProjectFileProblem =
  | { readonly kind: 'second-project-file'; readonly read: string }
  | { readonly kind: 'unknown-rule'; readonly name: string; readonly meant: string | undefined }
  | { readonly kind: 'unknown-severity'; readonly severities: readonly string[] }
  | {
      readonly kind: 'invalid-account-key' | 'invalid-production-id' | 'invalid-environment' | 'path-outside';
      readonly text: string;
    }
  | { readonly kind: 'account-name-taken'; readonly by: string; readonly name: string }
  | { readonly kind: 'invalid-duration' | 'invalid-quota' | 'invalid-account-id-at'; readonly key: string }
  | { readonly kind: 'delegated-to-itself' };
