/** File patterns: `*`, `?`, `[a-z]`, `{a,b}`, and `**` for folders at any depth. */

/** `undefined` for a pattern that is none: an open bracket or brace. */
export function globPattern(pattern: string): RegExp | undefined {
  const steps = pattern.split('/');
  let source = '';
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1;
    if (step === '**') {
      source += isLast ? '.*' : '(?:[^/]+/)*';
      continue;
    }
    const inner = stepPattern(step);
    if (inner === undefined) return undefined;
    source += inner + (isLast ? '' : '/');
  }
  return new RegExp(`^${source}$`, 'u');
}

function stepPattern(step: string): string | undefined {
  let source = '';
  let depth = 0;
  for (let index = 0; index < step.length; index++) {
    const letter = step.charAt(index);
    if (letter === '*') source += '[^/]*';
    else if (letter === '?') source += '[^/]';
    else if (letter === '[') {
      const end = step.indexOf(']', index + 2);
      if (end < 0) return undefined;
      source += classPattern(step.slice(index + 1, end));
      index = end;
    } else if (letter === '{') {
      source += '(?:';
      depth++;
    } else if (letter === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (letter === ',' && depth > 0) source += '|';
    else if (letter === '\\' && index + 1 < step.length) source += escaped(step.charAt(++index));
    else source += escaped(letter);
  }
  return depth === 0 ? source : undefined;
}

function classPattern(inside: string): string {
  const negated = inside.startsWith('^') || inside.startsWith('!');
  const letters = (negated ? inside.slice(1) : inside).replaceAll(/[\\\]^[]/g, (letter) => `\\${letter}`);
  return `[${negated ? '^/' : ''}${letters}]`;
}

function escaped(letter: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(letter) ? `\\${letter}` : letter;
}
