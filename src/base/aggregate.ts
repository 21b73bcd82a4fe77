import {AggregateFailure} from './errors.ts'

/**
 * The arithmetic of apimachinery's util/errors on several failures. Nesting is kept where kubectl keeps
 * it, because it decides whether the printed line gets the `error: ` prefix.
 */

/** An aggregate even of one error, undefined of none (utilerrors.NewAggregate). */
export function newAggregate(errors: readonly Error[]): AggregateFailure | undefined {
  return errors.length === 0 ? undefined : new AggregateFailure(errors)
}

/** Leaves out what matches, inside aggregates too (utilerrors.FilterOut). */
export function filterOut(error: Error | undefined, matches: (error: Error) => boolean): Error | undefined {
  if (error === undefined) return undefined
  if (error instanceof AggregateFailure) {
    return newAggregate(error.errors.map((e) => filterOut(e, matches)).filter((e) => e !== undefined))
  }
  return matches(error) ? undefined : error
}

/** One aggregate without nesting (utilerrors.Flatten); other errors as they are. */
export function flatten(error: Error | undefined): Error | undefined {
  return error instanceof AggregateFailure ? newAggregate(leaves(error)) : error
}

/** The only error of an aggregate of one (utilerrors.Reduce); anything else as it is. */
export function reduce(error: Error | undefined): Error | undefined {
  return error instanceof AggregateFailure && error.errors.length === 1 ? error.errors[0] : error
}

/** The errors in an aggregate and in those inside it; any other error alone. */
export function leaves(error: Error): Error[] {
  return error instanceof AggregateFailure ? error.errors.flatMap(leaves) : [error]
}

/** One error of many: undefined for none, itself for one, an AggregateFailure otherwise. */
export function aggregate(errors: readonly Error[]): Error | undefined {
  return reduce(newAggregate(errors))
}
