import { describe, expect, it } from 'vitest';
import { style } from '../../server/src/cli/formats/style';
import { type Page, pageHtml, pageMarkdown, pageText } from '../../server/src/core/features/report';

const now = Date.parse('2026-11-24T04:05:00.000Z');
const hostile = 'a|b `c` <script>"\u001b[31m\n::error::x';

const page: Page = {
  title: 'Code compared with live access',
  verdict: { tone: 'warning', heading: 'Code and AWS differ', text: '1 only in code.' },
  nextStep: 'Apply it.',
  facts: [{ name: 'Instance', value: { text: 'ssoins-1' } }],
  takenAt: '2026-11-24T04:00:00.000Z',
  sections: [
    {
      heading: 'Assignments only in code',
      mark: 'production',
      note: 'Not applied yet.',
      columns: ['Principal', 'What', 'Code'],
      rows: [
        {
          sign: '+',
          cells: [
            { text: 'ops' },
            { text: 'nowhere to be found', tone: 'bad' },
            { text: 'access.yaml:8', open: { folder: '/repo', file: 'access.yaml', line: 8 } },
          ],
        },
        { sign: '+', cells: [{ text: 'user anna' }, { text: 'aws_x.this', code: true }, { text: '' }] },
      ],
    },
    { heading: 'Other effects', columns: ['Effect'], rows: [{ sign: '!', cells: [{ text: 'A role goes away' }] }] },
    {
      heading: 'In code and live',
      folded: true,
      columns: ['Principal', 'Account'],
      rows: [{ cells: [{ text: 'data' }, { text: 'prod, sandbox', lines: ['prod', 'sandbox'] }] }],
    },
    { heading: 'Events', note: 'None was found.', columns: [], rows: [] },
  ],
  actions: [{ title: 'Read again', command: 'refresh' }],
};

const text = (it: Page, width?: number) => pageText(it, { style: style(false), width, now });

const media = {
  text: (it: Page) => text(it),
  markdown: (it: Page) => pageMarkdown(it, now),
  html: (it: Page) => pageHtml(it).replace(/^[\s\S]*<main>\n/, ''),
};

