/** A table of sentences, one for each kind of a family. Every sentence of this package comes out of here. */

type Kind = { readonly kind: string };

type OfKind<R extends Kind, K extends string> = R extends unknown ? (K extends R['kind'] ? R : never) : never;

/** `say` words what is nested in the reason. */
export type Sentences<R extends Kind, All extends Kind = R> = {
  readonly [K in R['kind']]: (it: OfKind<R, K>, textOf: (it: All) => string) => string;
};

export function formatterOf<R extends Kind>(sentences: Sentences<R>): (reason: R) => string {
  const textOf = (reason: R): string => {
    // The table has a sentence for each kind, which takes reasons of that kind; the compiler can't follow the index.
    const sentence = sentences[reason.kind as R['kind']] as (it: R, textOf: (it: R) => string) => string;
    return sentence(reason, textOf);
  };
  return textOf;
}
