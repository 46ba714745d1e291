/** IdC: Show Access Changes Against…, on a branch that its base has moved on from. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Conversation, converse } from './support/conversation';

const grant = (account: string) => `permission_sets:
  Reader: { managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] }
group_assignments:
  analysts: { account_ids: ["${account}"], permission_set: Reader }
`;

describe('Access changes against a branch that has moved on', () => {
  let talk: Conversation;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: talk.root, encoding: 'utf8' });

  beforeAll(async () => {
    talk = await converse({ 'data.access.yaml': grant('111122223333') });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'begin');
    git('checkout', '-qb', 'feature');
    git('checkout', '-q', 'main');
    writeFileSync(join(talk.root, 'web.access.yaml'), grant('444455556666').replaceAll('Reader', 'Viewer'));
    git('add', '.');
    git('commit', '-qm', 'somebody else');
    git('checkout', '-q', 'feature');
  });
  afterAll(() => talk?.end());

  it('are those of this branch alone, beside where it began', async () => {
    await talk.open('data.access.yaml', grant('777788889999'), 'yaml');
    await talk.diagnostics('data.access.yaml');
    const answer = await talk.ask('idc/report', { kind: 'changes', since: 'main', folder: talk.root });
    if (!answer.ok) throw new Error(answer.failure.message);
    const began = git('rev-parse', 'main~1').slice(0, 12);
    expect(answer.page.facts).toContainEqual({
      name: 'Compared with',
      value: { text: `${began}, where HEAD left main` },
    });
    const rows = answer.page.sections.map(({ heading, rows }) => [heading, rows.map(({ cells }) => cells[1]?.text)]);
    expect(rows).toContainEqual(['Access added', ['777788889999']]);
    expect(rows).toContainEqual(['Access removed', ['111122223333']]);
  });
});
