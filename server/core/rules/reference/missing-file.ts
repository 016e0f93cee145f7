import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { displayPath } from '../../workspace/paths.ts';

export const docs: RuleDocs = {
  summary: 'Report certificate, key and CA files that a configuration names but that are not there.',
  why: 'The service does not start, or starts without the certificate it was meant to have.',
  exceptions:
    'An absolute path outside the workspace is one of the machine the service runs on: nothing is said of it. Nor is it of a relative one where no certificates lie in that folder and none elsewhere has that name: they come with the deployment. In code a relative path starts from the working directory of the running program, which cannot be known here: it is only information. So it is where a file of that name lies in another folder. The files that documents name are placeholders: nothing is said of them.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n}\n',
      files: { 'certs/client.pem': 'client' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate cert/server.pem;\n}\n',
      files: { 'certs/server.pem': 'server' },
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context(cafile='certs/ca.pem')\n",
      files: { 'certs/server.pem': 'server' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n}\n',
      files: { 'certs/server.pem': 'server' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate /etc/letsencrypt/live/a.example/fullchain.pem;\n}\n',
    },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n}\n' },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n}\n',
      files: { 'test/client.pem': 'client' },
    },
    {
      language: 'javascript',
      text: "require('https').get({ host: 'a.example', ca: require('fs').readFileSync('ca.pem') });\n",
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context(cafile='/etc/ssl/internal-ca.pem')\n",
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context(cafile='internal-ca.pem')\n",
    },
  ],
};

export const rule = defineRule({
  id: 'reference/missing-file',
  subject: 'reference',
  severity: 'error',
  since: '0.1.0',
  references: ['nginx: ssl_certificate', 'Node.js: tls.createSecureContext', 'Python: SSLContext.load_cert_chain'],
  messages: {
    missing: 'There is no file {path} (looked for {tried}). Correct the path, or put the file there.',
    unreadable: '{path} cannot be read: it is too large, no file, or its permissions forbid it.',
  },
  *check({ reference, target }, { uri, isProse }) {
    const { span, path, base } = reference;
    // What lies outside the workspace is the matter of another machine.
    if (target.state === 'found' || target.outside || isProse) return;
    if (target.state === 'unreadable') {
      yield { span, message: 'unreadable', data: { path } };
      return;
    }
    // They come with the deployment, as far as anybody can tell.
    if (!target.beside && !target.elsewhere) return;
    const tried = target.tried.map((candidate) => displayPath(candidate, uri));
    const data = { path, tried };
    yield base === 'working-directory' || !target.beside
      ? { span, message: 'missing', data, severity: 'information' }
      : { span, message: 'missing', data };
  },
});
