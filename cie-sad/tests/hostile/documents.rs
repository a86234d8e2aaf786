//! Documents that no honest workstation sends, each with what must come of it.

use cie_sad::Code;
use cie_sad::Code::{
    BadEncoding, DuplicateElement, ForbiddenCharacter, ForbiddenMarkup, MissingElement,
    MixedContent, NotWellFormed, TooDeep, TooLarge, TooLong, TooMany, TooManyAttributes,
    UnknownMessage, UnknownToken,
};

/// What must come of a document.
pub(crate) enum Fate {
    /// One of these errors; where several are named, which limit or rule strikes first is not ours
    /// to promise.
    Refused(&'static [Code]),
    /// Read as the good message is.
    Read,
    /// Read as the good message is, with so many things reported as unknown.
    Reported(usize),
}

use Fate::{Read, Refused, Reported};

pub(crate) struct Document {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) fate: Fate,
}

struct Maker {
    good: String,
    all: Vec<Document>,
}

impl Maker {
    fn bytes(&mut self, name: &'static str, bytes: Vec<u8>, fate: Fate) {
        self.all.push(Document { name, bytes, fate });
    }

    fn text(&mut self, name: &'static str, text: String, fate: Fate) {
        self.bytes(name, text.into_bytes(), fate);
    }

    /// The good message with one thing changed.
    fn with(&mut self, name: &'static str, from: &str, to: &str, fate: Fate) {
        assert!(self.good.contains(from), "{name}: {from}");
        let text = self.good.replacen(from, to, 1);
        self.text(name, text, fate);
    }

    /// The good message with a document type before its root.
    fn typed(&mut self, name: &'static str, doctype: &str, fate: Fate) {
        let to = format!("?>\n{doctype}\n<");
        self.with(name, "?>\n<", &to, fate);
    }

    /// The good message with another surname, as bytes.
    fn surname(&mut self, name: &'static str, surname: &[u8], fate: Fate) {
        let at = self.good.find("ROSSI").expect("a surname");
        let (before, after) = (&self.good[..at], &self.good[at + 5..]);
        let bytes = [before.as_bytes(), surname, after.as_bytes()].concat();
        self.bytes(name, bytes, fate);
    }

    /// The good message in bytes that its declaration names.
    fn declared(&mut self, name: &'static str, encoding: &str, surname: &[u8], fate: Fate) {
        let kept = self.good.clone();
        self.good = kept.replacen("encoding=\"UTF-8\"", &format!("encoding=\"{encoding}\""), 1);
        self.surname(name, surname, fate);
        self.good = kept;
    }
}

/// The documents, made from a good emissione in the profile `anpr`.
pub(crate) fn documents(good: &str) -> Vec<Document> {
    let mut maker = Maker {
        good: good.to_owned(),
        all: Vec::new(),
    };
    entities(&mut maker);
    characters(&mut maker);
    sizes(&mut maker);
    encodings(&mut maker);
    grammar(&mut maker);
    namespaces(&mut maker);
    structure(&mut maker);
    maker.all
}

