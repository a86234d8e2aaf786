//! Applying the rules of retention.

use chrono::{DateTime, Duration, Utc};
use cie_core::journal::Event;
use serde_json::Value;

use super::content::Content;
use super::policy::{Kept, RetentionPolicy, RetentionRule};
use crate::seal::Table;
use crate::{Code, Error, Result};

/// Whether the time handed in is compared with that of the last run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ClockCheck {
    /// A time before the last run, or implausibly long after it, erases nothing (default).
    #[default]
    Doubt,
    /// Somebody confirmed that the clock is right.
    Confirmed,
}

/// What a run of retention did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RetentionReport {
    /// Rules by name, and how many rows each erased, in the order of the policy.
    pub erased: Vec<(String, u64)>,
    /// Nothing is due any more; otherwise call again.
    pub finished: bool,
}

const LAST_RUN: &str = "retention_last_run";

/// Applies the rules to at most `limit` rows.
pub(crate) fn apply(
    db: &dyn Content,
    policy: &RetentionPolicy,
    now: DateTime<Utc>,
    clock: ClockCheck,
    limit: u32,
) -> Result<RetentionReport> {
    check_clock(db, policy, now, clock)?;
    let at = now.timestamp_millis();
    db.set(LAST_RUN, &at.to_be_bytes())?;
    for table in [Table::ANSWER, Table::OUTBOX] {
        db.stamp(table, at)?;
    }
    let mut left = limit.max(1) as usize;
    let mut report = RetentionReport::default();
    for rule in &policy.rules {
        let before = now - Duration::days(i64::from(rule.days));
        let erased = one_rule(db, rule, before.timestamp_millis(), at, left)?;
        left -= erased;
        report.erased.push((rule.id.clone(), erased as u64));
        if left == 0 {
            break;
        }
    }
    report.finished = left > 0;
    if report.erased.iter().any(|(_, rows)| *rows > 0) {
        let event = Event::new(now, "store", "store.retention", "retention");
        let done = report.erased.iter().filter(|(_, rows)| *rows > 0);
        let event = done.fold(event, |event, (id, rows)| event.with(id, rows.to_string()));
        db.append(event)?;
    }
    Ok(report)
}

/// A clock that was set wrong must not erase what is not due.
fn check_clock(
    db: &dyn Content,
    policy: &RetentionPolicy,
    now: DateTime<Utc>,
    clock: ClockCheck,
) -> Result<()> {
    if clock == ClockCheck::Confirmed {
        return Ok(());
    }
    let stored = db.setting(LAST_RUN)?;
    let last = stored.and_then(|bytes| Some(i64::from_be_bytes(bytes.try_into().ok()?)));
    let Some(last) = last.and_then(DateTime::from_timestamp_millis) else {
        return Ok(());
    };
    let gap = Duration::days(i64::from(policy.longest_gap_days));
    if now < last || now - last > gap {
        let detail = format!("last run {}", last.format("%Y-%m-%d %H:%M:%SZ"));
        return Err(Error::new(Code::ClockJump).detail(detail));
    }
    Ok(())
}

fn one_rule(
    db: &dyn Content,
    rule: &RetentionRule,
    before: i64,
    now: i64,
    limit: usize,
) -> Result<usize> {
    let table = match rule.content {
        Kept::Answers => Table::ANSWER,
        Kept::Pushes => Table::OUTBOX,
        Kept::Requests => return requests(db, rule, before, now, limit),
        Kept::RequestFields => return fields(db, rule, before, limit),
    };
    let due = db.kept_before(table, before, limit)?;
    for name in &due {
        db.erase(table, name, now)?;
    }
    Ok(due.len())
}

fn requests(
    db: &dyn Content,
    rule: &RetentionRule,
    before: i64,
    now: i64,
    limit: usize,
) -> Result<usize> {
    let states: Vec<&str> = rule.states.iter().map(String::as_str).collect();
    let due = db.requests_before(&states, before, "", limit)?;
    for number in &due {
        db.erase(Table::REQUEST, std::slice::from_ref(number), now)?;
    }
    Ok(due.len())
}

/// Removes members from documents. Those that have them no more are passed over.
fn fields(db: &dyn Content, rule: &RetentionRule, before: i64, limit: usize) -> Result<usize> {
    const PAGE: usize = 200;
    let table = Table::REQUEST;
    let states: Vec<&str> = rule.states.iter().map(String::as_str).collect();
    let mut after = String::new();
    let mut changed = 0;
    loop {
        let numbers = db.requests_before(&states, before, &after, PAGE)?;
        let Some(last) = numbers.last() else {
            return Ok(changed);
        };
        after.clone_from(last);
        for number in numbers {
            let Some(row) = db.row(table, &[number])? else {
                continue;
            };
            let mut opened = row.open(db.vault(), table)?;
            let bad = || Error::new(Code::BadRecord).detail("request");
            let Some(Some(document)) = opened.first_mut() else {
                return Err(bad());
            };
            let mut value: Value = serde_json::from_slice(document).map_err(|_| bad())?;
            let removed = rule.remove.iter().filter(|p| remove(&mut value, p)).count();
            if removed == 0 {
                continue;
            }
            *document = serde_json::to_vec(&value).map_err(|_| bad())?;
            let by = db.vault().current();
            let sealed = row.seal(db.vault(), table, by.as_deref(), opened)?;
            db.replace(table, &row, &sealed, by.as_deref())?;
            changed += 1;
            if changed == limit {
                return Ok(changed);
            }
        }
    }
}

/// Removes the member that a JSON pointer names; `false` when there is nothing.
fn remove(value: &mut Value, pointer: &str) -> bool {
    let Some((parent, name)) = pointer.rsplit_once('/') else {
        return false;
    };
    let name = name.replace("~1", "/").replace("~0", "~");
    let Some(Value::Object(members)) = value.pointer_mut(parent) else {
        return false;
    };
    members.remove(&name).is_some_and(|old| !old.is_null())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// RFC 6901, sections 3 and 4: `~1` is `/`, `~0` is `~`.
    #[test]
    fn pointers_are_those_of_the_standard() {
        let mut value = json!({"a/b": 1, "m~n": {"x": 2, "y": null}, "list": [1]});
        assert!(remove(&mut value, "/a~1b"));
        assert!(remove(&mut value, "/m~0n/x"));
        for nothing in ["/m~0n/y", "/m~0n/z", "/list/0", "/no/such", "x"] {
            assert!(!remove(&mut value, nothing), "{nothing}");
        }
        assert_eq!(value, json!({"m~n": {}, "list": [1]}));
    }
}
