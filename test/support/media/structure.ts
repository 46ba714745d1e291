/** What a text is made of, once its own parser has read it: all but the words. Two reports of other names are made of the same. */
import markdownIt from 'markdown-it';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import sax from 'sax';

const markdown = markdownIt({ html: true, linkify: true });
// GitHub makes links of what begins with a scheme, of `www.` and of addresses of people.
markdown.linkify.set({ fuzzyLink: false });

const words = ['text', 'text_special', 'code_inline', 'softbreak', 'inline'];

/** Headings, tables, lists, emphasis, links, images, tags, in their order. */
export function markdownStructure(text: string): readonly string[] {
  return tokensOf(text)
    .filter(({ type }) => !words.includes(type))
    .map(({ type, tag, content }) => `${type} ${tag} ${type.startsWith('html') ? content : ''}`);
}

/** What GitHub makes of text that is no code, after Markdown is done: mentions, issues, formulas, emoji, pages. */
export function markdownReferences(text: string): readonly string[] {
  const plain = tokensOf(text).filter(({ type }) => type === 'text' || type === 'text_special');
  const found =
    /@\w|#\d|\bGH-\d|\$|www\.|:\/\/|(?<!\barn|\baws[\w-]*):(?!aws|[a-z]+::)[a-z_+-]+:(?!:)|(?:^|\s)(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}(?=$|\s)/i;
  return plain.map(({ content }) => content).filter((it) => found.test(it));
}

function tokensOf(text: string): readonly Token[] {
  return markdown.parse(text, {}).flatMap((it) => [it, ...(it.children ?? [])]);
}

type Token = ReturnType<typeof markdown.parse>[number];
type HtmlNode = DefaultTreeAdapterMap['node'];

/** Elements with their attributes, and comments, in their order. */
export function htmlStructure(text: string): readonly string[] {
  return nodesOf(parse(text)).flatMap((it) => {
    if ('tagName' in it) return [[it.tagName, ...it.attrs.map(({ name, value }) => `${name}=${value}`)].join(' ')];
    return it.nodeName === '#comment' ? ['comment'] : [];
  });
}

function nodesOf(node: HtmlNode): readonly HtmlNode[] {
  return [node, ...('childNodes' in node ? node.childNodes.flatMap(nodesOf) : [])];
}

/** Elements with the names of their attributes; throws where it is no XML. */
export function xmlStructure(text: string): readonly string[] {
  const found: string[] = [];
  const parser = sax.parser(true);
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => found.push([name, ...Object.keys(attributes)].join(' '));
  parser.write(text).close();
  // Production 2 of XML 1.0, which the parser does not hold to.
  const wrong = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]|&#(?:[0-8]|1[124-9]|2\d|3[01]);/u.exec(
    text,
  );
  if (wrong) throw new Error(`no sign of XML: ${JSON.stringify(wrong[0])}`);
  return found;
}

/** The fields of each row, as a spreadsheet that parts them by this sign reads them. */
export function csvRows(text: string, separator = ','): readonly (readonly string[])[] {
  const rows: string[][] = [];
  const field =
    separator === ',' ? /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y : /(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r\n|$)/y;
  let row: string[] = [];
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const found = field.exec(text);
    if (!found) throw new Error(`no CSV: ${text.slice(at, at + 40)}`);
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === separator) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Whether a spreadsheet computes the field. */
export function isFormula(field: string): boolean {
  return /^\s*[=+\-@|\uff1d\uff0b\uff0d\uff20]/.test(field);
}
