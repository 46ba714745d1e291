/** Elements in one expression. Text is only ever set as text, so no name of AWS's can become markup, and what can't be seen in it is made visible. */
import { visible } from '../../../../server/src/protocol';

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export function element<N extends keyof HTMLElementTagNameMap>(
  name: N,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[N] {
  const created = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false)
      created.setAttribute(key, value === true ? '' : visibleLines(String(value)));
  }
  created.append(...children.map((it) => (typeof it === 'string' ? visible(it) : it)));
  return created;
}

/** A tooltip may have several lines. */
function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
