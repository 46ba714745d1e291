/** A report page, printed in the format that was asked for. */
import { type Page, type PageFormat, pageFormats as pageFormatNames, pageRenderers } from '../../core/features/report';
import type { Invocation } from '../command';
import { type CliContext, wantsColor } from '../context';
import { style } from './style';

/** Of every command that prints a page; the first is the default. */
export const pageFormats = ['text', 'json', ...pageFormatNames.filter((it) => it !== 'text')] as const;

/** `json` is what the page is made of, in the shape that is promised. */
export type Printable = { readonly page: () => Page; readonly json: () => string };

export function print({ page, json }: Printable, { options, context }: Invocation): void {
  const format = pageFormats.find((it) => it === options.text('format')) ?? 'text';
  context.out(format === 'json' ? json() : pageIn(format, page(), context));
}

export function pageIn(format: PageFormat, page: Page, context: CliContext): string {
  const terminal = { style: style(wantsColor(context)), width: context.outColumns, now: context.host.clock.now() };
  return pageRenderers[format](page, terminal);
}
