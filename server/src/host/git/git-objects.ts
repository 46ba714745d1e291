/** One `git cat-file --batch` for all files of a revision: answers come in the order of the questions. */
import { spawn } from 'node:child_process';

export type GitObjects = {
  /** The content of `<commit>:./<path>`, links inside the repository followed; `undefined` for what is no file there. */
  readonly read: (object: string) => Promise<Buffer | undefined>;
  /** Ends the process. */
  readonly close: () => void;
};

type Receive = (bytes: Buffer | undefined) => void;

export function openObjects(folder: string): GitObjects {
  const child = spawn('git', ['-C', folder, 'cat-file', '--batch', '--follow-symlinks']);
  const waiting: Receive[] = [];
  const answers = answersOf((bytes) => waiting.shift()?.(bytes));
  child.stdout.on('data', answers);
  child.on('close', () => {
    for (const receive of waiting.splice(0)) receive(undefined);
  });
  return {
    read: (object) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        child.stdin.write(`${object}\n`);
      }),
    close: () => void child.stdin.end(),
  };
}

/**
 * Splits the stream: `<id> <type> <size>\n<bytes>\n`; `<question> missing\n`; of a link that leads to no file of the
 * repository `<reason> <size>\n<path>\n` (git-cat-file(1), BATCH OUTPUT).
 */
function answersOf(answer: Receive): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  const next = (): boolean => {
    const headerEnd = pending.indexOf(10);
    if (headerEnd < 0) return false;
    const header = pending.toString('utf8', 0, headerEnd);
    const size = / missing$/.test(header) ? undefined : / (\d+)$/.exec(header)?.[1];
    const end = headerEnd + 1 + (size === undefined ? 0 : Number(size) + 1);
    if (pending.length < end) return false;
    const isFile = /^[0-9a-f]+ blob \d+$/.test(header);
    answer(isFile ? pending.subarray(headerEnd + 1, end - 1) : undefined);
    pending = pending.subarray(end);
    return true;
  };
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (next());
  };
}
