/** The `yaml` package's error codes, said in words that name the mend. */

const texts: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'an alias can have no anchor or tag of its own',
  BAD_DIRECTIVE: 'this % directive is not understood',
  BAD_DQ_ESCAPE: 'this \\ escape is unknown in a double-quoted text: write \\\\ for a backslash, or use single quotes',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BAD_PROP_ORDER: 'an anchor or tag belongs after the indicator, before the value',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping or list cannot begin on this line: put it on a line of its own, indented',
  BLOCK_IN_FLOW: 'an indented block cannot stand inside { } or [ ]',
  KEY_OVER_1024_CHARS: 'this key is too long: YAML allows 1024 characters before the colon',
  MULTILINE_IMPLICIT_KEY: 'a key must be on one line: is a colon or a closing quote missing?',
  MULTIPLE_ANCHORS: 'a value can have only one anchor',
  MULTIPLE_TAGS: 'a value can have only one tag',
  RESOURCE_EXHAUSTION: 'nested too deeply to be read',
  TAB_AS_INDENT: 'a tab cannot indent YAML: use spaces',
};

const patterns: readonly (readonly [RegExp, string])[] = [
  [/^Missing closing "quote/, 'the closing double quote is missing'],
  [/^Missing closing 'quote/, 'the closing single quote is missing'],
  [/in YAML stream/, 'this text does not belong to the structure above it'],
  [/at node end$/, 'this text does not belong to the value before it: is a quote missing, or one too many?'],
  [/directives-end/, 'a % directive must be followed by a line of ---'],
  [/end with a }$/, 'the closing } is missing'],
  [/end with a ]$/, 'the closing ] is missing'],
  [/Implicit map keys need/, 'a key must be followed by a colon and a space'],
];

export function problemText(code: string, message: string): string {
  const text = patterns.find(([pattern]) => pattern.test(message))?.[1] ?? texts[code];
  return text ?? message.charAt(0).toLowerCase() + message.slice(1);
}
