// Kubernetes' sources as the tests' programs are compiled from them: what costs the compiler a fifth of its time
// and changes nothing that a program does is left out or put otherwise (docs/adr/0016-edited-sources.md).
import {copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {edits} from './source-edits.mjs'

/** The modules that must have been downloaded. */
export const editedModules = Object.keys(edits)

function copySources(from, to) {
  for (const entry of readdirSync(from, {recursive: true, withFileTypes: true})) {
    const file = path.relative(from, path.join(entry.parentPath ?? entry.path, entry.name))
    if (!entry.isFile() || file.endsWith('_test.go') || file.startsWith('test/')) continue
    const target = path.join(to, file)
    mkdirSync(path.dirname(target), {recursive: true})
    copyFileSync(path.join(from, file), target)
  }
}

/** Gives for each pattern whether it matched. */
function edit(file, change) {
  let text = readFileSync(file, 'utf8')
  // The copy is as read-only as Go's.
  rmSync(file)
  if (change === 'left out') return []
  const matches = change.map(([pattern, replacement]) => {
    const isThere = text.search(pattern) >= 0
    text = text.replace(pattern, replacement)
    return isThere
  })
  writeFileSync(file, text)
  return matches
}

/** Throws when a pattern matches nowhere. */
function editAll(place, files, change) {
  const matches = files.map((file) => edit(file, change))
  for (const [i, [pattern]] of change === 'left out' ? [] : change.entries()) {
    if (!matches.some((found) => found[i])) throw new Error(`${place} has no ${pattern} to replace`)
  }
}

function filesIn(copy, place) {
  const entries = readdirSync(path.join(copy, place), {recursive: true, withFileTypes: true})
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
}

/**
 * Makes copies of the modules in a folder, edited; `folderOf` gives each module's own. Gives by module the copy's
 * path. Throws when a file is not what the edits are for.
 */
export function editSources(folder, folderOf) {
  rmSync(folder, {recursive: true, force: true})
  const copies = {}
  for (const [module, files] of Object.entries(edits)) {
    const copy = path.join(folder, path.posix.basename(module))
    copySources(folderOf(module), copy)
    for (const [place, change] of Object.entries(files)) {
      editAll(place, place.endsWith('/') ? filesIn(copy, place) : [path.join(copy, place)], change)
    }
    copies[module] = copy
  }
  return copies
}
