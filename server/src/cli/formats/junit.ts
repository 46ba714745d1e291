/** JUnit XML, for CI systems that show test results: a suite a file, a failed case a finding. */

import type { Finding } from '../../core/analysis';
import { groupBy } from '../../core/base';
import type { LinesOf } from '../../core/features';
import { visible } from '../../protocol';
import { linesIn, placed } from '../input/places';
import type { CheckReport } from './report';

export function junit({ findings, files, pathInRepository }: CheckReport): string {
  const linesOf = linesIn(files);
  const suites = [...groupBy(findings, (it) => it.at.path)].map(([path, group]) => {
    return suite(pathInRepository(path), group, linesOf);
  });
  const count = `tests="${Math.max(1, findings.length)}" failures="${findings.length}"`;
  const body = suites.length > 0 ? suites : [clean];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="idc" ${count}>`,
    ...body,
    '</testsuites>',
    '',
  ].join('\n');
}

/** A file without any case reads as "no tests were run" to most CI systems. */
const clean =
  '  <testsuite name="idc" tests="1" failures="0"><testcase name="no findings" classname="idc"/></testsuite>';

function suite(path: string, findings: readonly Finding[], linesOf: LinesOf): string {
  const count = `tests="${findings.length}" failures="${findings.length}"`;
  const cases = findings.map((it) => failedCase(it, path, linesOf));
  return [`  <testsuite name="${xml(path)}" ${count}>`, ...cases, '  </testsuite>'].join('\n');
}

function failedCase({ rule, severity, message, at }: Finding, file: string, linesOf: LinesOf): string {
  const { line, column } = placed(at, linesOf);
  const place = `${file}:${line}:${column}`;
  return [
    `    <testcase name="${xml(`${rule} ${line}:${column}`)}" classname="${xml(file)}" file="${xml(file)}" line="${line}">`,
    `      <failure type="${severity}" message="${xml(message)}">${xml(`${place}: ${message}`)}</failure>`,
    '    </testcase>',
  ].join('\n');
}

/** What XML 1.0 allows nowhere, not even escaped (production 2, Char), is among what is made visible. */
function xml(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('##', '#&#35;');
}
