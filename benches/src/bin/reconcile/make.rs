//! The same year of cards and payments in every run.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::{Days, NaiveDate};
use cie_core::citizen::place::{Belfiore, PlaceKind, Places};
use cie_core::fees::{Calendar, DueDatePolicy, HalfMonth, state_share};

pub const YEAR: i32 = 2026;

/// The slips put in, by the name they must be found under.
const SLIPS: [&str; 4] = ["missing_payment", "underpaid", "overpaid", "paid_late"];

/// SplitMix64: small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}

/// Writes `cards.csv`, `payments.csv` and `slips.txt`; one half-month in `one_in` has a slip.
pub fn make(folder: &Path, cards: u32, one_in: u64) {
    let create = |name| BufWriter::new(File::create(folder.join(name)).expect("a file to write"));
    let first = NaiveDate::from_ymd_opt(YEAR, 1, 1).expect("in the calendar");
    let comuni = comuni(first);
    let periods = HalfMonth::of_year(YEAR).expect("a year");
    let days = 365;
    let at_day: Vec<(usize, String)> = (0..days)
        .map(|after| {
            let day = first + Days::new(after);
            let at = periods.iter().position(|period| period.end() >= day);
            (at.expect("a half-month"), day.to_string())
        })
        .collect();
    // Large and small comuni: the chance of the nth is as 1 over n + 20.
    let mut sum = 0.0;
    let ends: Vec<f64> = (0..comuni.len())
        .map(|n| {
            sum += 1.0 / (n as f64 + 20.0);
            sum
        })
        .collect();

    let mut chance = Chance(2026);
    let mut counts = vec![0u32; comuni.len() * periods.len()];
    let mut file = create("cards.csv");
    writeln!(file, "codice_catastale,sent_on").expect("a card");
    for _ in 0..cards {
        let point = chance.next() as f64 / u64::MAX as f64 * sum;
        let comune = ends
            .partition_point(|end| *end < point)
            .min(comuni.len() - 1);
        let (period, day) = &at_day[chance.below(days) as usize];
        counts[comune * periods.len() + period] += 1;
        writeln!(file, "{},{day}", comuni[comune]).expect("a card");
    }
    file.flush().expect("the cards");

    let mut slips = [0u32; SLIPS.len()];
    let mut file = create("payments.csv");
    writeln!(
        file,
        "codice_catastale,from,amount_cents,cards,reference,paid_on"
    )
    .expect("a payment");
    for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let (comune, number) = (comuni[at / periods.len()], at % periods.len());
        let period = periods[number];
        let mut paid_on = period.due(DueDatePolicy::default(), &Calendar::default());
        let (share, _) = state_share(period.start()).expect("a State share");
        let mut amount = share.get() * i64::from(*count);
        if chance.below(one_in) == 0 {
            let mut slip = chance.below(SLIPS.len() as u64) as usize;
            match slip {
                1 if *count > 1 => amount -= share.get(),
                2 => amount += share.get(),
                3 => paid_on = paid_on + Days::new(1),
                _ => slip = 0,
            }
            slips[slip] += 1;
            if slip == 0 {
                continue;
            }
        }
        let from = period.start();
        writeln!(
            file,
            "{comune},{from},{amount},{count},{}/{YEAR},{paid_on}",
            number + 1
        )
        .expect("a payment");
    }
    file.flush().expect("the payments");
    let mut file = create("slips.txt");
    for (name, count) in SLIPS.iter().zip(slips) {
        writeln!(file, "{name} {count}").expect("a slip");
    }
    file.flush().expect("the slips");
    let used = counts.iter().filter(|count| **count > 0).count();
    println!(
        "{cards} cards of {} comuni in {YEAR}: {used} half-months with cards, slips {:?}",
        comuni.len(),
        SLIPS.iter().zip(slips).collect::<Vec<_>>(),
    );
}

/// The comuni of that day, in an order that has nothing to do with their codes.
fn comuni(day: NaiveDate) -> Vec<Belfiore> {
    let mut comuni: Vec<Belfiore> = Places::embedded()
        .iter()
        .filter(|place| place.kind() == PlaceKind::Comune)
        .filter_map(|place| place.belfiore())
        .filter(|code| {
            let ends = [day, day + Days::new(364)];
            ends.iter()
                .all(|day| Places::embedded().was_active(*code, *day))
        })
        .collect();
    comuni.sort_unstable();
    comuni.dedup();
    let mut chance = Chance(7900);
    for at in (1..comuni.len()).rev() {
        comuni.swap(at, chance.below(at as u64 + 1) as usize);
    }
    comuni
}
