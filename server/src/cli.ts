#!/usr/bin/env node
/** The entry of the command line: builds the host from Node and leaves with the command's exit code. */
import { join } from 'node:path';
import { messageLine, run } from './cli/index';
import { createNodeHost, guardOutput, interruption } from './host';

const say = (text: string) => void process.stderr.write(messageLine(text));
const silent = () => {};
guardOutput(process, say);
const interrupted = interruption(process);

run(process.argv.slice(2), {
  host: createNodeHost({ env: process.env, log: { info: silent, warn: say, error: say } }),
  cwd: process.cwd(),
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  outIsTerminal: process.stdout.isTTY === true,
  outColumns: process.stdout.isTTY ? process.stdout.columns : undefined,
  errIsTerminal: process.stderr.isTTY === true,
  stdin: async () => {
    const chunks: string[] = [];
    for await (const chunk of process.stdin.setEncoding('utf8')) chunks.push(String(chunk));
    return chunks.join('');
  },
  installation: join(__dirname, '..'),
  get signal() {
    return interrupted();
  },
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    for (const line of `this is a bug in idc: ${told}`.split('\n')) say(line);
    process.exitCode = 2;
  },
);
