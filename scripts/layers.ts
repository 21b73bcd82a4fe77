/**
 * The layer rule of layers.json, by the import lines of src: a folder imports folders of lower rings only,
 * a third-party package has one home, and src/main.ts and its neighbours are the top. Type imports count too.
 */
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

/** layers.json. */
export interface Layers {
  /** Folders of src from the bottom up; those of one ring do not know each other. The last ring holds files. */
  readonly rings: readonly (readonly string[])[]
  readonly thirdParty: Readonly<Record<string, readonly string[]>>
}

/** An import as it is written: `from` relative to src. */
export interface Import {
  readonly from: string
  readonly to: string
}

const importForms =
  /(?:^|\s)(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|(?:^|\s)import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

/** The imports of a source text; what stands in comments is none. */
export function importsOf(from: string, text: string): Import[] {
  const code = text.replaceAll(/^\s*(?:\*|\/[/*]).*$/gm, '')
  return [...code.matchAll(importForms)].map(([, a, b, c]) => ({from, to: (a ?? b ?? c)!}))
}

/** All imports of the TypeScript files in a folder. */
export function importsIn(folder: string): Import[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => importsOf(file, readFileSync(path.join(folder, file), 'utf8')))
}

/** A sentence for each import that breaks the rule. */
export function layerFaults(imports: readonly Import[], layers: Layers): string[] {
  return imports.map((one) => fault(one, layers)).filter((text) => text !== undefined)
}

function fault({from, to}: Import, layers: Layers): string | undefined {
  if (to.startsWith('node:')) return undefined
  const importer = part(from, layers)
  if (!to.startsWith('.')) return thirdPartyFault(from, importer, to, layers)
  const target = path.join(path.dirname(from), to)
  if (target.startsWith('..')) return `${from} imports ${to}, which is outside src`
  const imported = part(target, layers)
  if (importer === imported) return undefined
  const [above, below] = [ringOf(importer, layers), ringOf(imported, layers)]
  if (above < 0) return `${from}: ${importer} is in no ring of layers.json`
  if (below < 0) return `${from} imports ${to}: ${imported} is in no ring of layers.json`
  return below < above ? undefined : `${from} imports ${to}: ${imported} is not below ${importer}`
}

function thirdPartyFault(from: string, importer: string, to: string, layers: Layers): string | undefined {
  const name = to.split('/', to.startsWith('@') ? 2 : 1).join('/')
  const homes = layers.thirdParty[name]
  if (homes === undefined) return `${from} imports ${name}, which has no home in layers.json`
  return homes.includes(importer) ? undefined : `${from} imports ${name}, whose home is ${homes.join(', ')}`
}

/** The folder that a file of src belongs to; files directly in src are one part, the top. */
function part(file: string, {rings}: Layers): string {
  const [first, ...rest] = file.split(path.sep)
  return rest.length === 0 ? rings.at(-1)![0]! : first!
}

function ringOf(name: string, {rings}: Layers): number {
  return rings.findIndex((ring) => ring.includes(name))
}
