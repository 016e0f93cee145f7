import { execFile } from 'node:child_process';
import { stripTypeScriptTypes } from 'node:module';

/**
 * What Node itself says against texts, `''` for nothing, in their order. The same compilers as `node --check` uses
 * (a CommonJS function or a module, by content), in one process for all of them: a process for each takes ten times
 * as long. TypeScript is checked without its types, as Node runs it.
 */
export async function nodeSyntaxErrors(
  texts: readonly { readonly text: string; readonly isTypeScript: boolean }[],
): Promise<string[]> {
  const sources = texts.map(({ text, isTypeScript }) => ({
    text: isTypeScript ? stripTypeScriptTypes(text) : text,
    isModule: /^\s*(?:import|export)\b|\bimport\.meta\b/m.test(text),
  }));
  return new Promise((resolve, reject) => {
    const args = ['--experimental-vm-modules', '--no-warnings', '--input-type=module', '--eval', compiler];
    const child = execFile(process.execPath, args, (error, stdout) => {
      if (error) reject(error);
      else resolve(JSON.parse(stdout) as string[]);
    });
    child.stdin?.end(JSON.stringify(sources));
  });
}

const compiler = `
import { readFileSync } from 'node:fs';
import { compileFunction, SourceTextModule } from 'node:vm';
const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
const errors = JSON.parse(readFileSync(0, 'utf8')).map(({ text, isModule }) => {
  try {
    if (isModule) new SourceTextModule(text);
    else compileFunction(text.replace(/^#!.*/, ''), parameters);
    return '';
  } catch (error) {
    return error.message + ' in ' + text;
  }
});
process.stdout.write(JSON.stringify(errors));
`;
