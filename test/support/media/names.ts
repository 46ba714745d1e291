/** Names that somebody chose to do harm with, each for a medium that it may end in. Tests name people and groups so. */
import fc from 'fast-check';

export const hostileNames: readonly string[] = [
  // A terminal: color, title, link, a C1 control that begins a sequence, what overwrites a line.
  ...[
    '\u001b[31mred\u001b[0m',
    '\u001b]0;title\u0007',
    '\u001b]8;;https://evil.example\u001b\\x',
    '\u009b31m',
    'a\rb',
    '\b\b',
  ],
  // The log of a CI job.
  ...['::error::owned', '  ::error::owned', 'a\n::error::owned', 'a\r\n::stop-commands::x', '\u2028::error::owned'],
  ...[
    '##[error]owned',
    'a ###[add-mask]b',
    '##vso[task.setvariable variable=a]b',
    "##teamcity[message text='a']",
    'x ::error::y',
  ],
  // A reader: what reorders, hides, or is nothing.
  ...[
    '\u202egnp.exe',
    '\u2066x\u2069',
    'a\u200bb',
    '\ufeffa',
    'a\u200fb',
    'a\u00adb',
    'a\u{e0041}\u{e007f}',
    'a\u2029b',
    '\u3164',
  ],
  // Markdown: blocks.
  ...[
    '# heading',
    'a\n# heading',
    '- item',
    '+ item',
    '* item',
    '1. item',
    '2) item',
    '> quote',
    '===',
    '---',
    '    code',
    '~~~',
    '```',
  ],
  ...[
    '| a | b |',
    'a|b',
    'x\\|y',
    'a\\',
    '[x]: https://evil.example',
    '[^1]',
    'a  \nb',
    '<!--',
    '\tcode',
    '\u00a0x\u3000',
  ],
  // Markdown: within a line.
  ...[
    '[x](https://evil.example)',
    '![x](https://evil.example/i.png)',
    '<https://evil.example>',
    '<b>bold',
    '`code',
    '``',
    '**bold',
  ],
  ...[
    'https://evil.example/x',
    'www.evil.example',
    'a@evil.example',
    '@octocat',
    '@org/team',
    '#123',
    'org/repo#1',
    'GH-1',
    '_a_',
  ],
  ...[
    '0123abcdef',
    '$x$',
    ':tada:',
    '&lt;b&gt;',
    '&#35;1',
    '~~gone~~',
    '](command:idc.explain?%5B%5D)',
    '$(trash)',
    'mailto:a@b.c',
  ],
  // HTML and XML.
  ...[
    '<script>alert(1)</script>',
    '</table><h1>x',
    '<img src=x onerror=alert(1)>',
    '" onclick="x',
    "' x='",
    ']]>',
    '&amp;',
    '<br>',
  ],
  // A spreadsheet.
  ...[
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    '\t=1',
    'x;=cmd()',
    'x; @SUM(1)',
    '"',
    '";=1',
    'a","=1',
    'a\n=1',
    '\uff1d1',
    '|calc',
  ],
];

/** Any of them, and any mixture of their parts with what ordinary people are called. */
export const hostileName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileNames),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...hostileNames),
        fc.constantFrom(...hostileNames.join('')),
        fc.constantFrom('a', 'Z', '7', ' ', 'ü', '山', 'ש', '👩‍💻', '\ud800'),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => parts.join('')),
);
