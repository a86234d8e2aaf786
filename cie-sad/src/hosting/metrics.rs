//! Counting, and writing the counts down in the text format of Prometheus (version 0.0.4).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use cie_core::exchange::{Operation, Outcome};

use super::{Answered, Refusal};

/// Upper bounds of the latency histogram, in microseconds.
const BOUNDS: [u64; 14] = [
    250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
    5_000_000, 30_000_000,
];

/// Different codes counted by name; a vendor's registry may invent more.
const MAX_CODES: usize = 64;

/// The four operations, and requests that could not be told.
const OPERATIONS: usize = Operation::ALL.len() + 1;
const OUTCOMES: [(Outcome, &str); 3] = [
    (Outcome::Ok, "ok"),
    (Outcome::Several, "several"),
    (Outcome::Error, "error"),
];

#[derive(Default)]
pub(crate) struct Metrics {
    answers: [[AtomicU64; 3]; OPERATIONS],
    repeated: AtomicU64,
    codes: Mutex<BTreeMap<String, u64>>,
    latency: [Histogram; OPERATIONS],
    refused: [AtomicU64; Refusal::ALL.len()],
    connections: AtomicU64,
    connections_open: AtomicU64,
}

#[derive(Default)]
struct Histogram {
    buckets: [AtomicU64; BOUNDS.len() + 1],
    micros: AtomicU64,
}

/// What is counted of one tenant.
#[derive(Default)]
pub(crate) struct TenantCounts([AtomicU64; 3]);

fn add(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

fn get(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed)
}

fn place(operation: Option<Operation>) -> usize {
    let known = operation.and_then(|one| Operation::ALL.iter().position(|other| *other == one));
    known.unwrap_or(OPERATIONS - 1)
}

fn operation_name(place: usize) -> &'static str {
    Operation::ALL
        .get(place)
        .map_or("unknown", |one| one.name())
}

fn outcome_place(outcome: Outcome) -> usize {
    OUTCOMES
        .iter()
        .position(|(one, _)| *one == outcome)
        .unwrap_or(2)
}

impl TenantCounts {
    fn add(&self, outcome: Outcome) {
        if let Some(counter) = self.0.get(outcome_place(outcome)) {
            add(counter);
        }
    }
}

impl Metrics {
    pub(crate) fn answered(&self, tenant: &TenantCounts, answer: &Answered, elapsed: Duration) {
        let (place, outcome) = (place(answer.operation), outcome_place(answer.outcome));
        if let Some(counter) = self.answers.get(place).and_then(|row| row.get(outcome)) {
            add(counter);
        }
        if let Some(histogram) = self.latency.get(place) {
            histogram.observe(elapsed);
        }
        if answer.repeated {
            add(&self.repeated);
        }
        tenant.add(answer.outcome);
        for code in &answer.codes {
            let mut codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
            let named = codes.contains_key(code) || (codes.len() < MAX_CODES && is_plain(code));
            let name = if named { code.as_str() } else { "other" };
            match codes.get_mut(name) {
                Some(count) => *count += 1,
                None => {
                    codes.insert(name.to_owned(), 1);
                }
            }
        }
    }

    pub(crate) fn refused(&self, reason: Refusal) {
        let place = Refusal::ALL.iter().position(|one| *one == reason);
        if let Some(counter) = place.and_then(|place| self.refused.get(place)) {
            add(counter);
        }
    }

    pub(crate) fn connected(&self) {
        add(&self.connections);
        add(&self.connections_open);
    }

    pub(crate) fn disconnected(&self) {
        self.connections_open.fetch_sub(1, Ordering::Relaxed);
    }

    pub(crate) fn open_connections(&self) -> u64 {
        get(&self.connections_open)
    }

    /// Everything that is not a gauge of the host itself.
    pub(crate) fn write(&self, out: &mut Page) {
        out.family(
            "cie_sad_answers_total",
            "counter",
            "Answers, by operation and outcome.",
        );
        for (at, row) in self.answers.iter().enumerate() {
            for (counter, (_, outcome)) in row.iter().zip(OUTCOMES) {
                let labels = [("operation", operation_name(at)), ("outcome", outcome)];
                out.sample("cie_sad_answers_total", &labels, get(counter));
            }
        }
        out.family(
            "cie_sad_answer_codes_total",
            "counter",
            "Errors and warnings sent, by code.",
        );
        let codes = self
            .codes
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        for (code, count) in &codes {
            out.sample("cie_sad_answer_codes_total", &[("code", code)], *count);
        }
        out.family(
            "cie_sad_repeated_total",
            "counter",
            "Answers that were stored before.",
        );
        out.sample("cie_sad_repeated_total", &[], get(&self.repeated));
        let latency = "cie_sad_answer_seconds";
        out.family(
            latency,
            "histogram",
            "Time from the end of a heading to its answer.",
        );
        for (at, histogram) in self.latency.iter().enumerate() {
            histogram.write(out, latency, operation_name(at));
        }
        out.family(
            "cie_sad_refused_total",
            "counter",
            "Turned away unheard, by reason.",
        );
        for (counter, reason) in self.refused.iter().zip(Refusal::ALL) {
            out.sample(
                "cie_sad_refused_total",
                &[("reason", reason.name())],
                get(counter),
            );
        }
        out.family(
            "cie_sad_connections_total",
            "counter",
            "Connections accepted.",
        );
        out.sample("cie_sad_connections_total", &[], get(&self.connections));
        out.family("cie_sad_connections", "gauge", "Connections open.");
        out.sample("cie_sad_connections", &[], get(&self.connections_open));
    }
}

