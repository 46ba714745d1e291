/** A report page for a terminal or a log. The answer stands last, above the prompt. */
import { type ReportRow, type ReportSign, type ReportTone, signTones } from '../../../protocol';
import { factLines, type LineInFile, type Page, type PageCell, type PageSection } from './page';
import { logLines, oneLine, widthOf } from './terminal';

type Paint = (text: string) => string;

export type TextStyle = Readonly<Record<'bold' | 'dim' | 'red' | 'yellow' | 'green', Paint>>;

export type TextOptions = {
  readonly style: TextStyle;
  /** Of the terminal, in characters; `undefined` where lines may be as long as they are, as in a file. */
  readonly width: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
};

export function pageText(page: Page, options: TextOptions): string {
  const sections = page.sections.map((it) => sectionText(it, options));
  return logLines(
    `${[options.style.bold(oneLine(page.title)), ...sections, answerText(page, options)].join('\n\n')}\n`,
  );
}

function answerText(page: Page, { style, now }: TextOptions): string {
  const { verdict, nextStep } = page;
  const told = factLines(page, now).map(
    ({ name, value }) => `${style.dim(`${oneLine(name)}:`)} ${oneLine(value.text)}`,
  );
  return [
    style.bold(toned(oneLine(verdict.heading), verdict.tone, style)),
    ...(verdict.text ? [oneLine(verdict.text)] : []),
    ...(nextStep ? [`${style.dim('Next step:')} ${oneLine(nextStep)}`] : []),
    ...told,
  ].join('\n');
}

function toned(text: string, tone: ReportTone, style: TextStyle): string {
  if (tone === 'plain') return text;
  return tone === 'good' ? style.green(text) : style[tone === 'bad' ? 'red' : 'yellow'](text);
}

function sectionText(section: PageSection, options: TextOptions): string {
  const { heading, mark, note, rows, folded } = section;
  const { style } = options;
  const beside = [...(rows.length > 0 ? [`${rows.length}`] : []), ...(folded ? ['listed in the other formats'] : [])];
  const head = [
    style.bold(oneLine(heading)),
    ...(mark ? [style.yellow(oneLine(mark))] : []),
    ...(beside.length > 0 ? [style.dim(beside.join(', '))] : []),
  ].join('  ');
  return [head, ...(note ? [style.dim(oneLine(note))] : []), ...rowsText(section, options)].join('\n');
}

function rowsText({ columns, rows, folded }: PageSection, options: TextOptions): readonly string[] {
  if (folded || rows.length === 0) return [];
  const heads = columns.length > 1 ? [{ cells: columns.map((text) => ({ text })) }] : [];
  const texts = [...heads, ...rows].map(({ cells }) => cells.map(({ text }) => oneLine(text)));
  const widths = columnWidths(texts, options.width);
  return [...heads.map((it) => headText(it, widths, options)), ...rows.flatMap((it) => rowText(it, widths, options))];
}

const gap = 2;

function headText(head: ReportRow<LineInFile>, widths: readonly number[], { style }: TextOptions): string {
  const cells = head.cells.map(({ text }, index) => padded(oneLine(text), widths[index] ?? 0));
  return `  ${style.dim(cells.join('  ').trimEnd())}`;
}

/** As many lines as its longest cell takes. */
function rowText(
  { cells, sign }: ReportRow<LineInFile>,
  widths: readonly number[],
  options: TextOptions,
): readonly string[] {
  const { style, width } = options;
  const wrapped = cells.map(({ text }, index) => wrap(oneLine(text), width === undefined ? undefined : widths[index]));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => {
    const last = wrapped.findLastIndex((lines) => lines[at]);
    const parts = cells.slice(0, last + 1).map((cell, index) => {
      const text = wrapped[index]?.[at] ?? '';
      const blanks = index === last ? 0 : Math.max(0, (widths[index] ?? 0) - widthOf(text));
      return `${text && cellPaint(cell, sign, style)(text)}${' '.repeat(blanks)}`;
    });
    return `${at === 0 && sign ? signPaint(sign, style)(sign) : ' '} ${parts.join('  ')}`.trimEnd();
  });
}

function cellPaint({ tone = 'plain', open }: PageCell, sign: ReportSign | undefined, style: TextStyle): Paint {
  if (open) return style.dim;
  if (tone !== 'plain') return (text) => toned(text, tone, style);
  return sign ? signPaint(sign, style) : (text) => text;
}

function signPaint(sign: ReportSign, style: TextStyle): Paint {
  return (text) => toned(text, signTones[sign], style);
}

/** What is longer sets no column's width where lines may be as long as they are. */
const usualWidth = 60;

/** Of each column; the widest give way first where the terminal is too narrow, but no word is broken. */
function columnWidths(texts: readonly (readonly string[])[], room: number | undefined): readonly number[] {
  const columns = (texts[0] ?? []).map((_, index) => texts.map((row) => row[index] ?? ''));
  const longest = (all: readonly string[]) => all.reduce((most, text) => Math.max(most, widthOf(text)), 0);
  if (room === undefined) return columns.map((own) => longest(own.filter((text) => widthOf(text) <= usualWidth)));
  const widths = columns.map(longest);
  const least = columns.map((own) => longest(own.flatMap((text) => text.split(' '))));
  for (let excess = widths.reduce((sum, it) => sum + it + gap, 0) - room; excess > 0; excess--) {
    const [widest] = widths
      .map((_, index) => index)
      .toSorted((a, b) => spare(b, widths, least) - spare(a, widths, least));
    if (widest === undefined || spare(widest, widths, least) < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** How wide a column is that could be narrower; else nothing. */
function spare(index: number, widths: readonly number[], least: readonly number[]): number {
  const width = widths[index] ?? 0;
  return width > (least[index] ?? 0) ? width : -1;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function wrap(text: string, width: number | undefined): readonly string[] {
  if (width === undefined || widthOf(text) <= width) return [text];
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
