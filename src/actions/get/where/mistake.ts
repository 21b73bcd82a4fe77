import {flatten, newAggregate, reduce} from '../../../base/aggregate.ts'

/**
 * The error, when it is nothing but a `--where` that names a column which no type asked for has: the
 * user's mistake and no failure of the server's, so that it comes without what kubectl prints beside those.
 */
export function whereMistake(error: Error | undefined): Error | undefined {
  const only = reduce(flatten(error === undefined ? undefined : newAggregate([error])))
  return only?.name === 'UnknownColumnError' ? only : undefined
}
