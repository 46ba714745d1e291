/** Plans and states that Terraform printed, in place of what evaluation makes of the sources. */
export { type Plan, type PlanReading, readPlan } from './plan';
export { type RootChoice, rootOfPlan } from './plan-root';
export { type EvaluateWith, type RootPlan, withPlans } from './planned-root';
export { variablesFile } from './planned-values';
