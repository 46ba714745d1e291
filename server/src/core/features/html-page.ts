/** One HTML file that stands alone: no script, nothing loaded, light and dark, fit for printing. */

/** `parts` are HTML: whatever code or AWS wrote in them is `escaped`. */
export function htmlPage(title: string, parts: readonly string[]): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(title)}</title>`,
    `<style>${styles}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${escaped(title)}</h1>`,
    ...parts,
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const styles = `
:root { color-scheme: light dark; --ink: #1c2128; --soft: #57606a; --line: #d0d7de; --paper: #fff; --shade: #f6f8fa; --link: #0550ae; --warn: #7a4b00; --warn-paper: #fff4d6; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9ba5b0; --line: #3a424c; --paper: #0d1117; --shade: #161b22; --link: #79b8ff; --warn: #f2cc60; --warn-paper: #2c2410; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1 { font-size: 1.7rem; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; overflow-wrap: anywhere; }
a { color: var(--link); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: 0 0 1.2rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
nav ul { columns: 22rem; padding: 0; margin: 1rem 0; list-style: none; } summary { cursor: pointer; color: var(--soft); }
nav li { break-inside: avoid; display: flex; gap: .5rem; white-space: nowrap; } nav span { color: var(--soft); flex: none; }
nav a { overflow: hidden; text-overflow: ellipsis; }
.gaps { border: 1px solid var(--warn); background: var(--warn-paper); padding: .2rem 1rem .4rem; border-radius: .4rem; }
.gaps h2 { color: var(--warn); margin: .6rem 0 0; } .whole { color: var(--soft); }
.mark { font-size: .75rem; font-weight: 600; border: 1px solid var(--warn); color: var(--warn); border-radius: 1rem; padding: .05rem .55rem; margin-left: .3rem; white-space: nowrap; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .87rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
td { overflow-wrap: anywhere; min-width: 5.5rem; }
td:last-child { min-width: 16rem; color: var(--soft); font-size: .78rem; }
tbody tr:hover { background: var(--shade); }
.doubt { color: var(--warn); font-weight: 600; } .disabled { opacity: .7; }
@media print { nav { display: none; } section { break-inside: avoid-page; } body { font-size: 11px; } }
`;
