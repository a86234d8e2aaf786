//! The readers as devices of the workstation: tried, looked at by the doctor, followed.

use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use cie_devices::devices::{Change, DeviceEvent, DeviceState, DeviceWatch, DeviceWatcher, Devices};
use cie_devices::doctor::{Check, ReadersCheck, Verdict};
use cie_devices::{Code, Error, devices};

use crate::kit::{cie, insert};
use crate::stack::{Service, isolated, readers};

const SOON: Duration = Duration::from_secs(10);

enum Told {
    Event(DeviceEvent),
    Trouble(Code),
}

struct Notes(Sender<Told>);

impl DeviceWatcher for Notes {
    fn event(&mut self, event: DeviceEvent) {
        let _ = self.0.send(Told::Event(event));
    }

    fn trouble(&mut self, error: Error) {
        let _ = self.0.send(Told::Trouble(error.code()));
    }
}

#[test]
fn a_reader_is_tried_looked_at_and_followed() {
    isolated(
        "devices::a_reader_is_tried_looked_at_and_followed",
        &[],
        || {
            let before = ReadersCheck.run(SOON);
            assert_eq!(before.verdict, Verdict::Failed, "no service yet");
            assert!(before.todo.is_some());
            let service = Service::start();
            let names = readers().names().unwrap();
            let file = |reader: &str| {
                let entry = format!("name = \"banco\"\nkind = \"pcsc\"\nreader = \"{reader}\"");
                Devices::parse(&format!("[[device]]\n{entry}")).unwrap()
            };
            let all = file(&names[1]);
            let state = || {
                let outcome = Devices::probe(all.all(), SOON).remove(0);
                outcome.map(|probed| probed.state).map_err(|e| e.code())
            };
            let (sender, told) = channel();
            let watch = DeviceWatch::start(&all, Box::new(Notes(sender))).unwrap();
            let event = || match told.recv_timeout(SOON).unwrap() {
                Told::Event(event) => event,
                Told::Trouble(code) => panic!("{code:?}"),
            };
            assert_eq!(state(), Ok(DeviceState::Empty));
            assert_eq!(ReadersCheck.run(SOON).facts["readers"], "2");
            let found = devices::find(SOON);
            let found: Vec<&str> = found.iter().map(|one| one.name.as_str()).collect();
            assert!(names.iter().all(|name| found.contains(&name.as_str())));

            let (card, _) = cie();
            let inserted = insert(card, 1);
            let came = event();
            assert_eq!((came.change, &came.name), (Change::CardInserted, &names[1]));
            assert_eq!(came.device.as_deref(), Some("banco"));
            assert_eq!(state(), Ok(DeviceState::Ready));
            let (second, _) = cie();
            let second = insert(second, 0);
            assert_eq!(event().device, None, "the other reader is not in the file");
            let both = ReadersCheck.run(SOON);
            assert_eq!(both.verdict, Verdict::Warning, "SCO and ANPR cards collide");
            second.remove().unwrap();
            assert_eq!(event().change, Change::CardRemoved);
            assert_eq!(ReadersCheck.run(SOON).verdict, Verdict::Ok);
            inserted.remove().unwrap();
            assert_eq!(event().change, Change::CardRemoved);

            let absent = Devices::probe(file("Altro lettore").all(), SOON).remove(0);
            assert_eq!(absent.unwrap_err().code(), Code::DeviceAbsent);
            // Which of two is meant is never guessed.
            let any = Devices::parse("[[device]]\nname = \"uno\"\nkind = \"pcsc\"").unwrap();
            let any = Devices::probe(any.all(), SOON).remove(0);
            assert_eq!(any.unwrap_err().code(), Code::DeviceAbsent);

            drop(service);
            // With the service its readers go; then it is said that it has.
            let trouble = loop {
                match told.recv_timeout(SOON).unwrap() {
                    Told::Event(event) => assert_eq!(event.change, Change::Gone),
                    Told::Trouble(code) => break code,
                }
            };
            let gone = [
                Code::ReaderUnavailable,
                Code::TransportFailed,
                Code::CardTimeout,
            ];
            assert!(gone.contains(&trouble), "{trouble:?}");
            // It is tried again every other second, and said once. A card that is there when it is
            // looked at first is no event: it is put in again until it is seen to come.
            let _service = Service::start();
            let mut come = false;
            for _ in 0..20 {
                let inserted = insert(cie().0, 1);
                let seen = told.recv_timeout(Duration::from_secs(2));
                inserted.remove().unwrap();
                match seen {
                    Ok(Told::Event(event)) if event.change == Change::CardInserted => {
                        come = true;
                        break;
                    }
                    Ok(Told::Event(event)) => {
                        let before = [Change::Appeared, Change::CardRemoved];
                        assert!(before.contains(&event.change), "{:?}", event.change);
                    }
                    Ok(Told::Trouble(code)) => panic!("said twice: {code:?}"),
                    Err(_) => {}
                }
            }
            assert!(come);
            assert!(watch.stop(SOON));
        },
    );
}
