/** Times as people read them: the date and hour here, and how long ago; as AWS and the JSON have them in the tooltip. */
import { shortAge } from '../../age';
import { element } from '../../matrix/webview/element';

/** ISO 8601 in UTC, as every report writes it. */
const iso = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** The text, each time in it an element. */
export function withTimes(text: string): readonly (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(iso)) {
    parts.push(text.slice(end, index), timeElement(found));
    end = index + found.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

/** Called every minute, since ages are told in minutes. */
export function showAges(within: ParentNode): void {
  for (const time of within.querySelectorAll('time')) time.textContent = timeText(time.dateTime);
}

function timeElement(at: string): HTMLElement {
  return element('time', { datetime: at, title: at }, timeText(at));
}

function timeText(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const told = date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return `${told} · ${ageText(at)}`;
}

export function ageText(at: string): string {
  const passed = shortAge(at, Date.now());
  return passed === 'now' ? 'just now' : `${passed} ago`;
}
