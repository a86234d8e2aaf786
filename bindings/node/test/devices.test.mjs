// Devices and cards, with drawings and SIMULATED cards: the same that Rust and Python try.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

import * as cie from '../index.mjs'

const on = '2026-11-23'

/** A reader of one's own, with a virtual card in it. */
class Desk {
  commands = 0

  constructor(card, failsAt) {
    this.card = new cie.VirtualCard(card.card)
    this.failsAt = failsAt
  }

  async transmit(command) {
    this.commands += 1
    if (this.commands === this.failsAt) throw new Error('the tag of MARIO ROSSI was lost')
    if (this.commands % 7 === 0) await pause(1)
    return this.card.transmit(command)
  }
}

const asked = await cie.simulatedRequest()
const card = await cie.simulateCard(asked)
const plan = { trust: [card.authority], request: asked, servicesNumber: true, on }

test('a card is read over a reader of one\'s own', async () => {
  const desk = new Desk(card)
  const told = []
  const watch = { progress: (what, done, total) => told.push([what, done, total]) > 0 }
  const reading = await cie.readCard(desk, { can: card.can }, plan, watch)
  assert.equal(reading.report.summary, cie.CardSummary.Genuine, reading.report.textEn)
  assert.equal(reading.access, 'PACE DH-GM 3DES, DH 2048')
  assert.equal(reading.exchanges, desk.commands)
  assert.equal(desk.card.exchanges(), desk.commands)
  assert.equal(reading.content.mrz.surname, 'ROSSI')
  assert.equal(reading.content.holder.personalNumber, 'RSSMRA80A01H501U')
  assert.equal(reading.servicesNumber.length, 12)
  assert.ok(told.some(([what, done, total]) => what === 'DG2' && done === total && done > 0))

  const offline = await cie.verifyCardFiles(reading.files, [card.authority], card.zone, asked)
  assert.equal(offline.summary, cie.CardSummary.Undecided)
  assert.deepEqual(cie.parseCardFiles(reading.files, on), reading.content)
})

test('a virtual card is a transport itself', async () => {
  const access = { zone: card.zone }
  const reading = await cie.readCard(new cie.VirtualCard(card.card), access, plan)
  assert.ok(reading.report.accepted)
  const copied = new cie.VirtualCard(card.card, 'copied')
  const { report } = await cie.readCard(copied, access, plan)
  assert.equal(report.summary, cie.CardSummary.NotGenuine)
  const bad = report.verdicts.filter(({ outcome }) => outcome === cie.CheckOutcome.Bad)
  assert.ok(bad.some(({ check }) => check === cie.CardCheck.ChipGenuine))
})

test('what fails has a code and says nobody\'s name', async () => {
  const access = { can: card.can }
  await assert.rejects(cie.readCard(new Desk(card, 9), access, plan), (error) => {
    assert.equal(error.code, 'CIE-DEV-401')
    assert.ok(!`${error.message}${error.stack}`.includes('ROSSI'))
    return true
  })
  const stop = { progress: (what) => what !== 'DG2' }
  await assert.rejects(cie.readCard(new Desk(card), access, plan, stop), { code: 'CIE-DEV-407' })
  const other = { can: card.can === '000000' ? '000001' : '000000' }
  await assert.rejects(cie.readCard(new Desk(card), other, plan), { code: 'CIE-DEV-421' })
  assert.throws(() => cie.readCard({}, access, plan), TypeError)
})

test('a PIN is changed, blocked and unblocked', async () => {
  const desk = new Desk(card)
  assert.deepEqual({ ...(await cie.cardPinTries(desk)) }, { pin: 3, puk: 10 })
  await cie.changeCardPin(desk, card.pin, '11223344')
  desk.card.reset()
  for (const [lastTry, code] of [[undefined, 491], [undefined, 491], [undefined, 491], [true, 492]]) {
    await assert.rejects(cie.verifyCardPin(desk, '00000000', lastTry), { code: `CIE-DEV-${code}` })
  }
  const kept = new cie.VirtualCard(desk.card.toBytes())
  assert.equal((await cie.cardPinTries(kept)).pin, 0)
  await cie.unblockCardPin(desk, card.puk, card.pin)
  assert.equal((await cie.verifyCardPin(desk, card.pin)).pin, undefined)
})

test('a photograph is judged, fitted and shown', async () => {
  const { image, face } = await cie.simulatedPortrait(1)
  assert.ok((await cie.checkPhoto(image, face)).accepted)
  const fitted = await cie.fitPhoto(image, face)
  assert.ok((await cie.checkPhoto(fitted.image, fitted.face)).accepted)
  assert.ok(Math.abs((fitted.width * 25.4) / fitted.dpi - 35) < 0.5)
  assert.equal((await cie.photoOverlay(image, face)).subarray(1, 4).toString(), 'PNG')
  assert.equal(cie.pictureToPng(image).subarray(1, 4).toString(), 'PNG')
  await assert.rejects(cie.photoFromSheet(image, 400), { code: 'CIE-DEV-040' })
})

test('a signature is cleaned', async () => {
  const cleaned = await cie.cleanSignature(await cie.simulatedSignature(1))
  assert.ok(cleaned.report.accepted)
  assert.ok((await cie.checkSignature(cleaned.image)).accepted)
})

