// Calls that are given up, and calls that say how far they are.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import {
  CieError, Connector, RequestStore, annulCards, areValidCodiciFiscali, backupStore, checkCardRequests,
  checkCodiciFiscali, checkStore, emissione, interrogazione, quoteFees, readJournal, restoreStore,
} from '../index.mjs'
import { BIANCA, CARD, Notebook, desk } from './people.mjs'

const CODES = ['RSSMRA80A41H501Y', 'RSSMRA80A41H501X']

/** A peer that takes connections and never answers. */
async function silent() {
  const sockets = []
  const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { url: `http://127.0.0.1:${server.address().port}/sad`, server, close }
}

test('a signal ends the wait at once, with its reason', async () => {
  const peer = await silent()
  try {
    const giving = new AbortController()
    const reason = new Error('the citizen left')
    const asked = interrogazione(desk(peer), 'RSSBNC80E57H501B', null, null, null, { signal: giving.signal })
    await once(peer.server, 'connection')
    giving.abort(reason)
    await assert.rejects(asked, (error) => error === reason)
    const soon = AbortSignal.timeout(50)
    await assert.rejects(interrogazione(desk(peer), 'RSSBNC80E57H501B', { signal: soon }), { name: 'TimeoutError' })
  } finally {
    peer.close()
  }
})

test('what was given up before is not begun', async () => {
  const registry = new Notebook()
  const server = new Connector({ comuneIstat: '058091' }, registry).serve()
  try {
    const signal = AbortSignal.abort('closed')
    await assert.rejects(emissione(desk(server), BIANCA.person, CARD, { signal }), (reason) => reason === 'closed')
    assert.equal(registry.cards.size, 0)
    const connector = new Connector({ comuneIstat: '058091' }, registry)
    await assert.rejects(connector.answer(Buffer.from('<x/>'), { signal }), (reason) => reason === 'closed')
    const store = new RequestStore(':memory:')
    await assert.rejects(store.nextNumber('058091', 2026, { signal }), (reason) => reason === 'closed')
    assert.equal(await store.nextNumber('058091', 2026), '058091-2026-000001')
  } finally {
    await server.stop()
  }
})

test('a signal that nobody gives changes nothing', async () => {
  const server = new Connector({ comuneIstat: '058091' }, new Notebook()).serve()
  try {
    const { signal } = new AbortController()
    const answer = await interrogazione(desk(server), 'RSSBNC80E57H501B', { signal })
    assert.equal(answer.subjects[0].person.given, 'BIANCA')
    const wrong = interrogazione(desk(server), { signal })
    await assert.rejects(wrong, (error) => error instanceof CieError && error.code === 'CIE-API-002')
    await assert.rejects(interrogazione(7, 'RSSBNC80E57H501B', { signal }))
  } finally {
    await server.stop()
  }
})

test('parts of a list give what the whole gives', () => {
  const told = []
  const progress = (done, total) => void told.push([done, total])
  const codes = Array(1300).fill(CODES).flat()
  assert.deepEqual(checkCodiciFiscali(codes, { progress }), checkCodiciFiscali(codes))
  assert.deepEqual(told, [[1000, 2600], [2000, 2600], [2600, 2600]])
  const inquiries = Array(3).fill({ reason: 'loss', on: '2026-11-23' })
  assert.deepEqual(quoteFees(inquiries, null, { progress }), quoteFees(inquiries))
  assert.deepEqual(told.at(-1), [3, 3])
  assert.deepEqual(checkCardRequests([], { progress }), [])
  assert.equal(told.length, 4)
})

test('false ends a list, and what is thrown is thrown', () => {
  const codes = Array(10_000).fill(CODES).flat()
  assert.equal(areValidCodiciFiscali(codes, null, { progress: (done) => done < 10_000 }).length, 10_000)
  const thrown = new Error('enough')
  const progress = () => {
    throw thrown
  }
  assert.throws(() => areValidCodiciFiscali(codes, { progress }), (error) => error === thrown)
})

test('a list of annulments goes on after a failure, and stops where it is told to', async () => {
  const registry = new Notebook()
  const server = new Connector({ comuneIstat: '058091' }, registry).serve()
  try {
    await emissione(desk(server), BIANCA.person, CARD)
    const order = (card, operationId) => ({
      person: BIANCA.person, card, on: '2026-11-24', reason: 'other', revoke: false, operationId,
    })
    const orders = [order(CARD, 'OP-A'), order({ ...CARD, serial: 'CA00000ZZ' }, 'OP-B'), order(CARD, 'not one')]
    const told = []
    const reports = await annulCards(desk(server), orders, { progress: (done) => void told.push(done) })
    assert.deepEqual(reports.map((report) => report.answer?.outcome), ['ok', 'error', undefined])
    assert.deepEqual(reports.map((report) => report.errorCode), [undefined, undefined, 'CIE-CORE-401'])
    assert.deepEqual(told, [1, 2, 3])
    assert.deepEqual([...registry.cards], [['CA00000AA', false]])

    const giving = new AbortController()
    const asked = []
    registry.cardAnnulled = (annulment) => {
      asked.push(annulment.operationId)
      giving.abort('enough')
      return 'unknown_card'
    }
    const options = { signal: giving.signal }
    const again = [order(CARD, 'OP-C'), order(CARD, 'OP-D')]
    await assert.rejects(annulCards(desk(server), again, options), (reason) => reason === 'enough')
    await server.stop()
    assert.deepEqual(asked, ['OP-C'])
  } finally {
    await server.stop()
  }
})

test('a copy of a store has what the store has', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cie-'))
  const [path, copy, again] = ['a.db', 'copy.db', 'again.db'].map((name) => join(folder, name))
  const store = new RequestStore(path)
  await store.begin(
    {
      number: '058091-2026-000001',
      requestedOn: '2026-11-23',
      office: { comune: 'ROMA', istat: '058091', belfiore: 'H501', province: 'RM', name: 'A', workstationId: '1' },
      operator: { label: 'operator 1', codiceFiscale: 'VRDGPP75C12F205K' },
      subject: BIANCA,
      reason: 'first_issue',
      travelBarred: false,
    },
    'operator 1',
  )
  const held = await backupStore(path, copy)
  assert.equal(held.entries, 1)
  assert.deepEqual(await checkStore(copy), held)
  await assert.rejects(backupStore(path, copy), { code: 'CIE-STORE-090' })
  assert.deepEqual(await restoreStore(copy, again), held)
  assert.deepEqual(readJournal(again).map((entry) => entry.hash), [held.head])
  rmSync(folder, { recursive: true })
})
