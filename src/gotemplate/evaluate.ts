import {messageOf} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import {sortKeys} from '../yaml/json.ts'
import {Boxed} from './element.ts'
import {printValue} from './format/print.ts'
import {type Parameter, type TemplateFunction, functions} from './functions.ts'
import {
  type ActionNode,
  type BranchNode,
  type ChainNode,
  type CommandNode,
  type IdentifierNode,
  type ListNode,
  type Node,
  type Operand,
  type PipeNode,
  type TemplateNode,
  nodeText,
} from './node.ts'
import {Scope} from './scope.ts'
import {GoNumber, type Value, asInteger, goType, isMap, isTrue, keysOf, unbox} from './value.ts'

/** No value from the pipeline's previous command. */
const missing = Symbol('missing')
type Final = Value | typeof missing

type Jump = 'break' | 'continue' | undefined

/** Executes one template (text/template's exec.go); each call of a template has a state of its own. */
export class State extends Scope {
  /** Executes the list; gives what ended it early. */
  walkList(dot: Value, list: ListNode): Jump {
    for (const node of list.nodes) {
      const jump = this.walk(dot, node)
      if (jump !== undefined) return jump
    }
    return undefined
  }

  private walk(dot: Value, node: ActionNode): Jump {
    this.node = node
    switch (node.kind) {
      case 'text':
        this.execution.write(node.text)
        return undefined
      case 'action': {
        const value = this.pipeline(dot, node.pipe)
        if (node.pipe.variables.length === 0) this.print(value)
        return undefined
      }
      case 'if':
      case 'with':
        return this.ifOrWith(dot, node)
      case 'range':
        this.range(dot, node)
        return undefined
      case 'template':
        this.template(dot, node)
        return undefined
      default:
        return node.kind
    }
  }

  private print(value: Value): void {
    if (typeof value === 'string') this.execution.write(value)
    else this.execution.write(value === undefined ? '<no value>' : printValue(value))
  }

  private ifOrWith(dot: Value, {kind, pipe, list, elseList}: BranchNode): Jump {
    const mark = this.variables.length
    const value = this.pipeline(dot, pipe)
    let jump: Jump
    if (!isTrue(value)) jump = elseList === undefined ? undefined : this.walkList(dot, elseList)
    else if (kind === 'if') jump = this.walkList(dot, list)
    else jump = this.walkWithDot(value, false, list)
    this.variables.length = mark
    return jump
  }

  private walkWithDot(dot: Value, isBoxed: boolean, list: ListNode): Jump {
    const before = this.dotIsBoxed
    this.dotIsBoxed = isBoxed
    const jump = this.walkList(dot, list)
    this.dotIsBoxed = before
    return jump
  }

  private range(dot: Value, node: BranchNode): void {
    const start = this.variables.length
    const value = this.pipeline(dot, node.pipe)
    const mark = this.variables.length
    let isEmpty = true
    for (const [index, element, isBoxed] of this.elements(value, node)) {
      isEmpty = false
      this.setRangeVariables(node.pipe, index, element, isBoxed)
      const jump = this.walkWithDot(element, isBoxed, node.list)
      this.variables.length = mark
      if (jump === 'break') break
    }
    if (isEmpty && node.elseList !== undefined) this.walkList(dot, node.elseList)
    this.variables.length = start
  }

  /** Index, element, and whether the element is an interface. */
  private *elements(value: Value, {pipe}: BranchNode): Generator<[Value, Value, boolean]> {
    if (value === undefined) return
    if (Array.isArray(value)) {
      const counts = pipe.variables.length > 1
      for (const [index, item] of value.entries()) {
        yield [counts ? new GoNumber('int', index) : undefined, item, true]
      }
      return
    }
    if (isMap(value)) {
      for (const key of sortKeys(keysOf(value))) yield [key, value[key], true]
      return
    }
    const count = asInteger(value)
    if (count === undefined) this.fail(`range can't iterate over ${printValue(value)}`)
    if (pipe.variables.length > 1) {
      this.fail(`can't use ${printValue(value)} to iterate over more than one variable`)
    }
    const type = goType(value) as GoNumber['type']
    for (let at = 0; at < count; at++) yield [undefined, new GoNumber(type, at), false]
  }

  private setRangeVariables(
    {variables, assign}: PipeNode,
    index: Value,
    element: Value,
    boxed: boolean,
  ): void {
    const [first, second] = variables
    if (first === undefined) return
    if (assign) {
      if (second === undefined) this.assign(first, element, boxed)
      else {
        this.assign(first, index, false)
        this.assign(second, element, boxed)
      }
      return
    }
    const top = this.variables.length
    Object.assign(this.variables[top - 1]!, {value: element, boxed})
    if (second !== undefined) Object.assign(this.variables[top - 2]!, {value: index, boxed: false})
  }

  private template(dot: Value, node: TemplateNode): void {
    const root = this.execution.templates.get(node.name)
    if (root === undefined) this.fail(`template ${goQuote(node.name)} not defined`)
    this.execution.innermost = {template: this.name, node}
    const value = node.pipe === undefined ? undefined : this.pipeline(dot, node.pipe)
    new State(this.execution, node.name, root, value).walkList(value, root)
  }

  private pipeline(dot: Value, pipe: PipeNode): Value {
    this.node = pipe
    let value: Final = missing
    for (const command of pipe.commands) value = unbox(this.command(dot, command, value))
    const result = value as Value
    for (const variable of pipe.variables) {
      if (pipe.assign) this.assign(variable, result, false)
      else this.variables.push({name: variable.names[0]!, value: result, boxed: false})
    }
    this.boxed = false
    return result
  }

