import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {flag} from '../../../src/cli/flags.ts'
import {FlagIndex, parseArguments} from '../../../src/cli/parse.ts'

const flags = {
  namespace: flag.string('', {char: 'n'}),
  watch: flag.bool('', {char: 'w'}),
  stdin: flag.bool('', {char: 'i'}),
  tty: flag.bool('', {char: 't'}),
  filename: flag.stringSlice('', {char: 'f'}),
  env: flag.stringArray(''),
  replicas: flag.int32('', {char: 'r'}),
  timeout: flag.duration(''),
  cascade: flag.string('', {noOptDefault: 'background'}),
  v: flag.level('', {char: 'v'}),
  record: flag.bool('', {deprecated: 'it goes'}),
  old: flag.string('', {char: 'o', shorthandDeprecated: 'use --old'}),
  chunkSize: flag.int64(''),
}
const index = new FlagIndex(flags)

function parse(...argv: string[]) {
  const {given, args, argsLenAtDash, notes} = parseArguments(index, argv)
  return {given: Object.fromEntries(given), args, argsLenAtDash, notes}
}

describe('forms of flags, by pflag v1.0.10', () => {
  const forms: readonly (readonly [string[], object, string[]?])[] = [
    [['-n=x'], {namespace: 'x'}],
    [['-nx'], {namespace: 'x'}],
    [['-n', 'x'], {namespace: 'x'}],
    // Only with something behind it is `=` not part of the value.
    [['-n='], {namespace: '='}],
    [['--namespace='], {namespace: ''}],
    [['--namespace', '-w'], {namespace: '-w'}],
    [['-it'], {stdin: true, tty: true}],
    [['-itnx'], {stdin: true, tty: true, namespace: 'x'}],
    [['-wn', 'x', 'y'], {watch: true, namespace: 'x'}, ['y']],
    [['-w=false'], {watch: false}],
    [['--watch=F', 'pods'], {watch: false}, ['pods']],
    [['--watch', 'false'], {watch: true}, ['false']],
    [['-n', 'a', '-n', 'b'], {namespace: 'b'}],
    [['-f', 'a,b', '-f', 'c', 'pods'], {filename: ['a', 'b', 'c']}, ['pods']],
    [['-f', '"a,b",c'], {filename: ['a,b', 'c']}],
    [['-f='], {filename: ['=']}],
    [['--filename='], {filename: []}],
    [['--env=a,b', '--env=c'], {env: ['a,b', 'c']}],
    [['--cascade', 'pods'], {cascade: 'background'}, ['pods']],
    [['--cascade=orphan'], {cascade: 'orphan'}],
    [['--chunk_size=1_000'], {chunkSize: 1000}],
    [['-r', '0x10'], {replicas: 16}],
    [['-r=-0b11'], {replicas: -3}],
    [['-r', '010'], {replicas: 8}],
    [['--timeout=1m30s'], {timeout: 90_000}],
    [['-v6'], {v: 6}],
    [['-', 'a', ''], {}, ['-', 'a', '']],
  ]
  for (const [argv, given, args = []] of forms) {
    it(argv.join(' '), () => {
      const parsed = parse(...argv)
      assert.deepEqual(parsed.given, given)
      assert.deepEqual(parsed.args, args)
    })
  }

  it('keeps the place of --', () => {
    assert.deepEqual(parse('x', '--', 'ls', '-la'), {
      given: {},
      args: ['x', 'ls', '-la'],
      argsLenAtDash: 1,
      notes: '',
    })
    assert.equal(parse('x').argsLenAtDash, -1)
    assert.equal(parse('--').argsLenAtDash, 0)
  })

  it('notes deprecated flags', () => {
    assert.equal(parse('--record').notes, 'Flag --record has been deprecated, it goes\n')
    assert.equal(parse('-ox').notes, 'Flag shorthand -o has been deprecated, use --old\n')
  })
})

describe('mistakes, in the words of kubectl 1.37.2', () => {
  const mistakes: readonly (readonly [string[], string])[] = [
    [['--nope'], 'unknown flag: --nope'],
    [['--nope=x'], 'unknown flag: --nope'],
    [['--v_x'], 'unknown flag: --v_x'],
    [['-z'], "unknown shorthand flag: 'z' in -z"],
    [['-wz'], "unknown shorthand flag: 'z' in -z"],
    [['-='], "unknown shorthand flag: '=' in -="],
    [['-n'], "flag needs an argument: 'n' in -n"],
    [['-wf'], "flag needs an argument: 'f' in -f"],
    [['--namespace'], 'flag needs an argument: --namespace'],
    [['--=x'], 'bad flag syntax: --=x'],
    [['---x'], 'bad flag syntax: ---x'],
    [['-w=x'], 'invalid argument "x" for "-w, --watch" flag: strconv.ParseBool: parsing "x": invalid syntax'],
    [['--v=x'], 'invalid argument "x" for "-v, --v" flag: strconv.ParseInt: parsing "x": invalid syntax'],
    [
      ['--replicas=99999999999999999999'],
      'invalid argument "99999999999999999999" for "-r, --replicas" flag: strconv.ParseInt: parsing "99999999999999999999": value out of range',
    ],
    [['--timeout=x'], 'invalid argument "x" for "--timeout" flag: time: invalid duration "x"'],
    [['--timeout=5'], 'invalid argument "5" for "--timeout" flag: time: missing unit in duration "5"'],
    [
      ['-f', 'a,"b'],
      'invalid argument "a,\\"b" for "-f, --filename" flag: parse error on line 1, column 5: extraneous or missing " in quoted-field',
    ],
    [
      ['-f', 'a"b'],
      'invalid argument "a\\"b" for "-f, --filename" flag: parse error on line 1, column 2: bare " in non-quoted-field',
    ],
  ]
  for (const [argv, message] of mistakes) {
    it(argv.join(' '), () => assert.throws(() => parse(...argv), {message}))
  }
})

describe('any command line', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom('-n', '--', '-w', '-wn', '--namespace', '--watch=false', '-f', 'pods'),
  )

  it('is read or refused, and never loses an argument after --', () => {
    fc.assert(
      fc.property(fc.array(word), fc.array(fc.string()), (before, after) => {
        let parsed
        try {
          parsed = parse(...before, '-w', '--', ...after)
        } catch (error) {
          assert.ok(error instanceof Error && error.message !== '')
          return
        }
        assert.deepEqual(parsed.args.slice(-after.length || parsed.args.length), after)
      }),
    )
  })

  it('gives a flag the same value in each of its forms', () => {
    fc.assert(
      fc.property(fc.string({minLength: 1}), (value) => {
        const long = parse(`--namespace=${value}`).given
        assert.deepEqual(parse('--namespace', value).given, long)
        assert.deepEqual(parse('-n', value).given, long)
        assert.deepEqual(parse(`-n=${value}`).given, long)
      }),
    )
  })
})
