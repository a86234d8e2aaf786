// What a call from Node costs, beside the same call in Rust, in one run.
//
//   cd bindings/node && npm run build -- --release && cd ../..
//   node benches/node_calls.mjs
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { areValidCodiciFiscali, checkCodiciFiscali, isValidCodiceFiscale, ruleById } from '../bindings/node/index.mjs'

const ON = '2026-11-23'
const FOUR = ['RSSMRA80A01H501U', 'RSSMRA80A41H501Y', 'RSSBNC80E57H501B', 'VRDGPP75C12F205K']
const CODES = Array.from({ length: 100_000 }, (_, n) => FOUR[n % 4])
const TEN = CODES.slice(0, 10)
const ROUNDS = 9

/** The nanoseconds of one call, in the fastest round. */
function fastest(times, work) {
  let least = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.hrtime.bigint()
    for (let n = 0; n < times; n++) work()
    least = Math.min(least, Number(process.hrtime.bigint() - start) / times)
  }
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
  one: fastest(20_000, () => isValidCodiceFiscale(FOUR[0], ON)),
  list: fastest(1, () => areValidCodiciFiscali(CODES, ON)) / CODES.length,
  rule: fastest(5_000, () => ruleById('workstation.endpoints')),
  reports: fastest(5_000, () => checkCodiciFiscali(TEN, ON)),
}
const after = rust()
const size = JSON.stringify(checkCodiciFiscali(TEN, ON)).length
console.log(`ns a call; the list is of ${CODES.length}, for each code; the reports are ${size} bytes as JSON`)
for (const [name, time] of Object.entries(ours)) {
  const there = Math.min(before[name], after[name])
  console.log(`${name.padEnd(8)} Node ${time.toFixed(0).padStart(7)}   Rust ${there.toFixed(0).padStart(7)}   x${(time / there).toFixed(1)}`)
}
