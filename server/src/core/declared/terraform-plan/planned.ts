/** Plans in place of the evaluation of their roots. What a plan leaves open the sources may say, given its variables. */
import { type Evaluated, evaluateProject } from '../../eval';
import * as hcl from '../../syntax/hcl';
import { type EvaluationInputs, projectOf } from '../terraform/evaluation';
import { type RootPlan, withPlans } from './planned-root';
import { variablesFile } from './planned-values';

export function planned(
  evaluated: Evaluated,
  plans: readonly RootPlan[],
  { terraform, options, ...others }: EvaluationInputs,
): Evaluated {
  if (plans.length === 0) return evaluated;
  return withPlans(evaluated, plans, (root, variables) => {
    const given = hcl.parse({ path: variablesFile, text: JSON.stringify(variables) });
    const files = new Map([...terraform, [variablesFile, given]]);
    const varFiles = [...(options.varFiles ?? []), variablesFile];
    return evaluateProject(projectOf({ ...others, terraform: files, options: { ...options, root, varFiles } }));
  });
}
