/** Every command, in the order of the help. */
import type { Command } from '../command';
import { access } from './access';
import { check } from './check';
import { diff } from './diff';
import { explain } from './explain';
import { live } from './live';
import { report } from './report';
import { rules } from './rules';
import { snapshot } from './snapshot';
import { status } from './status';

export const commands: readonly Command[] = [check, access, live, status, diff, explain, report, snapshot, rules];
