import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {errorText} from '../../../src/client/error-text.ts'
import {AggregateFailure, ExitError} from '../../../src/base/errors.ts'
import {NoResourceMatchError} from '../../../src/discovery/errors.ts'
import {ConnectionError, type Status, StatusError} from '../../../src/client/status.ts'
import {resourceOfPath, statusErrorOf} from '../../../src/client/status-body.ts'

describe('the error of an answer', () => {
  const answer = (code: number, method = 'GET', body = '', contentType: string | undefined = 'text/plain') =>
    statusErrorOf({code, method, body, contentType, retryAfter: undefined})

  // apimachinery/pkg/api/errors NewGenericServerResponse.
  const rows: readonly [code: number, method: string, reason: string, message: string][] = [
    [400, 'GET', 'BadRequest', 'the server rejected our request for an unknown reason'],
    [401, 'GET', 'Unauthorized', 'the server has asked for the client to provide credentials'],
    [403, 'GET', 'Forbidden', 'text'],
    [404, 'GET', 'NotFound', 'the server could not find the requested resource'],
    [405, 'GET', 'MethodNotAllowed', 'the server does not allow this method on the requested resource'],
    [406, 'GET', 'NotAcceptable', 'text'],
    [409, 'POST', 'AlreadyExists', 'the server reported a conflict'],
    [409, 'PUT', 'Conflict', 'the server reported a conflict'],
    [415, 'GET', 'UnsupportedMediaType', 'text'],
    [422, 'GET', 'Invalid', 'the server rejected our request due to an error in our request'],
    [
      429,
      'GET',
      'TooManyRequests',
      'the server has received too many requests and has asked us to try again later',
    ],
    [
      500,
      'GET',
      'InternalError',
      'an error on the server ("text") has prevented the request from succeeding',
    ],
    [
      502,
      'GET',
      'InternalError',
      'an error on the server ("text") has prevented the request from succeeding',
    ],
    [503, 'GET', 'ServiceUnavailable', 'the server is currently unable to handle the request'],
    [
      504,
      'GET',
      'Timeout',
      'the server was unable to return a response in the time allotted, but may still be processing the request',
    ],
    [302, 'GET', '', 'the server responded with the status code 302 but did not return more information'],
    [418, 'GET', '', 'the server responded with the status code 418 but did not return more information'],
  ]
  for (const [code, method, reason, message] of rows) {
    it(`${code} to a ${method} without a Status`, () => {
      const error = answer(code, method, ' text\n')
      assert.deepEqual([error.reason, error.message, error.code], [reason, message, code])
    })
  }

  it('is the Status of the body where there is one', () => {
    const status: Status = {kind: 'Status', status: 'Failure', message: 'no', reason: 'NotFound', code: 404}
    assert.deepEqual(answer(404, 'GET', JSON.stringify(status), 'application/json').status, status)
    assert.deepEqual(
      answer(404, 'GET', JSON.stringify(status), 'application/json; charset=utf-8').status,
      status,
    )
    assert.equal(
      answer(404, 'GET', JSON.stringify(status), 'text/html').message,
      'the server could not find the requested resource',
    )
    const success = JSON.stringify({...status, status: 'Success'})
    assert.equal(
      answer(500, 'GET', success, 'application/json').message,
      'an error on the server ("unknown") has prevented the request from succeeding',
    )
    assert.equal(
      answer(500, 'GET', '{"kind', 'application/json').message,
      'an error on the server ("unknown") has prevented the request from succeeding',
    )
  })

  it('shows at most 2048 bytes of the body, and names the resource', () => {
    assert.equal(answer(403, 'GET', 'x'.repeat(5000)).message.length, 2048)
    const resource = resourceOfPath('/apis/example.com/v1/namespaces/ns/widgets/w/status')
    const error = statusErrorOf({
      code: 404,
      method: 'PATCH',
      body: '',
      contentType: undefined,
      retryAfter: '5',
      resource,
    })
    assert.equal(
      error.message,
      'the server could not find the requested resource (patch widgets.example.com w)',
    )
    assert.deepEqual(error.status.details, {
      group: 'example.com',
      kind: 'widgets',
      name: 'w',
      causes: [{reason: 'UnexpectedServerResponse', message: ''}],
      retryAfterSeconds: 5,
    })
  })

  it('finds what a path names', () => {
    const of = (path: string) => {
      const found = resourceOfPath(path)
      return found && [found.group, found.resource, found.name].join(' ')
    }
    assert.equal(of('/api/v1/namespaces/ns/pods/p/log'), ' pods p')
    assert.equal(of('/api/v1/pods'), ' pods ')
    assert.equal(of('/api/v1/namespaces/ns'), ' namespaces ns')
    assert.equal(of('/api/v1/namespaces/ns/finalize'), ' namespaces ns')
    assert.equal(of('/api/v1/namespaces'), ' namespaces ')
    assert.equal(
      of('/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode'),
      'rbac.authorization.k8s.io clusterroles system:node',
    )
    for (const path of ['/api', '/apis', '/apis/apps/v1', '/version', '/openapi/v3'])
      assert.equal(of(path), undefined)
  })
})

