/**
 * Validates requests against AWS's service models. `shapes.json` is an extract of the public Smithy models (as botocore
 * publishes them): the input of every operation served here, and the names of those that exist but are not served.
 */
import { readFileSync } from 'node:fs';
import { AwsError } from './wire/aws-error';
import { type Fields, isFields } from './wire/fields';

export type ServiceName = 'sso-admin' | 'identitystore' | 'organizations' | 'cloudtrail' | 'iam' | 'sts';

type Shape = {
  readonly type: string;
  readonly members?: Readonly<Record<string, string>>;
  readonly required?: readonly string[];
  readonly member?: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
};

type Service = {
  readonly target: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly known: readonly string[];
  readonly shapes: Readonly<Record<string, Shape>>;
};

const services: Readonly<Record<ServiceName, Service>> = JSON.parse(
  readFileSync(new URL('./shapes.json', import.meta.url), 'utf8'),
);

export const serviceNames: readonly ServiceName[] = ['sso-admin', 'identitystore', 'organizations', 'cloudtrail'];

/**
 * `SWBExternalService` → sso-admin; the header is what the JSON services are told apart by. Some clients put the Java
 * package before CloudTrail's name (botocore) and some do not (the JavaScript SDK).
 */
export const serviceOfTarget = (target: string): ServiceName | undefined =>
  serviceNames.find((name) => services[name].target === target || services[name].target.endsWith(`.${target}`));

export const isServed = (service: ServiceName, operation: string): boolean => operation in services[service].inputs;

/** Exists at AWS, but not here: a gap of the emulator, and said so. */
export const isKnown = (service: ServiceName, operation: string): boolean =>
  services[service].known.includes(operation);

/** Throws AWS's error text for everything the model forbids. Unknown members are ignored, as AWS does. */
export function validate(service: ServiceName, operation: string, input: Fields): void {
  const root = services[service].inputs[operation];
  if (root === undefined || root === '') return;
  const faults = faultsOf(services[service], root, input, '');
  if (faults.length === 0) return;
  const noun = faults.length === 1 ? 'validation error' : 'validation errors';
  throw new AwsError(invalidCode(service), `${faults.length} ${noun} detected: ${faults.join('; ')}`);
}

const invalidCode = (service: ServiceName): string => {
  if (service === 'organizations') return 'InvalidInputException';
  return service === 'iam' || service === 'sts' ? 'ValidationError' : 'ValidationException';
};

function faultsOf(service: Service, name: string, value: unknown, at: string): readonly string[] {
  const shape = service.shapes[name];
  if (shape === undefined) return [];
  switch (shape.type) {
    case 'structure':
      return structureFaults(service, shape, value, at);
    case 'list':
      return listFaults(service, shape, value, at);
    case 'string':
      return typeof value === 'string' ? stringFaults(shape, value, at) : [wrongType(value, at, 'a string')];
    case 'integer':
      return typeof value === 'number' ? rangeFaults(shape, value, at) : [wrongType(value, at, 'an integer')];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(value, at, 'a boolean')];
    default:
      return [];
  }
}

function structureFaults(service: Service, shape: Shape, value: unknown, at: string): readonly string[] {
  const members = Object.entries(shape.members ?? {});
  // A structure without members stands for a free-form document.
  if (members.length === 0) return [];
  if (!isFields(value)) return [wrongType(value, at, 'a structure')];
  return members.flatMap(([name, member]) => {
    const place = at === '' ? lowerFirst(name) : `${at}.${lowerFirst(name)}`;
    const given = value[name];
    if (given !== undefined && given !== null) return faultsOf(service, member, given, place);
    return shape.required?.includes(name)
      ? [`Value null at '${place}' failed to satisfy constraint: Member must not be null`]
      : [];
  });
}

function listFaults(service: Service, shape: Shape, value: unknown, at: string): readonly string[] {
  if (!Array.isArray(value)) return [wrongType(value, at, 'a list')];
  const each = value.flatMap((item, index) => faultsOf(service, shape.member ?? '', item, `${at}.${index + 1}.member`));
  return [...lengthFaults(shape, value.length, JSON.stringify(value), at), ...each];
}

function stringFaults(shape: Shape, value: string, at: string): readonly string[] {
  const constraint = (text: string) => `Value '${value}' at '${at}' failed to satisfy constraint: Member must ${text}`;
  const faults = [...lengthFaults(shape, value.length, value, at)];
  if (shape.pattern !== undefined && !anchored(shape.pattern).test(value))
    faults.push(constraint(`satisfy regular expression pattern: ${shape.pattern}`));
  if (shape.enum !== undefined && !shape.enum.includes(value))
    faults.push(constraint(`satisfy enum value set: [${shape.enum.join(', ')}]`));
  return faults;
}

function lengthFaults(shape: Shape, length: number, value: string, at: string): readonly string[] {
  const constraint = (text: string) => `Value '${value}' at '${at}' failed to satisfy constraint: Member must ${text}`;
  if (shape.min !== undefined && length < shape.min)
    return [constraint(`have length greater than or equal to ${shape.min}`)];
  if (shape.max !== undefined && length > shape.max)
    return [constraint(`have length less than or equal to ${shape.max}`)];
  return [];
}

function rangeFaults(shape: Shape, value: number, at: string): readonly string[] {
  const constraint = (text: string) => `Value '${value}' at '${at}' failed to satisfy constraint: Member must ${text}`;
  if (shape.min !== undefined && value < shape.min)
    return [constraint(`have value greater than or equal to ${shape.min}`)];
  if (shape.max !== undefined && value > shape.max)
    return [constraint(`have value less than or equal to ${shape.max}`)];
  return [];
}

const wrongType = (value: unknown, at: string, wanted: string): string =>
  `Value '${JSON.stringify(value)}' at '${at}' failed to satisfy constraint: Member must be ${wanted}`;

const lowerFirst = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1);

const compiled = new Map<string, RegExp>();

/**
 * The models' patterns are Java's and hold for the whole value. Only those with `\p` need JavaScript's unicode mode.
 */
function anchored(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const made = new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
  compiled.set(pattern, made);
  return made;
}
