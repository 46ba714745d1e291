/**
 * The one mutable thing in core: the newest texts, settings and snapshot, and the analysis made of them.
 * No events, no promises; the edge calls `apply` whenever an input changed and `analyse` when it wants to know.
 */
import { compareText, type Fault, runToEnd, type SourceFile } from '../base';
import { type RegisteredYamlFormat, type RootPlan, yamlFormats } from '../declared';
import type { Evaluated, EvaluationOptions } from '../eval';
import type { PolicyCheckResult, Snapshot } from '../live';
import type { Access, ProjectFile, UnknownFact } from '../model';
import { type Rule, rules } from '../rules';
import type * as hcl from '../syntax/hcl';
import type * as yaml from '../syntax/yaml';
import type { Finding, Severity } from './finding';
import { createPipeline, type Inputs, type Pipeline } from './pipeline';
import { createRuleRunner } from './run-rules';

export type Change = {
  /** By path relative to the workspace folder; `undefined` means: does not exist, or is closed and gone. */
  readonly texts?: ReadonlyMap<string, string | undefined> | undefined;
  /** Bytes of files whose text does not give them back: what is no UTF-8, or begins with a byte order mark. */
  readonly binaries?: ReadonlyMap<string, Uint8Array> | undefined;
  /** Paths of files that are there and have no text, or none that is known: it is not taken as missing. */
  readonly unread?: ReadonlySet<string> | undefined;
  /** All paths known to exist below the folder (for `fileset`, and to tell missing from not loaded). */
  readonly paths?: ReadonlySet<string> | undefined;
  /** Folders that are there and whose files could not be listed. */
  readonly unlisted?: ReadonlySet<string> | undefined;
  /** Files, folders and links that lead out of the repository; nobody looks what is there. */
  readonly outside?: ReadonlySet<string> | undefined;
  readonly options?: EvaluationOptions | undefined;
  /** The folder's path from the one that holds the project file; `''` unless that is a folder above. */
  readonly below?: string | undefined;
  /** Editor settings; they may override rule severities only. */
  readonly severities?: ReadonlyMap<string, Severity | 'off'> | undefined;
  readonly snapshot?: Snapshot | undefined;
  /** What the code declared at the Git revision it is compared with. */
  readonly before?: Access | undefined;
  /** What a look into the target accounts found, where somebody looked. */
  readonly policies?: PolicyCheckResult | undefined;
  /** Each stands in for the evaluation of its root. */
  readonly plans?: readonly RootPlan[] | undefined;
};

/** Immutable; the same objects as last time wherever nothing changed. */
export type Analysis = {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Every Terraform file, parsed. */
  readonly terraform: ReadonlyMap<string, hcl.File>;
  /** Access definitions, the project file and whatever YAML Terraform reads, parsed. */
  readonly yaml: ReadonlyMap<string, yaml.File>;
  /** The name of its format, for each of them that declares access by itself. */
  readonly formats: ReadonlyMap<string, string>;
  readonly project: ProjectFile;
  readonly snapshot: Snapshot | undefined;
  readonly evaluated: Evaluated;
  readonly declared: Access;
  readonly unknowns: readonly UnknownFact[];
  /** Sorted by path and place. */
  readonly findings: readonly Finding[];
  /** Paths the evaluation asked for: load and apply them, then analyse again. */
  readonly wanted: readonly string[];
  /** Where we failed: it is among the unknowns, or its findings are left out. */
  readonly faults: readonly Fault[];
};

export type WorkspaceOptions = {
  /** What throws is our fault: it is reported here, once for as long as its inputs are the same. */
  readonly onBug?: ((fault: Fault) => void) | undefined;
  /** The whole table, unless a test wants others. */
  readonly rules?: readonly Rule[] | undefined;
  /** Beside Terraform; all that are registered, unless a test wants others. */
  readonly formats?: readonly RegisteredYamlFormat[] | undefined;
};

export function createWorkspace(options: WorkspaceOptions = {}): Workspace {
  const runRules = createRuleRunner(options.rules ?? rules);
  return new Workspace(createPipeline(runRules, options.formats ?? yamlFormats, options.onBug ?? (() => {})));
}

export class Workspace {
  readonly #pipeline: Pipeline;
  #inputs: Inputs = {
    texts: new Map(),
    binaries: new Map(),
    paths: new Set(),
    unlisted: new Set(),
    outside: new Set(),
    options: {},
    below: '',
    severities: new Map(),
    snapshot: undefined,
    before: undefined,
    policies: undefined,
    plans: [],
  };
  #last: { readonly inputs: Inputs; readonly analysis: Analysis } | undefined;

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline;
  }

  /** What is not mentioned stays as it was; a text that is the same as before changes nothing. */
  apply(change: Change): void {
    const before = this.#inputs;
    const after: Inputs = {
      texts: withTexts(before.texts, change),
      binaries: withBinaries(before.binaries, change),
      paths: change.paths ?? before.paths,
      unlisted: change.unlisted ?? before.unlisted,
      outside: change.outside ?? before.outside,
      options: change.options ?? before.options,
      below: change.below ?? before.below,
      severities: change.severities ?? before.severities,
      snapshot: 'snapshot' in change ? change.snapshot : before.snapshot,
      before: 'before' in change ? change.before : before.before,
      policies: 'policies' in change ? change.policies : before.policies,
      plans: change.plans ?? before.plans,
    };
    if (inputNames.some((name) => before[name] !== after[name])) this.#inputs = after;
  }

  /** Yields between files, stages and rules; whoever pulls may stop at any time, and nothing is lost. */
  *analyse(): Generator<void, Analysis> {
    const inputs = this.#inputs;
    if (this.#last?.inputs === inputs) return this.#last.analysis;
    const analysis = yield* this.#pipeline(inputs);
    this.#last = { inputs, analysis };
    return analysis;
  }

  /** The whole analysis at once. */
  analysis(): Analysis {
    return runToEnd(this.analyse());
  }
}

const inputNames = [
  'texts',
  'binaries',
  'paths',
  'unlisted',
  'outside',
  'options',
  'below',
  'severities',
  'snapshot',
  'before',
  'policies',
  'plans',
] as const;

/** A text that comes alone takes the place of the bytes there were. */
function withBinaries(before: Inputs['binaries'], { texts, unread, binaries }: Change): Inputs['binaries'] {
  const gone = [...(texts?.keys() ?? []), ...(unread ?? [])].filter((path) => before.has(path));
  if (gone.length === 0 && !binaries?.size) return before;
  const after = new Map(before);
  for (const path of gone) after.delete(path);
  for (const [path, bytes] of binaries ?? []) after.set(path, bytes);
  return after;
}

type Texts = Inputs['texts'];

/** By path, whichever came first: the same files give the same answer. */
function withTexts(before: Texts, { texts = new Map(), unread = new Set() }: Change): Texts {
  const changedItems = [...texts].filter(([path, text]) => !before.has(path) || before.get(path)?.text !== text);
  const gone = [...unread].filter((path) => before.has(path));
  if (changedItems.length === 0 && gone.length === 0) return before;
  const after = new Map(before);
  for (const path of gone) after.delete(path);
  for (const [path, text] of changedItems) after.set(path, text === undefined ? undefined : { path, text });
  const isSorted = changedItems.every(([path]) => before.has(path));
  return isSorted ? after : new Map([...after].toSorted(([a], [b]) => compareText(a, b)));
}