  private command(dot: Value, command: CommandNode, final: Final): Value {
    const {args} = command
    const first = args[0]!
    const hasArguments = args.length > 1 || final !== missing
    if (first.kind === 'field' || first.kind === 'variable' || first.kind === 'chain') {
      return this.chained(dot, first, hasArguments, first)
    }
    if (first.kind === 'identifier') return this.call(dot, first, command, args.slice(1), final)
    if (first.kind !== 'pipe') this.node = first
    if (hasArguments) this.notAFunction(first)
    if (first.kind === 'nil') this.fail('nil is not a command')
    return this.operand(dot, first)
  }

  private notAFunction(node: Operand): never {
    this.fail(`can't give argument to non-function ${nodeText(node)}`)
  }

  /** `.a.b`, `$x.a` or `(…).a`; `named` is what the message about arguments shows. */
  private chained(
    dot: Value,
    node: Operand & {kind: 'field' | 'variable' | 'chain'},
    hasArguments: boolean,
    named: Operand,
  ): Value {
    this.node = node
    if (node.kind === 'field') {
      this.boxed = this.dotIsBoxed
      return this.fields(dot, node.names, 0, hasArguments)
    }
    if (node.kind === 'chain') {
      return this.fields(this.chainStart(dot, node), node.names, 0, hasArguments)
    }
    const variable = this.variable(node.names[0]!)
    this.boxed = variable.boxed
    if (node.names.length > 1) return this.fields(variable.value, node.names, 1, hasArguments)
    if (hasArguments) this.notAFunction(named)
    return variable.value
  }

  private chainStart(dot: Value, {node}: ChainNode): Value {
    this.node = node
    if (node.kind === 'identifier') return this.call(dot, node, node, [], missing)
    return this.operand(dot, node)
  }

  /** The value of an operand without arguments; `boxed` tells whether it is an interface. */
  private operand(dot: Value, node: Operand): Value {
    this.node = node
    this.boxed = false
    switch (node.kind) {
      case 'dot':
        this.boxed = this.dotIsBoxed
        return dot
      case 'nil':
        return undefined
      case 'bool':
        return node.value
      case 'string':
        return node.text
      case 'number':
        return node.value ?? this.fail(`${node.text} overflows int`)
      case 'pipe':
        return this.pipeline(dot, node)
      case 'identifier':
        return this.call(dot, node, node, [], missing)
      default:
        return this.chained(dot, node, false, node)
    }
  }

  private call(
    dot: Value,
    node: IdentifierNode,
    command: Node,
    args: readonly Operand[],
    final: Final,
  ): Value {
    this.node = node
    const {name} = node
    const target = functions.get(name)
    if (target === undefined) this.fail(`${goQuote(name)} is not a defined function`)
    this.checkCount(name, target, args.length, final)
    if (name === 'and' || name === 'or') return this.logic(dot, name === 'or', args, final)
    const values: Value[] = args.map((arg, index) => {
      const value = this.argument(dot, target.parameters[index] ?? target.rest!, arg)
      return target.seesBoxes && this.boxed && value !== undefined ? (new Boxed(value) as never) : value
    })
    if (final !== missing) {
      values.push(this.validate(final, target.parameters[values.length] ?? target.rest!, false))
    }
    try {
      this.boxed = false
      return name === 'call' ? callValue(values[0], calleeName(args, final)) : target.call(values)
    } catch (error) {
      this.node = command
      this.fail(`error calling ${name}: ${messageOf(error)}`)
    }
  }

  private checkCount(name: string, {parameters, rest}: TemplateFunction, count: number, final: Final): void {
    const total = count + (final === missing ? 0 : 1)
    const wanted = parameters.length
    if (rest !== undefined && total < wanted) {
      this.fail(`wrong number of args for ${name}: want at least ${wanted} got ${count}`)
    }
    if (rest === undefined && total !== wanted) {
      this.fail(`wrong number of args for ${name}: want ${wanted} got ${total}`)
    }
  }

  /** `and` and `or` evaluate no more than they need. */
  private logic(dot: Value, isOr: boolean, args: readonly Operand[], final: Final): Value {
    let value: Value
    for (const arg of args) {
      value = this.argument(dot, 'value', arg)
      if (isTrue(value) === isOr) return value
    }
    return final === missing ? value : final
  }

  private argument(dot: Value, type: Parameter, node: Operand): Value {
    this.node = node
    if (type !== 'string') return this.validate(this.operand(dot, node), type, this.boxed)
    if (node.kind === 'nil') this.fail('cannot assign nil to string')
    if (node.kind === 'bool' || node.kind === 'number') this.fail(`expected string; found ${nodeText(node)}`)
    return this.validate(this.operand(dot, node), type, this.boxed)
  }

  private validate(value: Value, type: Parameter, isBoxed: boolean): Value {
    if (type === 'value') return value
    if (type === 'any') return value ?? null
    if (typeof value === 'string') return value
    if (value === undefined) this.fail('invalid value; expected string')
    const found = value === null && isBoxed ? 'interface {}' : goType(value)
    this.fail(`wrong type for value; expected string; got ${found}`)
  }
}

/** `call`: nothing in the data is a function. */
function callValue(value: Value, name: string): never {
  if (value === undefined || value === null) throw new Error('call of nil')
  throw new Error(`non-function ${name} of type ${goType(value)}`)
}

function calleeName(args: readonly Operand[], final: Final): string {
  if (args.length > 0) return nodeText(args[0]!)
  if (typeof final === 'string') return final
  return final === missing ? '' : `<${goType(final) || 'invalid'} Value>`
}
