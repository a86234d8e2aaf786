// Signing with an operator card of one's own: the same that Rust, Python and Kotlin try.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import * as cie from '../index.mjs'

const PIN = '20261123'
const simulated = await cie.simulateOperatorCard(PIN)
const authorities = [simulated.authority]
const content = Buffer.from('a request')

/** A card of one's own, with a virtual one behind it. */
class Own {
  constructor({ pin = PIN, gone = false } = {}) {
    this.card = new cie.VirtualOperatorCard(simulated.card)
    this.gone = gone
    if (pin) this.card.login(pin)
  }

  certificate() {
    if (this.gone) throw new Error('the card of MARIO ROSSI is gone')
    return this.card.certificate()
  }

  async algorithm() {
    return this.card.algorithm()
  }

  async sign(message) {
    return this.card.sign(message)
  }
}

const told = (code) => (error) => {
  assert.ok(error instanceof cie.CieError, String(error))
  assert.equal(error.code, code)
  assert.ok(!error.message.includes('ROSSI'))
  return true
}

test('a request is signed and sealed', async () => {
  const form = cie.canonicalForm(cie.cardRequestFromJson(await cie.simulatedRequest()))
  const signed = await cie.signContent(form, new Own())
  const verified = await cie.verifySigned(signed, authorities)
  assert.ok(verified.trusted && verified.content.equals(form))
  assert.match(verified.signer, /SIMULATED/)

  const sealed = await cie.sealContent(signed, simulated.recipient)
  const opened = await cie.openSealed(sealed, simulated.recipientKey, simulated.recipient)
  assert.ok(opened.equals(signed))
  const other = await cie.simulateOperatorCard(PIN)
  await assert.rejects(cie.openSealed(sealed, other.recipientKey, other.recipient), told('CIE-DEV-204'))
})

test('what was changed is told', async () => {
  // A virtual card is an operator card itself.
  const card = new cie.VirtualOperatorCard(simulated.card)
  card.login(PIN)
  const signature = await cie.signContent(content, card, true)
  assert.ok((await cie.verifySigned(signature, authorities, content)).trusted)
  assert.ok(!(await cie.verifySigned(signature, [], content)).trusted)
  await assert.rejects(cie.verifySigned(signature, authorities, Buffer.from('another')), told('CIE-DEV-116'))
  const { authority } = await cie.simulateOperatorCard(PIN)
  await assert.rejects(cie.verifySigned(signature, [authority], content), told('CIE-DEV-119'))
})

test('a card that fails is told without its words', async () => {
  await assert.rejects(cie.signContent(content, new Own({ pin: null })), told('CIE-DEV-109'))
  await assert.rejects(cie.signContent(content, new Own({ gone: true })), told('CIE-API-040'))
})

test('the PIN of an operator card has three tries', () => {
  const card = new cie.VirtualOperatorCard(simulated.card)
  for (const [left, code] of [[2, 'CIE-DEV-103'], [1, 'CIE-DEV-103'], [0, 'CIE-DEV-104']]) {
    assert.throws(() => card.login('00000000'), told(code))
    assert.equal(card.triesLeft(), left)
  }
  assert.throws(() => new cie.VirtualOperatorCard(card.toBytes()).login(PIN), told('CIE-DEV-104'))
  const own = new Own()
  own.card.logout()
  assert.throws(() => own.card.sign(content), told('CIE-DEV-102'))
})
