import type {Host} from '../../base/host.ts'

/** The program that a person edits with: its words, the last one a line for the shell if `shell` is set. */
export interface Editor {
  readonly args: readonly string[]
  readonly shell: boolean
}

/**
 * The editor that KUBE_EDITOR or EDITOR names, `vi` or notepad without them. As in kubectl a value with blanks is
 * split at each of them; only one that also has quotes or backslashes goes through the shell
 * (editor.NewDefaultEditor).
 */
export function editorOf({env, platform}: Host): Editor {
  const windows = platform === 'win32'
  const line = env['KUBE_EDITOR'] || env['EDITOR'] || (windows ? 'notepad' : 'vi')
  if (!/["'\\]/.test(line) || !line.includes(' ')) return {args: line.split(' '), shell: false}
  const shell = env['SHELL'] || (windows ? windowsShell : '/bin/bash')
  return {args: [shell, shell === windowsShell ? '/C' : '-c', line], shell: true}
}

const windowsShell = 'cmd'

/** How the editor is started for one file. */
export interface EditorCommand {
  readonly args: readonly string[]
  /** The arguments are one text that Windows' own shell takes apart. */
  readonly verbatim: boolean
}

/** The words to start the editor with; in a line for a shell the file's name is quoted as Go quotes. */
export function commandFor(
  {args, shell}: Editor,
  file: string,
  quote: (text: string) => string,
): EditorCommand {
  if (!shell) return {args: [...args, file], verbatim: false}
  const line = args.at(-1)!
  // cmd takes the quotes around the whole line away.
  if (args[0] === windowsShell) {
    const quoted = `"${file.replaceAll('"', '""')}"`
    return {args: [...args.slice(0, -1), `"${line} ${quoted}"`], verbatim: true}
  }
  return {args: [...args.slice(0, -1), `${line} ${quote(file)}`], verbatim: false}
}