/// Codes are short and plain; anything else does not become a label.
fn is_plain(code: &str) -> bool {
    (1..=16).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric())
}

impl Histogram {
    fn observe(&self, elapsed: Duration) {
        let micros = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
        let place = BOUNDS.partition_point(|bound| *bound < micros);
        if let Some(bucket) = self.buckets.get(place) {
            add(bucket);
        }
        self.micros.fetch_add(micros, Ordering::Relaxed);
    }

    fn write(&self, out: &mut Page, name: &str, operation: &str) {
        let mut sum = 0;
        let bucket_name = format!("{name}_bucket");
        for (at, bucket) in self.buckets.iter().enumerate() {
            sum += get(bucket);
            let bound = BOUNDS
                .get(at)
                .map_or_else(|| "+Inf".to_owned(), |bound| seconds(*bound));
            out.sample(
                &bucket_name,
                &[("operation", operation), ("le", &bound)],
                sum,
            );
        }
        let labels = [("operation", operation)];
        out.sample_text(&format!("{name}_sum"), &labels, &seconds(get(&self.micros)));
        out.sample(&format!("{name}_count"), &labels, sum);
    }
}

fn seconds(micros: u64) -> String {
    let text = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl TenantCounts {
    /// Adds this tenant's counts to those that are shown together.
    pub(crate) fn add_to(&self, sums: &mut [u64; 3]) {
        for (sum, counter) in sums.iter_mut().zip(&self.0) {
            *sum += get(counter);
        }
    }
}

/// A page of samples.
#[derive(Default)]
pub(crate) struct Page(String);

impl Page {
    pub(crate) fn family(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    pub(crate) fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: u64) {
        self.sample_text(name, labels, &value.to_string());
    }

    fn sample_text(&mut self, name: &str, labels: &[(&str, &str)], value: &str) {
        self.0.push_str(name);
        for (at, (label, text)) in labels.iter().enumerate() {
            let open = if at == 0 { '{' } else { ',' };
            let _ = write!(self.0, "{open}{label}=\"");
            for c in text.chars() {
                match c {
                    '\\' => self.0.push_str("\\\\"),
                    '"' => self.0.push_str("\\\""),
                    '\n' => self.0.push_str("\\n"),
                    c => self.0.push(c),
                }
            }
            self.0.push('"');
        }
        self.0.push_str(if labels.is_empty() { " " } else { "} " });
        self.0.push_str(value);
        self.0.push('\n');
    }

    pub(crate) fn tenant(&mut self, tenant: &str, sums: &[u64; 3]) {
        for (sum, (_, outcome)) in sums.iter().zip(OUTCOMES) {
            let labels = [("tenant", tenant), ("outcome", outcome)];
            self.sample("cie_sad_tenant_answers_total", &labels, *sum);
        }
    }

    pub(crate) fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_written_plainly() {
        for (micros, text) in [
            (250, "0.00025"),
            (1_000_000, "1"),
            (0, "0"),
            (30_000_000, "30"),
        ] {
            assert_eq!(seconds(micros), text);
        }
    }

    #[test]
    fn a_bucket_holds_what_is_at_most_its_bound_and_codes_are_bounded() {
        let (metrics, tenant) = (Metrics::default(), TenantCounts::default());
        let mut answer = Answered::bare(200);
        answer.operation = Some(Operation::Emissione);
        for micros in [250, 251, 40_000_000] {
            metrics.answered(&tenant, &answer, Duration::from_micros(micros));
        }
        for code in 0..200 {
            answer.codes = vec![format!("X{code}")];
            metrics.answered(&tenant, &answer, Duration::ZERO);
        }
        answer.codes = vec!["with \"quotes\"".to_owned()];
        metrics.answered(&tenant, &answer, Duration::ZERO);
        let mut page = Page::default();
        metrics.write(&mut page);
        let text = page.finish();
        for line in [
            "cie_sad_answer_seconds_bucket{operation=\"emissione\",le=\"0.00025\"} 202",
            "cie_sad_answer_seconds_bucket{operation=\"emissione\",le=\"0.0005\"} 203",
            "cie_sad_answer_seconds_bucket{operation=\"emissione\",le=\"30\"} 203",
            "cie_sad_answer_seconds_bucket{operation=\"emissione\",le=\"+Inf\"} 204",
            "cie_sad_answer_seconds_count{operation=\"emissione\"} 204",
            "cie_sad_answers_total{operation=\"emissione\",outcome=\"error\"} 204",
            "cie_sad_answer_codes_total{code=\"other\"} 137",
        ] {
            assert!(text.lines().any(|one| one == line), "{line}\n{text}");
        }
        assert_eq!(
            text.matches("cie_sad_answer_codes_total{").count(),
            MAX_CODES + 1
        );
    }
}
