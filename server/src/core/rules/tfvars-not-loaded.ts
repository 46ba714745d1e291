import { isExample } from './support/places';
import { defineRule, type Located } from './support/rule';

/** Terraform loads `terraform.tfvars` and `*.auto.tfvars` of the root's folder, and nothing else unless told to. */
export const tfvarsNotLoaded = defineRule({
  name: 'tfvars-not-loaded',
  summary: 'Access is written in a variable file that Terraform does not load by itself, and the default is empty.',
  severity: 'info',
  reads: ['declared'],

  check({ declared }, report) {
    for (const { variable, origin, setAt } of declared.configuration?.unloaded ?? []) {
      const places = setAt.filter((place) => !isSample(place));
      const paths = [...new Set(places.map((place) => place.origin.at.path))];
      if (paths.length === 0) continue;
      const rest = paths.length > 1 ? ` and ${paths.length - 1} more` : '';
      report(
        { origin },
        {
          message: `"${variable}" is set in ${paths[0]}${rest}, which Terraform does not load by itself: a plain apply removes all of it`,
          related: places.map((at) => ({ at, message: `"${variable}" is set here` })),
        },
      );
    }
  },
});

/** What shows how to fill in a variable is not meant to be applied. */
function isSample({ origin }: Located): boolean {
  return isExample({ origin }) || /(sample|example|template)[^/]*$/i.test(origin.at.path);
}