fn entities(maker: &mut Maker) {
    let mut laughs = String::from("<!DOCTYPE l [<!ENTITY l0 \"ah\">");
    for n in 1..10 {
        let ten = format!("&l{};", n - 1).repeat(10);
        laughs.push_str(&format!("<!ENTITY l{n} \"{ten}\">"));
    }
    laughs.push_str("]>");
    let bomb = maker.good.replacen("?>\n<", &format!("?>\n{laughs}\n<"), 1);
    let bomb = bomb.replacen("ROSSI", "&l9;", 1);
    maker.text("a billion laughs", bomb, Refused(&[ForbiddenMarkup]));
    let big = "A".repeat(50_000);
    let quadratic = format!("<!DOCTYPE q [<!ENTITY q \"{big}\">]>");
    maker.typed("quadratic blow-up", &quadratic, Refused(&[ForbiddenMarkup]));
    for (name, doctype) in [
        (
            "a file as an entity",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
        ),
        (
            "a URL as an entity",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"http://127.0.0.1:1/\">]>",
        ),
        (
            "an external subset",
            "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">",
        ),
        (
            "a public identifier",
            "<!DOCTYPE x PUBLIC \"-//X//Y\" \"x.dtd\">",
        ),
        (
            "a parameter entity",
            "<!DOCTYPE x [<!ENTITY % p SYSTEM \"x\"> %p;]>",
        ),
        ("an empty document type", "<!DOCTYPE x>"),
        (
            "an attribute list",
            "<!DOCTYPE x [<!ATTLIST x a CDATA \"b\">]>",
        ),
    ] {
        maker.typed(name, doctype, Refused(&[ForbiddenMarkup]));
    }
    maker.typed(
        "a document type in small letters",
        "<!doctype x>",
        Refused(&[ForbiddenMarkup, NotWellFormed]),
    );
    maker.surname(
        "an HTML entity",
        b"ROSSI&nbsp;",
        Refused(&[ForbiddenMarkup]),
    );
    maker.surname(
        "an entity nobody declared",
        b"&x;",
        Refused(&[ForbiddenMarkup]),
    );
    maker.with(
        "an entity in an attribute",
        "<cognome>",
        "<cognome a=\"&x;\">",
        Refused(&[ForbiddenMarkup]),
    );
    maker.surname(
        "an ampersand alone",
        b"ROSSI & C",
        Refused(&[NotWellFormed, ForbiddenMarkup]),
    );
    maker.surname("the five entities", b"&lt;&gt;&amp;&apos;&quot;", Read);
    maker.with(
        "a stylesheet",
        "?>\n<",
        "?>\n<?xml-stylesheet href='x'?>\n<",
        Refused(&[ForbiddenMarkup]),
    );
    maker.with(
        "an instruction inside",
        "<cognome>",
        "<?php x ?><cognome>",
        Refused(&[ForbiddenMarkup]),
    );
}

fn characters(maker: &mut Maker) {
    for (name, surname) in [
        ("NUL", &b"RO\0SSI"[..]),
        ("a backspace", b"RO\x08SSI"),
        ("an escape", b"RO\x1B[2JSSI"),
        ("U+FFFE", b"RO\xEF\xBF\xBESSI"),
        ("U+FFFF", b"RO\xEF\xBF\xBFSSI"),
        ("NUL by number", b"RO&#0;SSI"),
        ("a control character by number", b"RO&#x1F;SSI"),
        ("U+FFFE by number", b"RO&#xFFFE;SSI"),
        ("a surrogate by number", b"RO&#xD800;SSI"),
        ("a number beyond Unicode", b"RO&#x110000;SSI"),
        ("a number beyond numbers", b"RO&#99999999999999999999;SSI"),
        ("no number at all", b"RO&#;SSI"),
    ] {
        maker.surname(name, surname, Refused(&[ForbiddenCharacter, NotWellFormed]));
    }
    maker.surname("letters by number", b"&#82;OSSI&#x300;", Read);
    maker.surname("SQL", b"'; DROP TABLE persone; --", Read);
    maker.surname(
        "marks that turn the text around",
        "ROS\u{202E}SI".as_bytes(),
        Read,
    );
}

