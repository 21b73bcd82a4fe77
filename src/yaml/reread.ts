import {failYAML} from './yaml-error.ts'

const unreadable = /[\x7f\x80-\x84\x86-\x9f\ufffe\uffff]/

/**
 * A string after the detour through JSON that kubectl's YAML and KYAML take: goyaml reads the JSON text as YAML,
 * refuses control characters that JSON leaves alone and takes U+0085 for a line break, to be folded.
 * Throws `YamlError` for such characters.
 */
export function rereadJSONString(text: string): string {
  if (unreadable.test(text)) failYAML('control characters are not allowed')
  const whole = text.toWellFormed()
  if (!whole.includes('\u0085')) return whole
  return whole.replace(/ *\u0085[ \u0085]*/g, (run) => {
    const breaks = run.split('\u0085').length - 1
    return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)
  })
}
