/** The web page of a reference as rules write them: `RFC 5280, 4.1.2.5`, `CWE-295`, `gitignore(5)`, or an address. */
export function referenceLink(reference: string): string | undefined {
  if (/^https:\/\//.test(reference)) return reference;
  const rfc = /^RFC (\d+)(?:, ([A-Z]?[\d.]+))?/.exec(reference);
  if (rfc) {
    const section = rfc[2] ? `#${/^[A-Z]/.test(rfc[2]) ? 'appendix' : 'section'}-${rfc[2].replace(/\.$/, '')}` : '';
    return `https://www.rfc-editor.org/rfc/rfc${rfc[1]}${section}`;
  }
  const cwe = /^CWE-(\d+)/.exec(reference);
  if (cwe) return `https://cwe.mitre.org/data/definitions/${cwe[1]}.html`;
  const git = /^(git\w+)\(\d\)/.exec(reference);
  if (git) return `https://git-scm.com/docs/${git[1]}`;
  return undefined;
}

/** The page of a rule, for the editor's link at a finding and for SARIF. */
export function rulePageLink(id: string): string {
  return `https://github.com/tlsense/tlsense/blob/main/docs/rules/${id}.md`;
}
