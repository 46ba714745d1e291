/** Runs every `*.bench.ts` of this folder, or those whose name holds a word given, and prints a table. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench } from './bench';

/** Long enough for the compiler to have settled and for a garbage collection or two. */
const MILLISECONDS_EACH = 1500;
const WARM_UP_RUNS = 3;

type Row = Readonly<Record<'bench' | 'runs' | 'fastest' | 'median' | 'slowest' | 'rate' | 'memory', string>>;

const words = process.argv.slice(2);
void allBenches().then(report);

function report(benches: readonly Bench[]): void {
  console.table(benches.map(measure));
  console.log(`peak memory of the whole run: ${megabytes(process.resourceUsage().maxRSS * 1024)}`);
}

async function allBenches(): Promise<readonly Bench[]> {
  const folder = import.meta.dirname;
  const names = readdirSync(folder).filter((name) => name.endsWith('.bench.ts'));
  const chosen = names.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  const pages = await Promise.all(chosen.toSorted().map((name) => import(pathToFileURL(join(folder, name)).href)));
  return pages.flatMap((page: { readonly benches: readonly Bench[] }) => page.benches);
}

function measure(bench: Bench): Row {
  for (let run = 0; run < WARM_UP_RUNS; run++) bench.run();
  const times = timesOf(bench).toSorted((a, b) => a - b);
  const median = times[times.length >> 1] ?? 0;
  return {
    bench: bench.name,
    runs: String(times.length),
    fastest: `${(times[0] ?? 0).toFixed(2)} ms`,
    median: `${median.toFixed(2)} ms`,
    slowest: `${(times.at(-1) ?? 0).toFixed(2)} ms`,
    rate: bench.bytes === undefined ? '' : `${(bench.bytes / 1000 / median).toFixed(1)} MB/s`,
    memory: megabytes(memoryOf(bench)),
  };
}

function timesOf(bench: Bench): readonly number[] {
  const times: number[] = [];
  const end = performance.now() + MILLISECONDS_EACH;
  do {
    const start = performance.now();
    bench.run();
    times.push(performance.now() - start);
  } while (performance.now() < end);
  return times;
}

/** What one result keeps; exact only with `node --expose-gc`. */
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
