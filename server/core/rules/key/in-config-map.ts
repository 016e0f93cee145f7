import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report private keys in a Kubernetes ConfigMap.',
  why: 'A ConfigMap is for what everybody may read: it is shown in the clear, is not encrypted at rest, and more people and programs may read it than a Secret.',
  invalid: [{ language: 'yaml', text: { fixture: 'config-map-with-key' } }],
  valid: [{ language: 'yaml', text: { fixture: 'secret-with-key' } }],
};

export const rule = defineRule({
  id: 'key/in-config-map',
  subject: 'private-key',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://kubernetes.io/docs/concepts/configuration/configmap/'],
  messages: {
    configMap:
      'This private key stands in a ConfigMap, which is not for secrets: put it into a Secret of the type kubernetes.io/tls, and replace the key where others could read it.',
  },
  check({ span }, facts) {
    if (!/\.ya?ml$/i.test(facts.uri)) return undefined;
    if (isConfigMap(documentAround(facts.text, span.start))) return [{ span, message: 'configMap' }];
    return undefined;
  },
});

/** A file may hold several documents, with a line of three hyphens between them. */
function documentAround(text: string, at: number): string {
  const before = text.lastIndexOf('\n---', at);
  const after = text.indexOf('\n---\n', at);
  return text.slice(Math.max(0, before), after < 0 ? text.length : after);
}

function isConfigMap(document: string): boolean {
  return /^kind:[ \t]*["']?ConfigMap["']?[ \t]*\r?$/m.test(document);
}
