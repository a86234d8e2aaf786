// What a call from Node costs, beside the same call in Rust, in one run.
//
//   cd bindings/node && npm run build -- --release && cd ../..
//   node benches/node_calls.mjs
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import {
  areValidCodiciFiscali,
  cardRequestFromJson,
  checkCardRequest,
  isValidCodiceFiscale,
  ruleById,
} from '../bindings/node/index.mjs'

const ON = '2026-11-23'
const FOUR = ['RSSMRA80A01H501U', 'RSSMRA80A41H501Y', 'RSSBNC80E57H501B', 'VRDGPP75C12F205K']
const HUNDRED = Array.from({ length: 100 }, (_, n) => FOUR[n % 4])
const TEXT = readFileSync(new URL('request.json', import.meta.url), 'utf8')
const REQUEST = cardRequestFromJson(TEXT)

/** The nanoseconds of one call, in the fastest of many short batches: another program that gets the
 * processor spoils one batch and not the next. */
function fastest(work) {
  const timed = (calls) => {
    const start = process.hrtime.bigint()
    for (let n = 0; n < calls; n++) work()
    return Number(process.hrtime.bigint() - start) / calls
  }
  timed(2_000)
  const calls = Math.max(1, Math.floor(500_000 / timed(10)))
  let least = Infinity
  for (let round = 0; round < 1_000; round++) least = Math.min(least, timed(calls))
  return least
}

/** The same calls in Rust: name and nanoseconds. */
function rust() {
  const cargo = ['run', '--release', '--quiet', '--bin', 'facade']
  const said = execFileSync('cargo', cargo, { cwd: fileURLToPath(new URL('.', import.meta.url)), encoding: 'utf8' })
  return Object.fromEntries(said.trim().split('\n').map((line) => line.split(' ')))
}

const before = rust()
const ours = {
  one: fastest(() => isValidCodiceFiscale(FOUR[0], ON)),
  list: fastest(() => areValidCodiciFiscali(HUNDRED, ON)) / HUNDRED.length,
  rule: fastest(() => ruleById('workstation.endpoints')),
  read: fastest(() => cardRequestFromJson(TEXT)),
  check: fastest(() => checkCardRequest(REQUEST, ON)),
}
const after = rust()
console.log('ns a call; for each code of a list of 100; a rule of 1 KB; a request of 3 KB, read and checked')
for (const [name, time] of Object.entries(ours)) {
  const there = Math.min(before[name], after[name])
  console.log(`${name.padEnd(8)} Node ${time.toFixed(0).padStart(7)}   Rust ${there.toFixed(0).padStart(7)}   x${(time / there).toFixed(1)}`)
}
