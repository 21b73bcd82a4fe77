import {goQuote} from '../base/go-quote.ts'
import type {ListNode, Node, VariableNode} from './node.ts'
import {type Value, entry, goType, isMap} from './value.ts'

/** What all templates of one execution have in common. */
export interface Execution {
  readonly templates: ReadonlyMap<string, ListNode>
  /** `missingkey=error`. */
  readonly failsOnMissing: boolean
  readonly write: (text: string) => void
  /** Throws the message about a node of the template with this name. */
  readonly fail: (template: string, node: Node, message: string) => never
  /** The innermost template call, for when the stack does not suffice. */
  innermost?: {readonly template: string; readonly node: Node}
}

interface Variable {
  readonly name: string
  value: Value
  /** Whether the value is an element of the data, an interface to Go; only messages tell. */
  boxed: boolean
}

/** Where a template is: its variables, what dot is, and the node that a message would be about. */
export class Scope {
  protected readonly execution: Execution
  protected readonly name: string
  protected readonly variables: Variable[]
  protected node: Node
  /** Whether `dot` is an interface to Go. */
  protected dotIsBoxed = false
  /** Whether the operand evaluated last is one. */
  protected boxed = false

  constructor(execution: Execution, name: string, root: ListNode, data: Value) {
    this.execution = execution
    this.name = name
    this.node = root
    this.variables = [{name: '$', value: data, boxed: false}]
  }

  protected fail(message: string): never {
    return this.execution.fail(this.name, this.node, message)
  }

  protected variable(name: string): Variable {
    for (let index = this.variables.length - 1; index >= 0; index--) {
      const variable = this.variables[index]!
      if (variable.name === name) return variable
    }
    return this.fail(`undefined variable: ${name}`)
  }

  protected assign({names}: VariableNode, value: Value, boxed: boolean): void {
    Object.assign(this.variable(names[0]!), {value, boxed})
  }

  protected fields(start: Value, names: readonly string[], from: number, hasArguments: boolean): Value {
    let receiver = start
    const last = names.length - 1
    for (let index = from; index <= last; index++) {
      const name = names[index]!
      if (isMap(receiver)) {
        if (hasArguments && index === last) this.fail(`${name} is not a method but has arguments`)
        receiver = entry(receiver, name)
        if (receiver === undefined && this.execution.failsOnMissing) {
          this.fail(`map has no entry for key ${goQuote(name)}`)
        }
      } else receiver = this.fieldOfOther(receiver, name)
      this.boxed = true
    }
    return receiver
  }

  protected fieldOfOther(receiver: Value, name: string): undefined {
    if (receiver === null) this.fail(`nil pointer evaluating interface {}.${name}`)
    if (receiver !== undefined) {
      this.fail(`can't evaluate field ${name} in type ${this.boxed ? 'interface {}' : goType(receiver)}`)
    }
    if (this.execution.failsOnMissing) this.fail(`nil data; no entry for key ${goQuote(name)}`)
    return undefined
  }
}
