/** A report page, printed in the format that was asked for. */
import { type Page, pageHtml, pageMarkdown, pageText } from '../../core/features/report';
import type { Invocation } from '../command';
import { type World, wantsColor } from '../world';
import { style } from './style';

export const pageFormats = ['text', 'json', 'markdown', 'html'] as const;

export type PageFormat = (typeof pageFormats)[number];

/** `json` is what the page is made of, in the shape that is promised. */
export type Printable = { readonly page: () => Page; readonly json: () => string };

export function print({ page, json }: Printable, { options, world }: Invocation): void {
  const format = pageFormats.find((it) => it === options.text('format')) ?? 'text';
  world.out(format === 'json' ? json() : pageIn[format](page(), world));
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

export const pageIn: Readonly<Record<Exclude<PageFormat, 'json'>, (page: Page, world: World) => string>> = {
  text: (page, world) =>
    pageText(page, { style: style(wantsColor(world)), width: world.outColumns, now: world.host.clock.now() }),
  markdown: (page) => pageMarkdown(page),
  html: pageHtml,
};
