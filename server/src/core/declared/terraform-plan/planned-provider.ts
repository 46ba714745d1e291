/** The provider configuration a planned resource is made with: constants from the plan, the rest as far as the sources tell. */
import { compareText, isObject, type Origin } from '../../base';
import * as evaluation from '../../eval';
import { isConstant, resourceIn } from './configuration';
import { type Json, type JsonObject, listIn } from './json';
import type { Plan, PlannedResource } from './plan';
import { authored, plannedValue } from './planned-values';

export function plannedProvider(
  { configuration }: Plan,
  resource: PlannedResource,
  evaluated: evaluation.ProviderConfiguration | undefined,
  noOrigin: Origin,
): evaluation.ProviderConfiguration | undefined {
  const key = configuration && resourceIn(configuration, resource)?.provider;
  const configured = key === undefined ? undefined : configuration?.providers.get(key);
  if (!configured) return evaluated;
  const origin = evaluated?.origin ?? noOrigin;
  const { name, alias, expressions } = configured;
  return { name, alias, attributes: argumentsOf(expressions, evaluated?.attributes ?? new Map(), origin), origin };
}

type Values = ReadonlyMap<string, evaluation.Value>;

function argumentsOf(expressions: JsonObject, hints: Values, origin: Origin): Values {
  const sorted = Object.entries(expressions).toSorted(([a], [b]) => compareText(a, b));
  return new Map(sorted.map(([name, it]) => [name, argument(it, hints.get(name), origin)]));
}

/** An expression, a nested block, or a list of blocks. */
function argument(written: Json, hint: evaluation.Value | undefined, origin: Origin): evaluation.Value {
  if (isConstant(written)) {
    return plannedValue({ value: written.constant_value, unknown: undefined, sensitive: undefined, hint, origin });
  }
  if (Array.isArray(written)) {
    const hints = hint && 'items' in hint ? hint.items : [];
    return evaluation.tupleValue(
      written.map((it, index) => argument(it, hints[index], origin)),
      origin,
    );
  }
  if (isBlock(written)) {
    const hints: Values = hint && 'entries' in hint ? hint.entries : new Map();
    return evaluation.objectValue(argumentsOf(written, hints, origin), origin);
  }
  if (hint) return authored(hint, origin);
  return evaluation.unknownValue({ kind: 'planned-reference', reference: referenceIn(written) }, origin);
}

function isBlock(written: Json): written is JsonObject {
  return isObject(written) && !('references' in written) && Object.keys(written).length > 0;
}

function referenceIn(written: Json): string | undefined {
  const [first] = listIn(written, 'references');
  return first === undefined || first === null ? undefined : String(first);
}
