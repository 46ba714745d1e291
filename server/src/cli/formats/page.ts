/** A report page, printed in the format that was asked for. */
import { type Page, type PageFormat, pageFormats as pageFormatNames, pageRenderers } from '../../core/features/report';
import type { Invocation } from '../command';
import { type World, wantsColor } from '../world';
import { style } from './style';

/** Of every command that prints a page; the first is the default. */
export const pageFormats = ['text', 'json', ...pageFormatNames.filter((it) => it !== 'text')] as const;

/** `json` is what the page is made of, in the shape that is promised. */
export type Printable = { readonly page: () => Page; readonly json: () => string };

export function print({ page, json }: Printable, { options, world }: Invocation): void {
  const format = pageFormats.find((it) => it === options.text('format')) ?? 'text';
  world.out(format === 'json' ? json() : pageIn(format, page(), world));
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

export function pageIn(format: PageFormat, page: Page, world: World): string {
  const terminal = { style: style(wantsColor(world)), width: world.outColumns, now: world.host.clock.now() };
  return pageRenderers[format](page, terminal);
}
