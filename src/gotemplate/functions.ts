import {messageOf} from '../base/errors.ts'
import {decodeBase64} from '../base/go-base64.ts'
import {fromBytes} from './bytes.ts'
import {argumentText, equalsAny, isLess, isLessOrEqual} from './compare.ts'
import {elementAt, exists, lengthOf, sliceOf} from './element.ts'
import {escapeHTML, escapeJS, escapeQuery} from './escape.ts'
import {sprint, sprintln} from './format/print.ts'
import {sprintf} from './format/printf.ts'
import {GoNumber, type Value, isTrue} from './value.ts'

/**
 * How Go declares a parameter: `any` is an interface, for which what is not there is nil; `value` is a
 * reflect.Value, which can tell the two apart.
 */
export type Parameter = 'any' | 'value' | 'string'

export interface TemplateFunction {
  readonly parameters: readonly Parameter[]
  /** The type of the arguments after those. */
  readonly rest?: Parameter
  /** Whether it is told which arguments are interfaces. */
  readonly seesBoxes?: boolean
  readonly call: (args: readonly Value[]) => Value
}

function variadic(
  parameters: readonly Parameter[],
  rest: Parameter,
  call: TemplateFunction['call'],
): TemplateFunction {
  return {parameters, rest, call}
}

function comparison(call: (left: Value, right: Value) => boolean): TemplateFunction {
  return {parameters: ['value', 'value'], call: ([left, right]) => call(left, right)}
}

const inEvaluation = (): never => {
  throw new Error('evaluated where it is called')
}

/** The functions of a kubectl template: text/template's and kubectl's own `exists` and `base64decode`. */
export const functions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['and', variadic(['value'], 'value', inEvaluation)],
  ['or', variadic(['value'], 'value', inEvaluation)],
  ['call', variadic(['value'], 'value', inEvaluation)],
  ['not', {parameters: ['value'], call: ([value]) => !isTrue(value)}],
  ['index', variadic(['value'], 'value', ([item, ...indexes]) => elementAt(item, indexes))],
  [
    'slice',
    {...variadic(['value'], 'value', ([item, ...indexes]) => sliceOf(item, indexes)), seesBoxes: true},
  ],
  ['len', {parameters: ['value'], call: ([value]) => new GoNumber('int', lengthOf(value))}],
  ['print', variadic([], 'any', sprint)],
  ['println', variadic([], 'any', sprintln)],
  ['printf', variadic(['string'], 'any', ([format, ...values]) => sprintf(format as string, values))],
  ['html', variadic([], 'any', (values) => escapeHTML(argumentText(values)))],
  ['js', variadic([], 'any', (values) => escapeJS(argumentText(values)))],
  ['urlquery', variadic([], 'any', (values) => escapeQuery(argumentText(values)))],
  ['eq', variadic(['value'], 'value', ([first, ...others]) => equalsAny(first, others))],
  ['ne', comparison((left, right) => !equalsAny(left, [right]))],
  ['lt', comparison(isLess)],
  ['le', comparison(isLessOrEqual)],
  ['gt', comparison((left, right) => !isLessOrEqual(left, right))],
  ['ge', comparison((left, right) => !isLess(left, right))],
  ['exists', variadic(['any'], 'any', ([item, ...indexes]) => exists(item, indexes))],
  ['base64decode', {parameters: ['string'], call: ([text]) => base64decode(text as string)}],
])

function base64decode(text: string): string {
  try {
    return fromBytes(decodeBase64(text))
  } catch (error) {
    throw new Error(`base64 decode failed: ${messageOf(error)}`)
  }
}
