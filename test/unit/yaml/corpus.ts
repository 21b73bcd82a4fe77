import {readFileSync} from 'node:fs'

/** What kubectl's Go libraries made of a text (sigs.k8s.io/yaml v1.6.0, go.yaml.in/yaml/v2 v2.4.4, apimachinery v0.37.2). */
export interface CorpusCase {
  /** documents: a manifest; tojson, strict: one YAML document; format: JSON to be printed. */
  readonly mode: 'documents' | 'tojson' | 'strict' | 'format'
  readonly in: string
  /** The objects as compact JSON; for format the JSON, the compact JSON, the YAML and the KYAML. */
  readonly out?: readonly string[]
  readonly err?: string
}

/** The recorded cases of one mode. */
export function corpusCases(mode: CorpusCase['mode']): readonly CorpusCase[] {
  const text = readFileSync(new URL('corpus.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as CorpusCase[]).filter((entry) => entry.mode === mode)
}