describe('what is printed for an error', () => {
  const text = (error: unknown) => errorText(error).text
  const status = (more: Status) => new StatusError({status: 'Failure', ...more})

  // pkg/cmd/util/helpers_test.go of kubectl has these.
  it('says who said it, and why', () => {
    assert.equal(
      text(status({reason: 'NotFound', message: 'pods "x" not found'})),
      'Error from server (NotFound): pods "x" not found\n',
    )
    assert.equal(text(status({message: 'odd'})), 'Error from server: odd\n')
    assert.equal(
      text(status({reason: 'Unauthorized', message: 'no'})),
      'error: You must be logged in to the server (no)\n',
    )
    assert.equal(text(new Error('anything')), 'error: anything\n')
    assert.equal(text(new Error('error: anything')), 'error: anything\n')
    assert.equal(
      text(new ConnectionError('Get "u": x', 'h:1', false, 'x')),
      'Unable to connect to the server: x\n',
    )
    assert.equal(text(new ConnectionError('cut', 'h:1')), 'error: cut\n')
    assert.deepEqual(errorText(new ExitError(7)), {text: '', exitCode: 7})
  })

  it('names a resource that the server does not have', () => {
    // `kubectl explain foo` and its like; other commands wrap the error first.
    const missing = (group: string, version: string) =>
      text(new NoResourceMatchError({group, version, resource: 'foo'}))
    assert.equal(missing('', ''), 'the server doesn\'t have a resource type "foo"\n')
    assert.equal(missing('g', ''), 'the server doesn\'t have a resource type "foo" in group "g"\n')
    assert.equal(missing('', 'v1'), 'the server doesn\'t have a resource type "foo" in version "v1"\n')
    assert.equal(
      missing('g', 'v1'),
      'the server doesn\'t have a resource type "foo" in group "g" and version "v1"\n',
    )
  })

  it('lists the causes of invalid objects', () => {
    const invalid = (details: Status['details'], message = 'm') =>
      status({reason: 'Invalid', message, ...(details ? {details} : {})})
    const cause = (field: string) => ({reason: 'FieldValueInvalid', field, message: 'bad'})
    const pod = {kind: 'Pod', name: 'x'}
    assert.equal(text(invalid(undefined)), 'The request is invalid: m\n')
    assert.equal(text(invalid({})), 'The request is invalid: m\n')
    assert.equal(text(invalid(pod)), 'The Pod "x" is invalid\n')
    assert.equal(text(invalid({...pod, causes: [cause('a')]})), 'The Pod "x" is invalid: a: bad\n')
    assert.equal(
      text(invalid({...pod, causes: [cause('a'), cause('a'), cause('b')]})),
      'The Pod "x" is invalid: \n* a: bad\n* b: bad\n',
    )
    assert.equal(text(invalid({causes: [cause('a')]})), 'The request is invalid: a: bad\n')
  })

  it('gives several errors a line each, without prefix', () => {
    const failure = new AggregateFailure([new Error('one'), status({reason: 'Forbidden', message: 'two'})])
    assert.equal(text(failure), 'one\nError from server (Forbidden): two\n')
    assert.equal(text(new AggregateFailure([new Error('one')])), 'error: one\n')
  })
})
