/** A repository of the test, as texts, and what its authors know about it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Token, tokensOf } from './tokens';

export type Kind = 'permission set' | 'group' | 'account' | 'policy' | 'path';

/**
 * What a reader of the repository sees at once, and a walk of its text does not. Each pattern is tried on a line as
 * `path:line`, with the line after it behind a line break.
 */
export type Facts = {
  /** From the project's root. */
  readonly folder: string;
  /** Lines that give things their names, which the groups capture. Whatever else says such a name uses it. */
  readonly defines: Partial<Readonly<Record<Kind, RegExp>>>;
  /** Kinds whose names are somebody else's: only AWS could tell a wrong one. */
  readonly elsewhere?: readonly Kind[] | undefined;
  /** Kinds that the repository looks up itself, and does not make. */
  readonly lookedUp?: readonly Kind[] | undefined;
  /** First lines of what gives access. */
  readonly grants?: RegExp | undefined;
  /** How a second grant of the same access ends up: as a second assignment, or as a key that exists. */
  readonly twice?: 'assignment' | 'key' | undefined;
  /** How an AWS managed policy that is listed twice ends up; a set takes it once. */
  readonly listedTwice?: 'attached' | 'key' | 'set' | undefined;
  /** First lines of the blocks, or of the lists, that give a permission set its policies. */
  readonly attachments?: RegExp | undefined;
  /** First lines of what holds an inline policy's document. */
  readonly inline?: RegExp | undefined;
  /** First lines of boundaries that a block or an entry of its own sets. */
  readonly boundaries?: RegExp | undefined;
  /** First lines of blocks that make a customer managed policy. */
  readonly policies?: RegExp | undefined;
  /** Lines that name a permission set by its key where no assignment is made. */
  readonly keys?: RegExp | undefined;
  /** An account that is not the only one a set is assigned in, and the line that is to blame where it is the management account. */
  readonly alsoIn?: { readonly account: string; readonly path: string; readonly text: string } | undefined;
  /** Permission sets that reach a production account. */
  readonly inProduction?: readonly string[] | undefined;
};

export type Repository = {
  readonly name: string;
  readonly facts: Facts;
  readonly texts: ReadonlyMap<string, string>;
  readonly tokens: readonly Token[];
};

const root = resolve(import.meta.dirname, '../..');

export function readRepository(facts: Facts): Repository {
  const folder = join(root, facts.folder);
  const paths = filesBelow(folder).map((path) => relative(folder, path).replaceAll('\\', '/'));
  const wanted = paths.filter((path) => !path.endsWith('.md')).toSorted();
  const texts = new Map(wanted.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  const tokens = [...texts].flatMap(([path, text]) => tokensOf(path, text));
  return { name: facts.folder.split('/').at(-1) ?? '', facts, texts, tokens };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === '.terraform' || name === '.terraform.lock.hcl') return [];
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

export function textAt({ texts }: Repository, path: string): string {
  return texts.get(path) ?? '';
}

/** 1-based. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** A line as the facts' patterns see it. */
export function lineText(repository: Repository, path: string, offset: number): string {
  const text = textAt(repository, path);
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const [first = '', second = ''] = text.slice(start, start + 2000).split('\n', 2);
  return `${path}:${first}\n${second}`;
}

type Names = { readonly definitions: readonly Token[]; readonly uses: readonly Token[] };

const remembered = new WeakMap<Repository, Map<Kind, Names>>();

/** The tokens that give a thing of the kind its name. */
export function definitions(repository: Repository, kind: Kind): readonly Token[] {
  return namesOf(repository, kind).definitions;
}

/** The tokens that say such a name elsewhere. What `.idc.yaml` says is about the code, not of it. */
export function uses(repository: Repository, kind: Kind): readonly Token[] {
  return namesOf(repository, kind).uses;
}

function namesOf(repository: Repository, kind: Kind): Names {
  const kinds = remembered.get(repository) ?? new Map<Kind, Names>();
  const names = kinds.get(kind) ?? findNames(repository, repository.facts.defines[kind]);
  remembered.set(repository, kinds.set(kind, names));
  return names;
}

function findNames(repository: Repository, pattern: RegExp | undefined): Names {
  if (!pattern) return { definitions: [], uses: [] };
  const { tokens } = repository;
  const defining = new Set(tokens.filter((token) => capturesOn(repository, pattern, token).includes(token.value)));
  const names = new Set([...defining].map((it) => it.value));
  const uses = tokens.filter((it) => names.has(it.value) && it.path !== '.idc.yaml' && !defining.has(it));
  return { definitions: [...defining], uses };
}

function capturesOn(repository: Repository, pattern: RegExp, { path, start }: Token): readonly (string | undefined)[] {
  return pattern.exec(lineText(repository, path, start))?.slice(1) ?? [];
}

export function isOn(repository: Repository, pattern: RegExp | undefined, { path, start }: Token): boolean {
  return pattern?.test(lineText(repository, path, start)) ?? false;
}

export function isTerraform({ texts }: Repository): boolean {
  return [...texts.keys()].some((path) => /\.(tf|tofu)(\.json)?$/.test(path));
}
