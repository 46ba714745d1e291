/** `sessionDuration`, in minutes. AWS gets it in ISO 8601: `PT4H` for 240, in other words of the accelerator's. */
import { isKnown, known, unknown } from '../../base';
import type * as model from '../../model';
import type * as yaml from '../../syntax/yaml';
import { type Config, textIn } from './values';

type Session = Pick<model.PermissionSet, 'sessionDuration' | 'sessionMinutes'>;

/** Zero counts as not written. */
export function readSession(config: Config, node: yaml.Node | undefined): Session {
  const written = textIn(config, node);
  if (!written || !isKnown(written)) return { sessionDuration: written };
  const isNumber = node?.kind === 'scalar' && node.style === 'plain' && /^\d{1,6}$/.test(written.value);
  if (!isNumber) return { sessionDuration: unknown({ kind: 'invalid-minutes' }, written.origin) };
  const minutes = Number(written.value);
  if (minutes === 0) return { sessionDuration: undefined };
  return { sessionDuration: known(durationOf(minutes), written.origin), sessionMinutes: minutes };
}

function durationOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `PT${hours > 0 ? `${hours}H` : ''}${rest > 0 ? `${rest}M` : ''}`;
}
