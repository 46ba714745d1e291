/** A question in several steps: each a list to pick from or type into, with a way back to the step before. */
import { Disposable, QuickInputButtons, type QuickPickItem, window } from 'vscode';
import { visible } from '../../../../server/src/protocol';

export type Choice<T> = QuickPickItem & { readonly value: T };

export type Step<T> = {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Choice<T>[];
  /** Makes a choice of what was typed and is not in the list. */
  readonly typed?: (text: string) => Choice<T> | undefined;
  /** Counted from one. */
  readonly step?: number;
  readonly of?: number;
  readonly canGoBack?: boolean;
};

export type Picked<T> =
  | { readonly kind: 'picked'; readonly value: T }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancelled' };

export function pickStep<T>(step: Step<T>): Promise<Picked<T>> {
  return new Promise((resolve) => {
    const box = window.createQuickPick<Choice<T>>();
    box.title = step.title;
    box.placeholder = visible(step.placeholder);
    box.matchOnDescription = true;
    box.matchOnDetail = true;
    box.items = step.items;
    box.step = step.step;
    box.totalSteps = step.of;
    if (step.canGoBack) box.buttons = [QuickInputButtons.Back];
    const finish = (picked: Picked<T>) => {
      resolve(picked);
      listening.dispose();
      box.dispose();
    };
    const listening = Disposable.from(
      box.onDidChangeValue((text) => {
        box.items = withTyped(step, text);
      }),
      box.onDidTriggerButton(() => finish({ kind: 'back' })),
      box.onDidHide(() => finish({ kind: 'cancelled' })),
      box.onDidAccept(() => {
        const [item] = box.selectedItems;
        if (item) finish({ kind: 'picked', value: item.value });
      }),
    );
    box.show();
  });
}

/** What was typed stands last, so that Enter takes what the list has. */
function withTyped<T>({ items, typed }: Step<T>, text: string): readonly Choice<T>[] {
  const wanted = text.trim();
  if (!typed || wanted === '' || items.some((it) => it.label === wanted)) return items;
  const own = typed(wanted);
  return own ? [...items, { ...own, alwaysShow: true }] : items;
}
