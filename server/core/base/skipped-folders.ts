/** Folders that hold other people's code, build output or version control, never one's own configuration. */
export const skippedFolders: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  'dist',
  '.venv',
  'venv',
  '__pycache__',
  '.tox',
  '.cache',
]);
