//! One suite of behaviour over transport, profile and store.
//!
//! Sources of the expectations: the four operations and their outcomes (Ministry's notes on the
//! exchange; codes EN... of ANPR's public table, SAD... our own, documented), and the promise that
//! the same operation, sent again, gets the same answer byte for byte.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use cie_core::exchange::{Operation, Outcome, Request};
use cie_core::redact::Secret;
use cie_sad::codec::{Limits, Response, decode_answer};
use cie_sad::ftp::FtpAccess;
use cie_sad::profile::Profile;
use cie_sad::workstation::Exchange;
use cie_store::PgOptions;

use crate::keep::Keep;
use crate::people::{Who, annulled, issued, query, revoked, subjects};
use crate::server::Server;
use crate::support::ftpd::{Ftpd, Kind};
use crate::support::place::Place;
use crate::support::sample::day;
use crate::transport::{Site, Transport};

/// The wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wire {
    Anpr,
    Piatto,
    AnprSoap,
    /// A vendor's own, that differs from ours in all that a profile may say.
    Vendor,
}

/// Where things are remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Database {
    InMemory,
    Sqlite,
    Postgres,
}

const TRANSPORTS: [Transport; 4] = [
    Transport::HttpBody,
    Transport::HttpForm,
    Transport::Folder,
    Transport::Ftp,
];
const WIRES: [Wire; 4] = [Wire::Anpr, Wire::Piatto, Wire::AnprSoap, Wire::Vendor];
const DATABASES: [Database; 3] = [Database::InMemory, Database::Sqlite, Database::Postgres];

/// Why a transport and a wire do not go together; every store goes with every pair that does.
///
/// | | body | form | folder | FTP |
/// |---|---|---|---|---|
/// | `anpr`, `piatto`, a vendor's | yes | yes | yes | yes |
/// | `anpr-soap` | yes | no | no | no |
fn senseless(transport: Transport, wire: Wire) -> Option<&'static str> {
    match (transport, wire) {
        (Transport::HttpForm, Wire::AnprSoap) => {
            Some("SOAP 1.1, section 6: the envelope is the body of the HTTP request")
        }
        (Transport::Folder | Transport::Ftp, Wire::AnprSoap) => {
            Some("the WSDL of the service binds it to HTTP and to nothing else")
        }
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Combination(Transport, Wire, Database);

impl fmt::Debug for Combination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} x {:?} x {:?}", self.0, self.1, self.2)
    }
}

fn replaced(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

/// The profile as a vendor's file would give it.
fn profile(wire: Wire, transport: Transport) -> Arc<Profile> {
    let text = match wire {
        Wire::Anpr => Profile::ANPR.to_owned(),
        Wire::Piatto => Profile::PIATTO.to_owned(),
        Wire::AnprSoap => return Arc::new(Profile::anpr_soap().unwrap()),
        Wire::Vendor => replaced(
            Profile::ANPR,
            &[
                ("name = \"anpr\"", "name = \"fornitore\""),
                ("urn:cie:sad:anpr:1", "urn:fornitore:scambio"),
                ("prefix = \"sad\"", "prefix = \"f\""),
                ("qualified = false", "qualified = true"),
                ("encoding = \"UTF-8\"", "encoding = \"ISO-8859-1\""),
                ("date = \"YYYY-MM-DD\"", "date = \"DD/MM/YYYY\""),
                (
                    "date_time = \"YYYY-MM-DDThh:mm:ss\"",
                    "date_time = \"DD/MM/YYYY hh:mm:ss\"",
                ),
                (
                    "travel = { meaning = \"interdizione\", yes = [\"S\", \"s\"], no = [\"N\", \"n\"] }",
                    "travel = { meaning = \"valid\", yes = \"1\", no = \"0\" }",
                ),
                (
                    "ok = [\"0000\", \"2\", \"6\"], several = [\"01NN\"], error = [\"XXXX\", \"3\", ",
                    "ok = [\"2\", \"0000\", \"6\"], several = [\"01NN\"], error = [\"3\", \"XXXX\", ",
                ),
                ("idOperazioneComune", "numeroRichiesta"),
                (
                    "request = \"RIC-{id}.xml\"\nanswer = \"RIS-{id}.xml\"",
                    "request = \"{sender}_{id}.req\"\nanswer = \"{sender}_{id}.ans\"",
                ),
            ],
        ),
    };
    let text = if transport == Transport::HttpForm {
        replaced(&text, &[("carrier = \"body\"", "carrier = \"form:xml\"")])
    } else {
        text
    };
    Arc::new(Profile::parse(&text).unwrap())
}

/// The combinations that make sense.
fn table() -> Vec<Combination> {
    let mut all = Vec::new();
    for transport in TRANSPORTS {
        for wire in WIRES {
            match senseless(transport, wire) {
                Some(why) => eprintln!("{transport:?} x {wire:?}: not tried: {why}"),
                None => {
                    all.extend(DATABASES.map(|database| Combination(transport, wire, database)))
                }
            }
        }
    }
    assert_eq!(all.len(), (4 * 4 - 3) * 3);
    all
}

/// The servers that are started once for all.
struct Machines {
    place: Place,
    ftp: Option<Ftpd>,
    postgres: Option<Server>,
}

#[test]
fn every_combination_behaves_alike() {
    let place = Place::new();
    let machines = Machines {
        ftp: Ftpd::start(&place, Kind::Pyftpdlib, false),
        postgres: Server::start(),
        place,
    };
    let table = table();
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let tried = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        // Most of the time is spent waiting for disks and looks at folders.
        for _ in 0..6 {
            scope.spawn(|| {
                while let Some(combination) = table.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let start = Instant::now();
                    let run = || one(*combination, &machines);
                    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)) {
                        Ok(true) => _ = tried.fetch_add(1, Ordering::SeqCst),
                        Ok(false) => {}
                        Err(_) => failed.lock().unwrap().push(*combination),
                    }
                    eprintln!("{combination:?}: {:?}", start.elapsed());
                }
            });
        }
    });
    assert_eq!(*failed.lock().unwrap(), []);
    // Some need a server that is not here; that was said, and is a failure where peers are required.
    let tried = tried.into_inner();
    assert!(tried >= 4 * 2 + 3 * 2, "{tried}");
    eprintln!("{tried} of {} combinations", table.len());
}

