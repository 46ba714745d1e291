import { gapText } from './gap';
import { unknownText } from './unknown';

/** The words that our files hold beside each reason, for people. */
export const fileWording = { reasonText: unknownText, gapText } as const;
