/** Shell patterns for paths and names: `*` stays inside a segment, `**` crosses them, `?` is one letter, `{a,b}` either. */

export function matchesGlob(pattern: string, text: string): boolean {
  return compiled(pattern).test(text);
}

/** Whether a path matches a pattern, which may be a glob or a folder. */
export function matchesPath(pattern: string, path: string): boolean {
  const bare = pattern.replace(/^\.\//, '').replace(/\/+$/, '');
  return bare === '' || bare === '.' || matchesGlob(bare, path) || matchesGlob(`${bare}/**`, path);
}

const cache = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  const kept = cache.get(pattern);
  if (kept) return kept;
  const made = new RegExp(`^${source(pattern)}$`);
  cache.set(pattern, made);
  return made;
}

function source(pattern: string): string {
  return pattern.replaceAll(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[.+^$()|[\]\\{}]/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('{') && part.endsWith('}') && part.length > 1) return alternatives(part);
    return `\\${part}`;
  });
}

function alternatives(part: string): string {
  return `(?:${part.slice(1, -1).split(',').map(source).join('|')})`;
}
