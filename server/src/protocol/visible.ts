/**
 * The one form in which what can't be seen is shown, in every medium: `\u001b` in place of the sign itself, as JSON writes it,
 * and `\u{e0041}` beyond four digits. A sign is shown where it commands (C0 and C1 controls, ESC, line ends), reorders (marks of
 * direction), hides (what has no width, tags, fillers) or is none (halves of pairs, noncharacters). What letters and emoji are
 * joined and varied by stays where it does that, and the letters of every script always do.
 * Sources: Unicode Standard Annex #44 (Default_Ignorable_Code_Point, Bidi_Control), UTS #51 (emoji sequences), UAX #31 2.3 (joiners).
 */

/** ` text ` → the same, each sign that could deceive or command its reader as `\u…`. */
export function visible(text: string): string {
  return hidden.test(text)
    ? text.replaceAll(keptOrHidden, (it, sign) => (sign === undefined ? it : written(it)))
    : text;
}

/** For texts that are programs to somebody else: each UTF-16 unit of a hidden sign by `write`, except ends of lines. */
export function replaceHidden(text: string, write: (unit: number) => string): string {
  if (!hiddenInLine.test(text)) return text;
  return text.replaceAll(keptOrHidden, (it, sign) =>
    sign === undefined || it === '\n'
      ? it
      : it
          .split('')
          .map((unit) => write(unit.charCodeAt(0)))
          .join(''),
  );
}

function written(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

const hiddenSigns = '\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{DI}\\p{Bidi_C}\\p{NChar}\\u{fff9}-\\u{fffb}';
const hidden = new RegExp(`[${hiddenSigns}]`, 'u');
const hiddenInLine = new RegExp(`(?!\\n)[${hiddenSigns}]`, 'u');

const picture = '\\p{Extended_Pictographic}';
const skin = '[\\u{1f3fb}-\\u{1f3ff}]';

/** Scripts in which joiners change what a word looks like, and so what it says. */
const joining = [
  ...['Arab', 'Syrc', 'Mand', 'Mong', 'Nkoo', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu'],
  ...['Knda', 'Mlym', 'Sinh', 'Tibt', 'Mymr', 'Khmr', 'Bali', 'Java'],
]
  .map((script) => `\\p{sc=${script}}`)
  .join('');

const kept = [
  // Family, flags of parts of the United Kingdom (the only tag sequences that are recommended), keycaps, emoji presentation.
  `(?<=${picture}(?:${skin}|\\u{fe0f})?)\\u{200d}(?=${picture})`,
  '\\u{1f3f4}\\u{e0067}\\u{e0062}(?:\\u{e0065}\\u{e006e}\\u{e0067}|\\u{e0073}\\u{e0063}\\u{e0074}|\\u{e0077}\\u{e006c}\\u{e0073})\\u{e007f}',
  '(?<=[0-9#*])\\u{fe0f}(?=\\u{20e3})',
  `(?<=${picture}${skin}?)[\\u{fe0e}\\u{fe0f}]`,
  // Joiners within words, and behind the sign that takes an Indic vowel away; variants of ideographs and of Mongolian letters.
  `(?<=[${joining}])[\\u{200c}\\u{200d}](?=[${joining}])`,
  `(?<=(?=[${joining}])\\p{M})\\u{200d}`,
  '(?<=\\p{Ideographic})[\\u{fe00}-\\u{fe02}\\u{e0100}-\\u{e01ef}]',
  '(?<=\\p{sc=Mong})[\\u{180b}-\\u{180f}]',
].join('|');
/** The first part alone is tried at each letter. */
const keptOrHidden = new RegExp(`(?=[${hiddenSigns}\\u{1f3f4}])(?:${kept}|([${hiddenSigns}]))`, 'gu');
