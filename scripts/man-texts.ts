/** What the man pages say that no command says. */

export const exitStatus =
  `0 if all went well, 1 otherwise, unless the page of a command says something else. A run that a signal
ended has the status of that signal: 130 for SIGINT, 143 for SIGTERM; 141 when the reader of its output went away.`.replaceAll(
    '\n',
    ' ',
  )

export const environment: readonly (readonly [string, string])[] = [
  [
    'KUBECONFIG',
    'List of kubeconfig files, separated by colons (semicolons on Windows). They are merged; the first that says something wins.',
  ],
  ['HTTPS_PROXY, HTTP_PROXY, NO_PROXY', 'Proxies for requests, unless the kubeconfig has a proxy-url.'],
  [
    'KUBE_EDITOR, EDITOR',
    'The editor of edit and its like, with arguments if need be; the first that is set counts. Without them it is vi, or notepad on Windows.',
  ],
  ['SHELL', 'Runs an editor whose value has blanks and also quotes or backslashes; /bin/bash without it.'],
  ['TMPDIR', 'The folder for the files that are edited; /tmp without it.'],
  ['KUBECACHEDIR', 'The folder of the cache, unless --cache-dir is given.'],
  [
    'NO_COLOR, TERM',
    'With NO_COLOR set, or TERM=dumb, nothing is coloured unless --color=always says so. Variables that force colours (CLICOLOR_FORCE, FORCE_COLOR) are not heeded: what a script reads from a pipe does not depend on them.',
  ],
  [
    'BUN_OPTIONS, BUN_BE_BUN',
    'The standalone executable is made with Bun, which reads these itself before kctl starts, and cannot be told not to. BUN_OPTIONS holds options for Bun, of which --preload runs a file before kctl; with BUN_BE_BUN set, to anything but 0, the executable is Bun and runs what its arguments say. NODE_OPTIONS does the same to programs on Node: whoever sets your environment runs your programs. Neither is needed. Files in the working folder (.env, bunfig.toml, package.json, tsconfig.json) are not read.',
  ],
]

export const files: readonly (readonly [string, string])[] = [
  ['~/.kube/config', 'The kubeconfig when neither KUBECONFIG nor --kubeconfig is given.'],
  ['/tmp/kubectl-edit-*.yaml', 'What is being edited, or could not be saved. Only its owner can read it.'],
  [
    '~/.kube/cache',
    'What servers said about their resources. May be removed at any time; only its owner can read it.',
  ],
]

export const differences = `Each of these is on the safe side, and none changes what a script sees when all goes well.

Output that cannot be written, as on a full disk, always ends with an error; kubectl ends some commands with 0.

A connection that is cut while a list or an object is on its way is an error, never a shorter list.

Standard output that a template or JSONPath makes is escaped when it goes to a terminal, so that text from a server cannot move the cursor or change the screen.

Broken files in the cache are ignored and written again, and a cache that belongs to another user is not read.

What is to be read by people on a terminal is escaped in the same way: errors, warnings, names, table cells. Besides control characters these are marks and overrides of the writing direction, characters without a width, and separators of lines, which are shown by their number, as <U+202E>. There a table cell of more than 1000 characters does not widen its column. Colours appear on a terminal only (--color). On standard error kctl adds hints after the lines of kubectl, there only; nothing is added when standard error is a file or a pipe.

A dropped exec whose status never came ends with an error, cp fails on any error of the other side, and logs -f and get -w take up again after a dropped connection instead of ending with 0. A watch whose place the server has forgotten (410 Gone) reads the list again and prints what changed meanwhile; an object that is gone by then is printed with its name only.

When one of several edited objects is refused for good and a later one is not, edit ends with an error; kubectl forgets the first and ends with 0.

create --edit heeds --dry-run, --selector, --field-manager and --windows-line-endings, which kubectl takes and forgets: there a dry run creates.

The patch of an edited custom resource keeps all digits of whole numbers; kubectl rounds those beyond 2^53.

The file of an editor that fails is removed if the editor has changed nothing; otherwise it is kept, and named on a terminal. Files to edit are called kubectl-edit-…, as those of kubectl.

A session with a container (attach, run --attach) that is closed before the server said how the process ended ends with an error; kubectl exits with 0. That a connection broke is said once and not for each stream. run --rm deletes what it made also when a signal ends it; kubectl leaves it there. Sessions need an API server of 1.30 or newer: they run over WebSocket, and there is no fallback to SPDY, so KUBECTL_REMOTE_COMMAND_WEBSOCKETS has no effect.

get, describe, events, top pod and tree take several namespaces in -n, as names with commas between them or as patterns (a,b team-* *,!kube-*); kubectl takes such a text for the name of one namespace, which cannot exist.

A request that is refused with 401 is sent once more when a credential plugin gives other credentials.

When a kubeconfig is changed only the files that are written are locked. A lock is waited for two seconds; one older than a minute is taken for a leftover and removed with a warning.

The error for a name that occurs twice among the users of a kubeconfig shows no tokens, passwords and keys.

config get-clusters lists its names sorted, and wildcards of JSONPath go through maps in sorted order: with kubectl both change from run to run.

Lines that kubectl logs several times about a group of resources which cannot be read (memcache.go) are not repeated.

apply and create work on many objects at once: namespaces and definitions of custom resources first, then the others, one type after the other as the files have them. So custom resources and objects in a namespace may stand before what they need, where kubectl ends with an error, but only if that is in the same input. --concurrency=1 takes objects one by one, in the order of kubectl.

apply, create and delete that are ended by a signal tell on standard error what is done and what is not.

A kubectl plugin is not looked for yet when a command is unknown.

Profiles of the program (--profile) are accepted and not taken: they would be those of a Go program.`
