//! A vendor's SQL: named parameters out, numbered ones in, everything else left as it is.

use super::Dialect;

/// A statement with its parameters numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    /// What the database gets.
    pub(super) sql: String,
    /// The names of its parameters, by number.
    pub(super) parameters: Vec<String>,
    /// For each name, where it stands first in what was written.
    pub(super) places: Vec<usize>,
    /// Pairs of offsets (here, as written), to lead an error back.
    map: Vec<(usize, usize)>,
}

/// Why a text is not one statement with named parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unfit {
    pub(super) at: usize,
    pub(super) what: &'static str,
}

impl Statement {
    /// Where in the text as written an offset of the statement lies.
    pub(super) fn origin(&self, offset: usize) -> usize {
        let before = self.map.iter().rev().find(|(here, _)| *here <= offset);
        before.map_or(0, |(here, there)| there + (offset - here))
    }
}

/// Numbers the parameters of a statement.
pub(super) fn scan(text: &str, dialect: Dialect) -> Result<Statement, Unfit> {
    let mut scanner = Scanner {
        text,
        dialect,
        at: 0,
        out: Statement {
            sql: String::with_capacity(text.len()),
            parameters: Vec::new(),
            places: Vec::new(),
            map: vec![(0, 0)],
        },
        ended: None,
        empty: true,
    };
    scanner.run()?;
    if scanner.empty {
        return Err(Unfit {
            at: 0,
            what: "no statement",
        });
    }
    Ok(scanner.out)
}

struct Scanner<'t> {
    text: &'t str,
    dialect: Dialect,
    at: usize,
    out: Statement,
    /// Where the semicolon was.
    ended: Option<usize>,
    empty: bool,
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn keep(&mut self, bytes: usize) {
        let part = self.rest().get(..bytes).unwrap_or_default();
        self.out.sql.push_str(part);
        self.at += bytes;
    }

    fn unfit<T>(&self, what: &'static str) -> Result<T, Unfit> {
        Err(Unfit { at: self.at, what })
    }

    fn run(&mut self) -> Result<(), Unfit> {
        while let Some(first) = self.rest().chars().next() {
            let rest = self.rest();
            if rest.starts_with("--") {
                self.keep(rest.find('\n').unwrap_or(rest.len()));
                continue;
            }
            if rest.starts_with("/*") {
                let Some(end) = comment(rest, self.dialect == Dialect::PostgreSql) else {
                    return self.unfit("a comment without end");
                };
                self.keep(end);
                continue;
            }
            if first.is_whitespace() {
                self.keep(first.len_utf8());
                continue;
            }
            if self.ended.is_some() {
                return self.unfit("a second statement");
            }
            if first == ';' {
                self.ended = Some(self.at);
                self.keep(1);
                continue;
            }
            self.empty = false;
            self.token(first)?;
        }
        Ok(())
    }

    fn token(&mut self, first: char) -> Result<(), Unfit> {
        let rest = self.rest();
        let postgres = self.dialect == Dialect::PostgreSql;
        match first {
            '\'' | '"' => self.quoted(first, false),
            '`' | '[' if !postgres => self.quoted(if first == '[' { ']' } else { '`' }, false),
            'e' | 'E' if postgres && rest.get(1..2) == Some("'") && !self.inside_word() => {
                self.keep(1);
                self.quoted('\'', true)
            }
            '$' if postgres && !self.inside_word() => self.dollar(),
            ':' if rest.starts_with("::") => {
                self.keep(2);
                Ok(())
            }
            ':' => self.parameter(),
            '?' if !postgres => self.unfit("a parameter without a name: write :name"),
            '@' | '$' if !postgres && !self.inside_word() => {
                self.unfit("a parameter of another style: write :name")
            }
            '\0' => self.unfit("a NUL character"),
            other => {
                self.keep(other.len_utf8());
                Ok(())
            }
        }
    }

    /// Whether the character before belongs to an identifier.
    fn inside_word(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        let last = before.chars().next_back();
        last.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$')
    }

    fn quoted(&mut self, close: char, escapes: bool) -> Result<(), Unfit> {
        let rest = self.rest();
        let mut chars = rest.char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            if escapes && c == '\\' {
                chars.next();
            } else if c == close {
                if close != ']' && chars.peek().is_some_and(|(_, next)| *next == close) {
                    chars.next();
                    continue;
                }
                self.keep(at + c.len_utf8());
                return Ok(());
            }
        }
        self.unfit("a quotation without end")
    }

    /// A dollar-quoted text of PostgreSQL; a numbered parameter is refused.
    fn dollar(&mut self) -> Result<(), Unfit> {
        let rest = self.rest();
        let tag = rest
            .get(1..)
            .and_then(|tail| tail.find('$'))
            .map(|at| at + 2);
        let tag = tag.and_then(|end| rest.get(..end)).filter(|tag| {
            let name = tag.trim_matches('$');
            let first = name.chars().next();
            first.is_none_or(|c| c.is_alphabetic() || c == '_')
                && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        });
        let Some(tag) = tag else {
            return self.unfit("a parameter without a name: write :name");
        };
        let body = rest.get(tag.len()..).unwrap_or_default();
        match body.find(tag) {
            Some(end) => {
                self.keep(tag.len() + end + tag.len());
                Ok(())
            }
            None => self.unfit("a quotation without end"),
        }
    }

    fn parameter(&mut self) -> Result<(), Unfit> {
        let name: String = self
            .rest()
            .chars()
            .skip(1)
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect();
        if name.is_empty() || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            // A slice of an array in PostgreSQL, `a[1:2]`.
            if self.dialect == Dialect::PostgreSql {
                self.keep(1);
                return Ok(());
            }
            return self.unfit("a colon without a name");
        }
        let known = self.out.parameters.iter().position(|other| *other == name);
        let number = known.unwrap_or_else(|| {
            self.out.parameters.push(name.clone());
            self.out.places.push(self.at);
            self.out.parameters.len() - 1
        });
        let mark = match self.dialect {
            Dialect::Sqlite => '?',
            Dialect::PostgreSql => '$',
        };
        let out = &mut self.out;
        out.map.push((out.sql.len(), self.at));
        out.sql.push_str(&format!("{mark}{}", number + 1));
        self.at += 1 + name.len();
        out.map.push((out.sql.len(), self.at));
        Ok(())
    }
}

