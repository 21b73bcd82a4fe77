import {equal} from 'node:assert/strict'
import {test} from 'node:test'
import {colored, MemoryOutput, type TextKind} from '../../../../src/base/io.ts'
import {TabWriter} from '../../../../src/base/tab-writer.ts'
import {withColors} from '../../../../src/printers/colors/index.ts'
import {TablePrinter} from '../../../../src/printers/table.ts'

/** Expected bytes are written by hand: `‹32:text›` stands for the text between SGR 32 and SGR 0. */
function shown(text: string): string {
  // eslint-disable-next-line no-control-regex -- escape sequences are what is looked for
  return text.replaceAll(/\u001b\[(\d+)m([^\u001b]*)\u001b\[0m/g, '‹$1:$2›')
}

function painted(kind: TextKind, ...chunks: readonly string[]): string {
  const memory = new MemoryOutput()
  const out = colored(withColors(memory), kind)
  for (const chunk of chunks) out.write(chunk)
  return shown(memory.text)
}

const column = (name: string, type = 'string') => ({name, type, format: '', priority: 0})
const pods = {
  kind: 'Table',
  apiVersion: 'meta.k8s.io/v1',
  columnDefinitions: ['Name', 'Ready', 'Status', 'Restarts', 'Age', 'Node'].map((name) => column(name)),
  rows: [
    ['web', '1/1', 'Running', '0', '5m', 'n1'],
    ['slow', '0/1', 'ContainerCreating', '0', '5s', '<none>'],
    ['bad', '0/1', 'CrashLoopBackOff', '7 (2m ago)', '3h', 'n1'],
    ['job', '0/1', 'Completed', '0', '2d', 'n1'],
    ['init', '0/2', 'Init:0/1', '0', '2s', 'n1'],
    ['e\u001b[31mvil', '1/1', 'Run\u202ening', '0', '5m', 'n1'],
  ].map((cells) => ({cells, object: null})),
}

test('a table is coloured by column and state, and aligned as without colours', () => {
  const [plain, colors] = [new MemoryOutput({isTerminal: true}), new MemoryOutput({isTerminal: true})]
  new TablePrinter().printObject(pods, plain)
  new TablePrinter().printObject(pods, withColors(colors))
  equal(
    shown(colors.text),
    [
      '‹1:NAME›         ‹1:READY›   ‹1:STATUS›              ‹1:RESTARTS›     ‹1:AGE›   ‹1:NODE›',
      '‹36:web›          1/1     ‹32:Running›             0            ‹2:5m›    n1',
      '‹36:slow›         ‹33:0/1›     ‹33:ContainerCreating›   0            ‹2:5s›    ‹2:<none>›',
      '‹36:bad›          ‹33:0/1›     ‹31:CrashLoopBackOff›    ‹33:7 (2m ago)›   ‹2:3h›    n1',
      '‹36:job›          ‹2:0/1›     ‹2:Completed›           0            ‹2:2d›    n1',
      '‹36:init›         ‹33:0/2›     ‹33:Init:0/1›            0            ‹2:2s›    n1',
      '‹36:e^[[31mvil›   1/1     Run<U+202E>ning     0            ‹2:5m›    n1',
      '',
    ].join('\n'),
  )
  // eslint-disable-next-line no-control-regex -- colours are taken away
  equal(colors.text.replaceAll(/\u001b\[\d+m/g, ''), plain.text)
})

test('rows without their header have the same colours', () => {
  const memory = new MemoryOutput()
  const table = {...pods, rows: pods.rows.slice(0, 1)}
  new TablePrinter({noHeaders: true}).printObject(table, withColors(memory))
  equal(shown(memory.text), '‹36:web›   1/1   ‹32:Running›   0     ‹2:5m›    n1\n')
})

test('columns of replicas and of conditions', () => {
  const line = (headers: string[], cells: string[]): string => {
    const memory = new MemoryOutput()
    const writer = new TabWriter(withColors(memory))
    writer.beginTable(headers)
    writer.write(`${cells.join('\t')}\n`)
    writer.flush()
    return shown(memory.text)
  }
  equal(line(['NAME', 'DESIRED', 'READY'], ['a', '3', '2']), '‹36:a›     3     ‹33:2›\n')
  equal(line(['NAME', 'DESIRED', 'READY'], ['a', '3', '3']), '‹36:a›     3     3\n')
  equal(line(['NAME', 'READY'], ['a', 'False']), '‹36:a›     ‹31:False›\n')
  equal(
    line(['NAME', 'STATUS'], ['n', 'Ready,SchedulingDisabled']),
    '‹36:n›     ‹33:Ready,SchedulingDisabled›\n',
  )
  equal(line(['NAMESPACE', 'NAME'], ['a', 'b', 'more']), '‹34:a›     ‹36:b›     more\n')
})

test('JSON, in pieces', () => {
  equal(
    painted('json', '{\n    "a": "x', '\\"y:",\n    "b": [\n 1.5e3, true, nul', 'l, {}]\n}\n'),
    '{\n    ‹36:"a"›: ‹32:"x\\"y:"›,\n    ‹36:"b"›: [\n ‹33:1.5e3›, ‹35:true›, ‹35:null›, {}]\n}\n',
  )
  equal(
    painted('json', '{"type":"ADDED","object":{"n":-1}}\n'),
    '{‹36:"type"›:‹32:"ADDED"›,‹36:"object"›:{‹36:"n"›:‹33:-1›}}\n',
  )
})

test('KYAML, a text over several lines too', () => {
  equal(
    painted('kyaml', '---\n{\n  a: "one\\n\\\n      two: 3",\n  "b c": 4,\n}\n'),
    '---\n{\n  ‹36:a›: ‹32:"one\\n\\›\n‹32:      two: 3"›,\n  ‹36:"b c"›: ‹33:4›,\n}\n',
  )
})

test('YAML: keys, numbers, texts of several lines', () => {
  equal(
    painted(
      'yaml',
      'a: 1\nb:\n- c: x\n  "d e": true\n- |\n  f: g\n\n  h\nlong: one\n  two: three\nempty: {}\nurl: http://a:1/b\n---\n- - k: null\n',
    ),
    [
      '‹36:a›: ‹33:1›',
      '‹36:b›:',
      '- ‹36:c›: ‹32:x›',
      '  ‹36:"d e"›: ‹35:true›',
      '- ‹32:|›',
      '‹32:  f: g›',
      '',
      '‹32:  h›',
      '‹36:long›: ‹32:one›',
      '‹32:  two: three›',
      '‹36:empty›: {}',
      '‹36:url›: ‹32:http://a:1/b›',
      '‹2:---›',
      '- - ‹36:k›: ‹35:null›',
      '',
    ].join('\n'),
  )
})

test('descriptions: keys, states, tables', () => {
  equal(
    painted(
      'description',
      'Name:         web\nStatus:       Running\nLabels:       <none>\n    State:          Waiting\n      Reason:       CrashLoopBackOff\n' +
        '    Ready:          False\nConditions:\n  Type              Status\n  Ready             False \nEvents:\n' +
        '  Type     Reason   Age  From  Message\n  ----     ------   ---  ----  -------\n  Warning  BackOff  1s   k     a: b\n',
    ),
    [
      '‹36:Name:›         web',
      '‹36:Status:›       ‹32:Running›',
      '‹36:Labels:›       ‹2:<none>›',
      '    ‹36:State:›          ‹33:Waiting›',
      '      ‹36:Reason:›       ‹31:CrashLoopBackOff›',
      '    ‹36:Ready:›          ‹31:False›',
      '‹36:Conditions:›',
      '‹1:  Type              Status›',
      '  Ready             ‹31:False› ',
      '‹36:Events:›',
      '‹1:  Type     Reason   Age  From  Message›',
      '‹2:  ----     ------   ---  ----  -------›',
      '  ‹33:Warning›  ‹31:BackOff›  1s   k     a: b',
      '',
    ].join('\n'),
  )
})

test('results and progress', () => {
  equal(
    painted(
      'results',
      'pod/created created\npod "x" deleted from default namespace\ndeployment.apps/a unchanged (dry run)\nodd\n',
    ),
    'pod/created ‹32:created›\npod "x" ‹31:deleted› from default namespace\ndeployment.apps/a ‹2:unchanged› (dry run)\nodd\n',
  )
  equal(
    painted('progress', 'Waiting for x\ndeployment "web" successfully rolled out\n'),
    '‹33:Waiting for x›\n‹32:deployment "web" successfully rolled out›\n',
  )
})

test('no text brings a sequence of its own', () => {
  for (const kind of ['json', 'yaml', 'kyaml', 'description', 'results', 'progress'] as const) {
    const text = painted(kind, '"a\u001b[2J": \u001b[31m"b\u009b1m"\u001b[0m\u202e created\u0007\n')
    // eslint-disable-next-line no-control-regex -- nothing but line breaks may be left
    equal(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/.test(text), false, kind)
  }
})
