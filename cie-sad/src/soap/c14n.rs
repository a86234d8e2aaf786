//! Exclusive XML canonicalisation, without comments (W3C, 18 July 2002), of an element of a tree.
//!
//! The tree has no instructions and no comments, and its texts are already as XML normalises them:
//! what is left is the order of attributes, the namespaces and the escapes.

use std::collections::BTreeMap;

use super::tree::{Attribute, Child, Element};

/// Namespaces by prefix; the empty prefix is the default one.
pub(super) type Scope = BTreeMap<String, String>;

/// The namespaces in scope inside an element, given those around it.
pub(super) fn inside(around: &Scope, element: &Element) -> Scope {
    let mut scope = around.clone();
    scope.extend(element.declared.iter().cloned());
    scope
}

/// The canonical form of an element. `around` are the namespaces declared around it, `inclusive`
/// the prefixes to be treated as in inclusive canonicalisation (`#default` for none).
pub(super) fn canonical(element: &Element, around: &Scope, inclusive: &[&str]) -> String {
    let mut out = String::new();
    write(element, around, &Scope::new(), inclusive, &mut out);
    out
}

fn write(
    element: &Element,
    around: &Scope,
    rendered: &Scope,
    inclusive: &[&str],
    out: &mut String,
) {
    let scope = inside(around, element);
    let mut rendered = rendered.clone();
    let used = element
        .attributes
        .iter()
        .filter_map(|attribute| attribute.prefix.as_deref())
        .chain([element.prefix.as_deref().unwrap_or_default()])
        .filter(|prefix| *prefix != "xml");
    let listed = inclusive
        .iter()
        .map(|prefix| if *prefix == "#default" { "" } else { prefix });
    let mut declare = Scope::new();
    for prefix in used.chain(listed) {
        let before = rendered.get(prefix).map_or("", String::as_str);
        if let Some(space) = scope.get(prefix).filter(|space| *space != before) {
            declare.insert(prefix.to_owned(), space.clone());
        }
    }
    let name = qualified(element.prefix.as_deref(), &element.local);
    out.push('<');
    out.push_str(&name);
    for (prefix, space) in &declare {
        out.push_str(" xmlns");
        if !prefix.is_empty() {
            out.push(':');
            out.push_str(prefix);
        }
        out.push_str("=\"");
        attribute_text(space, out);
        out.push('"');
    }
    let mut attributes: Vec<&Attribute> = element.attributes.iter().collect();
    attributes.sort_by_key(|attribute| (attribute.space.as_deref(), attribute.local.as_str()));
    for attribute in attributes {
        out.push(' ');
        out.push_str(&qualified(attribute.prefix.as_deref(), &attribute.local));
        out.push_str("=\"");
        attribute_text(&attribute.value, out);
        out.push('"');
    }
    out.push('>');
    rendered.extend(declare);
    for child in &element.children {
        match child {
            Child::Element(child) => write(child, &scope, &rendered, inclusive, out),
            Child::Text(text) => content(text, out),
        }
    }
    out.push_str("</");
    out.push_str(&name);
    out.push('>');
}

fn qualified(prefix: Option<&str>, local: &str) -> String {
    match prefix {
        Some(prefix) => format!("{prefix}:{local}"),
        None => local.to_owned(),
    }
}

fn content(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#xD;"),
            c => out.push(c),
        }
    }
}

