'use strict'

// What a call may be given after its arguments: a signal that ends the wait for a promise, and a
// function that is told how far a list is.

const OPTIONS = new Set(['signal', 'progress'])

// The functions over lists: where the list stands among the arguments, how much of it is done at once.
const LISTS = {
  areValidCodiciFiscali: { at: 0, size: 5000 },
  checkCodiciFiscali: { at: 0, size: 1000 },
  checkCardRequests: { at: 0, size: 50 },
  quoteFees: { at: 0, size: 1000 },
  annulCards: { at: 1, size: 1 },
}

/** The arguments of a call and its options: an object at the end with no members but theirs. */
function parted(given) {
  const last = given.at(-1)
  const plain = last !== null && typeof last === 'object' && !Array.isArray(last) && !ArrayBuffer.isView(last)
  const names = plain ? Object.keys(last) : []
  const found = names.length > 0 && names.every((name) => OPTIONS.has(name))
  return found ? [given.slice(0, -1), last] : [given, {}]
}

/** The answer of a promise unless a signal ends the wait first: then its reason, at once. */
function until(signal, start) {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason)
      return
    }
    const answer = Promise.resolve(start())
    const end = () => reject(signal.reason)
    signal.addEventListener('abort', end, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', end))
  })
}

/** The parts of a list, each with what is to be done with its answers: whether to go on. */
function* parts({ at, size }, args, progress, answers) {
  const list = args[at]
  for (let start = 0; start < list.length; start += size) {
    const part = [...args]
    part[at] = list.slice(start, start + size)
    yield part
    if (progress?.(answers.length, list.length) === false) return
  }
}

/** A list in parts that are answered now. */
function now(list, run, args, progress) {
  const answers = []
  for (const part of parts(list, args, progress, answers)) answers.push(...run(part))
  return answers
}

/** A list in parts that are answered later; a signal keeps those from being begun that were not. */
async function later(list, run, args, progress, signal) {
  const answers = []
  for (const part of parts(list, args, progress, answers)) {
    signal?.throwIfAborted()
    answers.push(...(await run(part)))
  }
  return answers
}

/** Runs a call with what is given: its arguments, and perhaps options after them. */
function called(name, run, given) {
  const [args, { signal, progress }] = parted(given)
  const list = LISTS[name]
  const whole = !(list && Array.isArray(args[list.at]) && (signal || progress))
  const start = () => {
    if (whole) return run(args)
    const inParts = name === 'annulCards' ? later : now
    return inParts(list, run, args, progress, signal)
  }
  return signal ? until(signal, start) : start()
}

module.exports = { called }