/// Says whether it could be tried.
fn one(combination: Combination, machines: &Machines) -> bool {
    let Combination(transport, wire, database) = combination;
    let name = format!("{transport:?}-{wire:?}-{database:?}").to_lowercase();
    let root = machines.place.path(&name);
    std::fs::create_dir(&root).unwrap();
    let Some(keep) = keep(database, &name, &root, machines) else {
        return false;
    };
    let mut access: Option<(FtpAccess, String)> = None;
    if transport == Transport::Ftp {
        let Some(server) = &machines.ftp else {
            return false;
        };
        access = Some((server.access(), name));
    }
    let mut site = Site::new(transport, profile(wire, transport), keep, &root, access);
    site.start();
    let mut run = Run {
        site: &mut site,
        count: 0,
        exchanges: 0,
    };
    run.finds();
    run.records_cards();
    run.refuses_contradictions();
    run.survives_its_registry();
    run.survives_what_is_sent_to_it();
    run.survives_a_restart();
    let exchanges = run.exchanges;
    site.stop();
    if let Some(entries) = site.keep().verify() {
        assert_eq!(entries, exchanges, "an entry for each exchange");
    }
    true
}

fn keep(database: Database, name: &str, root: &Path, machines: &Machines) -> Option<Keep> {
    Some(match database {
        Database::InMemory => Keep::memory(&subjects()),
        Database::Sqlite => Keep::sqlite(root, &subjects()),
        Database::Postgres => {
            let options = PgOptions {
                max_connections: 4,
                ..PgOptions::new(Secret::new(machines.postgres.as_ref()?.url()), name)
            };
            Keep::postgres(options, &subjects())
        }
    })
}

struct Run<'s> {
    site: &'s mut Site,
    /// Identifiers given out.
    count: u32,
    /// What the journal must hold.
    exchanges: u64,
}

fn codes(exchange: &Exchange) -> Vec<&str> {
    let anomalies = &exchange.answer.anomalies;
    anomalies.iter().map(|a| a.code.as_str()).collect()
}

