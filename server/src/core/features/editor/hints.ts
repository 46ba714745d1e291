/** Names beside the account ids that stand in the code: nobody knows twelve digits by heart. */
import type { Analysis } from '../../analysis';
import type { Span } from '../../base';
import { unquoted } from './literal';
import { mentionsIn } from './mentions';

export type Hint = { readonly at: number; readonly label: string };

/** `names` are those of the code and of AWS, by account id. */
export function hints(
  { declared, files }: Analysis,
  path: string,
  within: Span,
  names: ReadonlyMap<string, string>,
): readonly Hint[] {
  const text = files.get(path)?.text ?? '';
  const found = new Map<number, Hint>();
  for (const { subject, name, origin } of mentionsIn(declared)) {
    const { start, end, path: file } = origin.at;
    if (subject !== 'account' || file !== path || end < within.start || start > within.end) continue;
    const label = names.get(name);
    // Where the name itself is written, or stands beside its id already, a hint would only repeat it.
    if (label && unquoted(text.slice(start, end)) === name && !around(text, start).includes(label)) {
      found.set(end, { at: end, label });
    }
  }
  return [...found.values()];
}

/** Nobody sees further along a line than this, and a line may be a file's whole text. */
const inSight = 500;

/** The line that the offset stands in, as far as it is in sight. */
function around(text: string, offset: number): string {
  const near = text.slice(Math.max(0, offset - inSight), offset + inSight);
  const at = Math.min(offset, inSight);
  const end = near.indexOf('\n', at);
  return near.slice(near.lastIndexOf('\n', at - 1) + 1, end === -1 ? near.length : end);
}
