/**
 * The HCL syntax tree. Every node knows its span in UTF-16 offsets; the tree of broken text is still a tree:
 * what could not be read stands in it as `Invalid`, with a problem beside it.
 *
 * `.tf.json` files are read into the same tree, so that no other package can tell them apart.
 */
import type { Problem, Span } from '../../../base';
import type { IncompleteExpression } from '../../../reasons';

export type File = {
  readonly path: string;
  readonly body: Body;
  readonly problems: readonly Problem[];
  /** `# …`, `// …` and block comments, in order: suppressions are read from them. */
  readonly comments: readonly Comment[];
};

/** `text` is the comment without its marks, trimmed. */
export type Comment = { readonly span: Span; readonly text: string };

export type Body = {
  /** A block's body includes its braces; a file's body is the whole text. */
  readonly span: Span;
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
};

export type Name = { readonly text: string; readonly span: Span };

export type Attribute = { readonly name: Name; readonly value: Expression; readonly span: Span };

export type Block = {
  readonly type: Name;
  /** Text of the labels without quotes; the spans include the quotes. */
  readonly labels: readonly Name[];
  readonly body: Body;
  readonly span: Span;
  /** Type and labels, without the body: where a finding about the whole block stands. */
  readonly header: Span;
};

export type Expression =
  | Literal
  | Template
  | Variable
  | GetAttribute
  | Index
  | Splat
  | Call
  | Unary
  | Binary
  | Conditional
  | TupleExpression
  | ObjectExpression
  | ForTuple
  | ForObject
  | Parentheses
  | Invalid;

/** A number keeps its source text: HCL numbers are exact decimals. Quoted strings are templates. */
export type Literal =
  | { readonly kind: 'number'; readonly text: string; readonly span: Span }
  | { readonly kind: 'bool'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'null'; readonly span: Span };

/** A quoted string or a heredoc. A template of one `text` part (or none) is a plain string. */
export type Template = {
  readonly kind: 'template';
  readonly quote: 'quoted' | 'heredoc' | 'bare';
  readonly parts: readonly TemplatePart[];
  /** Includes the quotes, or the heredoc from `<<` to the end marker. */
  readonly span: Span;
};

/** `value` has escapes resolved, heredoc indentation removed and `~` trimming applied. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly value: string; readonly span: Span }
  | { readonly kind: 'interpolation'; readonly expression: Expression; readonly span: Span }
  | TemplateIf
  | TemplateFor;

export type TemplateIf = {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: readonly TemplatePart[];
  readonly otherwise: readonly TemplatePart[];
  readonly span: Span;
};

export type TemplateFor = {
  readonly kind: 'for';
  readonly key: Name | undefined;
  readonly item: Name;
  readonly collection: Expression;
  readonly parts: readonly TemplatePart[];
  readonly span: Span;
};

/** The first name of a traversal: `var`, `local`, `each`, `aws_iam_policy`, or a `for` variable. */
export type Variable = { readonly kind: 'variable'; readonly name: string; readonly span: Span };

/** `object.name`; legacy `object.0` is an `Index` with a number. `name` is empty while the user has typed only the dot. */
export type GetAttribute = {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: Name;
  readonly span: Span;
};

export type Index = {
  readonly kind: 'index';
  readonly object: Expression;
  readonly key: Expression;
  readonly span: Span;
};

/** `list[*].a[0]` (full: `each` goes on to the end of the traversal) or `list.*.a` (legacy: attributes only). */
export type Splat = {
  readonly kind: 'splat';
  readonly style: 'full' | 'legacy';
  readonly source: Expression;
  /** Applied to each item, in order. */
  readonly each: readonly SplatStep[];
  readonly span: Span;
};

export type SplatStep =
  | { readonly kind: 'attribute'; readonly name: Name; readonly span: Span }
  | { readonly kind: 'index'; readonly key: Expression; readonly span: Span }
  /** A splat within a full splat, `a[*].b[*].c`: for each item a list of its own. */
  | {
      readonly kind: 'splat';
      readonly style: 'full' | 'legacy';
      readonly each: readonly SplatStep[];
      readonly span: Span;
    };

/** `spread`: the last argument is followed by `...`. Provider functions keep their full name, `provider::aws::arn_parse`. */
export type Call = {
  readonly kind: 'call';
  readonly name: Name;
  readonly args: readonly Expression[];
  readonly spread: boolean;
  readonly span: Span;
};

export type Unary = {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
  readonly span: Span;
};

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export type Binary = {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
};

export type Conditional = {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
  readonly span: Span;
};

export type TupleExpression = { readonly kind: 'tuple'; readonly items: readonly Expression[]; readonly span: Span };

export type ObjectExpression = { readonly kind: 'object'; readonly items: readonly ObjectItem[]; readonly span: Span };

/** A bare identifier as a key is a `template` of quote `bare`; `(expr)` as a key is `parentheses`. */
export type ObjectItem = { readonly key: Expression; readonly value: Expression; readonly span: Span };

export type ForTuple = {
  readonly kind: 'for-tuple';
  readonly key: Name | undefined;
  readonly item: Name;
  readonly collection: Expression;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  readonly span: Span;
};

/** `grouping`: the value is followed by `...`. */
export type ForObject = {
  readonly kind: 'for-object';
  readonly key: Name | undefined;
  readonly item: Name;
  readonly collection: Expression;
  readonly keyResult: Expression;
  readonly valueResult: Expression;
  readonly grouping: boolean;
  readonly condition: Expression | undefined;
  readonly span: Span;
};

export type Parentheses = { readonly kind: 'parentheses'; readonly inner: Expression; readonly span: Span };

/** Text that is no expression (half-typed, or too deeply nested); the problem is in the file's list. */
export type Invalid = { readonly kind: 'invalid'; readonly because: IncompleteExpression; readonly span: Span };
