import type {JsonObject} from '../../api/json.ts'
import {formatGroupResource, formatGroupVersion} from '../../api/schema.ts'
import type {Output} from '../../base/io.ts'
import type {ApiResource} from '../../discovery/api-groups.ts'

/** A resource with group and version of the list it was found in. */
export interface ListedResource extends ApiResource {
  readonly group: string
  readonly version: string
}

/** Prints what was found in one of the formats of `-o`. */
export type ResourcesPrinter = (resources: readonly ListedResource[], out: Output) => void

/**
 * The printer for `-o` (apiresources.PrintFlags). Throws `unable to match a printer …` for a format
 * that this command does not have.
 */
export async function resourcesPrinter(output: string, noHeaders: boolean): Promise<ResourcesPrinter> {
  switch (output.toLowerCase()) {
    case 'json': {
      const {formatJSON} = await import('../../yaml/json.ts')
      return (resources, out) => out.write(`${formatJSON(listObject(resources), 4, {order: 'given'})}\n`)
    }
    case 'yaml': {
      const {formatYAML} = await import('../../yaml/yaml-writer.ts')
      return (resources, out) => out.write(formatYAML(listObject(resources)))
    }
    case 'kyaml': {
      const {formatKYAML} = await import('../../yaml/kyaml-writer.ts')
      return (resources, out) => out.write(formatKYAML(listObject(resources), {order: 'given'}))
    }
  }
  if (output === '' || output === 'wide') {
    return (resources, out) => printTable(resources, out, output === 'wide', noHeaders)
  }
  if (output === 'name') return printNames
  const {NoCompatiblePrinterError, allowedFormats} = await import('../../printers/output-formats.ts')
  throw new NoCompatiblePrinterError(output, allowedFormats(['json-yaml', 'name', 'table']))
}

function printTable(
  resources: readonly ListedResource[],
  out: Output,
  wide: boolean,
  noHeaders: boolean,
): void {
  const headers = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND']
  const shown = wide ? [...headers, 'VERBS', 'CATEGORIES'] : headers
  out.beginTable?.(shown)
  if (!noHeaders) writeRow(out, shown)
  for (const resource of resources) {
    const {name, shortNames = [], namespaced, kind, verbs, categories = []} = resource
    const row = [name, shortNames.join(), formatGroupVersion(resource), String(namespaced), kind]
    writeRow(out, wide ? [...row, verbs.join(), categories.join()] : row)
  }
}

function writeRow(out: Output, cells: readonly string[]): void {
  out.write(`${cells.join('\t')}\n`)
}

function printNames(resources: readonly ListedResource[], out: Output): void {
  for (const {name, group} of resources) out.write(`${formatGroupResource({group, resource: name})}\n`)
}

/** metav1.APIResourceList with its fields in the order of the Go struct. */
function listObject(resources: readonly ListedResource[]): JsonObject {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: '',
    resources: resources.length === 0 ? null : resources.map(resourceObject),
  }
}

function resourceObject(resource: ListedResource): JsonObject {
  const {name, singularName, namespaced, group, version, kind, verbs} = resource
  const {shortNames = [], categories = [], storageVersionHash} = resource
  return {
    name,
    singularName,
    namespaced,
    group: group || undefined,
    version: version || undefined,
    kind,
    verbs: [...verbs],
    shortNames: shortNames.length > 0 ? [...shortNames] : undefined,
    categories: categories.length > 0 ? [...categories] : undefined,
    storageVersionHash: storageVersionHash || undefined,
  }
}
