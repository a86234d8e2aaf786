// A camera and a scanner of one's own, with drawings: the same that Rust, Python and Kotlin try.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

import * as cie from '../index.mjs'

const drawn = await cie.simulatedPortrait(1)

/** A camera of one's own that shows a drawing. */
class Webcam {
  asked = []

  constructor(image = drawn.image) {
    this.image = image
  }

  frame() {
    this.asked.push('frame')
    return this.image
  }

  async shoot(seconds) {
    assert.ok(seconds >= 1 && seconds <= 600)
    this.asked.push('shoot')
    await pause(20)
    return this.image
  }
}

/** Whether an error has a code and says nobody's name. */
const told = (code) => (error) => {
  assert.equal(error.code, code)
  assert.ok(!`${error.message}${error.stack}`.includes('ROSSI'))
  return true
}

const window = (at, does) => ({ show: (number) => (number === at ? does : 'wait') })

test('a photograph is taken, judged and cropped', async () => {
  const webcam = new Webcam()
  const finder = {
    async find(image) {
      assert.equal(image.subarray(1, 4).toString(), 'PNG')
      await pause(1)
      return drawn.face
    },
  }
  let turns = 0
  const clock = setInterval(() => (turns += 1), 5)
  const taken = await cie.takePhoto(webcam, finder, window(2, cie.Shutter.Release))
  clearInterval(clock)
  assert.ok(turns > 2, 'the event loop goes on meanwhile')
  assert.deepEqual(webcam.asked, ['frame', 'frame', 'frame', 'shoot'])
  assert.ok(taken.image.equals(drawn.image) && taken.report.accepted)
  assert.equal(taken.mediaType, 'image/jpeg')
  assert.equal(taken.unfit, undefined)
  assert.ok(Math.abs((taken.fitted.width * 25.4) / taken.fitted.dpi - 35) < 0.5)
  assert.deepEqual(taken.fitted, await cie.fitPhoto(drawn.image, drawn.face))
})

test('a photograph that cannot be cropped is not lost', async () => {
  const raises = () => {
    throw new Error('cannot see MARIO ROSSI')
  }
  for (const [find, code] of [
    [() => null, 'CIE-DEV-031'],
    [() => undefined, 'CIE-DEV-031'],
    [raises, 'CIE-API-041'],
  ]) {
    const taken = await cie.takePhoto(new Webcam(), { find })
    assert.equal(taken.unfit.code, code)
    assert.ok(!taken.unfit.textEn.includes('ROSSI') && taken.image.equals(drawn.image))
    assert.equal(taken.fitted, undefined)
  }
  const unasked = await cie.takePhoto(new Webcam())
  assert.deepEqual([unasked.unfit, unasked.fitted], [undefined, undefined])
  assert.deepEqual(unasked.report, await cie.checkPhoto(drawn.image))
})

test('a camera that fails is told without its words', async () => {
  const gone = {
    frame: async () => null,
    shoot: async () => {
      throw new Error('the camera before MARIO ROSSI is gone')
    },
  }
  await assert.rejects(cie.takePhoto(gone), told('CIE-DEV-020'))
  const preview = window(0, 'cancel')
  await assert.rejects(cie.takePhoto(new Webcam(), null, preview), told('CIE-DEV-022'))
  // Without a live picture the window is shown nothing.
  await assert.rejects(cie.takePhoto(gone, null, preview), told('CIE-DEV-020'))
  await assert.rejects(cie.takePhoto(new Webcam(), null, window(-1, 'release'), 1), told('CIE-DEV-021'))
  await assert.rejects(cie.takePhoto(new Webcam(Buffer.from('no picture'))), told('CIE-DEV-003'))
  const silent = { frame: () => null, shoot: () => null }
  await assert.rejects(cie.takePhoto(silent), told('CIE-DEV-020'))
  assert.throws(() => cie.takePhoto({ frame: () => null }), TypeError)
})

