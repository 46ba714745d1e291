/** A reference to something that a module does not declare; only of modules whose files are all loaded. */
import { known, locationIn, originAt, rememberEach, span } from '../../base';
import type { UndeclaredReference } from '../../model/terraform';
import type { Mention } from './mentions';
import type { WrittenModule } from './module-tree';

type Place = { readonly module: WrittenModule; readonly path: string; readonly mention: Mention };

/** None where the declaration may be in a file that is not loaded. */
export function undeclaredAt({ module, path, mention }: Place): readonly UndeclaredReference[] {
  const [kind, length] = kindOf(module, mention);
  const inner = kind === 'output' ? module.calls.get(mention.names[0]?.text ?? '')?.module : module;
  const names = mention.names.slice(0, length);
  const last = names.at(-1);
  if (!inner?.isWhole() || !last) return [];
  const text = [mention.root, ...names.map((name) => name.text)].join('.');
  const written = known(text, originAt(locationIn(path, span(mention.span.start, last.span.end))));
  const name = { origin: originAt(locationIn(path, last.span)) };
  return [{ kind, text: written, name, declared: kind === 'output' ? outputsOf(inner, text) : declaredIn(module) }];
}

/** What is missing, and how many names behind the first say so. */
function kindOf({ calls }: WrittenModule, { root, names }: Mention): readonly [UndeclaredReference['kind'], number] {
  switch (root) {
    case 'var':
      return ['variable', 1];
    case 'local':
      return ['local', 1];
    case 'data':
      return ['data source', 2];
    case 'module':
      return calls.has(names[0]?.text ?? '') ? ['output', 2] : ['module', 1];
    default:
      return ['resource', 1];
  }
}

/** One list for all that is missing in a module: each has all its names. */
const declaredIn = rememberEach(({ folder }: WrittenModule): readonly string[] => [
  ...[...folder.variables.keys()].map((name) => `var.${name}`),
  ...[...folder.locals.keys()].map((name) => `local.${name}`),
  ...[...folder.calls.keys()].map((name) => `module.${name}`),
  ...folder.resources.keys(),
]);

function outputsOf({ folder }: WrittenModule, text: string): readonly string[] {
  return [...folder.outputs.keys()].map((name) => `${text.slice(0, text.lastIndexOf('.'))}.${name}`);
}
