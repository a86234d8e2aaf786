//! The constants for "valid for travel", as a configuration file names them.

use crate::profile::TravelConstants;
use crate::{Code, Error, Result};

/// The pair of constants of that name, such as `S/N`.
///
/// # Errors
/// `CIE-SAD-355` for a pair that circular 8/2017 does not have.
pub fn travel_constants(text: &str) -> Result<TravelConstants> {
    text.parse().map_err(|_| {
        let known = TravelConstants::names();
        Error::new(Code::BadConfig).detail(format!("travel is one of {known}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Profile, TokenSet};

    #[test]
    fn the_words_change_and_their_meaning_does_not() {
        for pair in TravelConstants::ALL {
            let (yes, no) = pair.words();
            assert_eq!(travel_constants(&pair.to_string()).unwrap(), pair);
            // The ANPR vocabulary says "interdizione": its yes is not valid for travel.
            let anpr = Profile::anpr().unwrap().with_travel_constants(pair);
            assert_eq!(anpr.tokens().words(TokenSet::Travel, 0), [no]);
            // The flat card file says "ValiditaEspatrio".
            let flat = Profile::piatto().unwrap().with_travel_constants(pair);
            assert_eq!(flat.tokens().words(TokenSet::Travel, 0), [yes]);
            assert_eq!(
                flat.tokens().words(TokenSet::Sex, 0),
                Profile::piatto().unwrap().tokens().words(TokenSet::Sex, 0)
            );
        }
        assert_eq!(travel_constants("N/S").unwrap_err().code(), Code::BadConfig);
    }
}
