/** A rule's fix, which is data, as edits of the text its author wrote: in Terraform, YAML, or the JSON beside them. */
import type { Location, TextEdit } from '../../base';
import type { Change, Fix, Located, Rewriting } from '../../rules';
import type { FindingFix } from '../finding';
import type { Trees } from '../findings';
import { removeRepetition } from './repetition';
import { editTerraform, rewriteTerraform } from './terraform';
import { editYaml } from './yaml';

/** Fixes that cannot be made where the value was written (a computed text, a file that is not loaded) fall away. */
export function resolveFixes(fixes: readonly Fix[], found: Located, trees: Trees): readonly FindingFix[] {
  return fixes.flatMap(({ title, safe, change }) => {
    const { edits, isCertain } = makeChange(change, found, trees);
    return edits.length === 0 ? [] : [{ title, safe: safe && isCertain, edits }];
  });
}

/** `isCertain: false`: it can be done, and somebody should look at it. */
export type FixEdits = { readonly edits: readonly TextEdit[]; readonly isCertain: boolean };

function makeChange(change: Change, found: Located, trees: Trees): FixEdits {
  switch (change.kind) {
    case 'rename': {
      const places = distinct(change.places.map((place) => place.origin.at));
      return certain(places.flatMap((at) => editAt(at, { kind: 'replace-value', with: change.with }, trees)));
    }
    case 'rewrite':
      return certain(rewritten(change.places, trees));
    case 'all':
      return makeAll(change.changes, found, trees);
    case 'remove-repetition':
      return removeRepetition(
        { at: (change.at ?? found).origin.at, of: change.of.origin.at, isPart: change.isPart },
        trees,
      );
    default:
      return certain(editAt((change.at ?? found).origin.at, change, trees));
  }
}

function certain(edits: readonly TextEdit[]): FixEdits {
  return { edits, isCertain: true };
}

function makeAll(changes: readonly Change[], found: Located, trees: Trees): FixEdits {
  const all = changes.map((change) => makeChange(change, found, trees));
  const isWhole = all.every(({ edits }) => edits.length > 0);
  return { edits: isWhole ? all.flatMap((it) => it.edits) : [], isCertain: all.every((it) => it.isCertain) };
}

/** A change at one place. */
export type PlainChange = Exclude<Change, { kind: 'rename' | 'rewrite' | 'all' | 'remove-repetition' }>;

/** All places or none: half of a rewriting is worse than nothing. */
function rewritten(places: readonly Rewriting[], trees: Trees): readonly TextEdit[] {
  const edits = places.flatMap((place) => {
    const { path } = place.at.origin.at;
    const file = trees.terraform.get(path);
    const text = trees.files.get(path)?.text;
    return file && text !== undefined ? rewriteTerraform({ file, text }, place) : [];
  });
  return edits.length === places.length ? edits : [];
}

function editAt(at: Location, change: PlainChange, trees: Trees): readonly TextEdit[] {
  const terraform = trees.terraform.get(at.path);
  const text = trees.files.get(at.path)?.text;
  if (terraform && text !== undefined) return editTerraform({ file: terraform, text }, at, change);
  const yaml = trees.yaml.get(at.path);
  if (yaml) return editYaml(yaml, at, change);
  return text === undefined ? [] : editQuoted(text, at, change);
}

/** In JSON and the like a quoted text can be exchanged, and nothing else is safe to do without a parser. */
function editQuoted(text: string, at: Location, change: PlainChange): readonly TextEdit[] {
  const isQuoted = text.charAt(at.start) === '"' && text.charAt(at.end - 1) === '"' && at.end - at.start > 1;
  return change.kind === 'replace-value' && isQuoted ? [{ ...at, text: JSON.stringify(change.with) }] : [];
}

function distinct(places: readonly Location[]): readonly Location[] {
  const seen = new Map(places.map((at) => [`${at.path}:${at.start}:${at.end}`, at]));
  return [...seen.values()];
}
