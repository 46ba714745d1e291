/** The plan of a refresh, in calls and time, as text and as JSON. */
import { oneLine } from '../../core/features/report';
import type { RefreshSize } from '../../core/live';
import { callTime, counted, rereadText } from '../../core/wording';
import { jsonText } from '../../protocol';
import { style } from './style';

export function planText({ sizes, stages, calls, completion, again }: RefreshSize, color: boolean): string {
  const paint = style(color);
  const { accounts, groups, users, permissionSets, pairs } = sizes;
  const widest = Math.max(...stages.map(({ stage }) => stage.length));
  return [
    paint.bold(
      `${counted(accounts)} accounts, ${counted(groups)} groups, ${counted(users)} users, ${counted(permissionSets)} permission sets provisioned in ${counted(pairs)} pairs`,
    ),
    ...stages.map((it) => `  ${it.stage.padEnd(widest)}  ${counted(it.calls).padStart(6)} calls`),
    `A whole refresh: ${counted(calls)} calls, ${callTime(calls)}`,
    `Assignments beside those of groups: ${completionWords[completion]}`,
    'because' in again
      ? `A refresh after this snapshot reads everything: ${oneLine(rereadText(again.because))}`
      : `A refresh after this snapshot, if nothing changed: ${counted(again.cloudtrail)} calls by CloudTrail, ${counted(again.requests)} by the request history`,
    '',
  ].join('\n');
}

const completionWords = {
  both: 'user by user, and every pair that is provisioned',
  users: 'user by user, and pairs that no known principal explains',
  pairs: 'every pair that is provisioned, since users are more',
} as const;

export function planJson(plan: RefreshSize): string {
  const again = 'because' in plan.again ? { because: rereadText(plan.again.because) } : plan.again;
  return jsonText({ version: 1, ...plan, again });
}
