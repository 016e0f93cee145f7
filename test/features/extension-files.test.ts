import { afterEach, expect, test } from 'vitest';
import { eventually, type LspClient, startClient, uriOf } from '../support/lsp-client.ts';

const script = 'openssl x509 -req -in a.csr -CA ca.pem -CAkey ca.key -extfile a.ext -out a.pem\n';
const named = '[v3]\nbasicConstraints = critical, CA:FALSE\n';
const plain = 'basicConstraints = critical, CA:FALSE\n';

let client: LspClient;
afterEach(() => client.stop());

const codes = async (): Promise<unknown[]> => (await client.pull('issue.sh')).map(({ code }) => code);
const found = ['openssl/x509-req-without-extensions'];

test('a script is judged again when the file that it gives to openssl changes, saved or not', async () => {
  client = await startClient({ files: { 'issue.sh': script, 'a.ext': named } });
  await client.open('issue.sh', script, 'shellscript');
  await eventually(async () => (await codes()).length === 1, 'the file is read');
  const [diagnostic] = await client.pull('issue.sh');
  expect(diagnostic?.relatedInformation?.map(({ location }) => location.uri)).toEqual([uriOf('a.ext')]);

  await client.writeFile('a.ext', plain);
  await eventually(async () => (await codes()).length === 0, 'what was written counts');

  await client.open('a.ext', plain, 'plaintext');
  await client.edit('a.ext', 'basicConstraints', '[v3]\nbasicConstraints');
  await eventually(async () => (await codes()).length === 1, 'what is typed counts');
  expect(await codes()).toEqual(found);

  await client.close('a.ext');
  await eventually(async () => (await codes()).length === 0, 'the file counts again');

  await client.writeFile('a.ext', undefined);
  expect(await codes()).toEqual([]);
});
