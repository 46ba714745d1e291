/** Goes to a line of code, beside the report that named it. */
import { Range, Uri, ViewColumn, window } from 'vscode';
import type { PlaceInFile } from '../../server/src/protocol';

export async function revealPlace(place: PlaceInFile, viewColumn?: ViewColumn): Promise<void> {
  const { uri, line, column, endLine, endColumn } = place;
  const selection = new Range(line, column, endLine, endColumn);
  await window.showTextDocument(Uri.parse(uri), {
    selection,
    preview: true,
    ...(viewColumn === undefined ? {} : { viewColumn }),
  });
}

/** So that both are in sight. */
export function columnBeside(column: ViewColumn | undefined): ViewColumn {
  return column === undefined || column === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
}
