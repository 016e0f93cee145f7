/** What `Files.list` asks about a file: its name, and the name of the folder it lies in. */
export function lastNames(uri: string): [name: string, inFolder: string] {
  const [folder = '', name = ''] = uri.split('/').slice(-2);
  return [name, folder];
}
