/** A snapshot for people. */

import { accessReport } from '../../core/features';
import type { Snapshot } from '../../core/live';
import { accessText } from './access-text';
import { style } from './style';

export function liveText(snapshot: Snapshot, color: boolean): string {
  const paint = style(color);
  const head = `${snapshot.instance.arn} in ${snapshot.instance.region}, read ${snapshot.takenAt}`;
  const gaps = snapshot.gaps.map((it) => `  ${it.what}: ${it.because}`);
  const access = accessText(
    accessReport(snapshot.access, [], () => undefined),
    color,
  );
  return [head, '', access, ...(gaps.length > 0 ? [paint.bold('Could not be read'), ...gaps, ''] : [])].join('\n');
}
