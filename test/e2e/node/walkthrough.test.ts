import { test } from '../test.ts';
import { files } from '../workspace.ts';

test('the walkthrough shows five steps', files({ 'README.md': 'Empty.\n' }), async ({ host, page, workbench }) => {
  await host.run(async (vscode) => {
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'tlsense.tlsense#mutualTls', false);
  });
  for (const step of [
    'Create a Certificate Authority',
    'Make the Server’s Certificate',
    'Make a Client’s Certificate',
    'Use Them in the Server’s Configuration',
    'Prove It',
  ]) {
    await page.locator('.getting-started-step', { hasText: step }).waitFor();
  }
  await workbench.screenshot('walkthrough');
  await page.locator('.getting-started-step').getByText('Set Up Mutual TLS', { exact: true }).first().click();
  await workbench.waitForInput('The certificate authority (CA)');
});
