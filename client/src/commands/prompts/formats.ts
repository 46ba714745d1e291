/** Asks in which format a report or the matrix is to be exported. */
import { window } from 'vscode';
import { type FileFormat, fileFormats } from '../../../../server/src/protocol';

export type ChosenFormat = { readonly format: FileFormat; readonly kind: string; readonly extension: string };

export async function pickFormat(title: string): Promise<ChosenFormat | undefined> {
  const picked = await window.showQuickPick(fileFormats, { title, placeHolder: 'In which format?' });
  return picked && { format: picked.format, kind: picked.label, extension: picked.extension };
}
