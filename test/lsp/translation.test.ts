import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CancellationTokenSource, type PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Analysis, Finding } from '../../server/src/core/analysis';
import { createGuard } from '../../server/src/lsp/guard';
import { codeActions } from '../../server/src/lsp/language/code-actions';
import { createPublisher } from '../../server/src/lsp/language/publish';
import { createSchedule } from '../../server/src/lsp/schedule';
import { pull } from '../../server/src/lsp/slices';
import { analysed } from '../features/support/analysed';

describe('The schedule', () => {
  afterEach(() => vi.useRealTimers());

  it('waits for a pause in typing, and then works once', async () => {
    vi.useFakeTimers();
    let runs = 0;
    const schedule = createSchedule({
      run: async () => {
        runs++;
      },
      failed: (error) => {
        throw error;
      },
    });
    for (let key = 0; key < 5; key++) {
      schedule.request();
      await vi.advanceTimersByTimeAsync(5);
    }
    expect(runs).toBe(0);
    await vi.runAllTimersAsync();
    await schedule.settled();
    expect(runs).toBe(1);
  });

  it('drops the work under way when something newer comes, and serves the event loop meanwhile', async () => {
    const finished: number[] = [];
    let started = 0;
    let ticks = 0;
    function* work() {
      const run = ++started;
      // The first would go on for ever, and the second until timers were served beside it.
      while (run === 1 || ticks <= 3) yield;
      return { run };
    }
    const schedule = createSchedule({
      run: async (isNewest) => {
        const result = await pull(work(), isNewest);
        if (result) finished.push(result.run);
      },
      failed: () => {},
    });
    const ticking = setInterval(() => ticks++, 1);
    schedule.request();
    while (started === 0) await pause(5);
    schedule.request();
    await schedule.settled();
    clearInterval(ticking);
    expect(finished).toEqual([2]);
    expect(ticks).toBeGreaterThan(3);
  });

  it('survives work that throws, and works again afterwards', async () => {
    const errors: unknown[] = [];
    let results = 0;
    const schedule = createSchedule({
      run: async () => {
        if (errors.length === 0) throw new Error('a bug');
        results++;
      },
      failed: (error) => errors.push(error),
    });
    schedule.request();
    await schedule.settled();
    schedule.request();
    await schedule.settled();
    expect([errors.length, results]).toEqual([1, 1]);
  });
});

describe('The guard', () => {
  it('answers empty when a handler throws, and logs which one', async () => {
    const log: string[] = [];
    const note = (message: string) => void log.push(message);
    const guard = createGuard({ info: note, warn: note, error: note });
    const handle = guard('textDocument/hover', null, () => {
      throw new Error('a bug');
    });
    expect(await handle({}, new CancellationTokenSource().token)).toBeNull();
    expect(log[0]).toMatch(/^textDocument\/hover failed: Error: a bug/);
  });

  it('passes a cancellation on as a signal', async () => {
    const guard = createGuard({ info: () => {}, warn: () => {}, error: () => {} });
    const source = new CancellationTokenSource();
    const handle = guard<object, string>('idc/refresh', '', async (_, signal) => {
      while (!signal.aborted) await pause(1);
      return 'cancelled';
    });
    const answer = handle({}, source.token);
    source.cancel();
    expect(await answer).toBe('cancelled');
  });
});

describe('Publishing', () => {
  const { analysis } = analysed({ 'access.yaml': 'groups: {}\n', 'other.yaml': 'groups: {}\n' });
  const finding = (message: string): Finding => ({
    rule: 'unknown-group',
    severity: 'warning',
    message,
    at: { path: 'access.yaml', start: 0, end: 6 },
    related: [
      { at: { path: 'other.yaml', start: 0, end: 6 }, message: 'here' },
      { at: { path: 'live:sso-admin/ListAccountAssignments', start: 0, end: 0 }, message: 'and live' },
    ],
    fixes: () => [],
    tags: ['unnecessary'],
  });
  const of = (messages: readonly string[]): Analysis => ({
    ...analysis,
    files: new Map([
      ['access.yaml', { path: 'access.yaml', text: 'groups: {}\n' }],
      ['other.yaml', { path: 'other.yaml', text: 'groups: {}\n' }],
    ]),
    findings: messages.map(finding),
  });

  function publisher() {
    const sent: PublishDiagnosticsParams[] = [];
    const { publish, clear } = createPublisher((params) => sent.push(params));
    return {
      sent,
      clear,
      publish: (messages: readonly string[], versions: Readonly<Record<string, number>> = {}) =>
        publish({ root: '/repo', analysis: of(messages), leftOut: [], versions: new Map(Object.entries(versions)) }),
    };
  }

  it('says everything there is to say about a finding', () => {
    const { sent, publish } = publisher();
    publish(['a'], { 'access.yaml': 7 });
    expect(sent).toEqual([
      {
        uri: 'file:///repo/access.yaml',
        version: 7,
        diagnostics: [
          {
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 6 } },
            severity: 2,
            code: 'unknown-group',
            source: 'IdC',
            message: 'a',
            codeDescription: { href: expect.stringMatching(/^https:\/\/.*\/unknown-group\.md$/) },
            relatedInformation: [
              {
                location: {
                  uri: 'file:///repo/other.yaml',
                  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 6 } },
                },
                message: 'here',
              },
            ],
            tags: [1],
          },
        ],
      },
    ]);
  });

  it('sends only what changed, but answers each version of an open file', () => {
    const { sent, publish } = publisher();
    publish(['a']);
    publish(['a']);
    publish(['b']);
    publish([]);
    publish([]);
    expect(sent.map((it) => it.diagnostics.map((one) => one.message))).toEqual([['a'], ['b'], []]);
    publish([], { 'access.yaml': 1 });
    publish([], { 'access.yaml': 1 });
    publish([], { 'access.yaml': 2 });
    expect(sent.slice(3).map((it) => it.version)).toEqual([1, 2]);
  });

  it('takes everything back when a folder leaves', () => {
    const { sent, publish, clear } = publisher();
    publish(['a']);
    clear();
    expect(sent.at(-1)).toEqual({ uri: 'file:///repo/access.yaml', diagnostics: [] });
  });
});

