import {goQuote} from '../base/go-quote.ts'

/** Kinds of printers that a command may offer with `-o` (genericclioptions' flag groups). */
export type PrinterFamily = 'json-yaml' | 'name' | 'template' | 'custom-columns' | 'table' | 'clean'

/** What most commands offer (genericclioptions.PrintFlags). */
export const objectFamilies: readonly PrinterFamily[] = ['json-yaml', 'name', 'template']
/** What `get` offers. */
export const getFamilies: readonly PrinterFamily[] = [
  'json-yaml',
  'name',
  'template',
  'custom-columns',
  'table',
  'clean',
]

export const jsonPathFormats: readonly string[] = ['jsonpath', 'jsonpath-as-json', 'jsonpath-file']
export const goTemplateFormats: readonly string[] = [
  'go-template',
  'go-template-file',
  'template',
  'templatefile',
]
export const customColumnsFormats: readonly string[] = ['custom-columns', 'custom-columns-file']

const formats: Readonly<Record<PrinterFamily, readonly string[]>> = {
  'json-yaml': ['json', 'yaml', 'kyaml'],
  name: ['name'],
  template: [...goTemplateFormats, ...jsonPathFormats],
  'custom-columns': customColumnsFormats,
  table: ['wide'],
  // kctl's own, clean and clean-json: kubectl's message about unknown formats does not name them.
  clean: [],
}

/** The values of `-o` that these families know, in the order that kubectl's help names them. */
export function allowedFormats(families: readonly PrinterFamily[]): string[] {
  return families.flatMap((family) => formats[family])
}

/** No printer goes by that name (genericclioptions.NoCompatiblePrinterError). */
export class NoCompatiblePrinterError extends Error {
  override name = 'NoCompatiblePrinterError'

  constructor(format: string, allowed: readonly string[]) {
    const names = [...allowed].sort().join(',')
    super(
      `unable to match a printer suitable for the output format ${goQuote(format)}, allowed formats are: ${names}`,
    )
  }
}

/** Splits `FORMAT=TEMPLATE` when FORMAT is one of these; `template` from a flag of its own comes first. */
export function splitTemplateFormat(
  output: string,
  template: string,
  known: readonly string[],
): {format: string; template: string} | undefined {
  if (template === '') {
    const format = known.find((name) => output.startsWith(`${name}=`))
    if (format !== undefined) return {format, template: output.slice(format.length + 1)}
  }
  return known.includes(output) ? {format: output, template} : undefined
}
