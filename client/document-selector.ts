import type { WorkspaceFolder } from 'vscode';
import type { DocumentFilter } from 'vscode-languageclient';

const languages = [
  'pem',
  'nginx',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'vue',
  'svelte',
  'python',
  'shellscript',
  'makefile',
  'dockerfile',
  'yaml',
  'dockercompose',
  'github-actions-workflow',
  'markdown',
  'dotenv',
  // Carriers of certificates and keys: nothing else of them is read.
  'json',
  'jsonc',
  'xml',
  'toml',
  'terraform',
  'terraform-vars',
  'opentofu',
  'hcl',
  'properties',
  'ini',
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
  '**/*.ipynb',
  '**/*.{cnf,ext}',
  '**/{.,}{npmrc,gitconfig,curlrc,wgetrc,my.cnf,ldaprc,pg_service.conf,msmtprc,ansible.cfg}',
  '**/{.yarnrc,.gitmodules,_curlrc,.s3cfg,.boto,.bowerrc,pip.ini,my.ini,Pipfile,config}',
  '**/{,dev-,test-}requirements{,-dev,-test}.txt',
  '**/constraints.txt',
  '**/*.{properties,repo}',
  '**/{maven,jvm}.config',
  '**/{config,uv,pyproject,traefik}.toml',
  '**/grafana.ini',
  '**/{daemon,composer,package,settings,launch,tasks,devcontainer,nodemon,local.settings}.json',
  '**/{.condarc,.mambarc,.gemrc,.kubeconfig,kubeconfig}',
  '**/*.{pem,crt,cer,cert,csr,crl,key}',
  '**/*.{json,jwk,jwks,xml,toml,tf,tfvars,hcl,ovpn,kubeconfig}',
  '**/{.kube/config,kubeconfig}',
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
