import assert from 'node:assert/strict';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectMistakes, expectProblemsPanel } from '../samples.ts';
import { type Editor, test } from '../test.ts';
import { samples } from '../workspace.ts';

test('the problems are the mistakes of the samples', samples, async (editor) => {
  await expectProblemsPanel(editor);
  await editor.workbench.screenshot('problems');
  await expectMistakes(editor);
});

test('an unsaved edit of a key changes the problem at the reference', samples, async (editor) => {
  const { workbench } = editor;
  await workbench.openFile('nginx/nginx.conf');
  await workbench.filterProblems('nginx.conf');
  await workbench.problems(/key-mismatch/);
  // The key that belongs to the certificate, in place of the one that does not.
  await workbench.openFile('certs/client.key');
  await pasteOver(editor, 'certs/client.key', 'certs/server.key');
  await workbench.problemsWithout(/key-mismatch/);
});

test('an unsaved edit of a certificate changes the problems at the reference', samples, async (editor) => {
  const { workbench, workspace } = editor;
  const before = await readFile(join(workspace, 'certs/old-server.pem'), 'utf8');
  await workbench.openFile('nginx/old-site.conf');
  await workbench.filterProblems('old-site.conf');
  await workbench.problems(/certificate-expired/);
  await workbench.problemsWithout(/key-mismatch/);
  // A certificate that has not expired, but is another key's.
  await workbench.openFile('certs/old-server.pem');
  await pasteOver(editor, 'certs/old-server.pem', 'certs/server.pem');
  await workbench.problems(/key-mismatch/);
  await workbench.problemsWithout(/certificate-expired/);
  await workbench.undo();
  await workbench.problems(/certificate-expired/);
  await workbench.problemsWithout(/key-mismatch/);
  assert.equal(await readFile(join(workspace, 'certs/old-server.pem'), 'utf8'), before);
});

test('a file that appears on disk ends the problem at the reference', samples, async ({ workbench, workspace }) => {
  await workbench.openFile('python/server.py');
  await workbench.filterProblems('server.py');
  await workbench.problems(/missing-file/);
  await copyFile(join(workspace, 'certs/ca.pem'), join(workspace, 'certs/clients-ca.pem'));
  await workbench.problemsWithout(/missing-file/);
});

/** Replaces the text of an open file by that of another, and does not save it. */
async function pasteOver({ host }: Editor, open: string, other: string): Promise<void> {
  await host.run(
    async (vscode, ...names) => {
      const root = vscode.workspace.workspaceFolders?.[0]?.uri;
      const [target, source] = names.map((name) => root && vscode.Uri.joinPath(root, name));
      if (!target || !source) throw new Error('no folder');
      const document = await vscode.workspace.openTextDocument(target);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(source));
      // Not by way of the active editor: the extension host may hear of it later than we see it.
      const edit = new vscode.WorkspaceEdit();
      edit.replace(target, new vscode.Range(0, 0, document.lineCount, 0), text);
      if (!(await vscode.workspace.applyEdit(edit)) || !document.isDirty) throw new Error('the text was not replaced');
    },
    open,
    other,
  );
}
