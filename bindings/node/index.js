'use strict'

// The package: the native module's functions, with its errors as `CieError`, and the objects that
// call back into JavaScript.

const native = require('./native.js')

/** What went wrong, in both languages; its text holds no personal data. */
class CieError extends Error {
  constructor({ code, kind, message_it, message_en, position }) {
    super(`[${code}] ${message_en}`)
    this.name = 'CieError'
    this.code = code
    this.kind = kind
    this.messageIt = message_it
    this.messageEn = message_en
    this.position = position ?? undefined
  }
}

/** The `CieError` that a native exception carries as JSON; any other error as it is. */
function understood(error) {
  if (error instanceof Error && error.message.startsWith('{"code":"CIE-')) {
    return new CieError(JSON.parse(error.message))
  }
  return error
}

/** A value without the members that are null: rows of databases have them for what is absent. */
function present(value) {
  if (Array.isArray(value)) return value.map(present)
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value
  const members = Object.entries(value).filter(([, one]) => one !== null)
  return Object.fromEntries(members.map(([name, one]) => [name, present(one)]))
}

/** Runs a native call; what it throws, or rejects with, is understood. */
function entered(call) {
  let answer
  try {
    answer = call()
  } catch (error) {
    throw understood(error)
  }
  if (answer instanceof Promise) {
    return answer.catch((error) => {
      throw understood(error)
    })
  }
  return answer
}

// Nothing a program does takes as long; the timer only keeps the process alive.
const LONG = 2 ** 31 - 1

/** A connector that is serving. It keeps the process alive until it is stopped. */
class Server {
  #native
  #alive

  constructor(native) {
    this.#native = native
    this.#alive = setInterval(() => {}, LONG)
  }

  /** The address that workstations are given. */
  get url() {
    return this.#native.url
  }

  /** Stops listening, waits some seconds for the requests in hand, and ends. */
  async stop() {
    clearInterval(this.#alive)
    await entered(() => this.#native.stop())
  }

  async [Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')]() {
    await this.stop()
  }
}

/** What a registry returned by `find`, in the one form that the native module takes. */
function found(answer) {
  if (answer === undefined || answer === null) return { subjects: [] }
  if (Array.isArray(answer)) return { subjects: answer }
  if ('person' in answer) return { subjects: [answer] }
  return answer
}

/** An APR connector over a registry of your own. */
class Connector {
  #native

  constructor(config, registry, { onError = defaultOnError } = {}) {
    // Each method answers under the ticket that it was called with, at once or later.
    const method = (name, answered) => async (ticket, argument) => {
      try {
        answered(ticket, await registry[name](argument))
      } catch (error) {
        this.#native.failed(ticket, String(error?.message ?? error))
        onError(error, name)
      }
    }
    const effect = (ticket, answer) => this.#native.effect(ticket, answer ?? 'recorded')
    this.#native = entered(
      () =>
        new native.NativeConnector(
          present(config),
          method('find', (ticket, answer) => this.#native.found(ticket, found(present(answer)))),
          method('cardIssued', effect),
          method('cardAnnulled', effect),
        ),
    )
  }

  /** Answers one message, for programs that have a web server of their own. */
  answer(message) {
    return entered(() => this.#native.answer(message))
  }

  /** Starts a server on the address of the configuration. */
  serve() {
    return new Server(entered(() => this.#native.serve()))
  }
}

/** Where the errors of a registry go unless `onError` is given: they are kept off the wire. */
function defaultOnError(error, method) {
  console.error('cie: the registry failed in %s', method, error)
}

for (const [name, value] of Object.entries(native)) {
  if (name.startsWith('Native')) continue
  // Enumerations are objects; everything else is a function.
  exports[name] = typeof value === 'function' ? (...given) => entered(() => value(...given.map(present))) : value
}
exports.CieError = CieError
exports.Connector = Connector
exports.Server = Server
