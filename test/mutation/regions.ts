/** Whole blocks and entries, found by their first line and their indentation. */
import type { Anchor, Edit } from './mutant';
import { type Facts, lineText, type Repository, textAt } from './repository';

/** Whole lines, with the last line break. */
export type Region = { readonly path: string; readonly start: number; readonly end: number; readonly text: string };

export function regions(repository: Repository, pattern: RegExp | undefined): readonly Region[] {
  if (!pattern) return [];
  return [...repository.texts].flatMap(([path, text]) => {
    const lines = text.split(/(?<=\n)/);
    let offset = 0;
    return lines.flatMap((line, index) => {
      const isFirst = pattern.test(lineText(repository, path, offset));
      offset += line.length;
      return isFirst ? [regionFrom(path, lines, index)] : [];
    });
  });
}

function regionFrom(path: string, lines: readonly string[], first: number): Region {
  const end = /\.ya?ml$/.test(path) ? yamlEnd(lines, first) : hclEnd(lines, first);
  const start = lines.slice(0, first).join('').length;
  const text = lines.slice(first, end).join('');
  return { path, start, end: start + text.length, text };
}

/** Behind everything that is indented further; blank lines at the end are not its own. */
function yamlEnd(lines: readonly string[], first: number): number {
  const own = indentation(lines[first]);
  let end = first + 1;
  for (let index = first + 1; index < lines.length; index++) {
    if (lines[index]?.trim() === '') continue;
    if (indentation(lines[index]) <= own) break;
    end = index + 1;
  }
  return end;
}

/** To the bracket that closes what the first line opens; else the line alone. */
function hclEnd(lines: readonly string[], first: number): number {
  if (/<<-?\w+$/.test(lines[first]?.trim() ?? '')) return closing(lines, first, /^\s*[A-Z]+$/);
  return /[{[(]$/.test(lines[first]?.trim() ?? '') ? closing(lines, first, /^\s*[}\])]/) : first + 1;
}

function closing(lines: readonly string[], first: number, pattern: RegExp): number {
  const isHeredoc = !pattern.source.includes('}');
  const own = indentation(lines[first]);
  const at = lines.findIndex((line, index) => {
    return index > first && pattern.test(line.trimEnd()) && (isHeredoc || indentation(line) === own);
  });
  return at + 1;
}

function indentation(line = ''): number {
  return line.search(/\S/);
}

/** JSON keeps its commas right, and YAML the brackets of a list that is empty then. */
export function remove(repository: Repository, region: Region): Edit {
  const { path, start, end, text } = region;
  if (isLastInJson(region)) {
    const comma = textAt(repository, path).slice(0, start).trimEnd().length - 1;
    return { path, start: textAt(repository, path).charAt(comma) === ',' ? comma : start, end: end - 1, text: '' };
  }
  if (/^\s*-/.test(text) && isOnlyItem(repository, region)) {
    return { path, start, end, text: `${' '.repeat(indentation(text))}[]\n` };
  }
  return { path, start, end, text: '' };
}

function isLastInJson({ path, text }: Region): boolean {
  return path.endsWith('.json') && !text.trimEnd().endsWith(',');
}

function isOnlyItem(repository: Repository, { path, start, end, text }: Region): boolean {
  const whole = textAt(repository, path);
  const item = new RegExp(`^ {${indentation(text)}}-`);
  return /:\s*$/.test(whole.slice(0, start)) && !item.test(whole.slice(end));
}

/** A second one behind it, under a name of its own where it has a name. */
export function repeat(region: Region, again: string): Edit {
  const { path, end, text } = region;
  const copy = again === '' ? text : text.replace(/^(\s*resource "\w+" "|\s*"?)([\w-]+)/, `$1$2${again}`);
  return isLastInJson(region)
    ? { path, start: end - 1, end: end - 1, text: `,\n${copy.trimEnd()}` }
    : { path, start: end, end, text: copy };
}

/** A line of the second one, counted from its first. */
export function copied(region: Region, below: number): Anchor {
  const { path, end } = region;
  return isLastInJson(region) ? { path, start: end - 1, below: below + 1 } : { path, start: end, below };
}

/** What grants access, by what it says: the name itself, or a reference to the resource that has it. */
export function mentions(
  repository: Repository,
  region: Region,
  what: { readonly type: string; readonly name: string },
) {
  const labels = labelsOf(repository, what);
  const isQuoted = new RegExp(`(^|[\\s"'\\[,{])${what.name}(["'\\],:=\\s}]|$)`, 'm').test(region.text);
  return isQuoted || labels.some((label) => new RegExp(`\\b${label}\\b`).test(region.text));
}

/** `aws_ssoadmin_permission_set.analyst`, of the blocks whose name is written out in them. */
function labelsOf({ texts }: Repository, { type, name }: { readonly type: string; readonly name: string }) {
  const blocks = new RegExp(`resource "${type}" "(\\w+)" \\{([^}]*)\\}`, 'g');
  const objects = /"(\w+)": \{\n([^{}]*)\}/g;
  return [...texts].flatMap(([path, text]) => {
    const found = [...text.matchAll(path.endsWith('.json') ? objects : blocks)];
    const named = found.filter(([, , body = '']) => new RegExp(`name"? *[=:] *"${name}"`).test(body));
    return named.map(([, label = '']) => `${type}\\.${label}`);
  });
}

export type RegionKind = 'grants' | 'attachments' | 'boundaries' | 'inline' | 'policies';

export function regionsOf(repository: Repository, kind: RegionKind): readonly Region[] {
  return regions(repository, repository.facts[kind satisfies keyof Facts]);
}
