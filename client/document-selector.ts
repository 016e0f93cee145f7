import type { WorkspaceFolder } from 'vscode';
import type { DocumentFilter } from 'vscode-languageclient';

const languages = [
  'pem',
  'nginx',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'python',
  'shellscript',
  'makefile',
  'dockerfile',
  'yaml',
  'dockercompose',
  'github-actions-workflow',
  'markdown',
  'dotenv',
];

/** Files that may be in another language than ours: `.conf` is often "properties", and people set their own. */
const patterns = [
  '**/*.{conf,nginx,vhost}',
  '**/*.conf.{template,tmpl,j2,erb}',
  '**/sites-{available,enabled}/*',
  '**/.env',
  '**/.env.*',
  '**/*.env',
  '**/{Dockerfile,Containerfile}.*',
  '**/*.{pem,crt,cer,cert,csr,crl,key}',
  '**/tlsense.json',
];

/** Files as they are, not their versions in a diff or in git, which other schemes show. */
export function documentSelector(folders: readonly WorkspaceFolder[]): DocumentFilter[] {
  const schemes = new Set(['file', 'untitled', ...folders.map(({ uri }) => uri.scheme)]);
  return [...schemes].flatMap((scheme) => [
    ...languages.map((language) => ({ scheme, language })),
    ...patterns.map((pattern) => ({ scheme, pattern })),
  ]);
}
