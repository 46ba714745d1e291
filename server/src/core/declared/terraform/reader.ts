/** From Terraform's files to the access they declare. A plan stands in for the evaluation of its root. */
import { contained, containedSteps, rememberEachInSteps, rememberLast, type SourceFile } from '../../base';
import { type Evaluated, faultyRoot } from '../../eval';
import * as hcl from '../../syntax/hcl';
import { faultyProblem } from '../faulty-part';
import type { Sources } from '../format';
import type { Part } from '../part';
import { planned, type RootPlan } from '../terraform-plan';
import { createEvaluation, type EvaluationInputs } from './evaluation';
import { createAccessReader } from './terraform';

export type TerraformReading = {
  readonly documents: ReadonlyMap<string, hcl.File>;
  readonly evaluated: Evaluated;
  readonly part: Part;
};

/** Belongs to one workspace, whose last results it remembers. `isOwn` tells its files by their path. */
export function createTerraformReader(isOwn: (path: string) => boolean) {
  const evaluate = containedEvaluation(createEvaluation());
  const readAccess = rememberLast(createAccessReader());
  return function* (sources: Sources): Generator<void, TerraformReading> {
    const documents = new Map<string, hcl.File>();
    for (const file of sources.texts.values()) {
      if (!file || !isOwn(file.path)) continue;
      documents.set(file.path, yield* parse(file));
      yield;
    }
    const inputs = { ...sources, terraform: documents };
    const evaluated = withPlans(yield* evaluate(inputs), sources.plans, inputs);
    yield;
    return { documents, evaluated, part: readAccess(evaluated, sources.project) };
  };
}

/** A file that we fail to parse is one with nothing in it, and why. */
const parse = rememberEachInSteps((file: SourceFile) =>
  containedSteps(
    { kind: 'file', path: file.path },
    () => hcl.parseDocument(file),
    (fault) => ({ ...hcl.parse({ path: file.path, text: '' }), problems: [faultyProblem(fault, file)] }),
  ),
);

type Evaluate = (inputs: EvaluationInputs) => Generator<void, Evaluated>;

function containedEvaluation(evaluate: Evaluate): Evaluate {
  return (inputs) =>
    containedSteps(
      { kind: 'roots' },
      () => evaluate(inputs),
      (fault) => ({ roots: [], problems: [], wanted: [], read: new Set(), fault }),
    );
}

function withPlans(evaluated: Evaluated, plans: readonly RootPlan[], inputs: EvaluationInputs): Evaluated {
  const [first] = plans;
  if (!first) return evaluated;
  return contained(
    { kind: 'plan', path: first.file },
    () => planned(evaluated, plans, inputs),
    (fault) => {
      const others = evaluated.roots.filter(({ path }) => plans.every((it) => it.root !== path));
      return { ...evaluated, roots: [...others, ...plans.map(({ root }) => faultyRoot(root, fault))] };
    },
  );
}
