/** Runs every bundled benchmark, or those whose file's name holds a word given, prints a table, and fails beyond a limit. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench';

/** Long enough for the compiler to have settled and for a garbage collection or two. */
const MILLISECONDS_EACH = 1500;
const WARM_UP_RUNS = 3;

type Row = Readonly<Record<'bench' | 'runs' | 'fastest' | 'limit' | 'median' | 'slowest' | 'rate' | 'memory', string>>;

const words = process.argv.slice(2);
report(allBenches());

function report(benches: readonly Bench[]): void {
  const measured = benches.map((bench) => ({ bench, times: timesOf(bench) }));
  console.table(measured.map(({ bench, times }) => rowOf(bench, times)));
  const slow = measured.filter(({ bench, times }) => (times[0] ?? 0) > (bench.limit ?? Number.POSITIVE_INFINITY));
  for (const { bench } of slow) console.error(`beyond its limit of ${bench.limit} ms: ${bench.name}`);
  if (slow.length > 0) process.exitCode = 1;
  console.log(`peak memory of the whole run: ${megabytes(process.resourceUsage().maxRSS * 1024)}`);
}

function allBenches(): readonly Bench[] {
  const names = readdirSync(__dirname).filter((name) => name.endsWith('.bench.js'));
  const chosen = names.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  return chosen.toSorted().flatMap((name) => {
    const page: { readonly benches: readonly Bench[] } = require(join(__dirname, name));
    return page.benches;
  });
}

function rowOf(bench: Bench, times: readonly number[]): Row {
  const fastest = times[0] ?? 0;
  const median = times[times.length >> 1] ?? 0;
  return {
    bench: bench.name,
    runs: String(times.length),
    fastest: `${fastest.toFixed(2)} ms`,
    limit: bench.limit === undefined ? '' : `${bench.limit} ms`,
    median: `${median.toFixed(2)} ms`,
    slowest: `${(times.at(-1) ?? 0).toFixed(2)} ms`,
    rate: bench.bytes === undefined ? '' : `${(bench.bytes / 1000 / fastest).toFixed(1)} MB/s`,
    memory: megabytes(memoryOf(bench)),
  };
}

/** Fastest first: on a machine that others use too, it says best what the work itself takes. */
function timesOf(bench: Bench): readonly number[] {
  for (let run = 0; run < WARM_UP_RUNS; run++) bench.run();
  const times: number[] = [];
  const end = performance.now() + MILLISECONDS_EACH;
  do {
    const start = performance.now();
    bench.run();
    times.push(performance.now() - start);
  } while (performance.now() < end);
  return times.toSorted((a, b) => a - b);
}

/** What one result keeps. */
function memoryOf(bench: Bench): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const result = bench.run();
  globalThis.gc?.();
  const after = process.memoryUsage().heapUsed;
  return result === undefined ? 0 : Math.max(0, after - before);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
