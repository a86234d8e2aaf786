use super::*;
use cie_core::error::Catalogued;
use std::collections::BTreeSet;

#[test]
fn codes_are_distinct_and_say_what_to_do() {
    let ids: BTreeSet<&str> = Code::ALL.iter().map(|code| code.info().id).collect();
    assert_eq!(ids.len(), Code::ALL.len());
    for code in Code::ALL {
        let info = code.info();
        let number = info.id.strip_prefix("CIE-DEV-").unwrap_or_default();
        assert!(
            number.len() == 3 && number.parse::<u16>().is_ok(),
            "{}",
            info.id
        );
        for text in [info.it, info.en, info.fix_it, info.fix_en] {
            assert!(text.len() > 5, "{}", info.id);
        }
        assert_ne!(info.it, info.en, "{}", info.id);
    }
}
