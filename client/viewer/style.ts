/** How a page looks: in the colours and the fonts of the editor. */
export const style = `
body { color: var(--vscode-foreground); font: var(--vscode-font-size)/1.5 var(--vscode-font-family); padding: 0 2em 3em; }
main { max-width: 84em; }
h1 { font-size: 1.5em; font-weight: 600; margin: 1.2em 0 .6em; overflow-wrap: anywhere; }
h2 { font-size: 1.2em; font-weight: 600; margin: 0 0 .4em; overflow-wrap: anywhere; }
section { border-top: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, var(--vscode-panel-border))); margin-top: 1.6em; padding-top: 1.4em; }
h1 + section { margin-top: 0; }
a { color: var(--vscode-textLink-foreground); text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible, summary:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
nav ol { margin: 0; padding-left: 1.8em; }
a.button { background: var(--vscode-button-background); border: 1px solid var(--vscode-button-border, transparent); border-radius: 2px; color: var(--vscode-button-foreground); display: inline-block; padding: .3em 1em; }
a.button:hover { background: var(--vscode-button-hoverBackground); text-decoration: none; }
p[role], .problems { border-left: 3px solid var(--vscode-editorError-foreground); margin: 1em 0; padding: .2em 0 .2em 1em; }
.problems { border-color: var(--vscode-editorWarning-foreground); }
.problems h3 { font-size: 1em; font-weight: 600; margin: 0; }
.problems ul { margin: 0; padding-left: 1.4em; }
ul.row { display: flex; flex-wrap: wrap; gap: .2em 1.4em; list-style: none; margin: 0; padding: 0; }
h1 + ul.row { margin: -.2em 0 1em; }
.standing { border-left: 3px solid var(--vscode-widget-border, var(--vscode-panel-border)); margin: 0 0 1em; padding: .1em 0 .1em 1em; }
.standing.trusted { border-color: var(--vscode-testing-iconPassed, var(--vscode-charts-green)); }
.standing.untrusted { border-color: var(--vscode-editorError-foreground); }
.standing p { margin: 0 0 .2em; overflow-wrap: anywhere; }
.details { color: var(--vscode-descriptionForeground); margin: .8em 0 0; max-width: 60em; overflow-wrap: anywhere; }
.name { color: var(--vscode-descriptionForeground); font-family: var(--vscode-editor-font-family); margin: 0 0 .8em; }

table { border-collapse: collapse; width: 100%; }
th { font-weight: normal; padding: .3em 1.5em .3em 0; text-align: left; vertical-align: baseline; width: 15em; }
td { overflow-wrap: anywhere; padding: .3em 0; vertical-align: baseline; }
td table { width: auto; }
td th { font-family: var(--vscode-font-family); min-width: 11em; padding-top: 0; width: auto; }
td td { padding-top: 0; }
td td th { min-width: 8em; }
td.hex { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size, inherit); }
.beside { color: var(--vscode-descriptionForeground); display: block; font-size: .85em; line-height: 1.3; overflow-wrap: anywhere; }
td .beside { display: inline; margin-left: .3em; }

summary { cursor: pointer; list-style: none; }
summary::before { content: "›"; font: 600 1.3em/1 var(--vscode-font-family); text-align: center; width: .8em; }
details[open] > summary::before { transform: rotate(90deg); }
.encoding { margin-top: .8em; }
.encoding > summary { align-items: center; color: var(--vscode-textLink-foreground); column-gap: .3em; display: flex; padding: .2em 0; width: max-content; }
.encoding > p { color: var(--vscode-descriptionForeground); margin: .4em 0 .6em 1.3em; }
.encoding > ul { font-family: var(--vscode-editor-font-family); font-size: .92em; }
.values { list-style: none; margin: 0; padding-left: 1.2em; }
.value { column-gap: .6em; display: grid; grid-template-columns: .8em minmax(0, 1fr) 5em 7em 55ch; padding: .1em 0; }
div.value::before { content: ""; }
.value:hover { background: var(--vscode-list-hoverBackground); }
.type { color: var(--vscode-debugTokenExpression-name, var(--vscode-foreground)); }
.what { overflow-wrap: anywhere; }
.place, .size { color: var(--vscode-descriptionForeground); text-align: right; white-space: nowrap; }
.octets { padding-left: 1.5ch; }
.octets b { color: var(--vscode-descriptionForeground); font-weight: normal; }
@media (max-width: 700px) {
  body { padding: 0 1em 3em; }
  th { width: 10em; }
  td th { max-width: 11em; min-width: 0; overflow-wrap: anywhere; }
}
@media (max-width: 900px) {
  .value { grid-template-columns: .8em minmax(0, 1fr) 5em 7em; }
  .octets { grid-column: 2 / -1; padding-left: 0; }
}
`;
