import { describe, expect, it } from 'vitest';
import { projectBelow } from '../../server/src/core/analysis/project/project-below';
import { emptyProjectFile } from '../../server/src/core/model';

function filesBelow(below: string, ...files: readonly string[]): readonly string[] {
  return projectBelow({ ...emptyProjectFile, files }, below).files;
}

function pathsBelow(below: string, ...paths: readonly string[]): readonly string[] | undefined {
  const account = { id: '111122223333', name: undefined, environment: undefined, paths };
  return projectBelow({ ...emptyProjectFile, accounts: [account] }, below).accounts[0]?.paths;
}

describe('A project file of a folder above', () => {
  it('has its globs read from the folder below', () => {
    expect(filesBelow('terraform', 'terraform/*.yaml', './terraform/a/b.yaml', 'access/*.yaml')).toEqual([
      '*.yaml',
      'a/b.yaml',
    ]);
    expect(filesBelow('terraform/prod', '*/prod/sets.yaml', 'terraform/*.yaml', 'terraform')).toEqual(['sets.yaml']);
    expect(filesBelow('a/b', '**/sets.yaml', 'a/**/sets.yaml', '**')).toEqual(['**/sets.yaml', '**/sets.yaml', '**']);
    expect(filesBelow('', 'a/*.yaml')).toEqual(['a/*.yaml']);
  });

  it('has its folders of accounts read from there, and one that holds all of it is all of it', () => {
    expect(pathsBelow('terraform', 'terraform/prod', 'terraform', '.', 'terraform/', 'other')).toEqual([
      'prod',
      '.',
      '.',
      '.',
    ]);
    expect(pathsBelow('terraform/prod/eu', 'terraform/prod', 'terraform/stage')).toEqual(['.']);
  });
});
