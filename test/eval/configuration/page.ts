/**
 * A page: Markdown whose sections are small projects with what becomes of them.
 *
 *     ## A heading names the case
 *     `main.tf`:
 *     ```terraform
 *     …
 *     ```
 *     ```evaluated
 *     terraform_data.a["x"]
 *       input = "v"   ← main.tf:3
 *     ```
 *
 * An `options` fence (JSON) is the evaluation's options. An `evaluated` fence is ours, rewritten with `UPDATE=1`; a
 * `terraform` fence is Terraform's own plan, written only by the recorder.
 */
export type Page = { readonly title: string; readonly sections: readonly Section[] };

export type Section = {
  readonly title: string;
  readonly files: ReadonlyMap<string, string>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly fences: ReadonlyMap<string, Fence>;
  /** Offset in the page behind the section's last fence. */
  readonly end: number;
};

/** `start` and `end` delimit the content in the page's text. */
export type Fence = { readonly text: string; readonly start: number; readonly end: number };

const fence = /(?:^`([^`\n]+)`:\n\n?)?^```([a-z-]*)\n([\s\S]*?)^```$/gm;

export function readPage(text: string): Page {
  const starts = [...text.matchAll(/^## (.*)$/gm)];
  const sections = starts.map((heading, index) => {
    const end = starts[index + 1]?.index ?? text.length;
    return readSection(heading[1] ?? '', text, { start: heading.index, end });
  });
  return { title: /^# (.*)$/m.exec(text)?.[1] ?? '', sections };
}

function readSection(title: string, page: string, bounds: { readonly start: number; readonly end: number }): Section {
  const files = new Map<string, string>();
  const fences = new Map<string, Fence>();
  let end = bounds.start;
  for (const match of page.slice(bounds.start, bounds.end).matchAll(fence)) {
    const [whole, path, language = '', text = ''] = match;
    end = bounds.start + match.index + whole.length;
    if (path !== undefined) files.set(path, text);
    else fences.set(language, { text, start: end - 3 - text.length, end: end - 3 });
  }
  const options: unknown = JSON.parse(fences.get('options')?.text ?? '{}');
  // A page's own options; a wrong one shows in what is evaluated.
  return { title, files, options: options as Section['options'], fences, end };
}

/** The page with a fence's content replaced, or the fence added behind the section's last one. */
export function withFence(page: string, section: Section, language: string, text: string): string {
  const old = section.fences.get(language);
  if (old) return page.slice(0, old.start) + text + page.slice(old.end);
  return `${page.slice(0, section.end)}\n\n\`\`\`${language}\n${text}\`\`\`${page.slice(section.end)}`;
}
