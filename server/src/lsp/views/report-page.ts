/** A page of the core as the client draws it: lines become URIs and ranges, ways on become commands. */
import type { SourceFile } from '../../core/base';
import type { LineInFile, Page } from '../../core/features/report';
import type { PlaceInFile, ReportCell, ReportPage } from '../../protocol';
import { indexOf, toUri } from '../convert';
import { actions, type FilesOf } from './nodes';

export function toReportPage(page: Page, filesOf: FilesOf): ReportPage {
  const cell = ({ open, ...it }: ReportCell<LineInFile>): ReportCell => ({
    ...it,
    open: placeOf(open, filesOf),
  });
  return {
    ...page,
    facts: page.facts.map(({ name, value }) => ({ name, value: cell(value) })),
    sections: page.sections.map((section) => ({
      ...section,
      rows: section.rows.map((row) => ({ ...row, cells: row.cells.map(cell) })),
    })),
    actions: page.actions.map(({ title, command }) => ({ title, command: actions[command] })),
  };
}

function placeOf(open: LineInFile | undefined, filesOf: FilesOf): PlaceInFile | undefined {
  const file = open && filesOf(open.folder)?.get(open.file);
  return file && { uri: toUri(open.folder, open.file), ...textOf(file, open.line - 1) };
}

/** The line without the blanks around it. */
function textOf(file: SourceFile, line: number): Omit<PlaceInFile, 'uri'> {
  const index = indexOf(file);
  const text = file.text
    .slice(index.offsetOf({ line, column: 0 }), index.offsetOf({ line: line + 1, column: 0 }))
    .trimEnd();
  return { line, column: text.length - text.trimStart().length, endLine: line, endColumn: text.length };
}
