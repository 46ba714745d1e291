/** Evaluated roots as text: instances, their arguments, where values come from, and what is not known. */
import { hops, type Location, lineIndex, type Origin } from '../../../server/src/core/base';
import * as evaluation from '../../../server/src/core/eval';
import { hopText, unknownText } from '../../../server/src/core/wording';

type Files = ReadonlyMap<string, string>;

export function render(evaluated: evaluation.Evaluated, files: Files): string {
  const lines = evaluated.roots.flatMap((root) => [
    ...(evaluated.roots.length > 1 ? [`root ${root.path === '' ? '.' : root.path}`] : []),
    ...root.instances.flatMap((instance) => renderInstance(instance, files)),
    ...[...root.outputs].map(([name, value]) => `output.${name} = ${renderValue(value)}`),
    ...root.unknownModules.map((it) => `${it.address} can't be entered: ${unknownText(it.because)}`),
  ]);
  const wanted = evaluated.wanted.filter((path) => !path.endsWith('modules.json') && path !== '.git/config');
  return [...lines, ...wanted.map((path) => `wanted ${path}`), ''].join('\n');
}

function renderInstance(it: evaluation.ResourceInstance, files: Files): readonly string[] {
  const open = it.unknownExpansion === undefined ? '' : ` stands for any number: ${unknownText(it.unknownExpansion)}`;
  const provider = it.provider
    ? `  provider ${it.provider.name}${it.provider.alias ? `.${it.provider.alias}` : ''}`
    : '';
  const via = hops(it.origin).map((hop) => `${hopText(hop.step)} at ${place(hop.at, files)}`);
  return [
    `${it.address}${open}${provider}`,
    ...(via.length > 0 ? [`  via ${via.join(', ')}`] : []),
    ...[...it.attributes].map(([name, value]) => `  ${name} = ${renderValue(value)}${from(value.origin, files)}`),
  ];
}

function from(origin: Origin, files: Files): string {
  return `  ← ${[place(origin.at, files), ...hops(origin).map((hop) => hopText(hop.step))].join(' via ')}`;
}

function place({ path, start }: Location, files: Files): string {
  return `${path}:${lineIndex(files.get(path) ?? '').placeOf(start).line + 1}`;
}

export function renderValue(value: evaluation.Value): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return evaluation.numberText(value.value);
    case 'bool':
      return String(value.value);
    case 'null':
      return 'null';
    case 'unknown':
      return renderUnknown(value);
    case 'list':
    case 'set':
    case 'tuple':
      return `[${value.items.map(renderValue).join(', ')}]`;
    case 'map':
    case 'object':
      return `{${[...value.entries].map(([key, item]) => ` ${key} = ${renderValue(item)}`).join(',')} }`;
  }
}

function renderUnknown({ because, symbol }: evaluation.UnknownValue): string {
  return symbol ? `<${[symbol.instance, ...symbol.attribute].join('.')}>` : `<unknown: ${unknownText(because)}>`;
}
