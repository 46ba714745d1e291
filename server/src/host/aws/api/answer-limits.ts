/**
 * Takes no more of an answer than there can be of it: whoever answers in AWS's name could go on for ever, or byte by byte.
 * The SDK's own limits end with the head of an answer, and with its silences.
 */
import { Transform, type TransformCallback } from 'node:stream';
import { field } from './field';

export type AnswerLimits = {
  readonly bytes: number;
  /** From when it is sent until all of the answer is there. */
  readonly milliseconds: number;
};

/**
 * The largest are CloudTrail's: 50 events of up to 256 kB each, written as JSON inside of JSON (quotas of CloudTrail). A
 * minute is four times what AWS is given to begin its answer.
 */
export const answerLimits: AnswerLimits = { bytes: 32 * 1024 * 1024, milliseconds: 60_000 };

/** An answer that is larger or takes longer than any of AWS's. */
export class BeyondLimit extends Error {
  readonly limit: keyof AnswerLimits;
  readonly value: number;

  constructor(limit: keyof AnswerLimits, value: number) {
    super(`the answer goes beyond ${value} ${limit}`);
    this.name = 'BeyondLimit';
    this.limit = limit;
    this.value = value;
  }
}

type Answered = { readonly response: unknown };

/** For the SDK's stack: the innermost of what reads answers. */
export function withinLimits(limits: AnswerLimits) {
  return <A, R>(next: (args: A) => Promise<R>) =>
    async (args: A): Promise<R> => {
      const startedAt = performance.now();
      const result = await next(args);
      const { response } = result as Answered; // What the SDK's sender gives; its types leave the response open.
      const left = Math.max(1, limits.milliseconds - (performance.now() - startedAt));
      if (hasBody(response)) response.body = bounded(response.body, limits, left);
      return result;
    };
}

function hasBody(response: unknown): response is { body: Body } {
  const body = field(response, 'body');
  return typeof field(body, 'pipe') === 'function';
}

type Body = NodeJS.ReadableStream & { destroy(error?: Error): void };

function bounded(body: Body, { bytes, milliseconds }: AnswerLimits, left: number): Transform {
  let size = 0;
  const counting = new Transform({
    transform(chunk: Uint8Array, _, done: TransformCallback) {
      size += chunk.byteLength;
      if (size > bytes) done(new BeyondLimit('bytes', bytes));
      else done(null, chunk);
    },
  });
  const timer = setTimeout(() => counting.destroy(new BeyondLimit('milliseconds', milliseconds)), left);
  body.on('error', (error) => counting.destroy(error));
  counting.on('close', () => {
    clearTimeout(timer);
    body.destroy();
  });
  return body.pipe(counting);
}
