import CIE
import XCTest

final class Anagrafe: Registry, @unchecked Sendable {
    private var cards: [String: String] = [:]
    private let lock = NSLock()

    func find(query: Query) throws -> Found {
        guard query.codiceFiscale == "RSSBNC80E57H501B" else { return Found(subjects: []) }
        let bianca = Person(
            surname: "ROSSI",
            given: "BIANCA",
            sex: .f,
            born: "1980-05-17",
            birthPlace: BirthPlace(kind: .comune, name: "ROMA", belfiore: "H501"),
            codiceFiscale: "RSSBNC80E57H501B"
        )
        return Found(subjects: [Subject(person: bianca, citizenships: [Citizenship(stateCode: "100")])])
    }

    func cardIssued(notice: CardNotice) throws -> CardEffect {
        lock.lock()
        defer { lock.unlock() }
        cards[notice.card.serial] = notice.operationId
        return .recorded
    }

    func cardAnnulled(annulment: CardAnnulment) throws -> CardEffect {
        lock.lock()
        defer { lock.unlock() }
        return cards.removeValue(forKey: annulment.card.serial) == nil ? .unknownCard : .recorded
    }
}

final class Webcam: Camera, @unchecked Sendable {
    let image: Data

    init(image: Data) {
        self.image = image
    }

    func frame() throws -> Data? { nil }

    func shoot(seconds: UInt32) throws -> Data { image }
}

final class Marks: FaceFinder, @unchecked Sendable {
    let face: FaceMarks

    init(face: FaceMarks) {
        self.face = face
    }

    func find(image: Data) throws -> FaceMarks? { face }
}

final class Glass: DocumentScanner, @unchecked Sendable {
    func capabilities() throws -> ScannerCapabilities {
        let glass = ScannerSource(source: .flatbed, colours: [.colour], resolutions: [400], width: 210, height: 297)
        return ScannerCapabilities(sources: [glass])
    }

    func scan(job: ScanJob) throws -> ScannerPages {
        ScannerPages(files: [try simulatedSheet(seed: 3, dpi: job.dpi)])
    }
}

final class CIETests: XCTestCase {
    func testRules() throws {
        XCTAssertEqual(try parseCodiceFiscale(code: "RSSMRA80A41H501Y").sex, .f)
        XCTAssertEqual(try cardValidity(born: "1988-03-15", requestedOn: "2022-09-19").expires, "2032-03-15")
        XCTAssertEqual(try quoteFee(reason: .firstIssue, on: "2026-11-23").total, 2221)
    }

    func testErrorsHaveACode() {
        XCTAssertThrowsError(try parseCodiceFiscale(code: "RSSMRA80A41H5O1Y")) { error in
            let error = error as? CieError
            XCTAssertEqual(error?.code, "CIE-CORE-010")
            XCTAssertEqual(error?.kind, .input)
            XCTAssertEqual(error?.position?.byte, 13)
        }
    }

    func testPeopleAreNotShown() {
        let card = Card(serial: "CA00000AA", electronic: true)
        var dumped = ""
        dump(card, to: &dumped)
        for text in ["\(card)", String(reflecting: card), dumped] {
            XCTAssertFalse(text.contains("CA00000AA"), text)
        }
    }

    func testACamera() throws {
        let drawn = try simulatedPortrait(seed: 1)
        let taken = try takePhoto(camera: Webcam(image: drawn.image), finder: Marks(face: drawn.face))
        XCTAssertTrue(taken.report.accepted)
        XCTAssertNil(taken.unfit)
        XCTAssertEqual(taken.fitted, try fitPhoto(image: drawn.image, face: drawn.face))
    }

    func testAScanner() throws {
        let page = try XCTUnwrap(scanDocument(scanner: Glass()).pages.first)
        XCTAssertEqual(try photoFromSheet(page: page.image, dpi: page.dpi).dpi, 400)
        XCTAssertTrue(try signatureFromSheet(page: page.image, dpi: page.dpi).report.accepted)
    }

    func testAConnector() throws {
        let connector = try Connector(config: ConnectorConfig(comuneIstat: "058091"), registry: Anagrafe())
        let server = try connector.serve()
        defer { server.stop() }
        let workstation = Workstation(
            url: server.url(),
            comuneIstat: "058091",
            workstationId: "1",
            operator: "VRDGPP75C12F205K"
        )
        let answer = try interrogazione(workstation: workstation, codiceFiscale: "RSSBNC80E57H501B")
        XCTAssertEqual(answer.subjects.first?.person.given, "BIANCA")
    }
}
