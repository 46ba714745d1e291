/** Which mistake the `yaml` package means by its error code, or by its message where a code stands for several. */
import type { ProblemReason, YamlMistake } from '../../reasons';

const byCode: Readonly<Record<string, YamlMistake>> = {
  ALIAS_PROPS: 'alias-properties',
  BAD_DIRECTIVE: 'bad-directive',
  BAD_DQ_ESCAPE: 'bad-escape',
  BAD_INDENT: 'bad-indentation',
  BAD_PROP_ORDER: 'property-order',
  BLOCK_AS_IMPLICIT_KEY: 'block-as-key',
  BLOCK_IN_FLOW: 'block-in-flow',
  KEY_OVER_1024_CHARS: 'key-too-long',
  MULTILINE_IMPLICIT_KEY: 'key-on-many-lines',
  MULTIPLE_ANCHORS: 'two-anchors',
  MULTIPLE_TAGS: 'two-tags',
  RESOURCE_EXHAUSTION: 'yaml-nested-too-deeply',
  TAB_AS_INDENT: 'tab-indentation',
};

const byMessage: readonly (readonly [RegExp, YamlMistake])[] = [
  [/^Missing closing "quote/, 'closing-double-quote-missing'],
  [/^Missing closing 'quote/, 'closing-single-quote-missing'],
  [/in YAML stream/, 'stray-in-structure'],
  [/at node end$/, 'stray-in-value'],
  [/directives-end/, 'directive-end-missing'],
  [/end with a }$/, 'closing-brace-missing'],
  [/end with a ]$/, 'closing-bracket-missing'],
  [/Implicit map keys need/, 'colon-missing'],
];

export function problemOf(code: string, message: string): ProblemReason {
  const kind = byMessage.find(([pattern]) => pattern.test(message))?.[1] ?? byCode[code];
  return kind === undefined ? { kind: 'invalid-yaml-syntax', message } : { kind };
}
