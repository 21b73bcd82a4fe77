import {isList, nameOf} from '../api/object.ts'
import type {RESTClient} from '../client/request.ts'
import {listPages} from './lists.ts'

const namespaces = {
  resource: {group: '', version: 'v1', resource: 'namespaces'},
  kind: {group: '', version: 'v1', kind: 'Namespace'},
  namespaced: false,
} as const

/**
 * The namespaces of `a,b`, `team-*`, `*,!kube-*`: those of any pattern but of none after a `!`; `*` stands for any
 * text and `?` for one character. Sorted. The server is asked only for patterns, and for exclusions from all.
 * Throws what it answers, and when nothing is left.
 */
export async function resolveNamespaces(text: string, client: () => Promise<RESTClient>): Promise<string[]> {
  const words = text.split(',').map((word) => word.trim())
  if (words.some((word) => word === '' || word === '!')) {
    throw new Error(`invalid namespaces ${JSON.stringify(text)}: a name is empty`)
  }
  const excluded = words.filter((word) => word.startsWith('!')).map((word) => word.slice(1))
  const named = words.filter((word) => !word.startsWith('!'))
  const wanted = named.length > 0 ? named : ['*']
  const candidates = wanted.some((word) => /[*?]/.test(word)) ? await allNamespaces(await client()) : []
  const chosen = new Set(
    wanted.flatMap((word) => (/[*?]/.test(word) ? candidates.filter(pattern(word)) : [word])),
  )
  const refuse = excluded.map(pattern)
  const left = [...chosen].filter((name) => !refuse.some((matches) => matches(name))).toSorted()
  if (left.length === 0) throw new Error(`no namespace matches ${JSON.stringify(text)}`)
  return left
}

async function allNamespaces(client: RESTClient): Promise<string[]> {
  const query = {
    mapping: namespaces,
    namespace: '',
    labelSelector: '',
    fieldSelector: '',
    limit: 500,
    read: asMetadata,
  }
  const names: string[] = []
  for await (const page of listPages(client, query)) {
    if (isList(page)) names.push(...page.items.map(nameOf))
  }
  return names
}

const asMetadata = {
  accept: 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json',
}

/** Whether a name is matched. Walks forward only, so that no pattern takes long. */
function pattern(word: string): (name: string) => boolean {
  return (name) => {
    let [at, star, retry] = [0, -1, 0]
    for (let position = 0; position < name.length;) {
      if (word[at] === '*') [star, retry, at] = [at, position, at + 1]
      else if (at < word.length && (word[at] === '?' || word[at] === name[position]))
        [at, position] = [at + 1, position + 1]
      else if (star < 0) return false
      else [at, retry, position] = [star + 1, retry + 1, retry + 1]
    }
    return /^\**$/.test(word.slice(at))
  }
}