/// Length of a comment; those of PostgreSQL nest.
fn comment(text: &str, nested: bool) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") && (nested || depth == 0) {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn both(text: &str) -> [Result<Statement, Unfit>; 2] {
        [Dialect::Sqlite, Dialect::PostgreSql].map(|dialect| scan(text, dialect))
    }

    #[test]
    fn parameters_are_numbered_and_nothing_else_is_touched() {
        let text = "SELECT ':no', \":no\" /* :no */ FROM t -- :no\n\
                    WHERE a = :uno AND b = :due_2 OR c = :uno;";
        let [sqlite, postgres] = both(text).map(Result::unwrap);
        assert_eq!(sqlite.parameters, ["uno", "due_2"]);
        let tail = "WHERE a = ?1 AND b = ?2 OR c = ?1;";
        assert!(sqlite.sql.ends_with(tail), "{}", sqlite.sql);
        assert!(
            postgres.sql.ends_with(&tail.replace('?', "$")),
            "{}",
            postgres.sql
        );
        assert_eq!(&text[sqlite.places[1]..][..6], ":due_2");
        let at = sqlite.sql.find("OR c").unwrap();
        assert_eq!(&text[sqlite.origin(at)..][..4], "OR c");
    }

    #[test]
    fn what_postgresql_alone_has() {
        let text = "SELECT x::date, $a$ :no $a$, E'\\' :no', a[1:2] /* /* */ :no */ WHERE b=:si";
        let statement = scan(text, Dialect::PostgreSql).unwrap();
        assert_eq!(statement.parameters, ["si"]);
        let text = "SELECT [a :no], `b :no` WHERE c=:si";
        assert_eq!(scan(text, Dialect::Sqlite).unwrap().parameters, ["si"]);
    }

    #[test]
    fn one_statement_with_names_or_none() {
        for (text, at) in [
            ("", 0),
            (" -- nothing", 0),
            ("SELECT 1; DROP TABLE t", 10),
            ("SELECT 'a", 7),
            ("SELECT /* a", 7),
        ] {
            for result in both(text) {
                assert_eq!(result.unwrap_err().at, at, "{text}");
            }
        }
        assert!(scan("SELECT ?", Dialect::Sqlite).is_err());
        assert!(scan("SELECT @a", Dialect::Sqlite).is_err());
        assert!(scan("SELECT $1", Dialect::PostgreSql).is_err());
        assert!(both("SELECT 1; -- the end\n").iter().all(Result::is_ok));
    }

    proptest! {
        #[test]
        fn nothing_panics_and_no_named_parameter_is_left(
            text in "(SELECT|[a-z :;'\"$?\\[\\]`/*\\-\\\\\n]|:[a-z]{1,3}|\\PC){0,24}",
        ) {
            for statement in both(&text).into_iter().flatten() {
                prop_assert_eq!(statement.parameters.len(), statement.places.len());
                for place in &statement.places {
                    prop_assert!(text[*place..].starts_with(':'));
                }
                for at in 0..=statement.sql.len() {
                    prop_assert!(statement.origin(at) <= text.len() + 8);
                }
            }
        }
    }
}