test('a barcode is drawn and read', async () => {
  const png = await cie.drawBarcode('RSSMRA80A01H501U', 2, undefined, 200)
  assert.equal(await cie.readBarcode(png), 'RSSMRA80A01H501U')
})

test('fingerprints go through every format', async () => {
  const drawn = await cie.simulatedFingerprint(3, cie.Hand.Right, cie.Finger.Index)
  const { image } = await cie.readFingerprint(drawn)
  assert.deepEqual([image.width, image.height, image.ppi], [400, 500, 500])
  const back = await cie.wsqDecode(await cie.wsqEncode(image, 2.25))
  const off = image.pixels.reduce((sum, one, at) => sum + Math.abs(one - back.pixels[at]), 0)
  assert.ok(off / image.pixels.length < 8)
  for (const format of [cie.FingerprintFormat.Png, cie.FingerprintFormat.Pgm]) {
    const file = await cie.writeFingerprint(image, format)
    assert.deepEqual((await cie.readFingerprint(file)).image, image)
  }
  const view = { hand: 'left', finger: 'ring', quality: 80, image }
  const [read] = await cie.readFingerRecord(await cie.writeFingerRecord([view]))
  assert.deepEqual([read.hand, read.finger, read.quality], ['left', 'ring', 80])
  assert.ok((await cie.fingerprintQuality(image)).score >= 40)
})

test('fingerprints are taken finger by finger', async () => {
  const seen = []
  const glass = {
    async capture(hand, finger, seconds) {
      seen.push(`${hand} ${finger} ${seconds}`)
      if (seen.length === 1) return null
      return (await cie.readFingerprint(await cie.simulatedFingerprint(3, hand, finger))).image
    },
  }
  let session = new cie.FingerprintSession(on, 38)
  let step = session.step()
  while (step.kind === 'capture') {
    step = await session.capture(glass, 5)
    session = new cie.FingerprintSession(on, 38, undefined, session.toJson())
  }
  assert.equal(step.kind, cie.FingerprintStepKind.Complete)
  assert.deepEqual(seen, ['right index 5', 'right index 5', 'left index 5'])
  const { prints } = session.outcome()
  assert.deepEqual(prints.map(({ attempts }) => attempts), [2, 1])
  assert.equal((await cie.wsqDecode(prints[0].print.image.content)).width, 400)
})

test('a session allows what the rules do and no more', async () => {
  const child = new cie.FingerprintSession(on, 11).step()
  assert.deepEqual([child.kind, child.fromAge], ['not_due', 12])
  const session = new cie.FingerprintSession(on, 38)
  for (const forbidden of ['acceptBest', 'nextFinger', 'outcome']) {
    assert.throws(() => session[forbidden](), { code: 'CIE-DEV-530' })
  }
  assert.equal(session.attemptFailed('lifted').attempt, 2)
  assert.equal(session.fingerAbsent('missing').finger, 'middle')
  const drawn = await cie.readFingerprint(await cie.simulatedFingerprint(3, 'right', 'middle'))
  assert.equal((await session.offer(drawn.image, undefined, true)).hand, 'left')
  assert.deepEqual(session.handAbsent('injured').may, ['declare_impossible'])
  assert.throws(() => session.declareImpossible('permanent'), { code: 'CIE-DEV-531' })
  session.declareImpossible('permanent', 'certificate 12/2026')
  const { prints, impossible } = session.outcome()
  assert.deepEqual([prints.length, prints[0].print.image.simulated, impossible], [1, true, 'permanent'])
  assert.equal(new cie.FingerprintSession(on, 38).refuse().kind, 'refused')
})

test('the doctor says what it could not look at', async () => {
  const findings = await cie.runDoctor({ offline: true, only: ['endpoint', 'hosts_file'] })
  const network = findings.filter(({ check }) => check.startsWith('endpoint.'))
  // The nine services of circular 8/2017.
  assert.equal(network.length, 9)
  assert.ok(network.every(({ verdict }) => verdict === cie.DoctorVerdict.NotChecked))
  assert.equal(findings.length, 10)
})

test('devices are tried, and followed as they come and go', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cie-devices-'))
  const port = join(folder, 'port')
  const settings = `
    [[device]]
    name = "barre"
    kind = "barcode_serial"
    port = '${port}'

    [[device]]
    name = "tastiera"
    kind = "barcode_keyboard"
  `
  const [absent, keyboard] = await cie.tryDevices(settings, undefined, 2)
  assert.deepEqual([absent.name, absent.code, absent.state], ['barre', 'CIE-DEV-743', undefined])
  assert.equal(keyboard.state, cie.DeviceState.Untestable)

  const told = []
  const watch = new cie.DeviceWatch({ event: (event) => told.push(event) > 0 }, settings)
  // What is there at the first look is no event: plugged in again until it is seen to come.
  const appeared = () => told.find(({ change }) => change === 'appeared')
  for (let times = 0; times < 20 && !appeared(); times += 1) {
    rmSync(port, { force: true })
    await pause(300)
    writeFileSync(port, '')
    await pause(700)
  }
  assert.deepEqual([appeared().kind, appeared().device], ['barcode_reader', 'barre'])
  rmSync(folder, { recursive: true })
  for (let times = 0; times < 200 && told.at(-1).change !== 'gone'; times += 1) await pause(100)
  assert.equal(told.at(-1).change, 'gone')
  assert.ok(await watch.stop())
  assert.ok(await watch.stop())
})
