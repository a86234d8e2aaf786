// Builds the native module with cargo, and writes `native.d.ts` and `index.mjs` from what it has.
//
//   node scripts/build.mjs [--release [profile]] [--check]
//
// With --release it is as in the packages (or as another profile of cargo says), and the files stay as they
// are. With --check the two files must be as they would be written.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { generateTypeDef } from '@napi-rs/cli'

const here = fileURLToPath(new URL('..', import.meta.url))
const root = join(here, '..', '..')
const release = process.argv.includes('--release')
const profile = process.argv[process.argv.indexOf('--release') + 1] ?? 'dist'
const check = process.argv.includes('--check')
const cargo = process.env.CARGO ?? 'cargo'

const definitions = mkdtempSync(join(tmpdir(), 'cie-types-'))
try {
  build()
  if (!release) await write()
} finally {
  rmSync(definitions, { recursive: true })
}

async function write() {
  const { dts } = await generateTypeDef({
    typeDefDir: definitions,
    cwd: here,
    constEnum: false,
    runtimeStringEnum: true,
  })
  written('native.d.ts', mended(dts) + callbacks())
  written('index.mjs', named(Object.keys(createRequire(import.meta.url)('../index.js')).sort()))
}

function build() {
  // The library alone, as maturin builds it: what is beneath is then compiled once for both packages.
  const args = ['rustc', '--locked', '-p', 'cie-api', '--lib', '--crate-type', 'cdylib', '--features', 'node']
  if (release) args.push('--profile', profile)
  const env = {
    ...process.env,
    // Where the macros leave the types; a macro that does not run again leaves none.
    NAPI_TYPE_DEF_TMP_FOLDER: definitions,
    NAPI_FORCE_BUILD_CIE_API: `${Date.now()}`,
  }
  execFileSync(cargo, args, { cwd: root, env, stdio: 'inherit' })
  const metadata = execFileSync(cargo, ['metadata', '--locked', '--no-deps', '--format-version=1'], {
    cwd: root,
    maxBuffer: 64 << 20,
  })
  const folder = join(JSON.parse(metadata).target_directory, release ? profile : 'debug')
  const names = ['libcie_api.so', 'libcie_api.dylib', 'cie_api.dll']
  const library = names.map((name) => join(folder, name)).find(existsSync)
  copyFileSync(library, join(here, `cie.${process.platform}-${process.arch}.node`))
}

/** The types as TypeScript users expect them. */
function mended(dts) {
  const text = dts
    // Doc lines that went through a macro keep the mark of a raw text.
    .replaceAll(/r" ?/g, '')
    // The package's own classes stand before these.
    .replaceAll(/\/\*\* The (connector|server) beneath[\s\S]*?\n}\n/g, '')
    // Nor is what its own JavaScript calls for anybody else.
    .replaceAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export declare function native[\s\S]*?\n(?=\n|$)/g, '')
    // An enumeration is its texts, which may be written as such or by name.
    .replaceAll(/export declare enum (\w+) {([\s\S]*?)\n}/g, (_, name, body) => {
      const constants = body.replaceAll(/(\w+) = ('[^']*'),?/g, 'readonly $1: $2')
      return `export declare const ${name}: {${constants}\n}\nexport type ${name} = (typeof ${name})[keyof typeof ${name}]`
    })
  return `/* Written by scripts/build.mjs. */
${withOptions(text).replaceAll(/\n{3,}/g, '\n\n').trim()}

/** A calendar day, \`YYYY-MM-DD\`. */
export type Day = string

/** A date of birth: \`YYYY-MM-DD\`, or \`YYYY-MM\` or \`YYYY\` when the rest is not known. */
export type Born = string

/** Bytes. */
export type Bytes = Buffer

/** What a call that gives a promise may be given after its arguments. */
export interface CallOptions {
  /** Rejects the promise with its reason, at once. What was sent stays sent. */
  signal?: AbortSignal
}

/** What a call over a list may be given after its arguments. */
export interface ListOptions {
  /** Told, between the parts of the list, how many are done and how many there are. \`false\` ends the call
   * there, which then answers for those that are done; what it throws ends the call and is thrown. */
  progress?: (done: number, total: number) => boolean | void
}
`
}

/** The types with the options that a call may be given after its arguments. */
function withOptions(text) {
  const lists = ['areValidCodiciFiscali', 'checkCodiciFiscali', 'checkCardRequests', 'quoteFees', 'annulCards']
  return text.replaceAll(/^((?:export declare function | {2})(\w+))\((.*)\): (.*)$/gm, (line, head, name, args, answer) => {
    const options = []
    if (answer.startsWith('Promise<')) options.push('CallOptions')
    if (lists.includes(name)) options.push('ListOptions')
    if (options.length === 0) return line
    return `${head}(${args ? `${args}, ` : ''}options?: ${options.join(' & ')}): ${answer}`
  })
}

/** What callers implement. */
function callbacks() {
  const args = ['run', '--locked', '--quiet', '-p', 'cie-api', '--example', 'callbacks', '--', 'typescript']
  return execFileSync(cargo, args, { cwd: root, encoding: 'utf8' })
}

/** The package as an ES module. */
function named(names) {
  const list = names.map((name) => `  ${name},\n`).join('')
  return `// Written by scripts/build.mjs.\nimport sdk from './index.js'\n\nexport const {\n${list}} = sdk\n\nexport default sdk\n`
}

function written(name, text) {
  const file = join(here, name)
  if (!check) return writeFileSync(file, text)
  if (readFileSync(file, 'utf8') !== text) {
    throw new Error(`${name} is not what the native module has: run npm run build and commit it`)
  }
}
