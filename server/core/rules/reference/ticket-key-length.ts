import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const text = 'server {\n    listen 443 ssl;\n    ssl_session_ticket_key ticket.key;\n}\n';

export const docs: RuleDocs = {
  summary: 'Report session ticket keys of a wrong length.',
  why: 'A ticket key of nginx has 80 bytes (AES-256) or 48 (AES-128); with anything else it does not start. “openssl rand 80 > ticket.key” makes one.',
  invalid: [{ language: 'nginx', text, files: { 'ticket.key': 'thirty-two bytes are not enough.' } }],
  valid: [
    {
      language: 'nginx',
      text,
      files: { 'ticket.key': 'eighty bytes are what nginx takes: a name, a key for HMAC, a key for AES of 256 ' },
    },
  ],
};

export const rule = defineRule({
  id: 'reference/ticket-key-length',
  subject: 'reference',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_ticket_key', 'RFC 5077, 4'],
  messages: {
    length:
      '{path} has {size} bytes; a ticket key has 80, or 48. “openssl rand -out {path} 80” makes a new one: renew it regularly.',
  },
  *check({ reference: { span, path, purpose }, target }) {
    if (purpose !== 'ticket-key' || target.state !== 'found') return;
    const { size } = target;
    if (size === undefined || size === 48 || size === 80) return;
    yield { span, message: 'length', data: { path, size } };
  },
});
