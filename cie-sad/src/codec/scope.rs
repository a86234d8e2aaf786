//! Namespaces in scope (Namespaces in XML 1.0, third edition).

/// Namespace declarations in scope at once.
const MAX_BINDINGS: usize = 64;
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// What a prefix stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space<'s> {
    /// No namespace.
    None,
    /// This one.
    Some(&'s str),
    /// The prefix was never declared.
    Unknown,
}

/// The declarations in scope, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    /// Depth of the element that declared it, prefix (empty for the default), namespace.
    bindings: Vec<(usize, String, String)>,
}

impl Scopes {
    /// What a prefix stands for; the empty one is the default namespace.
    pub(super) fn resolve(&self, prefix: &str) -> Space<'_> {
        let found = self
            .bindings
            .iter()
            .rev()
            .find(|(_, known, _)| known == prefix);
        match found {
            Some((_, _, space)) if space.is_empty() => Space::None,
            Some((_, _, space)) => Space::Some(space),
            None => match prefix {
                "" => Space::None,
                "xml" => Space::Some(XML),
                "xmlns" => Space::Some(XMLNS),
                _ => Space::Unknown,
            },
        }
    }

    /// Takes a declaration; `None` for one that the standard or the limit refuses.
    pub(super) fn declare(&mut self, depth: usize, prefix: &str, space: &str) -> Option<()> {
        let fits = match prefix {
            "xmlns" => false,
            "xml" => space == XML,
            "" => space != XML && space != XMLNS,
            // No namespace is the default's alone to declare.
            _ => !space.is_empty() && space != XML && space != XMLNS,
        };
        if !fits || self.bindings.len() >= MAX_BINDINGS {
            return None;
        }
        self.bindings
            .push((depth, prefix.to_owned(), space.to_owned()));
        Some(())
    }

    /// Forgets what elements deeper than this declared; says whether that was anything.
    pub(super) fn leave(&mut self, depth: usize) -> bool {
        let before = self.bindings.len();
        while self.bindings.last().is_some_and(|(of, _, _)| *of > depth) {
            self.bindings.pop();
        }
        self.bindings.len() < before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_declaration_counts() {
        let mut scopes = Scopes::default();
        assert_eq!(scopes.resolve(""), Space::None);
        assert_eq!(scopes.resolve("a"), Space::Unknown);
        scopes.declare(1, "", "u").unwrap();
        scopes.declare(1, "a", "v").unwrap();
        scopes.declare(2, "a", "w").unwrap();
        scopes.declare(3, "", "").unwrap();
        assert_eq!(scopes.resolve("a"), Space::Some("w"));
        assert_eq!(scopes.resolve(""), Space::None);
        scopes.leave(2);
        assert_eq!(scopes.resolve(""), Space::Some("u"));
        scopes.leave(1);
        assert_eq!(scopes.resolve("a"), Space::Some("v"));
        scopes.leave(0);
        assert_eq!(scopes.resolve("a"), Space::Unknown);
    }

    #[test]
    fn reserved_names_are_reserved() {
        let mut scopes = Scopes::default();
        assert_eq!(scopes.resolve("xml"), Space::Some(XML));
        for (prefix, space) in [
            ("xmlns", "u"),
            ("xml", "u"),
            ("a", XML),
            ("", XML),
            ("a", XMLNS),
            ("", XMLNS),
            ("a", ""),
        ] {
            assert_eq!(scopes.declare(1, prefix, space), None, "{prefix} {space}");
        }
        scopes.declare(1, "xml", XML).unwrap();
        for n in 1..MAX_BINDINGS {
            scopes.declare(1, &format!("p{n}"), "u").unwrap();
        }
        assert_eq!(scopes.declare(1, "q", "u"), None);
    }
}
