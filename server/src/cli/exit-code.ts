/** What the command line answers to the shell: 0 nothing to report, 1 findings, 2 could not run. */
export type ExitCode = 0 | 1 | 2;
