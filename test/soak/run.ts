/**
 * `npm run soak [EDITS|SECONDSs] [SEED]`: edits folders at random until so many edits were made or so long has passed, then says
 * how fast, how much memory was kept, and how long nothing else could run. Ends with 1 where anything was wrong.
 */
import { join } from 'node:path';
import type { Analysis } from '../../server/src/core/analysis';
import { readCorpus } from './corpus';
import { runEditScript } from './edit-script';
import { randomOf } from './random';

/** Between two looks at the event loop; more is a hang. In milliseconds. */
const longestBlock = 50;

const editsInScript = 100;
const scriptsBetweenReports = 100;

const [amount = '10000', seedGiven] = process.argv.slice(2);
const first = Number(seedGiven ?? Math.floor(Math.random() * 2 ** 31));
const isDone = amount.endsWith('s') ? timer(Number(amount.slice(0, -1))) : counter(Number(amount));

const corpus = readCorpus(join(__dirname, '../..'));
const heaps: number[] = [];
let edits = 0;
let longest = { milliseconds: 0, seed: 0 };
let failures = 0;

console.log(`seed ${first}, ${corpus.length} folders to begin with`);
const began = performance.now();
const seeds = randomOf(first);
for (let script = 0; !isDone(); script++) {
  const seed = seedGiven !== undefined && amount === '1' ? first : seeds.seed();
  runScript(seed);
  edits += editsInScript;
  if (script % scriptsBetweenReports === scriptsBetweenReports - 1) report();
}
report();
if (failures > 0 || growth() > 1) process.exitCode = 1;

/** What took too long is tried again: a busy machine, the compiler and a garbage collection are no fault of the script. */
function runScript(seed: number): void {
  let milliseconds = longestBlockOf(seed);
  for (let again = 0; again < 3 && milliseconds > longestBlock; again++) {
    milliseconds = Math.min(milliseconds, longestBlockOf(seed));
  }
  if (milliseconds > longest.milliseconds) longest = { milliseconds, seed };
  if (milliseconds <= longestBlock) return;
  failures++;
  console.error(`script ${seed} blocked for ${milliseconds.toFixed(1)} ms (npm run soak 1 ${seed})`);
}

/** In milliseconds of the processor. */
function longestBlockOf(seed: number): number {
  let longest = 0;
  const run = (steps: Generator<void, Analysis>): Analysis => {
    for (;;) {
      const before = process.cpuUsage();
      const step = steps.next();
      const { user, system } = process.cpuUsage(before);
      longest = Math.max(longest, (user + system) / 1000);
      if (step.done) return step.value;
    }
  };
  try {
    runEditScript({ seed, edits: editsInScript, corpus }, run);
  } catch (error) {
    failures++;
    console.error(`script ${seed} failed (npm run soak 1 ${seed}): ${error instanceof Error ? error.stack : error}`);
  }
  return longest;
}

function report(): void {
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed / 2 ** 20;
  heaps.push(heap);
  const seconds = (performance.now() - began) / 1000;
  const block = `${longest.milliseconds.toFixed(1)} ms (script ${longest.seed})`;
  const rate = (edits / seconds).toFixed(0);
  console.log(
    `${edits} edits, ${rate} a second, heap ${heap.toFixed(1)} MB, longest block ${block}, failures ${failures}`,
  );
}

/** What is kept more with every report, in MB: the slope of a line through the later half, where everything is warm. */
function growth(): number {
  const later = heaps.slice(heaps.length >> 1);
  const half = later.length >> 1;
  const mean = (values: readonly number[]) => values.reduce((sum, it) => sum + it, 0) / Math.max(1, values.length);
  return half < 3 ? 0 : (mean(later.slice(half)) - mean(later.slice(0, half))) / half;
}

function timer(seconds: number): () => boolean {
  const until = performance.now() + seconds * 1000;
  return () => performance.now() > until;
}

function counter(limit: number): () => boolean {
  return () => edits >= limit;
}
