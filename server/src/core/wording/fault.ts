/** A mistake of ours, as a sentence's end: where it happened, what was thrown, and whom to tell. */
import type { FaultReason, FaultSubject } from '../reasons';
import { formatterOf, type Sentences } from './sentences';

/** Where this project takes reports; `repository` of the manifest. */
export const issueTracker = 'https://github.com/idc-authoring/idc-authoring/issues';

const subjectText: (it: FaultSubject) => string = formatterOf<FaultSubject>({
  root: ({ path }) => `evaluating the root module in ${path === '' ? 'this folder' : path}`,
  file: ({ path }) => `reading ${path}`,
  plan: ({ path }) => `reading the plan ${path}`,
  format: ({ name }) => `reading the files of the format ${name}`,
  rule: ({ name }) => `running the rule ${name}, whose findings are left out`,
  fix: ({ name }) => `making a quick fix of the rule ${name}`,
  declaration: () => 'joining what the files declare',
  findings: () => 'putting the findings together, which are left out',
  roots: () => 'looking for root modules',
  'project-file': () => 'reading the project file, without which no rule is run',
});

export const fault: Sentences<FaultReason> = {
  fault: ({ during, message }) =>
    `a fault in idc while ${subjectText(during)} (${message}): please report it, with this text, to ${issueTracker}`,
};

export const faultText: (it: FaultReason) => string = formatterOf<FaultReason>(fault);
