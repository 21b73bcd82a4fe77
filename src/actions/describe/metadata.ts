import type {ObjectMeta} from '../../api/raw-models.ts'
import type {PrefixWriter} from './prefix-writer.ts'
import {byKey} from './selectors.ts'

/** Long or many-lined annotations get lines of their own, cut at this many bytes. */
const longestAnnotation = 140
const hiddenAnnotation = 'kubectl.kubernetes.io/last-applied-configuration'

/** `Name:` and `Namespace:`. */
export function writeName(w: PrefixWriter, metadata: ObjectMeta | undefined): void {
  w.write(0, `Name:\t${metadata?.name ?? ''}\n`)
  w.write(0, `Namespace:\t${metadata?.namespace ?? ''}\n`)
}

/** `Labels:` and `Annotations:`, one to a line. */
export function writeLabelsAndAnnotations(w: PrefixWriter, metadata: ObjectMeta | undefined): void {
  writeLabels(w, 'Labels', metadata?.labels)
  writeAnnotations(w, 'Annotations', metadata?.annotations)
}

/** Labels one to a line (kubectl's printLabelsMultiline). */
export function writeLabels(
  w: PrefixWriter,
  title: string,
  labels: Readonly<Record<string, string>> | null | undefined,
  indent = '',
): void {
  const lines = byKey(labels).map(([key, value]) => `${key}=${value}`)
  writeColumn(w, title, lines, indent)
}

/** A title with its values under each other in the second column, `<none>` without any. */
export function writeColumn(w: PrefixWriter, title: string, lines: readonly string[], indent = ''): void {
  w.write(0, `${indent}${title}:\t`)
  if (lines.length === 0) w.line('<none>')
  for (const [index, line] of lines.entries()) {
    if (index > 0) {
      w.write(0, indent)
      w.write(0, '\t')
    }
    w.write(0, `${line}\n`)
  }
}

/** Annotations one to a line, the one that `apply` keeps left out (kubectl's printAnnotationsMultiline). */
export function writeAnnotations(
  w: PrefixWriter,
  title: string,
  annotations: Readonly<Record<string, string>> | null | undefined,
): void {
  const shown = byKey(annotations).filter(([key]) => key !== hiddenAnnotation)
  w.write(0, `${title}:\t`)
  if (shown.length === 0) w.line('<none>')
  for (const [index, [key, annotation]] of shown.entries()) {
    if (index > 0) w.write(0, '\t')
    const value = annotation.replace(/\n$/, '')
    if (Buffer.byteLength(value) + Buffer.byteLength(key) + 2 <= longestAnnotation && !value.includes('\n')) {
      w.write(0, `${key}: ${value}\n`)
      continue
    }
    w.write(0, `${key}:\n`)
    for (const line of value.split('\n')) w.write(0, `\t  ${shorten(line, longestAnnotation - 2)}\n`)
  }
}

/** The text up to `longest` bytes, with `...` for the rest; a character cut in two becomes U+FFFD. */
export function shorten(text: string, longest: number): string {
  const bytes = Buffer.from(text)
  return bytes.length > longest ? `${bytes.subarray(0, longest).toString()}...` : text
}

/** `Kind/name` of the controller, '' without one (kubectl's printController). */
export function controllerOf(metadata: ObjectMeta | undefined): string {
  const owner = metadata?.ownerReferences?.find(({controller}) => controller)
  return owner ? `${owner.kind ?? ''}/${owner.name ?? ''}` : ''
}

/** `Controlled By:` for objects with a controller. */
export function writeController(w: PrefixWriter, metadata: ObjectMeta | undefined): void {
  const controller = controllerOf(metadata)
  if (controller !== '') w.write(0, `Controlled By:\t${controller}\n`)
}
