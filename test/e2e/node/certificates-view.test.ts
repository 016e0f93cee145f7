import { makeCertificate, makeRevocationList } from '../../support/certificates.ts';
import { test } from '../test.ts';
import { files } from '../workspace.ts';

const day = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const span = { from: day(-2), to: day(200) };
const root = await makeCertificate({ cn: 'Orders Root', ca: true, ...span });
const issuing = await makeCertificate({ cn: 'Orders Servers CA', ca: true, depth: 0, issuer: root, ...span });
const leaf = (cn: string, to = span.to) =>
  makeCertificate({ cn, dns: [cn], usages: ['serverAuth'], issuer: issuing, from: day(-30), to });
const [web, stolen, old] = await Promise.all([
  leaf('web.internal'),
  leaf('stolen.internal'),
  leaf('old.internal', day(-3)),
]);

const workspace = files({
  'certs/web.pem': web.certificate,
  'certs/stolen.pem': stolen.certificate,
  'certs/old.pem': old.certificate,
  'ca/root.pem': root.certificate,
  'ca/issuing.pem': issuing.certificate,
  'ca/issuing.crl': await makeRevocationList(issuing, [stolen], new Date()),
});

test('the view of certificates shows who issued what, and why one is not trusted', workspace, async (editor) => {
  const { workbench, page } = editor;
  await workbench.openFile('certs/web.pem');
  const view = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Certificates' }) });
  await view.locator('.pane-header').click();
  const row = (name: string) => view.locator('.monaco-list-row', { hasText: name }).first();
  for (const name of ['Orders Root', 'Orders Servers CA', 'stolen.internal']) {
    await row(name).waitFor();
    await row(name).locator('.monaco-tl-twistie').click();
  }
  await row('was revoked on').waitFor();
  await row('web.internal').filter({ hasText: 'trusted: Orders Servers CA ← Orders Root' }).waitFor();
  await row('old.internal').filter({ hasText: 'expired 3 days ago' }).waitFor();
  await workbench.screenshot('certificates-view');
  await row('stolen.internal').click();
  await page.locator('.tab.active[data-resource-name="stolen.pem"]').waitFor();
});
