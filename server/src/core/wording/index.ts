/**
 * The sentences for `reasons`: one table per family. A message may be reworded here by anyone without reading other code,
 * since nothing reads it back. Only the edge asks for them: rules, analysis, features, host, lsp and cli.
 */
export { brief } from './brief';
export { callTime, counted } from './call-time';
export { type FailureText, failureText } from './failure';
export { faultText, issueTracker } from './fault';
export { fileWording } from './file-wording';
export { type GapText, gapFacts, gapText, topicText } from './gap';
export { gitText } from './git';
export { hopText } from './hop';
export { incompleteText, problemText } from './problem';
export { type RequestFailureText, requestFailureText } from './request-failure';
export { rereadText } from './reread';
export { unknownText } from './unknown';
