/** What the tests use of two parsers that come without types. */
declare module 'markdown-it' {
  type Token = {
    readonly type: string;
    readonly tag: string;
    readonly content: string;
    readonly children: readonly Token[] | null;
  };
  type Parser = {
    readonly linkify: { set(options: { readonly fuzzyLink: boolean }): void };
    parse(text: string, environment: object): Token[];
  };
  const markdownIt: (options: { readonly html: boolean; readonly linkify: boolean }) => Parser;
  export = markdownIt;
}

declare module 'sax' {
  type Parser = {
    onerror: (error: Error) => void;
    onopentag: (tag: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }) => void;
    write(text: string): Parser;
    close(): void;
  };
  const sax: { parser(strict: boolean): Parser };
  export = sax;
}
