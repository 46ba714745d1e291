/** Checked reading of JSON that someone else may have written. Never throws; the first thing that is wrong is kept. */

import { isObject } from '../base';

export type Json = unknown;

/** Reads one kind of value; on a mismatch it tells the reader and answers with a stand-in that is never used. */
export type Read<T> = (value: Json, at: string, wrong: Wrong) => T;

/** Receives what is wrong: `assignments[3].account: expected text`. */
export type Wrong = (problem: string) => void;

export const text: Read<string> = (value, at, wrong) => {
  if (typeof value === 'string') return value;
  wrong(`${at}: expected text`);
  return '';
};

/** ISO 8601 in UTC, so that dates compare as text. */
export const date: Read<string> = (value, at, wrong) => {
  if (typeof value === 'string' && isDate(value)) return value;
  wrong(`${at}: expected a date like 2026-11-24T04:00:00.000Z`);
  return '';
};

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

export const flag: Read<boolean> = (value, at, wrong) => {
  if (typeof value === 'boolean') return value;
  wrong(`${at}: expected true or false`);
  return false;
};

export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value, at, wrong) => (value === null || value === undefined ? null : read(value, at, wrong));
}

export function oneOf<T extends string>(...words: readonly [T, ...T[]]): Read<T> {
  return (value, at, wrong) => {
    const word = words.find((it) => it === value);
    if (word !== undefined) return word;
    wrong(`${at}: expected ${words.join(' or ')}`);
    return words[0];
  };
}

export function exactly<T extends number>(number: T): Read<T> {
  return (value, at, wrong) => {
    if (value !== number) wrong(`${at}: expected ${number}`);
    return number;
  };
}

export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (value, at, wrong) => {
    if (Array.isArray(value)) return value.map((item, index) => read(item, `${at}[${index}]`, wrong));
    wrong(`${at}: expected a list`);
    return [];
  };
}

export type Shape<T> = { readonly [K in keyof T]: Read<T[K]> };

export function shape<T extends object>(fields: Shape<T>): Read<T> {
  return (value, at, wrong) => {
    const object = isObject(value) ? value : {};
    if (!isObject(value)) wrong(`${at || 'the file'}: expected an object`);
    const names = Object.keys(fields) as (keyof T & string)[]; // Object.keys forgets which keys a typed object has.
    const entries = names.map((name) => [name, fields[name](object[name], at ? `${at}.${name}` : name, wrong)]);
    return Object.fromEntries(entries);
  };
}
