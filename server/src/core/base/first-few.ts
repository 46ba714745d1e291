/** For messages: the first three texts, each once, and how many more there are. */
export function firstFew(texts: readonly string[]): string {
  const all = [...new Set(texts)];
  const more = all.length > 3 ? ` and ${all.length - 3} more` : '';
  return `${all.slice(0, 3).join(', ')}${more}`;
}