test('a photograph is given up at once', async () => {
  const ending = new AbortController()
  const preview = {
    async show() {
      ending.abort()
      await pause(50)
      return 'cancel'
    },
  }
  const given = cie.takePhoto(new Webcam(), null, preview, 60, { signal: ending.signal })
  await assert.rejects(given, { name: 'AbortError' })
})

const a4 = ['flatbed', 'feeder'].map((source) => ({
  source,
  colours: ['gray', 'colour'],
  resolutions: [200, 400],
  width: 210,
  height: 297,
}))

/** A scanner of one's own, with sheets in its feeder. */
class Feeder {
  jobs = []

  constructor(files, stoppedBy) {
    this.pages = { files, stoppedBy }
  }

  capabilities() {
    return { sources: a4 }
  }

  async scan(job) {
    this.jobs.push({ ...job })
    await pause(20)
    return this.pages
  }
}

const fed = { source: cie.ScanSource.Feeder, dpi: 200 }

test('a sheet is scanned and its photograph and signature found', async () => {
  const feeder = new Feeder([await cie.simulatedSheet(3)])
  const { pages, stoppedBy } = await cie.scanDocument(feeder)
  assert.deepEqual([pages.length, stoppedBy], [1, undefined])
  const [page] = pages
  assert.deepEqual([page.width, page.height, page.dpi], [3307, 4677, 400])
  assert.deepEqual([page.colour, page.mediaType], ['colour', 'image/png'])
  const usual = { source: 'flatbed', dpi: 400, colour: 'colour', pages: 50, seconds: 120 }
  assert.deepEqual(feeder.jobs, [usual])
  const photo = await cie.photoFromSheet(page.image, page.dpi)
  assert.ok(Math.abs((photo.width * 25.4) / photo.dpi - 35) < 0.5)
  const signature = await cie.signatureFromSheet(page.image, page.dpi)
  assert.ok(signature.report.accepted && signature.width > 2 * signature.height)
  await assert.rejects(cie.signatureFromSheet(drawn.image, 400), told('CIE-DEV-040'))
})

test('the pages before a jam are kept', async () => {
  const sheet = await cie.simulatedSheet(3, 100)
  const scan = async (files, stop, pages) => {
    const scanned = await cie.scanDocument(new Feeder(files, stop), { ...fed, pages })
    return [scanned.pages.length, scanned.stoppedBy?.code]
  }
  assert.deepEqual(await scan([sheet, sheet], cie.ScanStop.PaperJam), [2, 'CIE-DEV-648'])
  assert.deepEqual(await scan([sheet, sheet], 'feeder_empty'), [2, undefined])
  assert.deepEqual(await scan([sheet, sheet], null, 1), [1, 'CIE-DEV-653'])
  await assert.rejects(scan([], 'feeder_empty'), told('CIE-DEV-647'))
  await assert.rejects(scan([]), told('CIE-DEV-654'))
  await assert.rejects(scan([sheet.subarray(0, -20)]), told('CIE-DEV-655'))
})

test('what a scanner does not offer is not asked of it', async () => {
  const feeder = new Feeder([])
  const area = { left: 20, top: 20, width: 191, height: 45 }
  for (const settings of [{ dpi: 300 }, { colour: 'bilevel' }, { source: 'feeder-duplex' }, { area }]) {
    await assert.rejects(cie.scanDocument(feeder, settings), told('CIE-DEV-651'))
  }
  assert.deepEqual(feeder.jobs, [])
  const gone = {
    capabilities: async () => Promise.reject(new Error('the papers of MARIO ROSSI')),
    scan: () => assert.fail('nobody asked what it offers'),
  }
  await assert.rejects(cie.scanDocument(gone), told('CIE-DEV-644'))
  gone.capabilities = () => ({ sources: a4 })
  await assert.rejects(cie.scanDocument(gone), told('CIE-DEV-654'))
})
