use std::thread;

use cie_core::journal::{Event, GENESIS, Journal, verify};

use super::at;

/// Entries are linked from the first, also after the store was closed and opened again.
pub(crate) fn continues_across_reopening<J: Journal>(open: impl Fn() -> J) {
    let first = {
        let journal = open();
        assert!(journal.entries().unwrap().is_empty());
        let event = Event::new(at(0), "R1", "state.draft", "operator")
            .with("a", "1")
            .with("b", "2");
        journal.append(event).unwrap()
    };
    assert_eq!((first.seq, first.previous), (1, GENESIS));
    let second = open()
        .append(Event::new(at(1), "R1", "state.complete", "operator"))
        .unwrap();
    assert_eq!((second.seq, second.previous), (2, first.hash));
    let entries = open().entries().unwrap();
    assert_eq!(entries, [first, second]);
    verify(&entries).unwrap();
}

/// Odd texts and fractions of a second come back as they were written.
pub(crate) fn keeps_what_was_written<J: Journal>(open: impl Fn() -> J) {
    let journal = open();
    let mut event = Event::new(
        at(0),
        "",
        "è\u{0}\n\"'; DROP TABLE journal;--",
        "\u{10FFFF}",
    );
    event.at = at(7) + chrono::Duration::milliseconds(345);
    event = event.with("", "\u{1F600}").with("k\u{0}", "");
    let written = journal.append(event).unwrap();
    assert_eq!(written.event.at, at(7));
    let entries = open().entries().unwrap();
    assert_eq!(entries.last(), Some(&written));
    verify(&entries).unwrap();
}

/// Threads that write at once do not fork the chain.
pub(crate) fn threads_do_not_fork_it<J: Journal>(open: impl Fn() -> J + Sync) {
    thread::scope(|scope| {
        for writer in 0..4 {
            let open = &open;
            scope.spawn(move || {
                let journal = open();
                for n in 0..25 {
                    let event = Event::new(at(n), format!("R{writer}"), "x", "t");
                    journal.append(event).unwrap();
                }
            });
        }
    });
    let entries = open().entries().unwrap();
    assert_eq!(entries.len(), 100);
    verify(&entries).unwrap();
}

/// The order of entries is that of writing, whatever the clock said.
pub(crate) fn a_clock_that_jumps_does_not_break_it<J: Journal>(open: impl Fn() -> J) {
    let journal = open();
    let times = [0, 3_000_000_000, -500_000_000, 7, 7];
    for (n, seconds) in times.into_iter().enumerate() {
        let event = Event::new(at(seconds), format!("R{n}"), "x", "t");
        assert_eq!(journal.append(event).unwrap().seq, n as u64 + 1);
    }
    let entries = open().entries().unwrap();
    let kept: Vec<_> = entries.iter().map(|entry| entry.event.at).collect();
    assert_eq!(kept, times.map(at));
    verify(&entries).unwrap();
}
