/** Every root module of a project, expanded to single resource instances. */
import type { Evaluated, Project } from './evaluated';
import { foldersOf } from './folder';
import { evaluateRoot } from './root';
import { rootsOf } from './roots';
import { originRepository } from './sources';
import { type Texts, textsOf } from './texts';

/** Never throws and always ends: what can't be known, is too large or goes round in circles is an unknown with its reason. */
export function evaluateProject(project: Project): Evaluated {
  const folders = foldersOf(project.files);
  const texts = textsOf(project);
  const repository = () => project.options.repository ?? repositoryOf(texts);
  const roots = rootsOf(folders, project.options.root, repository);
  const evaluated = roots.map((folder) => evaluateRoot({ project, folders, texts, repository }, folder));
  return { roots: evaluated, problems: [], wanted: [...texts.wanted], read: texts.used };
}

function repositoryOf(texts: Texts): string | undefined {
  const config = texts.read('.git/config');
  return typeof config === 'object' ? originRepository(config.text) : undefined;
}
