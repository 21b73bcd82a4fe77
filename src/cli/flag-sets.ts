/** Flags that several commands share, each with one definition (kubectl's cmdutil.AddXFlags and cli-runtime's flags). */
import {type FlagOptions, type FlagSpec, bool, int, string, stringSlice} from './flag.ts'

/** -f, -k, -R (AddFilenameOptionFlags). `usage` says what the files are for. */
export function filenameFlags(usage: string) {
  return {
    filename: stringSlice(`Files, folders or URLs ${usage}`, {short: 'f'}),
    kustomize: string("A kustomization's folder. Cannot be used together with -f or -R.", {short: 'k'}),
    recursive: bool('Also read the files in folders below the folder of -f.', {short: 'R'}),
  }
}

/** --dry-run (AddDryRunFlag). */
export function dryRunFlags() {
  return {
    dryRun: string(
      'Must be "none", "server" or "client". With client, only print the object that would be sent. With server, send the request without keeping its result.',
      {default: 'none', withoutValue: 'unchanged'},
    ),
  }
}

/** -l (AddLabelSelectorFlagVar). */
export function selectorFlags() {
  return {
    selector: string(
      "Label query to filter by: '=', '==', '!=', 'in', 'notin', existence, joined by commas (-l key1=value1,key2 in (a,b)).",
      {short: 'l'},
    ),
  }
}

/** --field-selector. */
export function fieldSelectorFlags() {
  return {
    fieldSelector: string(
      "Field query to filter by: '=', '==', '!=' (--field-selector key1=value1,key2=value2). The server knows a few fields of each type.",
    ),
  }
}

/** --field-manager (AddFieldManagerFlagVar). */
export function fieldManagerFlags(manager: string) {
  return {fieldManager: string('Name of the manager to record as the owner of fields.', {default: manager})}
}

/** --validate (AddValidateFlags). */
export function validateFlags() {
  return {
    validate: string(
      'Must be one of: strict (or true), warn, ignore (or false). Strict has the server refuse unknown and duplicate fields, warn has it warn of them, ignore has it do neither.',
      {default: 'strict', withoutValue: 'strict'},
    ),
  }
}

/** -o, --template, --show-managed-fields, --allow-missing-template-keys (genericclioptions.PrintFlags). */
export function printFlags(formats: string) {
  return {
    output: string(`Output format. One of: (${formats}).`, {short: 'o'}),
    template: string(
      'Template, or path of a template file, for -o=go-template and -o=go-template-file. The format is that of Go templates.',
    ),
    showManagedFields: bool('Keep the managedFields in objects that are printed as JSON or YAML.'),
    allowMissingTemplateKeys: bool(
      'Ignore errors of templates about fields or keys that are missing. Applies to Go templates and JSONPath.',
      {default: true},
    ),
  }
}

/** The formats of commands that print objects which they made or changed. */
export const objectFormats =
  'json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file'

/** --save-config (AddApplyAnnotationFlags). */
export function saveConfigFlags() {
  return {
    saveConfig: bool("Keep the object's configuration in its annotation, for a later apply of it."),
  }
}

/** --chunk-size (AddChunkSizeFlag). */
export function chunkSizeFlags() {
  return {chunkSize: int('Ask for long lists in chunks of this size; 0 turns it off.', {default: 500})}
}

/** --subresource (AddSubresourceFlags). */
export function subresourceFlags(usage: string, options: FlagOptions<string> = {}): {subresource: FlagSpec<string>} {
  return {subresource: string(usage, options)}
}