fn sizes(maker: &mut Maker) {
    let inside = |what: &str| format!("{what}<cognome>");
    for (name, depth) in [("nested 40 deep", 40), ("nested 100,000 deep", 100_000)] {
        let open = "<a>".repeat(depth);
        maker.with(
            name,
            "<cognome>",
            &inside(&open),
            Refused(&[TooDeep, TooLarge]),
        );
    }
    let attributes =
        |count: usize| -> String { (0..count).map(|n| format!(" a{n}=\"\"")).collect() };
    for (name, count) in [("17 attributes", 17), ("100,000 attributes", 100_000)] {
        let to = format!("<cognome{}>", attributes(count));
        maker.with(
            name,
            "<cognome>",
            &to,
            Refused(&[TooManyAttributes, TooLarge]),
        );
    }
    let spaces: String = (0..70).map(|n| format!(" xmlns:n{n}=\"u{n}\"")).collect();
    maker.with(
        "70 namespaces",
        "<cognome>",
        &format!("<cognome{spaces}>"),
        Refused(&[TooManyAttributes, NotWellFormed]),
    );
    let long = "x".repeat(1024 * 1024);
    maker.with(
        "an attribute of a megabyte",
        "<cognome>",
        &format!("<cognome a=\"{long}\">"),
        Refused(&[TooLarge]),
    );
    maker.surname(
        "a surname of 3,000 letters",
        &b"A".repeat(3000),
        Refused(&[TooLong]),
    );
    maker.surname(
        "a surname of a megabyte",
        long.as_bytes(),
        Refused(&[TooLarge, TooLong]),
    );
    maker.surname(
        "a surname of 100,000 entities",
        "&amp;".repeat(100_000).as_bytes(),
        Refused(&[TooLong, TooLarge]),
    );
    maker.surname(
        "a surname of many CDATA",
        "<![CDATA[x]]>".repeat(10_000).as_bytes(),
        Refused(&[TooLong, TooLarge]),
    );
    maker.with(
        "a comment of a megabyte",
        "<cognome>",
        &inside(&format!("<!--{long}-->")),
        Refused(&[TooLarge]),
    );
    maker.with(
        "a megabyte of blanks",
        "<cognome>",
        &inside(&" ".repeat(1024 * 1024)),
        Refused(&[TooLarge]),
    );
    maker.with(
        "100,000 elements nobody knows",
        "<cognome>",
        &inside(&"<z/>".repeat(100_000)),
        Refused(&[TooMany, TooLarge]),
    );
    maker.with(
        "a megabyte inside something unknown",
        "<cognome>",
        &inside(&format!("<z>{long}</z>")),
        Refused(&[TooLarge]),
    );
    let file = "<allegato><tipoAllegato>FOTO</tipoAllegato><formato>image/jpeg</formato><contenuto>AAAA</contenuto></allegato>";
    let end = "</sad:RichiestaCIE8>";
    maker.with(
        "101 files",
        end,
        &format!("{}{end}", file.repeat(101)),
        Refused(&[TooMany]),
    );
    let photo = file.replace("AAAA", &"A".repeat(9 * 1024 * 1024));
    maker.with(
        "a photo of nine megabytes",
        end,
        &format!("{photo}{end}"),
        Refused(&[TooLarge]),
    );
    let name = "n".repeat(200);
    maker.with(
        "a name of 200 letters",
        "<cognome>",
        &inside(&format!("<{name}/>")),
        Refused(&[TooLong]),
    );
}

