/** What a benchmark page offers: each `*.bench.ts` beside this file exports `benches`. */
export type Bench = {
  readonly name: string;
  /** Called many times; what it returns keeps the work from being optimised away. */
  readonly run: () => unknown;
  /** Bytes of input that one run reads, where a rate says more than a time. */
  readonly bytes?: number | undefined;
  /** Milliseconds that the fastest run may take: far more than it does, so that only a real step back is reported. */
  readonly limit?: number | undefined;
};
