import { expectMistakes, expectProblemsPanel } from '../samples.ts';
import { test } from '../test.ts';
import { samples } from '../workspace.ts';

test('the problems are the mistakes of the samples', samples, async (editor) => {
  await expectProblemsPanel(editor);
  await editor.workbench.screenshot('problems');
  await expectMistakes(editor);
});

test('an unsaved edit of a key changes the problem at the reference', samples, async ({ workbench, page, host }) => {
  await workbench.openFile('nginx/nginx.conf');
  await workbench.filterProblems('nginx.conf');
  await workbench.problems(/key-mismatch/);
  // The key that belongs to the certificate, pasted over the one that does not.
  await workbench.openFile('certs/client.key');
  await host.run(async (vscode) => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    const editor = vscode.window.activeTextEditor;
    if (!root || !editor) throw new Error('no folder or no editor');
    const key = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root, 'certs/server.key'));
    const everything = new vscode.Range(0, 0, editor.document.lineCount, 0);
    await editor.edit((edit) => edit.replace(everything, new TextDecoder().decode(key)));
  });
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'key-mismatch' }).waitFor({ state: 'detached' });
});
