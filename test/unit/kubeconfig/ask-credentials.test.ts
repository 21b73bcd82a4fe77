import assert from 'node:assert/strict'
import {test} from 'node:test'
import {MemoryOutput, memoryInput} from '../../../src/base/io.ts'
import {askCredentials} from '../../../src/kubeconfig/ask-credentials.ts'

// As `kubectl get pods` without credentials prints them, stdin being no terminal.
const recorded = [
  {input: '', out: 'Please enter Username: ', message: 'EOF'},
  {input: ' \n\n', out: 'Please enter Username: ', message: 'EOF'},
  {
    input: 'bob pass\n',
    out: 'Please enter Username: Please enter Password: ',
    message: 'error reading input for Password',
  },
]

for (const {input, out, message} of recorded) {
  test(`with ${JSON.stringify(input)} on stdin`, async () => {
    const output = new MemoryOutput()
    const io = {in: memoryInput(input), out: output, errOut: new MemoryOutput()}
    await assert.rejects(askCredentials(io)(), {message})
    assert.equal(output.text, out)
  })
}
