/** The formats a report or the matrix can be exported in. */
import { window } from 'vscode';
import type { FileFormat } from '../../../server/src/protocol';

export type ChosenFormat = { readonly format: FileFormat; readonly kind: string; readonly extension: string };

const formats = [
  { label: 'CSV', description: 'a row for each access, for a spreadsheet', format: 'csv', extension: 'csv' },
  { label: 'JSON', description: 'for a program', format: 'json', extension: 'json' },
  { label: 'Markdown', description: 'for a wiki or a pull request', format: 'markdown', extension: 'md' },
  {
    label: 'HTML',
    description: 'one page that stands alone, for reading and printing',
    format: 'html',
    extension: 'html',
  },
] as const;

export async function pickFormat(title: string): Promise<ChosenFormat | undefined> {
  const picked = await window.showQuickPick(formats, { title, placeHolder: 'In which format?' });
  return picked && { format: picked.format, kind: picked.label, extension: picked.extension };
}
