//! What each kind of mismatch is called by people.

use super::MismatchKind;
use crate::lang::Text;

/// By stable name, in the order of the kinds.
const TITLES: [(&str, Text); 12] = [
    title("missing_payment", "versamento mancante", "missing payment"),
    title("underpaid", "versato meno del dovuto", "underpaid"),
    title("overpaid", "versato più del dovuto", "overpaid"),
    title(
        "payment_without_cards",
        "versamento senza carte",
        "payment without cards",
    ),
    title(
        "declared_cards_differ",
        "carte dichiarate diverse",
        "declared cards differ",
    ),
    title("paid_late", "versamento in ritardo", "paid late"),
    title(
        "several_remittances",
        "più versamenti",
        "several remittances",
    ),
    title(
        "duplicate_payment",
        "versamento registrato due volte",
        "duplicate payment",
    ),
    title(
        "duplicate_reference",
        "riferimento ripetuto",
        "duplicate reference",
    ),
    title(
        "amount_not_multiple",
        "importo non multiplo della quota",
        "amount not a multiple",
    ),
    title(
        "correction_exceeds_open",
        "rettifica oltre la differenza",
        "correction exceeds open",
    ),
    title("unknown_comune", "comune sconosciuto", "unknown comune"),
];

const fn title(name: &'static str, it: &'static str, en: &'static str) -> (&'static str, Text) {
    (name, Text { it, en })
}

impl MismatchKind {
    /// The title of the kind with this stable name, for people.
    ///
    /// ```
    /// use cie_core::fees::reconcile::MismatchKind;
    /// use cie_core::lang::Lang;
    /// let title = MismatchKind::title_of("paid_late").expect("a kind");
    /// assert_eq!(title.get(Lang::It), "versamento in ritardo");
    /// ```
    #[must_use]
    pub fn title_of(name: &str) -> Option<Text> {
        let mut titles = TITLES.iter();
        titles.find(|(of, _)| *of == name).map(|(_, title)| *title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_title() {
        let titled: Vec<&str> = TITLES.iter().map(|(name, _)| *name).collect();
        assert_eq!(titled, MismatchKind::NAMES);
    }
}
