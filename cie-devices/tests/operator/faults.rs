//! Cards that go away and modules that hang.

use std::time::{Duration, Instant};

use cie_devices::Code;
use cie_devices::operator::OperatorCard;
use cie_devices::operator::pkcs11::{Limits, Module, RsaPadding};

use crate::home::{COMMIT, P256, PIN, secret, with_tokens};

/// A busy machine comes round in this time; what hangs here hangs for longer.
const SOON: Duration = Duration::from_secs(10);

fn comes_back(module: &Module) {
    let started = Instant::now();
    while module.is_stuck() {
        assert!(started.elapsed() < SOON);
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn code<T>(outcome: cie_devices::Result<T>) -> Option<Code> {
    outcome.err().map(|error| error.code())
}

with_tokens! {
    fn a_card_taken_out_while_it_signs(home) {
        let token = home.token("SCO", P256, COMMIT);
        let module = home.faulty_module(Limits::default());
        let mut card = module.card(&token.selection(), RsaPadding::Pkcs1).unwrap();
        card.login(&secret(PIN)).unwrap();
        home.set("out-at-sign", "");
        assert_eq!(code(card.sign(b"m")), Some(Code::CardWithdrawn));
        assert_eq!(code(card.sign(b"m")), Some(Code::CardAbsent));
        assert!(!card.is_open());
        home.clear("out");
        home.clear("out-at-sign");
        assert_eq!(code(card.sign(b"m")), Some(Code::PinRequired));
        card.login(&secret(PIN)).unwrap();
        card.sign(b"m").unwrap();
    }
}

with_tokens! {
    fn a_module_that_hangs_holds_nobody_else(home) {
        let token = home.token("SCO", P256, COMMIT);
        let limit = Duration::from_millis(1500);
        let mut limits = Limits::default();
        limits.sign = limit;
        let module = home.faulty_module(limits);
        let mut card = module.card(&token.selection(), RsaPadding::Pkcs1).unwrap();
        card.login(&secret(PIN)).unwrap();
        home.set("hang-sign", "");
        let started = Instant::now();
        assert_eq!(code(card.sign(b"m")), Some(Code::ModuleTimedOut));
        assert!(started.elapsed() < SOON);
        assert!(module.is_stuck());

        // Until it comes back, every call fails at once.
        let started = Instant::now();
        for _ in 0..20 {
            assert_eq!(code(module.tokens()), Some(Code::ModuleStuck));
        }
        assert!(started.elapsed() < SOON);

        home.clear("hang-sign");
        comes_back(&module);
        // What came late was thrown away, and the session closed with it.
        assert_eq!(code(card.sign(b"m")), Some(Code::PinRequired));
        card.login(&secret(PIN)).unwrap();
        card.sign(b"m").unwrap();
    }
}

with_tokens! {
    /// A call that was given up while it waited behind another is never made.
    fn a_pin_that_nobody_waits_for_is_not_spent(home) {
        let token = home.token("SCO", P256, COMMIT);
        let mut limits = Limits::all(Duration::from_secs(3));
        limits.pin = Duration::from_millis(1500);
        let module = home.faulty_module(limits);
        let mut one = module.card(&token.selection(), RsaPadding::Pkcs1).unwrap();
        let mut two = module.card(&token.selection(), RsaPadding::Pkcs1).unwrap();
        home.set("hang-login", "");
        let outcomes = std::thread::scope(|scope| {
            let late = [&mut one, &mut two].map(|card| scope.spawn(|| card.login(&secret(PIN))));
            late.map(|thread| code(thread.join().unwrap()))
        });
        // The second may have come while the first was not late yet, or after.
        assert!(outcomes.contains(&Some(Code::ModuleTimedOut)));
        let expected = [Some(Code::ModuleTimedOut), Some(Code::ModuleStuck)];
        assert!(outcomes.iter().all(|one| expected.contains(one)), "{outcomes:?}");
        assert_eq!(home.pins_tried(), 0);
        home.clear("hang-login");
        comes_back(&module);
        assert_eq!(home.pins_tried(), 1);
        one.login(&secret(PIN)).unwrap();
        one.sign(b"m").unwrap();
    }
}

with_tokens! {
    /// The end of the program does not wait for a module that hangs.
    fn a_hanging_module_is_left_behind(home) {
        let token = home.token("SCO", P256, COMMIT);
        let mut limits = Limits::default();
        limits.pin = Duration::from_millis(300);
        let module = home.faulty_module(limits);
        let mut card = module.card(&token.selection(), RsaPadding::Pkcs1).unwrap();
        home.set("hang-login", "");
        assert_eq!(code(card.login(&secret(PIN))), Some(Code::ModuleTimedOut));
        let started = Instant::now();
        drop((card, module));
        assert!(started.elapsed() < SOON);
    }
}
