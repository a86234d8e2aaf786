// The conformance vectors: the same files that Rust, Python and Kotlin run.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

import * as cie from '../index.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

const folder = join(here, '..', '..', 'conformance')
const read = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))
const schema = read('schema.json')

const camel = (name) => name.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase())
const snake = (name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The members of a value by JavaScript's names. */
function made(value) {
  if (Array.isArray(value)) return value.map(made)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [camel(name), made(one)]))
}

/** An answer by the names of the schema; what is not there is null. */
function shown(answer, of) {
  const inner = /^(?:Option|Vec)<(.*)>$/.exec(of)?.[1] ?? of
  if (answer === undefined || answer === null) return null
  if (Array.isArray(answer)) return answer.map((one) => shown(one, inner))
  const fields = schema.records[inner]
  if (!fields) return answer
  const names = new Set(fields.map(([name]) => name))
  for (const name of Object.keys(answer)) assert.ok(names.has(snake(name)), `${inner}.${name}`)
  return Object.fromEntries(fields.map(([name, type]) => [name, shown(answer[camel(name)], type)]))
}

/** Whether an answer has what is expected, as the runner in Rust says it. */
function has(answer, expected) {
  if (Array.isArray(expected)) {
    const answers = answer.values()
    return expected.every((wanted) => {
      for (const one of answers) if (has(one, wanted)) return true
      return false
    })
  }
  if (expected !== null && typeof expected === 'object') {
    return Object.entries(expected).every(([name, one]) => has(answer[name], one))
  }
  if (typeof expected === 'string' && typeof answer === 'string') return answer.startsWith(expected)
  return answer === expected
}

const called = new Set(read('behaviour.json'))
for (const file of readdirSync(join(folder, 'vectors')).sort()) {
  const vectors = read(join('vectors', file))
  test(`${file} is whole`, () => {
    assert.deepEqual([vectors.schema, vectors.count], [1, vectors.cases.length])
  })
  for (const { name, call, with: given, ...expected } of vectors.cases) {
    called.add(call)
    test(`${call}: ${name}`, () => {
      const { arguments: taken, answers } = schema.functions[call]
      const known = new Set(taken.map(([argument]) => argument))
      for (const argument of Object.keys(given)) assert.ok(known.has(argument), argument)
      const run = () => cie[camel(call)](...taken.map(([argument]) => made(given[argument])))
      if (expected.fails) {
        assert.throws(run, (error) => {
          assert.ok(error instanceof cie.CieError, String(error))
          const { code, kind, ...position } = expected.fails
          assert.deepEqual([error.code, error.kind], [code, kind])
          for (const [at, value] of Object.entries(position)) assert.equal(error.position[at], value)
          return true
        })
        return
      }
      const answer = shown(run(), answers)
      if ('gives' in expected) assert.deepEqual(answer, expected.gives)
      else assert.ok(has(answer, expected.has), JSON.stringify(answer))
    })
  }
}

test('every function is reached', () => {
  assert.deepEqual([...called].sort(), Object.keys(schema.functions).sort())
})

test("the package is the schema's", () => {
  for (const [name, texts] of Object.entries(schema.choices)) {
    assert.deepEqual(Object.values(cie[name]), texts, name)
  }
  for (const name of Object.keys(schema.functions)) assert.equal(typeof cie[camel(name)], 'function')
})
