/** Plans and states that Terraform printed, in place of what evaluation makes of the sources. */
export { type Plan, type PlanReading, readPlan } from './plan';
export { type RootChoice, rootOfPlan } from './plan-root';
export { planned } from './planned';
export type { RootPlan } from './planned-root';
