/** How a name comes to be written wrong. */
import { chosen } from './mutant';

export type Wording = { readonly how: string; readonly write: (name: string) => string };

export const slips: readonly Wording[] = [
  { how: 'drops a letter', write: dropLetter },
  { how: 'swaps two letters', write: swapLetters },
];

export const styles: readonly Wording[] = [
  { how: 'changes the case', write: otherCase },
  { how: 'changes the separators', write: otherSeparators },
];

export const otherName: Wording = { how: 'writes another name', write: () => 'Quartermaster' };

/** Within the longest word, where a slip does not make another word of it. */
function dropLetter(name: string): string {
  const { at } = longestWord(name);
  const cut = at + 1 + chosen(longestWord(name).word.length - 2, name);
  return name.slice(0, cut) + name.slice(cut + 1);
}

function swapLetters(name: string): string {
  const { at, word } = longestWord(name);
  const places = [...Array(word.length).keys()].filter((index) => index > 0 && index < word.length - 1);
  const swappable = places.filter((index) => word[index] !== word[index + 1]);
  const index = at + (swappable[chosen(swappable.length, name)] ?? 0);
  return name.slice(0, index) + name.charAt(index + 1) + name.charAt(index) + name.slice(index + 2);
}

function longestWord(name: string): { readonly word: string; readonly at: number } {
  const words = [...name.matchAll(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g)];
  const longest = words.reduce((best, it) => (it[0].length > best[0].length ? it : best));
  return { word: longest[0], at: longest.index };
}

function otherCase(name: string): string {
  return /[A-Z]/.test(name) ? name.toLowerCase() : name.charAt(0).toUpperCase() + name.slice(1);
}

function otherSeparators(name: string): string {
  if (name.includes('-')) return name.replaceAll('-', '_');
  if (/[ _]/.test(name)) return name.replaceAll(/[ _]/g, '-');
  return name.replaceAll(/([a-z])([A-Z])/g, '$1-$2');
}
