// Checked by the compiler, never run: the types say what the tests do.
import { CieError, Connector, IssueReason, RequestStore, type Registry, type Subject } from '../index.js'
import { annulCards, checkCodiciFiscali, interrogazione, quoteFee, takePhoto } from '../index.js'
import { type Camera, type FaceFinder, type FaceMarks } from '../index.js'

class Empty implements Registry {
  find(): Subject | undefined {
    return undefined
  }
  async cardIssued() {
    return 'unknown_holder' as const
  }
  cardAnnulled() {}
}

class Webcam implements Camera {
  frame() {
    return undefined
  }
  async shoot(seconds: number) {
    return Buffer.alloc(seconds)
  }
}

/** The operator, who marks the face. */
export const marks = (face: FaceMarks): FaceFinder => ({ find: async () => face })

export async function main(): Promise<string> {
  const server = new Connector({ comuneIstat: '058091' }, new Empty()).serve()
  const workstation = { url: server.url, comuneIstat: '058091', workstationId: '1', operator: 'X' }
  const answer = await interrogazione(workstation, 'RSSBNC80E57H501B')
  const surname: string | undefined = answer.subjects[0]?.person.surname
  await server.stop()
  const total: number = quoteFee(IssueReason.Theft, '2026-11-23').total
  const { signal } = new AbortController()
  await interrogazione(workstation, 'RSSBNC80E57H501B', null, null, null, { signal })
  await new RequestStore(':memory:').nextNumber('058091', 2026, { signal })
  checkCodiciFiscali([], null, { progress: (done, total) => done < total })
  await annulCards(workstation, [], { signal, progress() {} })
  await takePhoto(new Webcam(), null, { show: (number) => (number < 9 ? 'wait' : 'release') }, 60, { signal })
  // @ts-expect-error a preview says what to do
  await takePhoto(new Webcam(), null, { show: () => 'perhaps' })
  // @ts-expect-error what gives no promise is not given up
  checkCodiciFiscali([], null, { signal })
  // @ts-expect-error there is no such reason
  quoteFee('lost')
  // @ts-expect-error a registry has three methods
  new Connector({ comuneIstat: '058091' }, { find() {} })
  try {
    return `${surname} ${total}`
  } catch (error) {
    return error instanceof CieError ? error.code : 'unknown'
  }
}
