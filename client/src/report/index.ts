/** Reports in an editor tab: an answer, its evidence, and tables that lead to the code. */
export { createReports, type Reports } from './panels';
