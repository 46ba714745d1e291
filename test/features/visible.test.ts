import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText, safeJson, visible } from '../../server/src/protocol';
import { hostileName } from '../support/media/names';

describe('A sign that cannot be seen', () => {
  it.each([
    ['commands a terminal', 'a\u001b[31mb\u009bc\u007f', 'a\\u001b[31mb\\u009bc\\u007f'],
    ['begins a line', 'a\nb\rc\td\u2028e\u2029f\u0085g', 'a\\u000ab\\u000dc\\u0009d\\u2028e\\u2029f\\u0085g'],
    ['reorders what is around it', 'a\u202eb\u2066c\u2069d\u200fe\u061cf', 'a\\u202eb\\u2066c\\u2069d\\u200fe\\u061cf'],
    ['hides between letters', 'a\u200bb\u2060c\ufeffd\u00ade\u034ff', 'a\\u200bb\\u2060c\\ufeffd\\u00ade\\u034ff'],
    ['looks like a blank', '\u3164\u115f\uffa0', '\\u3164\\u115f\\uffa0'],
    ['is a tag', 'a\u{e0041}\u{e007f}', 'a\\u{e0041}\\u{e007f}'],
    ['is half of a pair, or no character', 'a\ud800b\udc00c\uffff', 'a\\ud800b\\udc00c\\uffff'],
    ['joins letters that nothing joins', 'ad\u200dmin ro\u200cot', 'ad\\u200dmin ro\\u200cot'],
    ['varies what has no variants', 'a\ufe0fb 山\u{e0100}\u{e0101}', 'a\\ufe0fb 山\u{e0100}\\u{e0101}'],
  ])('is written out where it %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it.each([
    ['umlauts and accents', 'Müller, e\u0301tude, Łódź'],
    ['East Asian', '山田太郎 한국어 ｶﾅ 葛\u{e0100}'],
    ['right to left', 'שלום عربي'],
    ['emoji with a profession, a family, a skin tone', '👩🏽‍💻 👨‍👩‍👧 ❤️‍🔥 🏳️‍🌈'],
    ['flags and keycaps', '🇩🇪 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} 1️⃣ ☎️'],
    ['Persian, which parts words within', 'می‌خواهم'],
    ['Sinhala and Malayalam, which join them', 'ශ්‍රී ന്‍'],
  ])('is not found in %s', (_, text) => {
    expect(visible(text)).toBe(text);
  });

  it('is left in no text, and what is written out is written once', () => {
    const commanding = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_C}\p{NChar}]/u;
    fc.assert(
      fc.property(fc.oneof(hostileName, fc.string({ unit: 'binary' })), (text) => {
        expect(visible(text)).not.toMatch(commanding);
        expect(visible(visible(text))).toBe(visible(text));
      }),
    );
  });
});

describe('JSON', () => {
  it('says exactly the values, in signs that can be seen', () => {
    const hidden = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_C}\p{NChar}]|##\[/u;
    fc.assert(
      fc.property(fc.oneof(hostileName, fc.string({ unit: 'binary' })), (text) => {
        const value = { [text]: [text, `a${text}b`] };
        expect(jsonText(value)).not.toMatch(hidden);
        expect(JSON.parse(jsonText(value))).toEqual(value);
        expect(JSON.parse(safeJson(JSON.stringify(text)))).toBe(text);
      }),
    );
  });

  it('has the escapes of JSON and no others', () => {
    expect(jsonText('a\u202e\u{e0041}##[error]')).toBe('"a\\u202e\\udb40\\udc41#\\u0023[error]"\n');
  });
});
