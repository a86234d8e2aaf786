import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'

import * as esm from '../index.mjs'

const commonjs = createRequire(import.meta.url)('../index.js')
const { CieError, cardValidity, errorCatalogue, parseCodiceFiscale, quoteFee } = esm

test('ESM and CommonJS offer the same', () => {
  const { default: whole, ...named } = esm
  assert.deepEqual(Object.keys(named).sort(), Object.keys(commonjs).sort())
  assert.equal(whole, commonjs)
})

test('errors have code, kind, both languages and a position, and hide people', () => {
  assert.throws(() => parseCodiceFiscale('RSSBNC80E57H5O1B'), (error) => {
    assert.ok(error instanceof CieError)
    assert.equal(error.code, 'CIE-CORE-010')
    assert.equal(error.kind, 'input')
    assert.equal(error.position.byte, 13)
    assert.ok(error.messageIt && error.messageEn)
    assert.ok(!JSON.stringify([error.message, error.messageIt, error.stack]).includes('RSSBNC'))
    return true
  })
})

test('days are texts, and a wrong one is an error of ours', () => {
  assert.equal(cardValidity('1980-05-17', '2026-11-23').expires, '2036-05-17')
  assert.throws(() => cardValidity('1980-02-30', '2026-11-23'), { code: 'CIE-CORE-001' })
})

test('an argument of another type is refused and the process goes on', () => {
  assert.throws(() => parseCodiceFiscale(7))
  assert.throws(() => quoteFee('lost', '2026-11-23'))
  assert.equal(quoteFee('first_issue', '2026-11-23').total, 2221)
})

test('the catalogue has no code twice', () => {
  const codes = errorCatalogue().map((entry) => entry.code)
  assert.equal(new Set(codes).size, codes.length)
})

test('the README is true', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const sdk = JSON.stringify(new URL('../index.mjs', import.meta.url))
  // Whole programs; what imports nothing is a piece of one.
  const programs = [...readme.matchAll(/```js\n(import [\s\S]*?)```/g)]
  const said = programs.map(([, code]) => {
    const program = code.replace("'@cie/sdk'", sdk)
    return execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
      timeout: 60_000,
    })
  })
  assert.deepEqual(said, [
    'CIE-CORE-010 13\nBIANCA\nCIE-REQ-011 CIE-REQ-031\ndraft 1\n',
    'genuine ROSSI\n',
    'true 35\n400 true\n',
  ])
})
