/**
 * What the command line answers to the shell: 0 nothing to report, 1 findings, 2 could not run. `idc explain` has a code
 * of its own for each broken link, from 10 on.
 */
export type ExitCode = 0 | 1 | 2 | ExplainCode;

export type ExplainCode = 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24 | 25 | 26;
