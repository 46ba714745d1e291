/** From Terraform's files to the access they declare. A plan stands in for the evaluation of its root. */
import { rememberEachInSteps, rememberLast } from '../../base';
import type { Evaluated } from '../../eval';
import * as hcl from '../../syntax/hcl';
import type { Sources } from '../format';
import type { Part } from '../part';
import { planned } from '../terraform-plan';
import { createEvaluation } from './evaluation';
import { createAccessReader } from './terraform';

export type TerraformReading = {
  readonly documents: ReadonlyMap<string, hcl.File>;
  readonly evaluated: Evaluated;
  readonly part: Part;
};

/** Belongs to one workspace, whose last results it remembers. `isOwn` tells its files by their path. */
export function createTerraformReader(isOwn: (path: string) => boolean) {
  const evaluate = createEvaluation();
  const readAccess = rememberLast(createAccessReader());
  return function* (sources: Sources): Generator<void, TerraformReading> {
    const documents = new Map<string, hcl.File>();
    for (const file of sources.texts.values()) {
      if (!file || !isOwn(file.path)) continue;
      documents.set(file.path, yield* parse(file));
      yield;
    }
    const inputs = { ...sources, terraform: documents };
    const evaluated = planned(yield* evaluate(inputs), sources.plans, inputs);
    yield;
    return { documents, evaluated, part: readAccess(evaluated, sources.project) };
  };
}

const parse = rememberEachInSteps(hcl.parseDocument);
