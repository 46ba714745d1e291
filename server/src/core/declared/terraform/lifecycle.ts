/** `lifecycle { ignore_changes = [principal_id] }`: names of arguments, read as they are written. */
import { type Known, locationIn } from '../../base';
import type * as evaluation from '../../eval';
import type * as hcl from '../../syntax/hcl';

/** Each stands where it is written; `all` stands for the whole list. */
export function ignoredChanges({ block, path, origin }: evaluation.ResourceInstance): readonly Known<string>[] {
  const lifecycles = block.body.blocks.filter(({ type }) => type.text === 'lifecycle');
  const written = lifecycles.flatMap(({ body }) =>
    body.attributes.filter(({ name }) => name.text === 'ignore_changes'),
  );
  return written.flatMap(({ value, span }) => {
    const items = value.kind === 'tuple' ? value.items : [value];
    return items.flatMap((item) => {
      const name = nameIn(item);
      const place = name === 'all' ? span : item.span;
      return name === undefined ? [] : [{ value: name, origin: { at: locationIn(path, place), via: origin.via } }];
    });
  });
}

/** Older code writes the names in quotes, and `tags["x"]` is about a part of `tags`. */
function nameIn(item: hcl.Expression): string | undefined {
  if (item.kind === 'variable') return item.name;
  const [part, ...others] = item.kind === 'template' ? item.parts : [];
  return part?.kind === 'text' && others.length === 0 ? part.value : undefined;
}
