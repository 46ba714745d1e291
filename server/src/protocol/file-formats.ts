/** The formats that the editor exports the access report and the matrix in: one row each, as the picker shows them. */
export const fileFormats = [
  { format: 'csv', label: 'CSV', description: 'a row for each access, for a spreadsheet', extension: 'csv' },
  { format: 'json', label: 'JSON', description: 'for a program', extension: 'json' },
  { format: 'markdown', label: 'Markdown', description: 'for a wiki or a pull request', extension: 'md' },
  {
    format: 'html',
    label: 'HTML',
    description: 'one page that stands alone, for reading and printing',
    extension: 'html',
  },
] as const;

export type FileFormat = (typeof fileFormats)[number]['format'];

/** Those that render a page; the others write what the page is made of. */
export type PageFileFormat = Exclude<FileFormat, 'csv' | 'json'>;
