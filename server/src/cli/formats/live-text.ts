/** A snapshot for people. */

import { accessReport } from '../../core/features';
import type { Part, Snapshot } from '../../core/live';
import { gapText } from '../../core/wording';
import { accessText } from './access-text';
import { style } from './style';

export function liveText(snapshot: Snapshot, color: boolean): string {
  const paint = style(color);
  const head = `${snapshot.instance.arn} in ${snapshot.instance.region}, read ${snapshot.takenAt}`;
  const ages = (snapshot.parts ?? []).flatMap(ageText);
  const gaps = snapshot.gaps.map(gapText).map((it) => `  ${it.what}: ${it.because}`);
  const access = accessText(
    accessReport(snapshot.access, [], () => undefined),
    color,
  );
  return [head, ...ages, '', access, ...(gaps.length > 0 ? [paint.bold('Could not be read'), ...gaps, ''] : [])].join(
    '\n',
  );
}

const witnesses = { cloudtrail: 'CloudTrail', requests: 'the request history' } as const;

/** Only what is older than the refresh is worth a line. */
function ageText({ name, readAt, unchangedUntil, by }: Part): readonly string[] {
  if (unchangedUntil === undefined || by === undefined) return [];
  return [`  ${name}: read ${readAt}, unchanged until ${unchangedUntil} by ${witnesses[by]}`];
}
