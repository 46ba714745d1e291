/** Breaks a repository, looks what is found, and compares it with what must be. */
import { type Analysis, createWorkspace, type Workspace } from '../../server/src/core/analysis';
import { lineIndex } from '../../server/src/core/base';
import { smallSnapshot } from '../support/small-snapshot';
import { isExcluded, lineAfter, type Mutant, type Mutator, mutated } from './mutant';
import type { Repository } from './repository';

/** A finding in the words of a reader: `main.tf:12 unknown-group`. */
export type Seen = { readonly rule: string; readonly path: string; readonly line: number; readonly message: string };

export type Trial = {
  readonly repository: string;
  readonly mutator: Mutator;
  readonly mutant: Mutant;
  /** Whether each expected finding stands on its line. */
  readonly isFound: boolean;
  /** Findings that the mutator does not expect. */
  readonly extra: readonly Seen[];
  readonly seen: readonly Seen[];
};

export type Outcome = {
  readonly trials: readonly Trial[];
  /** How often each reason excluded something, by rule. */
  readonly excluded: readonly { readonly rule: string; readonly reason: string }[];
};

/** Holds the repository's workspaces, so that only what a mutant changes is read again. */
export function tryAll(repository: Repository, mutators: readonly Mutator[]): Outcome {
  const plain = open(repository, false);
  const withAccounts = open(repository, true);
  const trials: Trial[] = [];
  const excluded: { rule: string; reason: string }[] = [];
  for (const mutator of mutators) {
    for (const it of mutator.mutants(repository)) {
      if (isExcluded(it)) excluded.push({ rule: it.rule, reason: it.excluded });
      else if (isUnseen(repository, it))
        excluded.push({ rule: it.rule, reason: 'only a for_each or a provider asks for the key' });
      else trials.push(tried(mutator.withAccounts ? withAccounts : plain, repository, mutator, it));
    }
  }
  return { trials, excluded };
}

/** Where Terraform would stop, and no rule tells yet: a key asked for on the way to a `for_each`, or by a provider. */
function isUnseen({ name }: Repository, { rule, expected }: Mutant): boolean {
  const paths = expected.flat().map(({ path }) => `${name}/${path}`);
  return rule === 'undeclared-reference' && paths.some((path) => unseen.has(path));
}

const unseen = new Set(['team-modules/teams.tf', 'tfvars/policies.tf']);

export function seenIn(repository: Repository): readonly Seen[] {
  return findingsOf(analysed(open(repository, false)));
}

export function declaredIn(repository: Repository): Analysis['declared'] {
  return analysed(open(repository, false)).declared;
}

function open({ texts }: Repository, hasAccounts: boolean): Workspace {
  const workspace = createWorkspace({
    onBug: ({ error }) => {
      throw error;
    },
  });
  const snapshot = hasAccounts ? accountsOnly(texts) : undefined;
  workspace.apply({ texts, paths: new Set(texts.keys()), snapshot });
  return workspace;
}

/** Every id that the clean code says is an account of the organization. */
function accountsOnly(texts: ReadonlyMap<string, string>) {
  const ids = [...texts.values()].flatMap((text) => text.match(/(?<!\d)\d{12}(?!\d)/g) ?? []);
  const accounts = Object.fromEntries(ids.map((id) => [`account-${id}`, id]));
  return smallSnapshot({
    accounts,
    incomplete: ['permissionSets', 'groups', 'users', 'policies', 'assignments'],
  });
}

function tried(workspace: Workspace, repository: Repository, mutator: Mutator, mutant: Mutant): Trial {
  const changed = mutated(repository, mutant);
  workspace.apply({ texts: changed });
  const seen = findingsOf(analysed(workspace));
  workspace.apply({ texts: new Map([...changed.keys()].map((path) => [path, repository.texts.get(path)])) });
  const expected = mutant.expected.map((anchors) =>
    anchors.map((anchor) => `${anchor.path}:${lineAfter(repository, mutant, anchor)}`),
  );
  const own = seen.filter((it) => it.rule === mutant.rule);
  const isFound = expected.every((places) => own.some((it) => places.includes(`${it.path}:${it.line}`)));
  return {
    repository: repository.name,
    mutator,
    mutant,
    isFound,
    extra: extraIn(seen, expected.flat(), mutant.rule, mutator.consequences),
    seen,
  };
}

function extraIn(
  seen: readonly Seen[],
  expected: readonly string[],
  rule: string,
  consequences: readonly string[] = [],
): readonly Seen[] {
  return seen.filter((it) => {
    return !consequences.includes(it.rule) && !(it.rule === rule && expected.includes(`${it.path}:${it.line}`));
  });
}

function analysed(workspace: Workspace): Analysis {
  let analysis = workspace.analysis();
  for (let round = 0; analysis.wanted.length > 0 && round < 10; round++) {
    workspace.apply({ texts: new Map(analysis.wanted.map((path) => [path, undefined])) });
    analysis = workspace.analysis();
  }
  return analysis;
}

function findingsOf({ findings, files }: Analysis): readonly Seen[] {
  return findings.map(({ rule, at, message }) => {
    const index = lineIndex(files.get(at.path)?.text ?? '');
    return { rule, path: at.path, line: index.placeOf(at.start).line + 1, message };
  });
}
