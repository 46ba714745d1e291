/** What an editor or a terminal shows of an analysis: each feature is a function from plain data to plain data. */
export { accessReport, type LinesOf } from './access-report';