describe('Fixing all', () => {
  const text = 'a: one\nb: two\n';
  const replace = (start: number, end: number, by: string, path = 'access.yaml') => ({ path, start, end, text: by });
  const finding = (title: string, safe: boolean, ...edits: ReturnType<typeof replace>[]): Finding => ({
    rule: 'unknown-group',
    severity: 'warning',
    message: title,
    at: { path: 'access.yaml', start: 0, end: 1 },
    related: [],
    fixes: () => [{ title, safe, edits }],
  });
  const { analysis } = analysed({ 'access.yaml': text });

  function fixAll(...findings: readonly Finding[]) {
    const start = { line: 0, character: 0 };
    const actions = codeActions({
      folder: { root: '/repo', version: () => 3 },
      path: 'access.yaml',
      analysis: { ...analysis, files: new Map([['access.yaml', { path: 'access.yaml', text }]]), findings },
      params: {
        textDocument: { uri: 'file:///repo/access.yaml' },
        range: { start, end: start },
        context: { diagnostics: [], only: ['source.fixAll'] },
      },
      snippets: false,
      commands: false,
    });
    return actions.map(({ kind, edit }) => ({ kind, edit }));
  }

  it('takes the safe fixes of this file, and of two that touch the same text the first', () => {
    const actions = fixAll(
      finding('one', true, replace(3, 6, '1')),
      finding('again', true, replace(4, 6, '2')),
      finding('not safe', false, replace(7, 8, 'x')),
      finding('elsewhere', true, replace(0, 1, 'y', 'other.yaml')),
      finding('two', true, replace(10, 13, '2')),
    );
    const range = (line: number, from: number, to: number) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    expect(actions).toEqual([
      {
        kind: 'source.fixAll.idc',
        edit: {
          documentChanges: [
            {
              textDocument: { uri: 'file:///repo/access.yaml', version: 3 },
              edits: [
                { range: range(0, 3, 6), newText: '1' },
                { range: range(1, 3, 6), newText: '2' },
              ],
            },
          ],
        },
      },
    ]);
  });

  it('offers nothing where nothing is safe', () => {
    expect(fixAll(finding('not safe', false, replace(3, 6, '1')))).toEqual([]);
  });
});

describe('What nobody uses', () => {
  const text = 'permission_sets:\n  Reader: {}\ngroups:\n  ops: {}\ngroup_assignments: {}\n';
  const { analysis } = analysed({ 'access.yaml': text });

  function commandsAt(line: number, commands: boolean) {
    const range = { start: { line, character: 2 }, end: { line, character: 5 } };
    const actions = codeActions({
      folder: { root: '/repo', version: () => 1 },
      path: 'access.yaml',
      analysis,
      params: { textDocument: { uri: 'file:///repo/access.yaml' }, range, context: { diagnostics: [] } },
      snippets: false,
      commands,
    });
    return actions.flatMap(({ command }) => command ?? []);
  }

  it('can be assigned from its line, step by step', () => {
    expect([...commandsAt(3, true), ...commandsAt(1, true)]).toEqual([
      {
        title: 'New assignment of "ops"…',
        command: 'idc.newAssignment',
        arguments: [{ about: { principalType: 'GROUP', principal: 'ops' } }],
      },
      {
        title: 'New assignment of "Reader"…',
        command: 'idc.newAssignment',
        arguments: [{ about: { permissionSet: 'Reader' } }],
      },
    ]);
  });

  it('offers no command to an editor that does not have it', () => {
    expect(commandsAt(3, false)).toEqual([]);
  });
});
