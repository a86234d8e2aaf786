// A user's program in ESM: checked by tsc --strict, and run, where the package alone is installed.
import sdk, { CieError, Connector, IssueReason, type Query, type Subject, interrogazione, quoteFee } from '@cie/sdk'

const registry = {
  find(query: Query): Subject | null {
    if (query.codiceFiscale !== 'RSSBNC80E57H501B') return null
    return {
      person: {
        surname: 'ROSSI',
        given: 'BIANCA',
        sex: 'F',
        born: '1980-05-17',
        birthPlace: { kind: 'comune', name: 'ROMA', belfiore: 'H501' },
        codiceFiscale: 'RSSBNC80E57H501B',
        aire: false,
      },
      citizenships: [{ stateCode: '100' }],
    }
  },
  cardIssued(): void {},
  cardAnnulled(): 'unknown_card' {
    return 'unknown_card'
  },
}

function refused(code: string): string {
  try {
    sdk.parseCodiceFiscale(code)
    return ''
  } catch (error) {
    return error instanceof CieError ? error.code : 'another'
  }
}

const server = new Connector({ comuneIstat: '058091' }, registry).serve()
const workstation = { url: server.url, comuneIstat: '058091', workstationId: '1', operator: 'VRDGPP75C12F205K' }
const answer = await interrogazione(workstation, 'RSSBNC80E57H501B')
await server.stop()
const total: number = quoteFee(IssueReason.FirstIssue, '2026-11-23').total
console.log(answer.subjects[0]?.person.given, refused('RSSMRA80A41H5O1Y'), total)
