'use strict'

// The package: the native module's functions, with its errors as `CieError`, and the objects that
// call back into JavaScript.

const { called } = require('./calls.js')
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

/** A method as the native module calls it: with a ticket, under which it answers at once or later. */
function ticketed(object, name, form, onError) {
  return async (ticket, ...given) => {
    try {
      native.nativeAnswer(ticket, form(present(await object[name](...given))))
    } catch (error) {
      native.nativeFailed(ticket, String(error?.message ?? error))
      onError(error)
    }
  }
}

// The callbacks with their methods, and where they are taken.
const { methods: CALLBACKS, taken: TAKEN } = JSON.parse(native.nativeCallbacks())

/** The arguments of a call as the native module takes them. */
function taken(call, given) {
  const callbacks = TAKEN[call] ?? {}
  return given.map((one, at) => (at in callbacks ? wrapped(callbacks[at], one) : present(one)))
}

/** An object of the caller's with the methods of a callback. */
function wrapped(kind, object) {
  if (object === undefined || object === null) return object
  const method = (name) => {
    if (typeof object[name] !== 'function') throw new TypeError(`a ${kind} needs the method ${name}`)
    return [name, ticketed(object, name, (answer) => answer, () => {})]
  }
  return Object.fromEntries(CALLBACKS[kind].map(method))
}

/** A class of the native module, with its errors as `CieError`. It is changed in place: what the module
 * makes itself is of the same class. */
function understanding(name, native) {
  for (const method of Object.getOwnPropertyNames(native.prototype)) {
    const { value, ...kind } = Object.getOwnPropertyDescriptor(native.prototype, method)
    if (method === 'constructor' || typeof value !== 'function') continue
    const call = `${name}.${method}`
    const understands = function (...given) {
      return called(call, (args) => entered(() => value.apply(this, taken(call, args))), given)
    }
    Object.defineProperty(native.prototype, method, { ...kind, value: understands })
  }
  return new Proxy(native, {
    construct: (target, given, made) => entered(() => Reflect.construct(target, taken(name, given), made)),
  })
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
    const method = (name, form) => ticketed(registry, name, form, (error) => onError(error, name))
    const effect = (answer) => answer ?? 'recorded'
    this.#native = entered(
      () =>
        new native.NativeConnector(
          present(config),
          method('find', found),
          method('cardIssued', effect),
          method('cardAnnulled', effect),
        ),
    )
  }

  /** Answers one message, for programs that have a web server of their own. */
  answer(...given) {
    return called('Connector.answer', ([message]) => entered(() => this.#native.answer(message)), given)
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
  if (/^native/i.test(name)) continue
  if (typeof value !== 'function') exports[name] = value // an enumeration
  else if (/^[A-Z]/.test(name)) exports[name] = understanding(name, value)
  else exports[name] = (...given) => called(name, (args) => entered(() => value(...taken(name, args))), given)
}
exports.CieError = CieError
exports.Connector = Connector
exports.Server = Server
