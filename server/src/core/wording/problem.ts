/** What is broken in the user's text: what is wrong and what was expected, lower case, no full stop. */
import type {
  FormatPart,
  FormatProblem,
  HclProblem,
  IncompleteExpression,
  JsonProblem,
  ProblemReason,
  ProjectFileProblem,
  YamlProblem,
} from '../reasons';
import { formatterOf, type Sentences } from './sentences';

const hcl: Sentences<HclProblem, ProblemReason> = {
  'already-set': ({ name }) => `${name} is already set in this block`,
  'block-line-break-missing': () => 'expected a new line after the block',
  'block-without-brace': ({ type }) => `expected { after the header of the ${type} block`,
  'call-without-parenthesis': ({ name }) => `expected ( after ${name}`,
  'comma-missing': () => 'expected , or ] after the item',
  'conditional-colon-missing': () => 'expected : and the value for the other case',
  'definition-missing': ({ name }) => `expected = or a block after ${name}`,
  'directive-word-missing': () => 'expected if, else, endif, for or endfor after %{',
  'empty-index': () => 'expected an index in the brackets',
  'empty-interpolation': () => 'expected a value in ${}',
  'for-colon-missing': () => 'expected : after the collection',
  'for-end-missing': () => 'expected the end of the for expression',
  'for-in-missing': () => 'expected in after the names',
  'for-name-missing': () => 'expected a name for the items',
  'for-tuple-key': () => 'only { for … } makes keys: use {} for an object',
  'for-value-missing': () => 'expected => and a value after the key',
  'function-name-missing': () => 'expected the name of a function after ::',
  'index-bracket-missing': () => 'expected ] after the index',
  'invalid-escape': ({ selector }) => escapeText(selector),
  'invalid-number-text': ({ text }) => `${text} is no number`,
  'item-missing': () => 'expected an argument or a block',
  'label-template': () => 'a label cannot hold a template',
  'name-after-dot-missing': () => 'expected a name after the dot',
  'nested-too-deeply': () => 'nested too deeply',
  'object-comma-missing': () => 'expected a comma or a new line after the item',
  'object-value-missing': () => 'expected = and a value after the key',
  'one-line-block': () => 'a block on one line holds only one argument',
  'parenthesis-missing': () => 'expected ) after the value',
  'repeated-index': () => 'write several indices in brackets: [0][1]',
  'repeated-splat': () => 'a .* cannot follow another one',
  'sequence-brace-missing': ({ mark }) => `expected } to close ${mark}`,
  'splat-bracket-missing': () => 'expected ] after [*',
  'stray-brace': () => 'this } closes nothing',
  'stray-directive': ({ word }) => `this %{${word}} belongs to nothing`,
  'unclosed-block': ({ type }) => `the ${type} block is not closed`,
  'unclosed-call': ({ name }) => `expected , or ) in the call of ${name}`,
  'unclosed-comment': () => 'the comment is not closed',
  'unclosed-directive': ({ word }) => `the %{${word.slice(3)}} has no %{${word}}`,
  'unclosed-heredoc': () => 'the heredoc is not closed',
  'unclosed-object': () => 'the { is not closed',
  'unclosed-sequence': ({ mark }) => `the ${mark} is not closed`,
  'unclosed-string': () => 'the string is not closed',
  'value-after-equals-missing': () => 'expected a value after =',
  'value-line-break-missing': () => 'expected a new line after the value',
  'value-missing': () => 'expected a value',
};

function escapeText(selector: string): string {
  if (selector === 'u') return 'write \\u with four hexadecimal digits of a character';
  if (selector === 'U') return 'write \\U with eight hexadecimal digits of a character';
  return `\\${selector} is no escape; a backslash is written \\\\`;
}

const json: Sentences<JsonProblem, ProblemReason> = {
  'block-object-expected': ({ type }) => `expected an object for the ${type} block`,
  'invalid-json': ({ code }) => `not valid JSON: ${code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}`,
  'object-expected': () => 'expected an object',
};

const yaml: Sentences<YamlProblem, ProblemReason> = {
  'alias-inside-itself': ({ name }) => `the alias "*${name}" stands inside the value it means`,
  'alias-properties': () => 'an alias can have no anchor or tag of its own',
  'aliases-multiply': () => 'aliases multiply this file beyond what is read',
  'bad-directive': () => 'this % directive is not understood',
  'bad-escape': () =>
    'this \\ escape is unknown in a double-quoted text: write \\\\ for a backslash, or use single quotes',
  'bad-indentation': () => 'the indentation does not fit the lines above',
  'block-as-key': () => 'a mapping or list cannot begin on this line: put it on a line of its own, indented',
  'block-in-flow': () => 'an indented block cannot stand inside { } or [ ]',
  'closing-brace-missing': () => 'the closing } is missing',
  'closing-bracket-missing': () => 'the closing ] is missing',
  'closing-double-quote-missing': () => 'the closing double quote is missing',
  'closing-single-quote-missing': () => 'the closing single quote is missing',
  'colon-missing': () => 'a key must be followed by a colon and a space',
  'directive-end-missing': () => 'a % directive must be followed by a line of ---',
  'duplicate-key': ({ key }) => `the key "${key}" is already used`,
  'invalid-yaml-syntax': ({ message }) => message.charAt(0).toLowerCase() + message.slice(1),
  'key-on-many-lines': () => 'a key must be on one line: is a colon or a closing quote missing?',
  'key-too-long': () => 'this key is too long: YAML allows 1024 characters before the colon',
  'property-order': () => 'an anchor or tag belongs after the indicator, before the value',
  'stray-in-structure': () => 'this text does not belong to the structure above it',
  'stray-in-value': () => 'this text does not belong to the value before it: is a quote missing, or one too many?',
  'tab-indentation': () => 'a tab cannot indent YAML: use spaces',
  'two-anchors': () => 'a value can have only one anchor',
  'two-tags': () => 'a value can have only one tag',
  'unknown-anchor': ({ name }) => `no anchor "&${name}" stands before this alias`,
  'yaml-nested-deeper': ({ limit }) => `nested more than ${limit} levels deep: nothing is read from here on`,
  'yaml-nested-too-deeply': () => 'nested too deeply to be read',
  'text-too-long': ({ limit }) =>
    `this file is longer than ${limit} characters and is not read: split it into several files`,
  'too-many-problems': ({ limit }) => `more than ${limit} problems: the rest of this file is not read`,
  'more-problems': ({ limit }) => `more than ${limit} problems: the others are not shown`,
  'yaml-too-long': ({ limit }) => `this file is longer than ${limit} characters and is not read`,
};