fn attribute_text(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#x9;"),
            '\n' => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::Limits;
    use crate::soap::tree::parse;

    /// The canonical form of the element of that local name.
    fn of(text: &str, local: &str, inclusive: &[&str]) -> String {
        fn find<'e>(
            element: &'e Element,
            around: &Scope,
            local: &str,
        ) -> Option<(&'e Element, Scope)> {
            if element.local == local {
                return Some((element, around.clone()));
            }
            let scope = inside(around, element);
            element
                .elements()
                .find_map(|child| find(child, &scope, local))
        }
        let root = parse(text, &Limits::default()).unwrap();
        let (element, around) = find(&root, &Scope::new(), local).unwrap();
        canonical(element, &around, inclusive)
    }

    /// Section 2.2 of the recommendation: the same element out of two contexts.
    #[test]
    fn the_recommendation_s_example_of_two_contexts() {
        let first = "<n0:local xmlns:n0=\"foo:bar\" xmlns:n3=\"ftp://example.org\">\
            <n1:elem2 xmlns:n1=\"http://example.net\" xml:lang=\"en\">\
            <n3:stuff xmlns:n3=\"ftp://example.org\"/></n1:elem2></n0:local>";
        let second = "<n2:pdu xmlns:n1=\"http://example.com\" xmlns:n2=\"http://foo.example\" \
            xml:lang=\"fr\" xml:space=\"retain\">\
            <n1:elem2 xmlns:n1=\"http://example.net\" xml:lang=\"en\">\
            <n3:stuff xmlns:n3=\"ftp://example.org\"/></n1:elem2></n2:pdu>";
        let expected = "<n1:elem2 xmlns:n1=\"http://example.net\" xml:lang=\"en\">\
            <n3:stuff xmlns:n3=\"ftp://example.org\"></n3:stuff></n1:elem2>";
        assert_eq!(of(first, "elem2", &[]), expected);
        assert_eq!(of(second, "elem2", &[]), expected);
    }

    /// Canonical XML 1.0, section 3.3 and 3.4: order of attributes, superfluous declarations,
    /// references in values.
    #[test]
    fn the_recommendation_s_examples_of_tags_and_references() {
        let tags = "<e5 a:attr=\"out\" b:attr=\"sorted\" attr2=\"all\" attr=\"I'm\" \
            xmlns:b=\"http://www.ietf.org\" xmlns:a=\"http://www.w3.org\" \
            xmlns=\"http://example.org\"/>";
        let expected = "<e5 xmlns=\"http://example.org\" xmlns:a=\"http://www.w3.org\" \
            xmlns:b=\"http://www.ietf.org\" attr=\"I'm\" attr2=\"all\" b:attr=\"sorted\" \
            a:attr=\"out\"></e5>";
        assert_eq!(of(tags, "e5", &[]), expected);
        let nested = "<e6 xmlns=\"\" xmlns:a=\"http://www.w3.org\"><e7 xmlns=\"http://www.ietf.org\">\
            <e8 xmlns=\"\" xmlns:a=\"http://www.w3.org\"/></e7></e6>";
        let expected = "<e6><e7 xmlns=\"http://www.ietf.org\"><e8 xmlns=\"\"></e8></e7></e6>";
        assert_eq!(of(nested, "e6", &[]), expected);
        let text = "<doc><text>First line&#x0d;&#10;Second line</text><value>&#x32;</value>\
            <compute><![CDATA[value>\"0\" && value<\"10\" ?\"valid\":\"error\"]]></compute>\
            <compute expr='value>\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"'>valid</compute>\
            <norm attr=' &apos;   &#x20;&#13;&#xa;&#9;   &apos; '/></doc>";
        let expected = "<doc><text>First line&#xD;\nSecond line</text><value>2</value>\
            <compute>value&gt;\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"</compute>\
            <compute expr=\"value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot; \
            ?&quot;valid&quot;:&quot;error&quot;\">valid</compute>\
            <norm attr=\" '    &#xD;&#xA;&#x9;   ' \"></norm></doc>";
        assert_eq!(of(text, "doc", &[]), expected);
    }

    #[test]
    fn listed_prefixes_are_declared_where_they_are_in_scope() {
        let text = "<a xmlns='u:0' xmlns:p='u:1' xmlns:q='u:2'><q:b><c xmlns=''/></q:b></a>";
        assert_eq!(
            of(text, "b", &["p"]),
            "<q:b xmlns:p=\"u:1\" xmlns:q=\"u:2\"><c></c></q:b>"
        );
        assert_eq!(
            of(text, "b", &["#default"]),
            "<q:b xmlns=\"u:0\" xmlns:q=\"u:2\"><c xmlns=\"\"></c></q:b>"
        );
    }
}
