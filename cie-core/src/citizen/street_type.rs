//! The kinds of street (specie del toponimo) of ANPR: VIA, PIAZZA, CONTRADA…

use std::sync::LazyLock;

use serde::Serialize;

use super::place::latin::folded;

const TABLE: &str = include_str!("../../data/street_types.tsv");

static TYPES: LazyLock<Vec<StreetType>> = LazyLock::new(|| {
    let rows = TABLE
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'));
    rows.filter_map(|(code, name)| {
        Some(StreetType {
            code: code.parse().ok()?,
            name,
        })
    })
    .collect()
});

/// A kind of street, by ANPR's code and name (`codSpecie`, `specie`).
///
/// Source: ANPR's public table of kinds of street, Ministero dell'Interno, 2017, CC BY 4.0. Code
/// 998 is "ALTRO": a kind that the table does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct StreetType {
    /// Code, 1 to 998.
    pub code: u16,
    /// Name, in capitals.
    pub name: &'static str,
}

impl StreetType {
    /// Every kind, in the order of the codes.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &TYPES
    }

    /// The kind with this code.
    #[must_use]
    pub fn by_code(code: u16) -> Option<Self> {
        let at = TYPES.binary_search_by_key(&code, |kind| kind.code).ok()?;
        TYPES.get(at).copied()
    }

    /// The kind of this name, whatever the case, the accents and the apostrophes.
    ///
    /// ```
    /// use cie_core::citizen::StreetType;
    /// assert_eq!(StreetType::by_name("località"), StreetType::by_name("LOCALITA'"));
    /// assert_eq!(StreetType::by_name("Via").map(|kind| kind.name), Some("VIA"));
    /// ```
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        TYPES
            .iter()
            .copied()
            .find(|kind| folded(kind.name).eq(folded(name)))
    }

    /// Parts a street written in one piece into its kind and its name; the longest kind wins.
    /// The name is a piece of the text, unchanged.
    ///
    /// ```
    /// use cie_core::citizen::StreetType;
    /// let (kind, name) = StreetType::split("Zona industriale Nord").ok_or("no kind")?;
    /// assert_eq!((kind.name, name), ("ZONA INDUSTRIALE", "Nord"));
    /// assert!(StreetType::split("Dorfplatz").is_none());
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn split(street: &str) -> Option<(Self, &str)> {
        let street = street.trim();
        let blanks = street
            .char_indices()
            .filter(|(_, c)| *c == ' ')
            .map(|(at, _)| at);
        let heads: Vec<usize> = blanks.take(MOST_WORDS).collect();
        heads.into_iter().rev().find_map(|at| {
            let (head, name) = street.split_at_checked(at)?;
            let name = name.trim_start();
            Self::by_name(head)
                .filter(|_| !name.is_empty())
                .map(|kind| (kind, name))
        })
    }
}

/// No kind has more words.
const MOST_WORDS: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_is_whole_and_sorted() {
        // ANPR's table of 2017 has 259 rows.
        assert_eq!(StreetType::all().len(), 259);
        assert!(StreetType::all().is_sorted_by_key(|kind| kind.code));
        assert_eq!(
            StreetType::by_code(998).map(|kind| kind.name),
            Some("ALTRO")
        );
        assert_eq!(StreetType::by_code(0), None);
        for kind in StreetType::all() {
            assert_eq!(StreetType::by_name(kind.name), Some(*kind));
            assert!(kind.name.split(' ').count() <= MOST_WORDS, "{}", kind.name);
            let written = format!("{} Roma", kind.name.to_lowercase());
            assert_eq!(
                StreetType::split(&written),
                Some((*kind, "Roma")),
                "{}",
                kind.name
            );
        }
    }

    proptest! {
        #[test]
        fn any_street_is_parted_or_left(street in "\\PC{0,40}") {
            if let Some((kind, name)) = StreetType::split(&street) {
                prop_assert!(street.trim().ends_with(name));
                prop_assert!(!kind.name.is_empty() && !name.is_empty());
            }
        }
    }
}
