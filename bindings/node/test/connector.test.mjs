import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

import {
  CieError, Connector, SadOutcome, annullamento, emissione, interrogazione, readJournal, revoca,
} from '../index.mjs'
import { BIANCA, CARD, Notebook, desk } from './people.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

const config = { comuneIstat: '058091' }

/** What a workstation sends when it asks for a citizen. */
async function asked(operationId) {
  let body = ''
  const listener = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (part) => (body += part))
    request.on('end', () => response.writeHead(500).end())
  })
  await new Promise((listening) => listener.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${listener.address().port}/sad`
  await assert.rejects(interrogazione(desk({ url }), 'RSSBNC80E57H501B', null, null, operationId))
  listener.close()
  return body
}

test('a card comes and goes', async () => {
  const registry = new Notebook()
  const server = new Connector(config, registry).serve()
  try {
    const found = await interrogazione(desk(server), 'RSSBNC80E57H501B')
    assert.equal(found.outcome, SadOutcome.Ok)
    assert.equal(found.subjects[0].person.surname, 'ROSSI')
    assert.equal(found.subjects[0].residence.civic, '17/2')

    const told = await emissione(desk(server), found.subjects[0].person, CARD)
    assert.equal(told.outcome, 'ok')
    assert.deepEqual([...registry.cards], [['CA00000AA', true]])
    const gone = await annullamento(desk(server), BIANCA.person, CARD, '2026-11-24', 'material_error')
    assert.equal(gone.outcome, 'ok')
    assert.deepEqual([...registry.cards], [['CA00000AA', false]])
    const other = { ...CARD, serial: 'CA00000BB' }
    const unknown = await revoca(desk(server), BIANCA.person, other, '2026-11-24', 'revocation')
    assert.equal(unknown.outcome, 'error')
    assert.ok(unknown.anomalies.length > 0)
  } finally {
    await server.stop()
  }
})

test("a registry may need Node's own threads while many messages wait for it", async () => {
  const registry = new Notebook()
  registry.find = async () => {
    // Each read takes a thread of Node's pool, of which there are four.
    await readFile(fileURLToPath(import.meta.url))
    return BIANCA
  }
  const connector = new Connector(config, registry)
  const message = await asked('OP-0')
  const messages = Array.from({ length: 32 }, (_, at) => message.replace('OP-0', `OP-${at}`))
  const answered = await Promise.all(messages.map((one) => connector.answer(Buffer.from(one))))
  assert.ok(answered.every((reply) => reply.outcome === 'ok'))
})

test('every profile carries the exchange', async () => {
  for (const profile of ['anpr', 'anpr-soap', 'piatto']) {
    const server = new Connector({ ...config, profile }, new Notebook()).serve()
    try {
      const found = await interrogazione(desk(server, { profile }), null, BIANCA.person, '058091')
      assert.equal(found.subjects[0].person.given, 'BIANCA', profile)
    } finally {
      await server.stop()
    }
  }
})

test('what a registry throws is reported, and kept off the wire and out of the journal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cie-'))
  const store = join(folder, 'apr.db')
  const failing = new Notebook()
  failing.find = async () => {
    throw new Error('no connection while looking for ROSSI BIANCA')
  }
  const heard = []
  const onError = (error, method) => heard.push([error.message, method])
  const server = new Connector({ ...config, store }, failing, { onError }).serve()
  try {
    const answer = await interrogazione(desk(server), 'RSSBNC80E57H501B', null, null, 'OP-1')
    assert.equal(answer.outcome, 'error')
    assert.ok(!JSON.stringify(answer).includes('ROSSI'))
  } finally {
    await server.stop()
  }
  assert.deepEqual(heard, [['no connection while looking for ROSSI BIANCA', 'find']])
  const entries = readJournal(store)
  assert.deepEqual(entries.map((entry) => [entry.what, entry.subject]), [['sad.interrogazione', 'OP-1']])
  assert.match(entries[0].data.cause, /^CIE-SAD-/)
  assert.ok(!JSON.stringify(entries).includes('ROSSI'))
  rmSync(folder, { recursive: true })
})

test('what is not an answer is a failure', async () => {
  const odd = new Notebook()
  odd.find = () => ({ subjects: 7 })
  const server = new Connector(config, odd, { onError: () => {} }).serve()
  try {
    assert.equal((await interrogazione(desk(server), 'RSSBNC80E57H501B')).outcome, 'error')
  } finally {
    await server.stop()
  }
})

test('a message of a server of ones own', async () => {
  const reply = await new Connector(config, new Notebook()).answer(Buffer.from('<not a message/>'))
  assert.equal(reply.status, 400)
  assert.equal(reply.outcome, 'error')
  assert.match(reply.mediaType, /xml/)
  assert.ok(Buffer.isBuffer(reply.body))
})

test('a taken port and an address where nobody is are errors with a code', async () => {
  const server = new Connector(config, new Notebook()).serve()
  try {
    const address = new URL(server.url).host
    assert.throws(
      () => new Connector({ ...config, address }, new Notebook()).serve(),
      (error) => error instanceof CieError && error.code === 'CIE-SAD-301',
    )
  } finally {
    await server.stop()
  }
  await assert.rejects(
    interrogazione({ ...desk(server), url: 'http://127.0.0.1:9/sad' }, 'RSSBNC80E57H501B'),
    (error) => error instanceof CieError && error.kind === 'unavailable',
  )
})

test('a process ends when its server was stopped, and not before', () => {
  const program = `
    const { Connector } = require(${JSON.stringify(join(here, '..', 'index.js'))})
    const server = new Connector({ comuneIstat: '058091' }, { find() {} }).serve()
    setTimeout(async () => { await server.stop(); console.log('stopped') }, 300)
  `
  const said = execFileSync(process.execPath, ['-e', program], { encoding: 'utf8', timeout: 60_000 })
  assert.equal(said, 'stopped\n')
})
