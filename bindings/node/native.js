'use strict'

// The native module for this platform. The package may hold several, one for each platform that it was
// built on, as `cie.<platform>-<arch>.node`; those for musl end in `-musl`.

const { existsSync, readdirSync } = require('node:fs')
const { join } = require('node:path')

/** What a native module built on this platform is called, the usual name first. */
const names = [`cie.${process.platform}-${process.arch}.node`]
if (process.platform === 'linux') names.push(`cie.linux-${process.arch}-musl.node`)

function load() {
  const refused = []
  for (const name of names) {
    const file = join(__dirname, name)
    if (!existsSync(file)) continue
    try {
      return require(file)
    } catch (error) {
      // Built for another libc, or for a newer one: the next may do.
      refused.push(error)
    }
  }
  throw missing(refused)
}

/** Says what there is, what is wanted, and how to make it. */
function missing(refused) {
  const there = readdirSync(__dirname).filter((name) => name.endsWith('.node'))
  const wanted = names[0].slice('cie.'.length, -'.node'.length)
  const error = new Error(
    [
      `@cie/sdk has no native module that runs on ${wanted}.`,
      `It has: ${there.join(', ') || 'none'}.`,
      'To build one, in the sources, with Rust: cd bindings/node && npm install && npm run build -- --release;',
      `then put ${names[0]} into ${__dirname}.`,
      ...refused.map((why) => `Not loaded: ${why.message}`),
    ].join('\n'),
  )
  error.code = 'CIE_NO_NATIVE_MODULE'
  return error
}

module.exports = load()
