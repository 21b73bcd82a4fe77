import {type Event, parseEvents, YAMLException} from 'js-yaml'
import {failYAML} from './yaml-error.ts'

/** As deep as goyaml follows collections. */
const maxDepth = 10_000

/** Reads the text into js-yaml's events. Throws `YamlError` where it is not YAML, in goyaml's words. */
export function readEvents(text: string): readonly Event[] {
  try {
    return parseEvents(text, {maxDepth})
  } catch (error) {
    if (error instanceof RangeError) failYAML(`exceeded max depth of ${maxDepth}`)
    if (error instanceof YAMLException) failYAML(explain(error))
    throw error
  }
}

function explain(error: YAMLException): string {
  const line = error.mark?.line ?? 0
  return `${line > 0 ? `line ${line + 1}: ` : ''}${error.reason}`
}
