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

/** The value in JSON as the package takes it, by its type in the schema. */
function made(value, of) {
  if (value === undefined || value === null) return value
  const inner = /^(?:Option|Vec)<(.*)>$/.exec(of)?.[1]
  if (inner) return Array.isArray(value) ? value.map((one) => made(one, inner)) : made(value, inner)
  if (of === 'Bytes') return Buffer.from(value, 'base64')
  const fields = new Map(schema.records[of])
  if (fields.size === 0) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      assert.ok(fields.has(name), `${of}.${name}`)
      return [camel(name), made(one, fields.get(name))]
    }),
  )
}

/** An answer by the names of the schema; what is not there is null. */
function shown(answer, of) {
  const inner = /^(?:Option|Vec)<(.*)>$/.exec(of)?.[1] ?? of
  if (answer === undefined || answer === null) return null
  if (Array.isArray(answer)) return answer.map((one) => shown(one, inner))
  if (Buffer.isBuffer(answer)) return answer.toString('base64')
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

/** Runs a call, now or later, and holds what it gives against what is expected. */
async function check(expected, { arguments: taken, answers }, given, run) {
  const known = new Map(taken)
  for (const argument of Object.keys(given)) assert.ok(known.has(argument), argument)
  const call = async () => run(...taken.map(([argument, of]) => made(given[argument], of)))
  if (expected.fails) {
    await assert.rejects(call, (error) => {
      assert.ok(error instanceof cie.CieError, String(error))
      const { code, kind, ...position } = expected.fails
      assert.deepEqual([error.code, error.kind], [code, kind])
      for (const [at, value] of Object.entries(position)) assert.equal(error.position[at], value)
      return true
    })
    return
  }
  const answer = shown(await call(), answers)
  if ('gives' in expected) assert.deepEqual(answer, expected.gives)
  else assert.ok(has(answer, expected.has), JSON.stringify(answer))
}

const called = new Set(read('behaviour.json'))
for (const file of readdirSync(join(folder, 'vectors')).sort()) {
  const vectors = read(join('vectors', file))
  test(`${file} is whole`, () => {
    assert.deepEqual([vectors.schema, vectors.count], [1, vectors.cases.length])
  })
  for (const { name, ...one } of vectors.cases) {
    if (!one.object) {
      called.add(one.call)
      const about = schema.functions[one.call]
      test(`${one.call}: ${name}`, () => check(one, about, one.with, cie[camel(one.call)]))
      continue
    }
    const about = schema.objects[one.object]
    called.add(`${one.object}.new`)
    for (const step of one.steps ?? []) called.add(`${one.object}.${step.call}`)
    test(`${one.object}: ${name}`, async () => {
      const make = (...given) => new cie[one.object](...given)
      if (one.fails) return check(one, { arguments: about.new }, one.new, make)
      const object = make(...about.new.map(([argument, of]) => made(one.new[argument], of)))
      for (const step of one.steps) {
        const run = (...given) => object[camel(step.call)](...given)
        await check(step, about.methods[step.call], step.with, run)
      }
    })
  }
}

test('every function is reached', () => {
  const methods = Object.entries(schema.objects).flatMap(([name, about]) =>
    ['new', ...Object.keys(about.methods)].map((method) => `${name}.${method}`),
  )
  assert.deepEqual([...called].sort(), [...Object.keys(schema.functions), ...methods].sort())
})

test('the errors are those of every language', () => {
  const { answers } = schema.functions.error_catalogue
  assert.deepEqual(shown(cie.errorCatalogue(), answers), read('errors.json'))
})

test("the package is the schema's", () => {
  for (const [name, texts] of Object.entries(schema.choices)) {
    assert.deepEqual(Object.values(cie[name]), texts, name)
  }
  for (const name of Object.keys(schema.functions)) assert.equal(typeof cie[camel(name)], 'function')
  for (const name of Object.keys(schema.objects)) assert.equal(typeof cie[name], 'function')
})
