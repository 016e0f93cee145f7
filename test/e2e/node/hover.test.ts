import { expectClientCard } from '../samples.ts';
import { test } from '../test.ts';
import { samples } from '../workspace.ts';

test('hover on a certificate shows its card', samples, async (editor) => {
  await expectClientCard(editor);
  await editor.workbench.screenshot('hover-certificate');
  await editor.workbench.codeLenses(/orders-client.*expires in 1[12] days/);
});

test('hover on a path shows the card of its certificate', samples, async ({ workbench }) => {
  await workbench.openFile('nginx/nginx.conf');
  await workbench.setCursor(14, 35);
  await workbench.hover(/localhost[\s\S]*Orders CA/);
  await workbench.screenshot('hover-path');
});
