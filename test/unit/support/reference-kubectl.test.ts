import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import path from 'node:path'
import {test} from 'node:test'

const cluster = path.resolve(import.meta.dirname, '../../cluster')

/** The entries of a gettext file, its head left out: what is translated and into what. */
function translations(po: string): [string, string][] {
  const entry = /^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)/gm
  const text = (lines: string) =>
    lines
      .trim()
      .split('\n')
      .map((line) => line.slice(1, -1))
      .join('')
  return [...po.matchAll(entry)]
    .map(([, from, to]): [string, string] => [text(from!), text(to!)])
    .filter(([from]) => from !== '')
}

test("kubectl's English translation, which the reference kubectl does not load, changes no text", () => {
  const args = ['list', '-m', '-f', '{{.Dir}}', 'k8s.io/kubectl']
  const kubectl = execFileSync('go', args, {cwd: cluster, encoding: 'utf8'}).trim()
  const file = 'pkg/util/i18n/translations/kubectl/default/LC_MESSAGES/k8s.po'
  const po = readFileSync(path.join(kubectl, file), 'utf8')
  const entries = translations(po)
  assert.equal(entries.length, (po.match(/^msgid /gm) ?? []).length - 1)
  assert.ok(entries.length > 300, `${entries.length} entries`)
  assert.doesNotMatch(po, /^msg(?:ctxt|id_plural)/m)
  for (const [from, to] of entries) assert.equal(to, from)
})
