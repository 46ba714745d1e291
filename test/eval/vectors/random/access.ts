/** The maps of groups, accounts and permission sets that access code is made of, and what people do with them. */
import fc from 'fast-check';

const accounts = ['"111122223333"', '"444455556666"', '123456789012', '"dev"'];
const sets = ['"Admin"', '"ReadOnly"', '"Billing"'];

const join = (items: readonly string[]) => items.join(', ');

/** `{ group = { account_ids = […], sets = […] } }`. */
const access = fc
  .array(
    fc.tuple(
      fc.constantFrom('admins', 'analysts', 'ops'),
      fc.uniqueArray(fc.constantFrom(...accounts), { maxLength: 3 }),
      fc.uniqueArray(fc.constantFrom(...sets), { maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((groups) => {
    const entries = groups.map(
      ([group, ids, names]) => `${group} = { account_ids = [${join(ids)}], sets = [${join(names)}] }`,
    );
    return `{ ${entries.join(', ')} }`;
  });

const flattened = access.map(
  (groups) =>
    `flatten([for g, it in ${groups} : [for id in it.account_ids : [for s in it.sets : { group = g, account = id, set = s }]]])`,
);

export const accessPatterns: fc.Arbitrary<string> = fc.oneof(
  flattened,
  flattened.map((it) => `{for a in ${it} : "\${a.group}-\${a.account}-\${a.set}" => a}`),
  flattened.map((it) => `{for a in ${it} : a.account => a.group...}`),
  flattened.map((it) => `distinct([for a in ${it} : a.set])`),
  flattened.map((it) => `toset([for a in ${it} : "\${a.group}/\${a.account}"])`),
  flattened.map((it) => `toset(${it})`),
  access.map(
    (it) =>
      `merge([for g, a in ${it} : {for p in setproduct(a.account_ids, a.sets) : "\${g}.\${p[0]}.\${p[1]}" => p[1]}]...)`,
  ),
  access.map((it) => `{for g, a in ${it} : g => lookup(a, "sets", []) if length(a.account_ids) > 0}`),
  access.map((it) => `values(${it})[*].sets`),
  access.map((it) => `{for g, a in ${it} : g => try(a.missing, a.sets[0], "none")}`),
  access.map((it) => `tomap(${it})`),
  access.map((it) => `transpose({for g, a in ${it} : g => [for s in a.sets : lower(s)]})`),
  access.map((it) => `yamldecode(yamlencode(${it}))`),
  access.map((it) => `{for g, a in tomap(${it}) : g => a.sets[*]}`),
);
