/** The pictures in the README, of the samples as they look on the day. Written on demand: `npm run screenshots`. */
import { type Editor, test } from '../../test.ts';
import { samples } from '../../workspace.ts';

const look = { folder: 'orders', size: { width: 1200, height: 750 } };

test(
  'hover on a certificate',
  samples,
  async (editor) => {
    const { workbench } = editor;
    await tidy(editor);
    await workbench.openFile('certs/client.pem');
    await workbench.codeLenses(/Orders CA/);
    await workbench.setCursor(1, 20);
    await workbench.hover(/orders-client/, /Orders CA/);
    await workbench.screenshot('hover');
  },
  look,
);

test(
  'a problem and its fixes',
  samples,
  async (editor) => {
    const { workbench } = editor;
    await tidy(editor);
    await workbench.openFile('nginx/nginx.conf');
    await workbench.filterProblems('nginx');
    await workbench.problems(/no-disabled-verification/, /certificate-expired/);
    await workbench.openFile('nginx/nginx.conf');
    await workbench.setCursor(23, 20);
    await workbench.openFixes();
    await workbench.screenshot('quick-fix');
  },
  look,
);

test(
  'a step of Generate Client Certificate',
  samples,
  async (editor) => {
    const { workbench } = editor;
    await tidy(editor);
    await workbench.openFile('nginx/nginx.conf');
    await workbench.runCommand('TLSense: Generate Client Certificate…');
    await workbench.pickItem('The certificate authority (CA)', 'Orders CA');
    await workbench.fillInput('Common name', 'ada');
    await workbench.fillInput('Subject alternative names', 'ada@example.com');
    await workbench.fillInput('Days that', '90');
    await workbench.waitForInput('The kind of key');
    await aside(editor);
    await workbench.screenshot('generate-client-certificate');
  },
  look,
);

test(
  'the end of Set Up Mutual TLS',
  samples,
  async (editor) => {
    const { workbench, page } = editor;
    await tidy(editor);
    await workbench.runCommand('TLSense: Set Up Mutual TLS…');
    await workbench.pickItem('The certificate authority (CA)', 'Orders CA');
    await workbench.fillInput('Common name', 'localhost');
    await workbench.fillInput('DNS names and IP addresses', 'localhost, 127.0.0.1');
    await workbench.fillInput('The name of the first client', 'auditor');
    await workbench.pickItem('The folder', 'certs');
    await workbench.pickItem('What will be written', 'Write Files');
    await workbench.pickItem('Which server uses the new files', 'node/server.js:5');
    const drawn = page.locator('iframe.webview.ready').last().contentFrame().frameLocator('#active-frame');
    await drawn.getByText('What becomes of clients').waitFor();
    await page.locator('.notification-toast', { hasText: 'Written' }).waitFor({ state: 'detached' });
    await aside(editor);
    await workbench.screenshot('mutual-tls');
  },
  look,
);

/** Takes away what is not ours to show. */
async function tidy({ host, page }: Editor): Promise<void> {
  await host.run(async (vscode) => {
    const settings: Record<string, unknown> = {
      'editor.minimap.enabled': false,
      'editor.scrollbar.horizontal': 'hidden',
      'editor.scrollbar.vertical': 'hidden',
      'editor.hover.above': false,
      'editor.lightbulb.enabled': 'on',
      'git.decorations.enabled': false,
      'scm.countBadge': 'off',
      'workbench.layoutControl.enabled': false,
    };
    for (const [name, value] of Object.entries(settings)) {
      await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
    }
  });
  await aside({ page });
}

/** Puts the mouse where it points at nothing: into the title bar. */
async function aside({ page }: Pick<Editor, 'page'>): Promise<void> {
  await page.mouse.move(look.size.width - 50, 10);
}
