import {
  NoCompatiblePrinterError,
  type PrinterFamily,
  allowedFormats,
  customColumnsFormats,
  goTemplateFormats,
  jsonPathFormats,
  objectFamilies,
  splitTemplateFormat,
} from './output-formats.ts'
import type {Printer} from './printer.ts'
import type {TableOptions} from './table-options.ts'

/** What the print flags of a command line ask for. */
export interface PrintFlags {
  /** The value of `-o`; '' when it was not given. */
  readonly output: string
  /** The value of `--template`. */
  readonly template?: string
  /** Whether `-o` was on the command line, where the command has a default output. */
  readonly outputSpecified?: boolean
  /** `--allow-missing-template-keys`, true unless told otherwise. */
  readonly allowMissingTemplateKeys?: boolean
  /** `--show-managed-fields`. */
  readonly showManagedFields?: boolean
}

export interface PrinterContext {
  /** The folder that template files are relative to. */
  readonly cwd: string
  /** What the command may print, `objectFamilies` unless told otherwise. */
  readonly families?: readonly PrinterFamily[]
  /** The message of the name printer: `created`, `configured (dry run)`. */
  readonly operation?: string
  /** The look of tables, for the family `table`; custom columns heed its `noHeaders`. */
  readonly table?: TableOptions
  /** The objects stand for Go structs in kubectl: JSON keeps the fields' order, JSONPath sees doubles only. */
  readonly structs?: boolean
}

/**
 * The printer that the flags ask for. Without `-o` it is the table printer for `get` and the name printer
 * with its operation elsewhere. Throws `NoCompatiblePrinterError`, `template format specified but no
 * template given`, `error parsing jsonpath X, …`, `error reading --template X, …` (genericclioptions
 * print_flags.go, kubectl get_flags.go).
 */
export async function toPrinter(flags: PrintFlags, context: PrinterContext): Promise<Printer> {
  const families = context.families ?? objectFamilies
  const output = effectiveOutput(flags)
  const printer =
    (families.includes('template') ? await templatePrinter(output, flags, context) : undefined) ??
    (families.includes('json-yaml') ? await structuredPrinter(output, flags, context) : undefined) ??
    (families.includes('clean') ? await cleanPrinter(output) : undefined) ??
    (families.includes('table') ? await tablePrinter(output, context) : undefined) ??
    (families.includes('custom-columns') ? await customColumnsPrinter(output, flags, context) : undefined) ??
    (families.includes('name') ? await namePrinter(output, context) : undefined)
  if (printer !== undefined) return printer
  throw new NoCompatiblePrinterError(
    families.includes('table') ? output : flags.output,
    allowedFormats(families),
  )
}

/** `--template` alone means `-o go-template`. */
function effectiveOutput({output, template, outputSpecified = output !== ''}: PrintFlags): string {
  return template && !outputSpecified ? 'go-template' : output
}

async function templatePrinter(
  output: string,
  flags: PrintFlags,
  context: PrinterContext,
): Promise<Printer | undefined> {
  const path = splitTemplateFormat(output, flags.template ?? '', jsonPathFormats)
  if (path !== undefined) {
    const {jsonPathPrinter} = await import('./jsonpath.ts')
    return jsonPathPrinter(path, {
      cwd: context.cwd,
      allowMissingKeys: flags.allowMissingTemplateKeys ?? true,
      doublesOnly: context.structs ?? false,
    })
  }
  const template = splitTemplateFormat(output, flags.template ?? '', goTemplateFormats)
  if (template === undefined) return undefined
  const {goTemplatePrinter} = await import('./go-template.ts')
  return goTemplatePrinter(template, {
    cwd: context.cwd,
    allowMissingKeys: flags.allowMissingTemplateKeys ?? true,
    order: context.structs ? 'given' : 'sorted',
  })
}

async function structuredPrinter(
  output: string,
  flags: PrintFlags,
  context: PrinterContext,
): Promise<Printer | undefined> {
  const printer = await bareStructuredPrinter(output.toLowerCase(), context)
  if (printer === undefined || flags.showManagedFields) return printer
  const {OmitManagedFieldsPrinter} = await import('./managed-fields.ts')
  return new OmitManagedFieldsPrinter(printer)
}

async function bareStructuredPrinter(format: string, context: PrinterContext): Promise<Printer | undefined> {
  const order = context.structs ? 'given' : 'sorted'
  if (format === 'json') return new (await import('./json.ts')).JSONPrinter(order)
  if (format === 'yaml') return new (await import('./yaml.ts')).YAMLPrinter()
  if (format === 'kyaml') return new (await import('./kyaml.ts')).KYAMLPrinter(order)
  return undefined
}

async function cleanPrinter(output: string): Promise<Printer | undefined> {
  if (output !== 'clean' && output !== 'clean-json') return undefined
  const [{CleanYAMLPrinter, CleanJSONPrinter}, {YAMLPrinter}, {JSONPrinter}] = await Promise.all([
    import('./clean.ts'),
    import('./yaml.ts'),
    import('./json.ts'),
  ])
  return output === 'clean'
    ? new CleanYAMLPrinter(new YAMLPrinter())
    : new CleanJSONPrinter(new JSONPrinter())
}

async function tablePrinter(output: string, context: PrinterContext): Promise<Printer | undefined> {
  if (output !== '' && output !== 'wide') return undefined
  const {TablePrinter} = await import('./table.ts')
  return new TablePrinter({...context.table, wide: output === 'wide'})
}

async function customColumnsPrinter(
  output: string,
  flags: PrintFlags,
  context: PrinterContext,
): Promise<Printer | undefined> {
  const columns = splitTemplateFormat(output, flags.template ?? '', customColumnsFormats)
  if (columns === undefined) return undefined
  if (columns.template === '') throw new Error('custom-columns format specified but no custom columns given')
  const [{CustomColumnsPrinter}, {parseColumns, readColumns}] = await Promise.all([
    import('./custom-columns.ts'),
    import('./column-spec.ts'),
  ])
  const {format, template} = columns
  if (format === 'custom-columns-file') {
    // As in kubectl, a file's headers are printed in any case.
    return new CustomColumnsPrinter(readColumns(template, context.cwd), {noHeaders: false})
  }
  return new CustomColumnsPrinter(parseColumns(template), {noHeaders: context.table?.noHeaders ?? false})
}

async function namePrinter(output: string, context: PrinterContext): Promise<Printer | undefined> {
  const format = output.toLowerCase()
  if (format !== '' && format !== 'name') return undefined
  const {NamePrinter} = await import('./name.ts')
  return new NamePrinter({operation: context.operation ?? '', short: format === 'name'})
}
