import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCertificate } from '../../support/certificates.ts';
import { test } from '../test.ts';
import { files } from '../workspace.ts';

const day = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const ca = await makeCertificate({ cn: 'Orders CA', ca: true, from: day(-2), to: day(400) });

interface Fix {
  readonly file: string;
  readonly text: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly rule: RegExp;
  readonly title: RegExp;
  readonly fixed: string;
}

const fixes: readonly Fix[] = [
  {
    file: 'orders.ts',
    text: "import https from 'node:https';\n\nexport const agent = new https.Agent({ rejectUnauthorized: false, keepAlive: true });\n",
    line: 3,
    column: 42,
    rule: /no-disabled-verification/,
    title: /trust the CA in ca\.pem/,
    fixed:
      "import https from 'node:https';\nimport fs from 'node:fs';\n\nexport const agent = new https.Agent({ ca: fs.readFileSync('ca.pem'), keepAlive: true });\n",
  },
  {
    file: 'orders.py',
    text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.check_hostname = False\ncontext.verify_mode = ssl.CERT_NONE\n',
    line: 5,
    column: 3,
    rule: /no-disabled-verification/,
    title: /trust the CA in ca\.pem/,
    fixed: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.load_verify_locations('ca.pem')\n",
  },
  {
    file: 'deploy.sh',
    text: '#!/bin/sh\ncurl -k -o app.tgz https://orders.internal/app.tgz\n',
    line: 2,
    column: 7,
    rule: /no-global-disabled-verification|no-disabled-verification/,
    title: /ca\.pem/,
    fixed: '#!/bin/sh\ncurl --cacert ca.pem -o app.tgz https://orders.internal/app.tgz\n',
  },
];

for (const { file, text, line, column, rule, title, fixed } of fixes) {
  test(
    `a quick fix verifies the peer in ${file}`,
    files({ [file]: text, 'ca.pem': ca.certificate }),
    async ({ workbench, workspace }) => {
      await workbench.openFile(file);
      await workbench.filterProblems(file);
      await workbench.problems(rule);
      await workbench.openFile(file);
      await workbench.setCursor(line, column);
      const titles = await workbench.quickFixes();
      const chosen = titles.find((one) => title.test(one));
      assert.ok(chosen, `one of ${titles.join(' | ')} trusts the CA`);
      await workbench.quickFix(chosen);
      await workbench.save();
      await workbench.screenshot(`quick-fix-${file}`);
      assert.equal(await readFile(join(workspace, file), 'utf8'), fixed);
    },
  );
}
