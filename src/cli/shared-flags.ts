/** Flags that several commands have; each is defined here once. */
import {flag} from './flags.ts'

/** `-f`, `-k` and `-R`; `usage` says what the files are for, as in "to use to create the resource". */
export function filenameFlags(usage: string) {
  return {
    filename: flag.stringSlice(`File, folder or URL ${usage}`, {char: 'f'}),
    kustomize: flag.string('Build this kustomization folder. Not together with -f or -R.', {char: 'k'}),
    recursive: flag.bool('Read the folders given with -f and all folders in them', {char: 'R'}),
  } as const
}

/** `-l`. */
export const selectorFlag = {
  selector: flag.string(
    "Only objects whose labels match all of these, e.g. -l key1=value1,key2!=value2,'key3 in (a,b)'. Supports =, ==, !=, in, notin.",
    {char: 'l'},
  ),
} as const

export const fieldSelectorFlag = {
  fieldSelector: flag.string(
    'Only objects whose fields match all of these, e.g. key1=value1,key2!=value2. Servers know few fields per type.',
  ),
} as const

export const allNamespacesFlag = {
  allNamespaces: flag.bool(
    'In all namespaces; the namespace of the context and --namespace do not count then',
    {
      char: 'A',
    },
  ),
} as const

export const chunkSizeFlag = {
  chunkSize: flag.int64('Ask for long lists in pieces of this many. 0 asks for all at once.', {default: 500}),
} as const

export const subresourceFlag = {
  subresource: flag.string('The part of the object that is meant, e.g. status or scale'),
} as const

/** `-o`, `--template`, `--allow-missing-template-keys`, `--show-managed-fields`; `formats` as in help, separated by `, `. */
export function printFlags(formats = objectFormats, options: {readonly default?: string} = {}) {
  return {
    output: flag.string(`Output format, one of ${formats}`, {char: 'o', ...options}),
    template: flag.string('The Go template, or the file with it, for -o go-template and -o go-template-file'),
    allowMissingTemplateKeys: flag.bool('Ignore fields that a template names and an object does not have', {
      default: true,
    }),
    showManagedFields: flag.bool('Keep the managedFields of objects in JSON and YAML'),
  } as const
}

/** The formats of commands that print objects. */
export const objectFormats =
  'json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file'

/** The formats of `get`. */
export const tableFormats = `${objectFormats}, custom-columns, custom-columns-file, wide`

/** `--dry-run`; strategies.ts reads it. */
export const dryRunFlag = {
  dryRun: flag.string(
    'One of none, server, client. client only shows what would be sent; server sends it to be checked and not kept.',
    {default: 'none', noOptDefault: 'unchanged'},
  ),
} as const

/** `--validate`; strategies.ts reads it. */
export const validateFlag = {
  validate: flag.string(
    'One of strict (or true), warn, ignore (or false): whether the server refuses, mentions or takes unknown and duplicate fields',
    {default: 'strict', noOptDefault: 'strict'},
  ),
} as const

/** `--field-manager` with the command's own default. */
export function fieldManagerFlag(name: string) {
  return {
    fieldManager: flag.string('The name under which the server notes who owns the fields', {default: name}),
  } as const
}

export const serverSideFlags = {
  serverSide: flag.bool('Apply in the server instead of here'),
  forceConflicts: flag.bool('With --server-side, take over fields that others own'),
} as const

/** For commands that open an editor. */
export const lineEndingsFlag = {
  windowsLineEndings: flag.bool("End lines as Windows does. The default is the platform's own."),
} as const

/** `--concurrency` of commands that change many objects. */
export const concurrencyFlag = {
  concurrency: flag.int(
    'How many objects are worked on at once, of one type after the other. With 1 they are taken one by one, as the files have them.',
    {default: 64},
  ),
} as const

export const saveConfigFlag = {
  saveConfig: flag.bool('Keep the configuration in an annotation of the object, for a later apply'),
} as const

/** The flags of the commands that make an object from flags, `create NOUN`. */
export const createFlags = {
  ...printFlags(),
  ...saveConfigFlag,
  ...validateFlag,
  ...dryRunFlag,
  ...fieldManagerFlag('kubectl-create'),
} as const

export const recordFlag = {
  record: flag.bool('Note this command line in an annotation of the object', {
    deprecated: '--record will be removed in the future',
  }),
} as const

/** The flags of commands that delete: `delete`, which waits by default, and those that replace by force (kubectl's delete_flags.go). */
export function deletionFlags(defaults: {readonly wait: boolean}) {
  return {
    cascade: flag.string('One of background, orphan, foreground: what becomes of what the object owns', {
      default: 'background',
      noOptDefault: 'background',
    }),
    force: flag.bool(
      'Remove at once and do not wait for a graceful end. May lose data; some types need confirmation.',
    ),
    gracePeriod: flag.int(
      'Seconds the object gets to end. Ignored if negative; 1 for at once; 0 only with --force.',
      {default: -1},
    ),
    timeout: flag.duration('How long to wait for the deletion; zero takes the time from the object'),
    wait: flag.bool('Wait until the objects are gone; finalizers count', {default: defaults.wait}),
  } as const
}

/** The flags of the commands that show what is used, `top NOUN`. */
export const usageFlags = {
  noHeaders: flag.bool('Print the table without its headers'),
  showSwap: flag.bool('Show the swap that is used, too'),
  sortBy: flag.string('Sort by cpu or memory, the largest use first, instead of by name'),
  useProtocolBuffers: flag.bool('Accepted for kubectl, and without effect: kctl reads JSON', {default: true}),
} as const

/** The flags of commands that attach to a container once its pod runs. */
export const attachFlags = {
  detachKeys: flag.string('The keys that end the session and leave the process running', {
    default: 'ctrl-p,ctrl-q',
  }),
  podRunningTimeout: flag.duration('How long to wait until the pod runs', {
    default: 60_000,
    defaultText: '1m0s',
  }),
} as const
