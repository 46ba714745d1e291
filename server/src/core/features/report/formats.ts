/** The formats that a report page is rendered in: one row each, for the command line and for the files that the editor exports. */
import type { FileFormat, PageFileFormat } from '../../../protocol';
import { pageHtml } from './html';
import { pageMarkdown } from './markdown';
import type { Page } from './page';
import { pageText, type TextOptions } from './text';

/** The options are a terminal's; what is kept as a file has no colors, no width and no age. */
type Renderer = (page: Page, options: TextOptions) => string;

export const pageRenderers = {
  markdown: (page: Page) => pageMarkdown(page),
  html: (page: Page) => pageHtml(page),
  text: pageText,
} as const satisfies Readonly<Record<PageFileFormat | 'text', Renderer>>;

export type PageFormat = keyof typeof pageRenderers;

export const pageFormats = Object.keys(pageRenderers) as readonly PageFormat[]; // Object.keys forgets which keys there are.

/** What an exported file may be made of. */
export type Exportable = {
  readonly page: () => Page;
  readonly csv: () => string;
  readonly json: () => string;
};

export function fileText({ page, csv, json }: Exportable, format: FileFormat): string {
  switch (format) {
    case 'csv':
      return csv();
    case 'json':
      return json();
    default:
      return pageRenderers[format](page());
  }
}