fn encodings(maker: &mut Maker) {
    let good = maker.good.clone();
    let marked = |mark: &[u8]| [mark, good.as_bytes()].concat();
    maker.bytes("a mark of UTF-8", marked(b"\xEF\xBB\xBF"), Read);
    maker.bytes(
        "two marks",
        marked(b"\xEF\xBB\xBF\xEF\xBB\xBF"),
        Refused(&[NotWellFormed, UnknownMessage]),
    );
    let wide = |big: bool, mark: bool| -> Vec<u8> {
        let units = mark
            .then_some(0xFEFF)
            .into_iter()
            .chain(good.encode_utf16());
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    maker.bytes(
        "UTF-16, little end first",
        wide(false, true),
        Refused(&[BadEncoding]),
    );
    maker.bytes(
        "UTF-16, big end first",
        wide(true, true),
        Refused(&[BadEncoding]),
    );
    let unmarked = &[BadEncoding, ForbiddenCharacter, NotWellFormed];
    maker.bytes(
        "UTF-16 without a mark",
        wide(false, false),
        Refused(unmarked),
    );
    let utf32 = good
        .chars()
        .flat_map(|c| u32::from(c).to_be_bytes())
        .collect();
    maker.bytes("UTF-32", utf32, Refused(unmarked));
    for (name, encoding) in [
        ("UTF-16 declared", "UTF-16"),
        ("UTF-7 declared", "UTF-7"),
        ("EBCDIC declared", "IBM037"),
        ("an encoding nobody knows", "x-anagrafe"),
    ] {
        maker.declared(name, encoding, b"ROSSI", Refused(&[BadEncoding]));
    }
    for (name, encoding, surname) in [
        (
            "Windows bytes under a wrong name",
            "ISO-8859-1",
            &b"D\x92AMICO"[..],
        ),
        ("the same as ISO-8859-15", "ISO-8859-15", b"D\x92AMICO"),
        (
            "a byte that Windows-1252 lacks",
            "Windows-1252",
            b"RO\x81SSI",
        ),
        ("Latin bytes declared as UTF-8", "UTF-8", b"NICCOL\xD2"),
        ("an overlong NUL", "UTF-8", b"RO\xC0\x80SSI"),
        ("half a pair of surrogates", "UTF-8", b"RO\xED\xA0\x80SSI"),
        ("a character cut in two", "UTF-8", b"NICCOL\xC3"),
        ("five bytes for one", "UTF-8", b"\xF8\x88\x80\x80\x80"),
    ] {
        maker.declared(name, encoding, surname, Refused(&[BadEncoding]));
    }
    let latin = good.replacen("UTF-8", "ISO-8859-1", 1);
    let both = [b"\xEF\xBB\xBF", latin.as_bytes()].concat();
    maker.bytes("a mark of UTF-8 over Latin", both, Refused(&[BadEncoding]));
    maker.declared("Latin as declared", "ISO-8859-1", b"NICCOL\xD2", Read);
}

fn grammar(maker: &mut Maker) {
    let malformed = || Refused(&[NotWellFormed]);
    let good = maker.good.clone();
    maker.text(
        "blanks before the declaration",
        format!(" {good}"),
        malformed(),
    );
    maker.with("XML 1.1", "version=\"1.0\"", "version=\"1.1\"", malformed());
    maker.with(
        "a declaration without version",
        "version=\"1.0\" ",
        "",
        malformed(),
    );
    maker.with(
        "a second declaration",
        "?>\n<",
        "?>\n<?xml version=\"1.0\"?>\n<",
        Refused(&[NotWellFormed, ForbiddenMarkup]),
    );
    maker.with(
        "a tag that nobody closes",
        "</cognome>",
        "",
        Refused(&[NotWellFormed, MixedContent]),
    );
    maker.with(
        "another letter case at the end",
        "</cognome>",
        "</Cognome>",
        malformed(),
    );
    maker.with(
        "an attribute without quotes",
        "<cognome>",
        "<cognome a=1>",
        malformed(),
    );
    maker.with(
        "an attribute twice",
        "<cognome>",
        "<cognome a=\"\" a=\"\">",
        malformed(),
    );
    maker.with(
        "a tag within an attribute",
        "<cognome>",
        "<cognome a=\"<x>\">",
        malformed(),
    );
    maker.with(
        "attributes without a blank",
        "<cognome>",
        "<cognome a=\"\"b=\"\">",
        malformed(),
    );
    maker.with(
        "a comment with two dashes",
        "<cognome>",
        "<!-- a -- b --><cognome>",
        malformed(),
    );
    maker.with(
        "a comment without end",
        "<cognome>",
        "<!-- <cognome>",
        malformed(),
    );
    maker.with(
        "CDATA without end",
        ">ROSSI<",
        "><![CDATA[ROSSI<",
        malformed(),
    );
    maker.with(
        "the end of CDATA in a text",
        ">ROSSI<",
        ">ROS]]>SI<",
        malformed(),
    );
    maker.with(
        "a name that begins with a digit",
        "<cognome>",
        "<1/><cognome>",
        malformed(),
    );
    maker.text("something after the end", format!("{good}x"), malformed());
    maker.text(
        "two messages in one",
        format!(
            "{good}{}",
            good.split_once("?>\n").expect("a declaration").1
        ),
        malformed(),
    );
    maker.with(
        "CDATA around a text",
        ">ROSSI<",
        "><![CDATA[ROSSI]]><",
        Read,
    );
    maker.with(
        "comments everywhere",
        ">ROSSI<",
        "><!-- a -->ROS<!-- b -->SI<",
        Read,
    );
    for (name, bytes) in [
        ("nothing", &b""[..]),
        ("blanks", b" \n\t "),
        ("a declaration alone", b"<?xml version=\"1.0\"?>"),
        ("JSON", b"{\"cognome\": \"ROSSI\"}"),
        ("HTML", b"<html><body>502 Bad Gateway</body></html>"),
        ("an image", b"\xFF\xD8\xFF\xE0\x00\x10JFIF"),
        ("a ZIP", b"PK\x03\x04\x14\x00\x00\x00"),
    ] {
        let any = &[
            NotWellFormed,
            UnknownMessage,
            BadEncoding,
            ForbiddenCharacter,
        ];
        maker.bytes(name, bytes.to_vec(), Refused(any));
    }
    for (name, share) in [
        ("a quarter of it", 4),
        ("half of it", 2),
        ("all but a little", 1),
    ] {
        let cut = if share == 1 {
            good.len() - 3
        } else {
            good.len() / share
        };
        maker.text(
            name,
            good[..cut].to_owned(),
            Refused(&[NotWellFormed, MissingElement]),
        );
    }
}

fn namespaces(maker: &mut Maker) {
    let root = "xmlns:sad=\"urn:cie:sad:anpr:1\"";
    maker.with(
        "a prefix nobody declared",
        "<cognome>",
        "<x:cognome>",
        Refused(&[NotWellFormed]),
    );
    maker.with(
        "the prefix xml for something else",
        root,
        &format!("{root} xmlns:xml=\"u\""),
        Refused(&[NotWellFormed]),
    );
    maker.with(
        "the prefix xmlns declared",
        root,
        &format!("{root} xmlns:xmlns=\"u\""),
        Refused(&[NotWellFormed]),
    );
    maker.with(
        "a prefix for no namespace",
        root,
        &format!("{root} xmlns:e=\"\""),
        Refused(&[NotWellFormed]),
    );
    maker.with(
        "one attribute by two prefixes",
        "<cognome>",
        "<cognome xmlns:a=\"u\" xmlns:b=\"u\" a:x=\"\" b:x=\"\">",
        Refused(&[NotWellFormed]),
    );
    maker.with(
        "two colons",
        "<cognome>",
        "<sad:a:b/><cognome>",
        Refused(&[NotWellFormed]),
    );
    maker.with(
        "another namespace",
        "urn:cie:sad:anpr:1",
        "http://sogei.it/ANPR/CIE0Servizi",
        Refused(&[UnknownMessage]),
    );
    maker.with(
        "no namespace",
        root,
        "xmlns:sad=\"u\"",
        Refused(&[UnknownMessage]),
    );
    let foreign = maker
        .good
        .replacen("<cognome>", "<x:cognome xmlns:x=\"u\">", 1);
    let foreign = foreign.replacen("</cognome>", "</x:cognome>", 1);
    maker.text(
        "a surname of somebody else's",
        foreign,
        Refused(&[MissingElement]),
    );
    let twin = "<x:cognome xmlns:x=\"u\">VERDI</x:cognome><cognome>";
    maker.with("a twin of somebody else's", "<cognome>", twin, Reported(1));
    let include =
        "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\"/><cognome>";
    maker.with("an inclusion", "<cognome>", include, Reported(1));
    let nil = "<cognome xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"x\">";
    maker.with("a type of its own", "<cognome>", nil, Reported(1));
}

fn structure(maker: &mut Maker) {
    maker.with(
        "text between elements",
        "<cognome>",
        "ROSSI<cognome>",
        Refused(&[MixedContent]),
    );
    maker.with(
        "an element within a text",
        ">ROSSI<",
        ">RO<b>S</b>SI<",
        Refused(&[MixedContent]),
    );
    maker.with(
        "the surname twice",
        "<cognome>",
        "<cognome>VERDI</cognome><cognome>",
        Refused(&[DuplicateElement]),
    );
    maker.with(
        "an element nobody knows",
        "<cognome>",
        "<soprannome>x</soprannome><cognome>",
        Reported(1),
    );
    maker.with(
        "another operation's code",
        ">CIE8<",
        ">CIE7<",
        Refused(&[UnknownToken]),
    );
    maker.with(
        "a token nobody knows",
        "<interdizioneEspatrio>N<",
        "<interdizioneEspatrio>SI<",
        Refused(&[UnknownToken]),
    );
}