describe('One page', () => {
  it('in a terminal ends with the answer', () => {
    expect(`\n${media.text(page)}`).toMatchInlineSnapshot(`
      "
      Code compared with live access

      Assignments only in code  production  2
      Not applied yet.
        Principal  What                 Code
      + ops        nowhere to be found  access.yaml:8
      + user anna  aws_x.this

      Other effects  1
      ! A role goes away

      In code and live  1, listed in the other formats

      Events
      None was found.

      Code and AWS differ
      1 only in code.
      Next step: Apply it.
      Instance: ssoins-1
      Live access read: 2026-11-24T04:00:00.000Z (5 min ago)
      "
    `);
  });

  it('in Markdown has tables, lists and code', () => {
    expect(`\n${media.markdown(page)}`).toMatchInlineSnapshot(`
      "
      # Code compared with live access

      **Code and AWS differ** – 1 only in code.

      Next step: Apply it.

      - Instance: ssoins-1
      - Live access read: 2026-11-24T04:00:00.000Z (5 min ago)

      ## Assignments only in code (production)

      Not applied yet.

      | Principal | What | Code |
      |---|---|---|
      | ops | **nowhere to be found** | \`access.yaml:8\` |
      | user anna | \`aws_x.this\` |  |

      ## Other effects

      - A role goes away

      ## In code and live

      | Principal | Account |
      |---|---|
      | data | prod<br>sandbox |

      ## Events

      None was found.
      "
    `);
  });

  it('in HTML has a sign beside every color', () => {
    expect(`\n${media.html(page)}`).toMatchInlineSnapshot(`
      "
      <h1>Code compared with live access</h1>
      <section class="verdict warning"><h2><span class="sign" aria-hidden="true">!</span>Code and AWS differ</h2><p>1 only in code.</p></section>
      <dl><dt>Next step</dt><dd>Apply it.</dd>
      <dt>Instance</dt><dd>ssoins-1</dd>
      <dt>Live access read</dt><dd>2026-11-24T04:00:00.000Z</dd></dl>
      <nav aria-label="Contents"><details open><summary>Contents (4)</summary><ul><li><a href="#s0">Assignments only in code</a> <span>2</span></li>
      <li><a href="#s1">Other effects</a> <span>1</span></li>
      <li><a href="#s2">In code and live</a> <span>1</span></li>
      <li><a href="#s3">Events</a> <span></span></li></ul></details></nav>
      <section><h2 id="s0">Assignments only in code <span class="mark">production</span> <span class="count">2</span></h2>
      <p class="note">Not applied yet.</p>
      <div class="table"><table>
      <thead><tr><th scope="col">Principal</th><th scope="col">What</th><th scope="col">Code</th></tr></thead>
      <tbody>
      <tr><th scope="row"><span class="sign good" aria-hidden="true">+</span>ops</th><td><span class="toned bad"><span class="sign" aria-hidden="true">✕</span>nowhere to be found</span></td><td><code>access.yaml:8</code></td></tr>
      <tr><th scope="row"><span class="sign good" aria-hidden="true">+</span>user anna</th><td><code>aws_x.this</code></td><td></td></tr>
      </tbody></table></div>
      </section>
      <section><h2 id="s1">Other effects <span class="count">1</span></h2>
      <div class="table"><table>
      <thead><tr><th scope="col">Effect</th></tr></thead>
      <tbody>
      <tr><th scope="row"><span class="sign warning" aria-hidden="true">!</span>A role goes away</th></tr>
      </tbody></table></div>
      </section>
      <section><h2 id="s2">In code and live <span class="count">1</span></h2>
      <div class="table"><table>
      <thead><tr><th scope="col">Principal</th><th scope="col">Account</th></tr></thead>
      <tbody>
      <tr><th scope="row">data</th><td>prod<br>sandbox</td></tr>
      </tbody></table></div>
      </section>
      <section><h2 id="s3">Events</h2>
      <p class="note">None was found.</p>
      </section>
      </main>
      </body>
      </html>
      "
    `);
  });

  it.each(Object.entries(media))('has in %s the same sections in the same order, with the same notes', (_, render) => {
    const told = render(page).replaceAll(/<[^>]*>|[*#]/g, '');
    const places = page.sections.flatMap(({ heading, note }) => [heading, ...(note ? [note] : [])]);
    const seen = places.map((it) => told.lastIndexOf(it));
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.every((it) => it >= 0)).toBe(true);
  });

  it('fits a narrow terminal without breaking a word, and stays as it is in a file', () => {
    const lines = text(page, 40).split('\n');
    const table = lines.filter((line) => /^[+ ] /.test(line));
    expect(table.every((line) => line.length <= 40)).toBe(true);
    expect(table.slice(1, 4)).toEqual([
      '+ ops        nowhere to    access.yaml:8',
      '             be found',
      expect.any(String),
    ]);
    expect(text(page)).toContain('+ ops        nowhere to be found  access.yaml:8\n');
  });

  it('has colors in a terminal that has them', () => {
    const colored = pageText(page, { style: style(true), width: undefined, now });
    expect(colored).toContain('\u001b[32m+\u001b[0m \u001b[32mops\u001b[0m');
    expect(colored).toContain('\u001b[31mnowhere to be found\u001b[0m');
    expect(colored).toContain('\u001b[2maccess.yaml:8\u001b[0m');
  });
});

describe('Names that somebody else wrote', () => {
  const named: Page = {
    ...page,
    title: hostile,
    verdict: { tone: 'bad', heading: hostile, text: hostile },
    nextStep: hostile,
    facts: [{ name: hostile, value: { text: hostile } }],
    sections: [
      {
        heading: hostile,
        mark: hostile,
        note: hostile,
        columns: [hostile, 'Other'],
        rows: [{ cells: [{ text: hostile }, { text: hostile, code: true }] }],
      },
    ],
  };

  it('command no terminal and begin no line of a log', () => {
    expect(text(named)).not.toContain('\u001b');
    expect(text(named)).not.toMatch(/^\s*::error/m);
    expect(text(named)).toContain('a|b `c` <script>"\\u001b[31m\\u000a::error::x');
  });

  it('are text in Markdown: no cell, no tag, no link, no end of a code span', () => {
    const markdown = pageMarkdown(named, now);
    expect(markdown.replaceAll(/(`+)[^\n]*?[^`]\1(?!`)/g, '')).not.toMatch(/(?<!\\)`|<(?!br>)/);
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    expect(new Set(rows.map((line) => line.replaceAll('\\|', '').split('|').length))).toEqual(new Set([4]));
    expect(markdown).toContain('``a\\|b `c` <script>"\\u001b[31m\\u000a::error::x``');
  });

  it('are text in HTML: no tag, no end of an attribute', () => {
    const html = pageHtml(named);
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;&quot;');
  });
});