impl Run<'_> {
    /// Letters and digits only, as the strictest wire wants them.
    fn id(&mut self) -> String {
        self.count += 1;
        format!("OP{:04}", self.count)
    }

    fn send(&mut self, request: &Request) -> Exchange {
        let exchange = self.site.send(request);
        self.exchanges += 1;
        let id = &request.header().operation_id;
        assert_eq!(exchange.answer.header.operation_id, *id);
        assert_eq!(exchange.unknown, []);
        exchange
    }

    fn find(&mut self, who: Who) -> Exchange {
        let id = self.id();
        let request = query(self.site.profile(), &id, who);
        self.send(&request)
    }

    /// Serial of the card that the registry shows.
    fn shown(&mut self, who: Who) -> Option<String> {
        let found = self.find(who);
        assert_eq!((found.answer.outcome, codes(&found)), (Outcome::Ok, vec![]));
        let [subject] = found.answer.subjects.as_slice() else {
            panic!("{} subjects", found.answer.subjects.len());
        };
        subject.card.as_ref().map(|card| card.serial.clone())
    }

    fn done(&mut self, request: &Request) -> Exchange {
        let done = self.send(request);
        assert_eq!((done.answer.outcome, codes(&done)), (Outcome::Ok, vec![]));
        done
    }

    fn refused(&mut self, request: &Request, code: &str) -> Exchange {
        let refused = self.send(request);
        let said = (refused.answer.outcome, codes(&refused));
        assert_eq!(said, (Outcome::Error, vec![code]));
        assert!(refused.answer.subjects.is_empty());
        refused
    }

    /// The same bytes out get the same bytes back.
    fn repeated(&mut self, request: &Request, first: &Exchange) {
        let again = self.send(request);
        assert_eq!(again.request_bytes, first.request_bytes);
        assert_eq!(again.answer_bytes, first.answer_bytes);
    }

    fn finds(&mut self) {
        let one = self.find(Who::Bianca);
        assert_eq!((one.answer.outcome, codes(&one)), (Outcome::Ok, vec![]));
        let [subject] = one.answer.subjects.as_slice() else {
            panic!("{} subjects", one.answer.subjects.len());
        };
        let (person, asked) = (&subject.person, Who::Bianca.person());
        assert_eq!(person.codice_fiscale(), asked.codice_fiscale());
        assert_eq!(
            (
                &person.surname,
                &person.given,
                person.sex,
                person.birth_date
            ),
            (&asked.surname, &asked.given, asked.sex, asked.birth_date)
        );
        let place = subject.residence.as_ref().and_then(|r| r.comune()).unwrap();
        assert_eq!(place.name, "ROMA");
        assert_eq!(subject.card, None);

        let several = self.find(Who::Twice);
        let said = (several.answer.outcome, codes(&several));
        assert_eq!(said, (Outcome::Several, vec!["EN131"]));
        let surnames: Vec<_> = several
            .answer
            .subjects
            .iter()
            .map(|s| &s.person.surname)
            .collect();
        assert_eq!(surnames, [&Who::Twice.person().surname; 2]);

        for (who, code) in [
            (Who::Nobody, "EN130"),
            (Who::Cancelled, "EN413"),
            (Who::Elsewhere, "EN074"),
        ] {
            let id = self.id();
            let request = query(self.site.profile(), &id, who);
            let refused = self.refused(&request, code);
            let text = &refused.answer.anomalies[0].text;
            assert_eq!(text.contains("MILANO"), who == Who::Elsewhere, "{text}");
        }
    }

    fn records_cards(&mut self) {
        let [first, second, third] = ["CA00001AA", "CA00002AA", "CA00003AA"];
        let request = issued(&self.id(), Who::Bianca, first);
        let recorded = self.done(&request);
        assert_eq!(self.shown(Who::Bianca).as_deref(), Some(first));
        self.repeated(&request, &recorded);
        // Somebody's else's view does not change.
        assert_eq!(self.shown(Who::Giulia), None);
        // The same card under another name is the same card.
        let again = issued(&self.id(), Who::Bianca, first);
        self.done(&again);
        // The same name for another card is not the same operation, and does nothing.
        let reused = issued(request.header().operation_id.as_str(), Who::Bianca, third);
        self.refused(&reused, "SAD001");
        assert_eq!(self.shown(Who::Bianca).as_deref(), Some(first));

        let request = annulled(&self.id(), Who::Bianca, first);
        let done = self.done(&request);
        assert_eq!(self.shown(Who::Bianca), None);
        self.repeated(&request, &done);

        let request = issued(&self.id(), Who::Bianca, second);
        self.done(&request);
        assert_eq!(self.shown(Who::Bianca).as_deref(), Some(second));
        let request = revoked(&self.id(), Who::Bianca, second);
        let done = self.done(&request);
        assert_eq!(self.shown(Who::Bianca), None);
        self.repeated(&request, &done);
        // An annulled card does not come back.
        let request = annulled(&self.id(), Who::Bianca, third);
        self.refused(&request, "SAD002");
    }

    fn refuses_contradictions(&mut self) {
        let request = issued(&self.id(), Who::Nobody, "CA00010AA");
        self.refused(&request, "EN130");
        let request = annulled(&self.id(), Who::Giulia, "CA00099AA");
        let unknown = self.refused(&request, "SAD002");
        self.repeated(&request, &unknown);
        // A card has one holder.
        let request = issued(&self.id(), Who::Giulia, "CA00011AA");
        self.done(&request);
        let request = issued(&self.id(), Who::Bianca, "CA00011AA");
        self.refused(&request, "SAD003");
        // It does not expire before it was issued.
        let id = self.id();
        let Request::Emissione(mut notice) = issued(&id, Who::Giulia, "CA00012AA") else {
            panic!("an emissione");
        };
        notice.card.expires_on = Some(day("2026-05-17"));
        self.refused(&Request::Emissione(notice), "SAD004");
        assert_eq!(self.shown(Who::Giulia).as_deref(), Some("CA00011AA"));
    }

    /// The workstation is told nothing of the cause, and may send the same operation again.
    fn survives_its_registry(&mut self) {
        let asked = {
            let id = self.id();
            query(self.site.profile(), &id, Who::Giulia)
        };
        let card = issued(&self.id(), Who::Bianca, "CA00020AA");
        self.site.broken.store(true, Ordering::SeqCst);
        for request in [&asked, &card] {
            let refused = self.refused(request, "EN148");
            let wire = String::from_utf8_lossy(&refused.answer_bytes).into_owned();
            assert!(!wire.contains("segreta"));
        }
        self.site.broken.store(false, Ordering::SeqCst);
        let found = self.done(&asked);
        assert_eq!(found.answer.subjects.len(), 1);
        self.done(&card);
        assert_eq!(self.shown(Who::Bianca).as_deref(), Some("CA00020AA"));
    }

    fn survives_what_is_sent_to_it(&mut self) {
        let sound = {
            let id = self.id();
            let request = query(self.site.profile(), &id, Who::Bianca);
            self.send(&request).request_bytes
        };
        // ASCII in every encoding tried, so that texts can be spliced.
        let text = String::from_utf8(sound).unwrap();
        let root = text.rfind("?>").map_or(0, |at| at + 2);
        let (head, body) = text.split_at(root);
        let close = body.rfind("</").unwrap();
        let entities: String = (1..10)
            .map(|n| format!("<!ENTITY e{n} \"&e{0};&e{0};&e{0};&e{0};&e{0};\">", n - 1))
            .collect();
        let spliced = |inner: &str| format!("{head}{}{inner}{}", &body[..close], &body[close..]);
        let hostile: Vec<(&str, Vec<u8>)> = vec![
            (
                "an entity bomb",
                format!("{head}<!DOCTYPE a [<!ENTITY e0 \"ah\">{entities}]>{body}").into(),
            ),
            (
                "an entity elsewhere",
                format!("{head}<!DOCTYPE a SYSTEM \"file:///etc/passwd\">{body}").into(),
            ),
            ("an entity nobody declared", spliced("&passwd;").into()),
            (
                "nesting",
                spliced(&format!(
                    "{}{}",
                    "<a>".repeat(20_000),
                    "</a>".repeat(20_000)
                ))
                .into(),
            ),
            (
                "attributes",
                spliced(&format!(
                    "<a {}/>",
                    (0..20_000).map(|n| format!("a{n}='' ")).collect::<String>()
                ))
                .into(),
            ),
            ("a control character", spliced("\u{0}").into()),
            ("half a message", text.as_bytes()[..text.len() / 2].into()),
            ("two messages", format!("{text}{body}").into()),
            ("no XML at all", b"{\"operazione\": 1}".to_vec()),
        ];
        for (what, message) in hostile {
            let id = self.id();
            let said = self.site.raw(&id, &message);
            self.exchanges += 1;
            let operation = Operation::Interrogazione;
            let limits = Limits::default();
            match decode_answer(self.site.profile(), operation, &said, &limits) {
                Ok(decoded) => match decoded.message {
                    Response::Refusal(refusal) => {
                        let codes: BTreeSet<_> =
                            refusal.anomalies.iter().map(|a| a.code.as_str()).collect();
                        assert_eq!(codes, BTreeSet::from(["EN489"]), "{what}");
                    }
                    _ => panic!("{what} was answered"),
                },
                // A SOAP Fault, which says that the client is at fault.
                Err(error) => assert_eq!(error.code(), cie_sad::Code::FaultClient, "{what}"),
            }
        }
        assert_eq!(self.shown(Who::Bianca).as_deref(), Some("CA00020AA"));
    }

    /// The connector ends and is started again; a memory stays only where it lives outside.
    fn survives_a_restart(&mut self) {
        let card = issued(&self.id(), Who::Giulia, "CA00030AA");
        let recorded = self.done(&card);
        let asked = {
            let id = self.id();
            query(self.site.profile(), &id, Who::Bianca)
        };
        let found = self.send(&asked);
        for _ in 0..2 {
            self.site.stop();
            self.site.start();
            self.repeated(&card, &recorded);
            self.repeated(&asked, &found);
        }
        let reused = issued(
            card.header().operation_id.as_str(),
            Who::Giulia,
            "CA00031AA",
        );
        self.refused(&reused, "SAD001");
        assert_eq!(self.shown(Who::Giulia).as_deref(), Some("CA00030AA"));
        let request = annulled(&self.id(), Who::Giulia, "CA00030AA");
        self.done(&request);
        assert_eq!(self.shown(Who::Giulia).as_deref(), Some("CA00011AA"));
    }
}
