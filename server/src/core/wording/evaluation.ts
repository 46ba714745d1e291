/** What the evaluation of Terraform leaves open, each as a sentence's end. */
import type { EvaluationReason, NotComputed, UnknownReason } from '../reasons';
import { incompleteText, problemText } from './problem';
import type { Sentences } from './sentences';

const notComputed: Readonly<Record<NotComputed, string>> = {
  compression: 'compressed text is not computed here',
  'duplicate-group-name': 'the pattern names two groups alike',
  'fractional-power': 'a power with a fraction in its exponent is not computed here',
  'ipv4-in-ipv6': 'an IPv4 network inside IPv6 is not computed here',
  'negative-prefix': 'a prefix below zero means nothing',
  'nested-braces': 'it has braces in braces',
  'untyped-null': 'a null of no type cannot be formatted',
  'yaml-whitespace': 'Terraform reads these tabs or carriage returns in its own way',
};

export const evaluation: Sentences<EvaluationReason, UnknownReason> = {
  'terraform-error': ({ message }) => message,
  'call-failed': (it) => `Call to function "${it.function}" failed: ${it.message}`,
  'invalid-argument': ({ parameter, message }) => `Invalid value for "${parameter}" parameter: ${message}`,
  'invalid-yaml': (it) =>
    `Call to function "${it.function}" failed: the YAML text is not valid: ${problemText(it.problem)}`,
  'invalid-tfvars': (it) =>
    `Call to function "${it.function}" failed: invalid tfvars syntax: ${problemText(it.problem)}`,
  'invalid-template': (it) => {
    const problem = it.problem ? problemText(it.problem) : 'not a template';
    return `Call to function "${it.function}" failed: ${it.path}: ${problem}`;
  },
  'template-failed': (it, textOf) => `Call to function "${it.function}" failed: ${textOf(it.because)}`,
  'no-expression-succeeded': ({ because }, textOf) =>
    `Call to function "try" failed: no expression succeeded: ${because.map(textOf).join('; ')}`,

  'variable-without-value': ({ name }) => `var.${name} has no value`,
  'output-without-value': ({ name }) => `output "${name}" has no value`,
  'no-output': ({ name }) => `there is no output ${name}`,
  'depends-on': ({ address, because }, textOf) => `depends on ${address}${because ? `: ${textOf(because)}` : ''}`,
  'known-after-apply': ({ address }) => `${address} is known only after apply`,
  'known-at-run': (it) => `${it.function}() is known only when Terraform runs`,
  'machine-dependent': (it) => `${it.function}() depends on the machine Terraform runs on`,
  'chosen-workspace': () => 'terraform.workspace is chosen when Terraform runs',
  sensitive: () => 'the code marks it as sensitive, so that nothing of it is shown',
  'working-folder': () => 'path.cwd is the folder Terraform is run in',
  cycle: ({ name, through }) =>
    `${name} depends on itself${through.length === 0 ? '' : ` through ${through.join(', ')}`}`,
  'any-element': () => 'an element',
  'invalid-expression': ({ problem }) => incompleteText(problem),
  'name-missing': () => 'a name is missing',

  'invalid-count': () => 'count is not a whole number from 0 on',
  'invalid-for-each': ({ given }) => `for_each takes a map or a set of strings, not a ${given}`,
  'invalid-for-each-set': ({ of }) => `for_each takes a set of strings, not of ${of}s`,
  'invalid-dynamic-for-each': ({ given }) => `for_each of a dynamic block takes a collection, not a ${given}`,
  'unknown-collection': () => 'the collection is not known',
  'unknown-key': () => 'its key is not known',
  'unknown-for-each-key': ({ because }, textOf) => `a key of for_each is not known: ${textOf(because)}`,

  'unknown-module': ({ address, because }, textOf) => `${address} is not known${because ? `: ${textOf(because)}` : ''}`,
  'module-calls-itself': ({ name }) => `module ${name} calls itself`,
  'module-without-source': () => 'its source is not written out',
  'module-not-downloaded': ({ source }) => `its source ${source} is not downloaded; run "terraform init"`,
  'empty-module-folder': ({ path }) => `the folder ${path} holds no Terraform configuration`,

  'file-not-loaded': ({ path }) => `${path} is not loaded`,
  'unreadable-file': ({ path, problem }) => `${path} can't be read: ${problemText(problem)}`,
  'file-is-template': ({ path }) => `${path} is a template that another tool fills in`,
  'file-in-home': ({ path }) => `${path} lies in a home folder`,
  'outside-repository': ({ path }) =>
    `${path} is outside the repository, where nothing is read; keep a copy of it in the repository`,
  'file-pending': ({ path }) => `the file ${path} is not read`,
  'file-lookup-pending': ({ path }) => `whether the file ${path} exists is not known`,
  'unlisted-folder': ({ path }) => `the files in ${path} are not known`,

  'too-deep': () => 'it is nested too deeply to be evaluated here',
  'too-large': () => 'it is too large to be evaluated here',
  'invalid-number': () => 'the number is not a number',
  'too-many-arguments': () => 'too many arguments',
  'choice-of-types': () => 'Terraform converts such a choice in its own way',
  'too-many-instances': ({ limit }) => `it makes more than ${limit} instances, too many to follow`,
  'too-many-modules': ({ limit }) => `more than ${limit} modules are called`,
  'too-many-references': ({ name, limit }) => `${name} is reached through more than ${limit} references`,
  'unsupported-function': ({ name }) => `unsupported function ${name}`,
  'unsupported-encoding': ({ name }) => `the encoding ${name} is not supported here`,
  'planned-sensitive': () => 'the plan marks it as sensitive',
  'planned-after-apply': () => 'it is known only after apply',
  'planned-reference': ({ reference = 'the expression' }) => `the plan does not say what ${reference} is`,
  'planned-identity': ({ address }) => `it is ${address}`,

  'not-computed': ({ what }) => notComputed[what],
};
