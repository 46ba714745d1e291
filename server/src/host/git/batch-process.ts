/** A Git that is asked for one object after the other: answers come in the order of the questions. */
import { type BatchAnswer, batchAnswers } from './batch-answers';
import { type Repository, startGit } from './run-git';

export type Answered = BatchAnswer | { readonly kind: 'broken' } | { readonly kind: 'too-slow' };

export type BatchOptions = {
  readonly content: 'with-bytes' | 'sizes';
  /** Asked when Git ended: the ids of what is not in the clone. */
  readonly missing: () => Promise<ReadonlySet<string>>;
};

type Question = { readonly id: string; readonly receive: (it: Answered) => void };

/** So often it may end at a broken object before the rest counts as broken too. */
const maxEnds = 20;

/**
 * Git ends at an object that is broken, and, up to Git 2.43, at one that is not in the clone and may not be fetched; a new
 * process then answers the rest.
 */
export class BatchProcess {
  readonly #repository: Repository;
  readonly #options: BatchOptions;
  #child: ReturnType<typeof startGit> | undefined;
  #waiting: Question[] = [];
  #timer: NodeJS.Timeout | undefined;
  #ends = 0;
  #missing: ReadonlySet<string> = new Set();
  /** The answer to everything from now on. */
  #final: Answered | undefined;

  constructor(repository: Repository, options: BatchOptions) {
    this.#repository = repository;
    this.#options = options;
  }

  ask(id: string): Promise<Answered> {
    return new Promise((receive) => this.#put({ id, receive }));
  }

  /** Ends the process. */
  close(): void {
    clearTimeout(this.#timer);
    this.#child?.stdin.end();
  }

  #put(question: Question): void {
    const known = this.#final ?? (this.#missing.has(question.id) ? { kind: 'missing' } : undefined);
    if (known) {
      question.receive(known);
      return;
    }
    if (this.#waiting.length === 0)
      this.#timer = setTimeout(() => this.#giveUp(), this.#repository.maxMilliseconds).unref();
    this.#waiting.push(question);
    this.#child ??= this.#start();
    this.#child.stdin.write(`${question.id}\n`);
  }

  #start(): ReturnType<typeof startGit> {
    const { content } = this.#options;
    const child = startGit(this.#repository, 'cat-file', [content === 'sizes' ? '--batch-check' : '--batch']);
    child.stdout.on(
      'data',
      batchAnswers(content, (it) => this.#answered(it)),
    );
    // One that has ended takes no questions; they are asked again.
    child.stdin.on('error', () => {});
    child.on('error', () => {});
    child.stderr.resume();
    child.on('close', () => void this.#ended());
    return child;
  }

  #answered(it: BatchAnswer): void {
    this.#timer?.refresh();
    this.#waiting.shift()?.receive(it);
    if (this.#waiting.length === 0) clearTimeout(this.#timer);
  }

  async #ended(): Promise<void> {
    const [first, ...rest] = this.#waiting;
    this.#waiting = [];
    this.#child = undefined;
    clearTimeout(this.#timer);
    if (!first) return;
    if (!this.#final) this.#missing = await this.#options.missing();
    first.receive(this.#final ?? { kind: this.#missing.has(first.id) ? 'missing' : 'broken' });
    if (++this.#ends > maxEnds) this.#final ??= { kind: 'broken' };
    for (const it of rest) this.#put(it);
  }

  #giveUp(): void {
    this.#final = { kind: 'too-slow' };
    this.#child?.kill('SIGKILL');
  }
}
