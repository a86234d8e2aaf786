// Synthetic people, and a registry in a map.
export const BIANCA = {
  person: {
    surname: 'ROSSI',
    given: 'BIANCA',
    sex: 'F',
    born: '1980-05-17',
    birthPlace: { kind: 'comune', name: 'ROMA', belfiore: 'H501', istat: '058091', province: 'RM' },
    codiceFiscale: 'RSSBNC80E57H501B',
    aire: false,
  },
  residence: {
    kind: 'italy',
    comune: 'ROMA',
    comuneIstat: '058091',
    comuneProvince: 'RM',
    streetType: 'VIA',
    street: 'APPIA NUOVA',
    civic: '17/2',
    cap: '00183',
  },
  citizenships: [{ stateCode: '100', state: 'ITALIA' }],
}

export const CARD = {
  serial: 'CA00000AA',
  electronic: true,
  issuedOn: '2026-11-23',
  expiresOn: '2036-05-17',
  validForTravel: true,
  comuneIstat: '058091',
}

export class Notebook {
  people = new Map([['RSSBNC80E57H501B', BIANCA]])
  cards = new Map()

  find(query) {
    return this.people.get(query.person?.codiceFiscale ?? query.codiceFiscale)
  }

  cardIssued(notice) {
    if (!this.people.has(notice.person.codiceFiscale)) return 'unknown_holder'
    if (this.cards.has(notice.card.serial)) return 'already_recorded'
    this.cards.set(notice.card.serial, true)
  }

  async cardAnnulled(annulment) {
    if (!this.cards.has(annulment.card.serial)) return 'unknown_card'
    this.cards.set(annulment.card.serial, false)
    return 'recorded'
  }
}

export const desk = (server, more = {}) => ({
  url: server.url,
  comuneIstat: '058091',
  workstationId: 'PDL-1',
  operator: 'VRDGPP75C12F205K',
  ...more,
})
