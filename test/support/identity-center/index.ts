/**
 * AWS IAM Identity Center on the loopback interface, for tests: the APIs' own protocols, pages, delays, limits and
 * error texts over a state that changes. Nothing here knows the code under test.
 */
export { type Clock, createClock } from './clock';
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator';
export type { Fault, FaultKind, Faults } from './faults';
export { type GeneratorOptions, generateScenario } from './generate';
export type { Scenario } from './scenario';
export { decodeScenario, loadScenario } from './scenario-file';
export type { EmulatorState } from './state';
