/** `templatefile` and `templatestring`: a template evaluated with its own variables and nothing else. */
import type { Origin } from '../../../base';
import type * as hcl from '../../../syntax/hcl';
import { evaluate } from '../../expression/evaluate';
import { reserve } from '../../expression/limits';
import { LoopScope } from '../../expression/loop';
import type { Scope } from '../../expression/scope';
import { convertTo, isFailure } from '../../type/convert';
import { ANY, STRING } from '../../type/type';
import { errorValue, stopValue, unknownFrom, withSensitive } from '../../value/construct';
import { containsSensitive, errorIn, unmarkDeep } from '../../value/traits';
import type { MappingValue, Value } from '../../value/value';
import { readFile } from '../files';
import { type BuiltIn, type CallSite, failed, failedArgument, parameter } from '../function';
import { textOf } from './strings';
import { parseTemplate, rootNames } from './template-text';

export const templates: Readonly<Record<string, BuiltIn>> = {
  templatefile: { parameters: [parameter('path', STRING), parameter('vars', ANY)], apply: templateFile },
  templatestring: { evaluate: templateString },
};

/** What a template says may not be a template again, as in Terraform: a template that calls itself would never end. */
function recursive(site: CallSite): Value {
  return failed(
    site,
    `cannot recursively call ${site.name.replace('core::', '')} from inside another template function.`,
  );
}

function templateFile([path, variables]: readonly Value[], site: CallSite): Value {
  if (isInTemplate(site.scope)) return recursive(site);
  const text = readFile(textOf(path), site);
  if (text.kind !== 'string') return text;
  return render(text.value, text.wholeFile ?? site.scope.path, variables, site);
}

function render(text: string, path: string, variables: Value | undefined, site: CallSite): Value {
  if (variables?.kind !== 'map' && variables?.kind !== 'object') {
    return failedArgument(site, 'vars', 'invalid vars value: must be a map');
  }
  reserve(text.length >> 3);
  const parsed = parseTemplate({ path, text });
  if ('problem' in parsed) {
    const { problem } = parsed;
    return stopValue({ kind: 'invalid-template', function: site.name, path, problem }, site.origin);
  }
  const missing = rootNames(parsed).find((name) => !variables.entries.has(name));
  if (missing !== undefined) {
    return failedArgument(
      site,
      'vars',
      `vars map does not contain key ${JSON.stringify(missing)}, referenced in ${path}`,
    );
  }
  const result = evaluate(parsed, new TemplateScope(site.scope, path, variables));
  if (result.kind === 'null') return failed(site, 'the result of the template is null, which is not a valid result');
  if (result.kind !== 'unknown' || !result.isError) return result;
  return stopValue({ kind: 'template-failed', function: site.name, because: result.because }, site.origin);
}

/** Only the variables that were handed in. */
class TemplateScope implements Scope {
  readonly path: string;
  readonly files: Scope['files'];
  readonly evaluate: Scope['evaluate'];
  private readonly variables: MappingValue;

  constructor(outer: Scope, path: string, variables: MappingValue) {
    this.path = path;
    this.files = outer.files;
    this.evaluate = outer.evaluate;
    this.variables = variables;
  }

  readonly reference: Scope['reference'] = (root) => {
    const value = this.variables.entries.get(root);
    return value && { value, used: 0 };
  };
}

/** In a loop of a template, too. */
function isInTemplate(scope: Scope): boolean {
  return scope instanceof TemplateScope || (scope instanceof LoopScope && isInTemplate(scope.outer));
}

const REQUIREMENT =
  'must be a direct reference to a single string from elsewhere, containing valid Terraform template syntax';

function templateString(call: hcl.Call, scope: Scope, origin: Origin): Value {
  const site: CallSite = { name: call.name.text, origin, scope, args: call.args, spread: call.spread };
  if (isInTemplate(scope)) return recursive(site);
  const [source, variables, ...others] = call.args;
  if (!source || !variables || others.length > 0) {
    return errorValue('Function "templatestring" expects 2 argument(s)', origin);
  }
  if (!isReference(source)) return failedArgument(site, 'template', `invalid template expression: ${REQUIREMENT}`);
  const text = evaluate(source, scope);
  const values = evaluate(variables, scope);
  const error = errorIn(text) ?? errorIn(values);
  if (error) return error;
  if (text.kind === 'unknown') return unknownFrom(text, STRING);
  if (text.kind !== 'string') return failedArgument(site, 'template', 'invalid template value: a string is required');
  if (values.kind === 'unknown') return unknownFrom(values, STRING);
  const result = convertTo(render(text.value, text.origin.at.path, unmarkDeep(values), site), STRING);
  if (isFailure(result)) return failed(site, `invalid template result: ${result.failed}`);
  return withSensitive(result, text.sensitive === true || containsSensitive(values));
}

function isReference(expression: hcl.Expression): boolean {
  switch (expression.kind) {
    case 'variable':
      return true;
    case 'attribute':
    case 'index':
      return isReference(expression.object);
    case 'splat':
      return isReference(expression.source);
    default:
      return false;
  }
}
