import { makeCertificate } from '../../support/certificates.ts';
import { test } from '../test.ts';
import { files } from '../workspace.ts';

const day = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const server = await makeCertificate({ cn: 'orders.internal', dns: ['orders.internal'], from: day(-2), to: day(200) });
const der = Buffer.from(server.certificate.replace(/-----[^-]+-----|\s/g, ''), 'base64');

test(
  'binary certificates open as pages, whatever their ending',
  files({ 'server.der': der, 'server.crt': der, 'server.pem': server.certificate }),
  async ({ workbench }) => {
    for (const name of ['server.der', 'server.crt']) {
      const page = await workbench.openPage(name);
      await page.getByRole('heading', { name: 'Certificate · orders.internal' }).waitFor();
      await page.getByText('ASN.1 and octets').click();
      await page.getByText('2.5.29.17 (subjectAltName)').waitFor();
    }
  },
);
