/** One root module evaluated: its instances and those of every module below it. */
import { rememberEach } from '../../base';
import { reserve, withRootBudget } from '../expression/limits';
import type { FileAccess } from '../expression/scope';
import { callBlocks, resourceBlocks } from '../graph/blocks';
import { enteredIn, moduleTree, type WrittenModule } from '../graph/module-tree';
import { enterModule } from '../module/enter-module';
import { type Budget, maxInstances } from '../module/expansion';
import type { Folder } from '../module/folder';
import type { Module, ModuleCall } from '../module/module';
import { downloadedModules } from '../module/sources';
import { computeAll } from '../value/lazy-map';
import { redacted, redactedEntries } from '../value/redact';
import type { Collision, Value } from '../value/value';
import type {
  EvaluatedRoot,
  Keys,
  Project,
  ProviderConfiguration,
  ResourceInstance,
  SourceTexts,
  UnknownModule,
} from './evaluated';
import type { EvaluationStack } from './evaluation-stack';
import { joinPath } from './paths';
import { fileAccess, type Texts } from './texts';
import { variableFiles } from './tfvars';
import { unloadedValues } from './unloaded';

export type Folders = Pick<ReadonlyMap<string, Folder>, 'get' | 'has'>;

/** What the modules of one root share while it is evaluated. */
export type RootRun = {
  readonly project: Project;
  readonly folders: Folders;
  /** The root's folder: relative paths in expressions start here. */
  readonly root: string;
  readonly files: FileAccess;
  /** Whether a path, from the workspace folder, is known to lead out of the repository. */
  readonly leadsOut: Texts['leadsOut'];
  readonly stack: EvaluationStack;
  /** The modules as they are written. */
  readonly tree: () => WrittenModule;
  /** Whether the module at an address without keys is among them, or left out because there are too many. */
  readonly isWritten: (address: string) => boolean;
  readonly enter: (run: RootRun, call: ModuleCall) => Module;
  readonly budget: Budget;
  readonly modules: Module[];
  readonly unknownModules: Map<string, UnknownModule>;
  /** By address, with the keys of the modules around. */
  readonly keys: Map<string, RecordedKeys>;
  /** What references to resources are, once made. */
  readonly values: Map<Module, Map<string, Value>>;
  readonly repository: () => string | undefined;
  /** `Dir` by `Key` of `.terraform/modules/modules.json`. */
  readonly downloaded: () => ReadonlyMap<string, string>;
};

/** What would have been made in a module is evaluated at the end, beside everything else. */
export type RecordedKeys = Omit<Keys, 'replaced'> & {
  readonly replaced: readonly (Collision & { readonly made: ResourceInstance | Module })[];
};

function keysOf({ replaced, ...keys }: RecordedKeys): Keys {
  const instances = (made: ResourceInstance | Module) => ('run' in made ? instancesOf(made) : [made]);
  return {
    ...keys,
    replaced: replaced.map(({ made, ...collision }) => ({ ...collision, instances: instances(made).map(shown) })),
  };
}

/** Nothing of what is marked as sensitive leaves the evaluation. */
function shown(instance: ResourceInstance): ResourceInstance {
  const attributes = redactedEntries(instance.attributes);
  const provider = instance.provider && shownProvider(instance.provider);
  const isSame = attributes === instance.attributes && provider === instance.provider;
  return isSame ? instance : { ...instance, attributes, provider };
}

function shownProvider(provider: ProviderConfiguration): ProviderConfiguration {
  const attributes = redactedEntries(provider.attributes);
  return attributes === provider.attributes ? provider : { ...provider, attributes };
}

export type EvaluationContext = {
  readonly project: Project;
  readonly folders: Folders;
  readonly texts: Texts;
  readonly repository: () => string | undefined;
};

/** With a budget of its own, so that a root comes out the same whatever was evaluated before it. */
export function evaluateRoot(context: EvaluationContext, folder: Folder): EvaluatedRoot {
  return withRootBudget(() => evaluateWithin(context, folder));
}

function evaluateWithin(context: EvaluationContext, folder: Folder): EvaluatedRoot {
  const run = startRun(context, folder);
  const given = variableFiles(context.project, context.texts, folder.path);
  const root = run.enter(run, {
    folder,
    address: '',
    key: '',
    parent: undefined,
    argument: given,
    providers: new Map(),
    hops: undefined,
    unknownExpansion: undefined,
  });
  const instances = instancesOf(root).map(shown);
  for (const module of run.unknownModules.values()) computeAll(module.arguments);
  const outputs = new Map<string, Value>();
  for (const name of folder.outputs.keys()) {
    const value = root.output(name);
    if (value) outputs.set(name, redacted(value));
  }
  const tree = run.tree();
  return {
    path: folder.path,
    instances,
    byAddress: new Map(instances.map((instance) => [instance.address, instance])),
    unknownModules: [...run.unknownModules.values()].map((it) => ({ ...it, arguments: redactedEntries(it.arguments) })),
    outputs,
    blocks: resourceBlocks(tree),
    calls: callBlocks(tree),
    unloaded: unloadedValues(root),
    keys: [...run.keys.values()].map(keysOf),
    sources: sourceTextsOf(context.project),
    unset: new Set([...folder.variables.keys()].filter((name) => root.variable(name)?.kind === 'unknown')),
  };
}

const treesOf = rememberEach((files: Project['files']) => new Map(files.map((file) => [file.path, file])));

function sourceTextsOf({ files, texts }: Project): SourceTexts {
  return { tree: (path) => treesOf(files).get(path), text: (path) => texts.get(path) };
}

function startRun({ project, folders, texts, repository }: EvaluationContext, folder: Folder): RootRun {
  const root = folder.path;
  let downloaded: ReadonlyMap<string, string> | undefined;
  let tree: WrittenModule | undefined;
  let written: ReadonlySet<string> | undefined;
  const run: RootRun = {
    project,
    folders,
    root,
    files: countedAccess(fileAccess(texts, root), project),
    tree: () => {
      tree ??= moduleTree(run, folder);
      return tree;
    },
    isWritten: (address) => {
      written ??= enteredIn(run.tree());
      return written.has(address);
    },
    leadsOut: texts.leadsOut,
    stack: new Set(),
    enter: enterModule,
    budget: { left: maxInstances },
    modules: [],
    unknownModules: new Map(),
    keys: new Map(),
    values: new Map(),
    repository,
    downloaded: () => {
      downloaded ??= readDownloaded(texts, root);
      return downloaded;
    },
  };
  return run;
}

/** Listing a folder goes through all paths there are. */
function countedAccess(files: FileAccess, { paths }: Project): FileAccess {
  return {
    ...files,
    list: (folder) => {
      reserve(paths.size >> 2);
      return files.list(folder);
    },
  };
}

function readDownloaded(texts: Texts, root: string): ReadonlyMap<string, string> {
  const text = texts.read(joinPath(root, '.terraform/modules/modules.json'));
  return typeof text === 'object' ? downloadedModules(text.text) : new Map();
}

/** Every argument is evaluated here, so that all files they read are asked for. */
function instancesOf(module: Module): readonly ResourceInstance[] {
  const own = module.resources.all();
  for (const instance of own) computeAll(instance.attributes);
  return [...own, ...module.calls.all().flatMap(instancesOf)];
}
