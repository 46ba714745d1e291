/** Makes a module instance of a call: each of its parts is evaluated when something asks for it. */

import type { RootRun } from '../project/root';
import { lazyCalls } from './calls';
import type { Module, ModuleCall } from './module';
import { localsOf, outputsOf, variablesOf } from './named-values';
import { providersOf } from './providers';
import { moduleScope } from './references';
import { resourcesOf } from './resources';

export function enterModule(run: RootRun, call: ModuleCall): Module {
  const module: Module = {
    run,
    call,
    folder: call.folder,
    variable: (name) => variables(name),
    local: (name) => locals(name),
    output: (name) => outputs(name),
    get resources() {
      return resources;
    },
    get calls() {
      return calls;
    },
    provider: (key) => providers(key),
    scope: (path, specials) => moduleScope(module, path, specials),
  };
  const variables = variablesOf(module);
  const locals = localsOf(module);
  const outputs = outputsOf(module);
  const resources = resourcesOf(module);
  const calls = lazyCalls(module);
  const providers = providersOf(module);
  return module;
}
