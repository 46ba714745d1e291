/** Another value for a string, in the style it is written in. */
import type { Span } from '../../../base';
import { span } from '../../../base';
import { isJson } from '../json/parse-json';
import { encloses, type Step } from '../tree/lookup';
import { escapeMarks, escapeQuoted, isIdentifier, keyText, quoted, quotedJson } from '../tree/plain';
import type { Name, Template, TemplatePart } from '../tree/tree';
import type { Source } from './edit';
import { pathTo } from './target';

export type Replacement = { readonly at: Span; readonly text: string };

export function replacementAt(source: Source, at: Span, value: string): Replacement | undefined {
  const path = pathTo(source.file, at);
  const step = path.at(-1);
  if (isName(step)) return { at: step.node.span, text: nameText(source, step, value) };
  if (step?.kind === 'expression' && step.node.kind === 'number') {
    return { at: step.node.span, text: isJson(source.file.path) ? quotedJson(value) : quoted(value) };
  }
  const template = path.findLast(isTemplate)?.node;
  if (!template) return undefined;
  if (isPlain(template)) return { at: template.span, text: wholeText(source, template, value) };
  return step?.kind === 'part' && step.node.kind === 'text'
    ? replacePart(source, template, step.node, value)
    : undefined;
}

type NameStep = Step & { readonly node: Name };

function isName(step: Step | undefined): step is NameStep {
  return step?.kind === 'name' || step?.kind === 'label' || step?.kind === 'type';
}

type TemplateStep = { readonly kind: 'expression'; readonly node: Template };

function isTemplate(step: Step): step is TemplateStep {
  return step.kind === 'expression' && step.node.kind === 'template';
}

/** A string without sequences: its whole value is known from the text. */
function isPlain(template: Template): boolean {
  return template.parts.every((part) => part.kind === 'text');
}

function nameText({ file, text }: Source, { kind, node }: NameStep, value: string): string {
  if (isJson(file.path)) return quotedJson(value);
  const isQuoted = text.charAt(node.span.start) === '"';
  return kind === 'label' && (isQuoted || !isIdentifier(value)) ? quoted(value) : value;
}

function wholeText(source: Source, template: Template, value: string): string {
  if (isJson(source.file.path)) return quotedJson(value);
  if (template.quote === 'bare') return keyText(value);
  return template.quote === 'heredoc' ? heredocText(source, template, value) : quoted(value);
}

/** A heredoc's value always ends with a line break; any other value needs quotes. */
function heredocText({ text }: Source, { span: at }: Template, value: string): string {
  const raw = text.slice(at.start, at.end);
  const lines = raw.split('\n');
  const marker = lines.at(-1)?.trim() ?? '';
  const content = value.split('\n');
  if (!value.endsWith('\n') || content.some((line) => line.trim() === marker)) return quoted(value);
  const indent = raw.startsWith('<<-') ? commonIndent(lines.slice(1, -1)) : '';
  const written = content.slice(0, -1).map((line) => (line === '' ? '' : indent + escapeMarks(line)));
  return [lines[0], ...written, lines.at(-1)].join('\n');
}

function commonIndent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.slice(0, line.search(/\S/)));
  return indents.toSorted((a, b) => a.length - b.length)[0] ?? '';
}

/** Only the words between the sequences. */
function replacePart(source: Source, template: Template, part: TemplatePart, value: string): Replacement | undefined {
  if (!encloses(template.span, part.span)) return undefined;
  const at = span(part.span.start, part.span.end);
  if (isJson(source.file.path)) return { at, text: quotedJson(value).slice(1, -1) };
  if (template.quote === 'heredoc') return { at, text: escapeMarks(value) };
  return { at, text: escapeQuoted(value).replace(/[$%]$/, lastMark) };
}

/** A mark at the end would join the `${` behind it to an escape. */
function lastMark(mark: string): string {
  return `\\u00${mark.charCodeAt(0).toString(16)}`;
}
