/** The sentences for `reasons`: one table per family. Nothing but the edge asks for them, and nothing reads them back. */

export { hopText } from './hop';
export { incompleteText, problemText } from './problem';
export { unknownText } from './unknown';
