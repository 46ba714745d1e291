/** Conversions by name, and the marks that values carry. */

import { convertTo, isFailure } from '../../type/convert';
import {
  ANY,
  BOOL,
  constraintName,
  isPrimitive,
  listOf,
  mapOf,
  NUMBER,
  STRING,
  setOf,
  type Type,
  typeName,
} from '../../type/type';
import { typeOf } from '../../type/type-of';
import { boolValue, nullValue, withoutSensitive, withSensitive } from '../../value/construct';
import type { Value } from '../../value/value';
import { type BuiltIn, type CallSite, failedArgument, parameter } from '../function';

const ALL = { null: true, unknown: true, sensitive: true } as const;

export const conversions: Readonly<Record<string, BuiltIn>> = {
  ephemeralasnull: {
    picksOne: true,
    parameters: [parameter('value', ANY, ALL)],
    apply: ([value], { origin }) => value ?? nullValue(origin),
  },
  issensitive: { picksOne: true, parameters: [parameter('value', ANY, ALL)], returns: BOOL, apply: isSensitive },
  nonsensitive: {
    picksOne: true,
    parameters: [parameter('value', ANY, ALL)],
    apply: ([value], site) => withoutSensitive(value ?? nullValue(site.origin)),
  },
  sensitive: {
    picksOne: true,
    parameters: [parameter('value', ANY, ALL)],
    apply: ([value], site) => withSensitive(value ?? nullValue(site.origin), true),
  },
  tobool: conversion(BOOL),
  tolist: conversion(listOf(ANY)),
  tomap: conversion(mapOf(ANY)),
  tonumber: conversion(NUMBER),
  toset: conversion(setOf(ANY)),
  tostring: conversion(STRING),
};

function isSensitive([value]: readonly Value[], { origin }: CallSite): Value {
  return boolValue(value?.sensitive === true, origin);
}

function conversion(type: Type): BuiltIn {
  return {
    picksOne: true,
    parameters: [parameter('v', ANY, ALL)],
    apply: ([value], site) => convertNamed(value, type, site),
  };
}

function convertNamed(value: Value | undefined, type: Type, site: CallSite): Value {
  const converted = convertTo(value ?? nullValue(site.origin), type);
  if (!isFailure(converted)) return converted;
  const given = value ? typeOf(value) : ANY;
  return failedArgument(site, 'v', message(value, given, type, converted.failed));
}

/** The value itself is worth quoting only where another string would have done. */
function message(value: Value | undefined, given: Type, type: Type, reason: string): string {
  if (value?.kind === 'string' && !value.sensitive && isPrimitive(type)) {
    const wanted = type.kind === 'number' ? 'a number required' : 'only the strings "true" or "false" are allowed';
    const start = `cannot convert ${JSON.stringify(value.value)} to ${type.kind}`;
    return type.kind === 'number'
      ? `${start}; given string must be a decimal representation of a number`
      : `${start}; ${wanted}`;
  }
  if (isPrimitive(type) || given.kind === 'any') return `cannot convert ${typeName(given)} to ${constraintName(type)}`;
  return `cannot convert ${typeName(given)} to ${constraintName(type)}: ${reason}`;
}