const partText: (part: FormatPart) => string = formatterOf<FormatPart>({
  'access-definition': () => 'an access definition',
  account: () => 'an account',
  'account-id': (it) => `the id of account "${it.account}"`,
  assignment: () => 'an assignment',
  boundary: () => 'a boundary',
  each: ({ name }) => `each of ${name}`,
  environment: () => 'the environment',
  group: () => 'a group',
  key: ({ name }) => name,
  'managed-boundary': () => 'a boundary with an AWS managed policy',
  name: () => 'the name',
  path: () => 'the path',
  'permission-set': () => 'a permission set',
  policy: () => 'a policy',
  'policy-reference': () => 'a customer managed policy',
  'project-file': () => 'the project file',
});

const format: Sentences<FormatProblem, ProblemReason> = {
  'ambiguous-account-id': ({ text }) =>
    `quote the account id "${text}": other readers of YAML take it for a number and drop its zero`,
  'assignment-without': ({ keys }) => `an assignment needs ${keys.join(' or ')}`,
  'invalid-policy-document': () => 'inline_policy must be a policy document: a mapping, or its JSON as text',
  'key-not-text': () => 'this key must be a text',
  'name-needed': ({ part }) => `${partText(part)} needs a name`,
  'not-a-list': ({ part }) => `${partText(part)} must be a list`,
  'not-a-mapping': ({ part }) => `${partText(part)} must be a mapping (key: value)`,
  'not-a-text': ({ part }) => `${partText(part)} must be a text`,
  'unknown-key-of': ({ part, name, meant, names }) => {
    const hint = meant === undefined ? `it can have ${names.join(', ')}` : `did you mean "${meant}"?`;
    return `${partText(part)} has no key "${name}": ${hint}`;
  },
};

const projectFile: Sentences<ProjectFileProblem, ProblemReason> = {
  'account-name-taken': ({ by, name }) => `the account ${by} is already named "${name}"`,
  'delegated-to-itself': () => 'the management account cannot be its own delegated administrator',
  'invalid-account-id-at': ({ key }) => `${key} must be an account id of 12 digits`,
  'invalid-account-key': ({ text }) => `accounts are listed by their id of 12 digits, and "${text}" is none`,
  'invalid-duration': ({ key }) => `${key} must be a duration such as PT4H or PT90M`,
  'invalid-environment': ({ text }) => `"${text}" is no production: did you mean "production"?`,
  'invalid-production-id': ({ text }) => `an account id has 12 digits, and "${text}" is none`,
  'invalid-quota': ({ key }) => `${key} must be a whole number above 0`,
  'path-outside': ({ text }) => `"${text}" is no path from the workspace's root, such as terraform/prod`,
  'second-project-file': ({ read }) => `only ${read} is read: leave one of the two`,
  'unknown-rule': ({ name, meant }) =>
    `no rule is named "${name}"${meant === undefined ? '' : `: did you mean "${meant}"?`}`,
  'unknown-severity': ({ severities }) => `the severity must be one of ${severities.join(', ')}`,
};

export const problemText: (problem: ProblemReason) => string = formatterOf<ProblemReason>({
  ...hcl,
  ...json,
  ...yaml,
  ...format,
  ...projectFile,
});

/** Why an expression that is not there, or not to its end, has no value. */
export const incompleteText: (it: IncompleteExpression) => string = formatterOf<IncompleteExpression>({
  'arguments-missing': () => 'the call has no arguments',
  'arguments-unreadable': () => 'the rest of the arguments cannot be read',
  'directive-missing': () => 'no directive is written',
  'for-incomplete': () => 'the for expression is not complete',
  'for-without-value': () => 'the for expression has no value',
  'function-name-incomplete': () => 'the name of the function is not complete',
  'index-missing': () => 'no index is written',
  'list-unreadable': () => 'the rest of the list cannot be read',
  'nested-too-deeply': () => 'nested too deeply',
  'other-case-missing': () => 'no value for the other case is written',
  'value-missing': () => 'no value is written',
});
