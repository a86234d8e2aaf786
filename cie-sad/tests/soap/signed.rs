//! Signatures: ours verified by xmlsec, xmlsec's verified by us, and attacks on both.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use cie_core::exchange::{Outcome, QueryKey, Request, Subject};
use cie_sad::Code;
use cie_sad::codec::encode_request;
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::http::{ServerOptions, serve};
use cie_sad::profile::Profile;
use cie_sad::registry::MemoryRegistry;
use cie_sad::soap::{Clock, Security, Signer, Verifier};
use cie_sad::workstation::{Workstation, WorkstationOptions};

use crate::peer;
use crate::support::{sample, shared};

/// A key and its certificate, made for one test by openssl.
struct Identity {
    folder: tempfile::TempDir,
}

impl Identity {
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        if Command::new("openssl").arg("version").output().is_err() {
            peer::skip("openssl is not installed");
            return None;
        }
        let identity = Self { folder };
        let run = |arguments: &[&str]| {
            let mut command = Command::new("openssl");
            peer::run(
                command.current_dir(identity.folder.path()).args(arguments),
                b"",
            );
        };
        run(&[
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-sha256",
            "-days",
            "30",
            "-subj",
            "/CN=Prova",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
        ]);
        run(&[
            "pkcs8", "-topk8", "-nocrypt", "-in", "key.pem", "-outform", "DER", "-out", "key.der",
        ]);
        run(&[
            "x509", "-in", "cert.pem", "-outform", "DER", "-out", "cert.der",
        ]);
        Some(identity)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    fn signer(&self) -> Signer {
        Signer::new(&self.read("key.der"), &self.read("cert.der")).unwrap()
    }

    fn verifier(&self) -> Verifier {
        Verifier::new([self.read("cert.der")]).unwrap()
    }
}

fn wall() -> Clock {
    Arc::new(|| DateTime::from(std::time::SystemTime::now()))
}

fn noon() -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

fn envelope(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soapenv:Envelope \
         xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>{body}\
         </soapenv:Body></soapenv:Envelope>"
    )
}

fn message() -> String {
    let profile = Profile::anpr_soap().unwrap();
    let request = sample::issued("op1", "CA00000AA");
    String::from_utf8(encode_request(&profile, &request).unwrap().bytes).unwrap()
}

/// Bodies that canonicalisation has something to do with.
fn bodies() -> Vec<String> {
    let odd = [
        "<a/>",
        "<a xmlns=\"urn:1\"><b xmlns=\"\"><c xmlns=\"urn:1\"/></b></a>",
        "<p:a xmlns:p=\"urn:1\" xmlns:q=\"urn:2\" q:z='1' p:y=\"2\" x = '3'><q:b q:a=\"\"/></p:a>",
        "<a xmlns:q=\"urn:2\" xmlns:p=\"urn:1\"><p:b><p:b xmlns:p=\"urn:3\"/><q:c/></p:b></a>",
        "<a b=\"&#x9;&#xA;&#xD;&lt;&amp;&quot;'>\">&#xD;x\r\ny\t&gt;&lt;&amp;\"'</a>",
        "<a><!-- c -->x<![CDATA[<y>&]]>z<!-- d --></a>",
        "<a>\u{e0}\u{20ac}\u{10400}&#x20AC;</a>",
        "<a xml:lang=\"it\" xml:space=\"preserve\"> <b xml:lang=\"en\"/> </a>",
        "<a xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" soapenv:b=\"\"/>",
        "<soapenv:a xmlns:soapenv=\"urn:other\"><soapenv:b/></soapenv:a>",
        "<a\n  b='1'\n  a='2'\n/>",
    ];
    let mut all: Vec<String> = odd.iter().map(|body| envelope(body)).collect();
    all.push(message());
    all
}

fn write(folder: &Path, envelopes: impl IntoIterator<Item = Vec<u8>>) -> Vec<String> {
    let mut names = Vec::new();
    for (number, bytes) in envelopes.into_iter().enumerate() {
        let name = format!("{number:02}.xml");
        std::fs::write(folder.join(&name), bytes).unwrap();
        names.push(name);
    }
    names
}

#[test]
fn xmlsec_verifies_what_we_sign() {
    let Some(identity) = Identity::new() else {
        return;
    };
    let signer = identity.signer();
    let folder = tempfile::tempdir().unwrap();
    let signed: Vec<Vec<u8>> = bodies()
        .iter()
        .map(|text| signer.sign(text.as_bytes(), noon()).unwrap())
        .collect();
    for bytes in &signed {
        assert_eq!(identity.verifier().verify(bytes, noon()).unwrap().signer, 0);
    }
    // The last one is spoilt: whoever says yes to everything would say yes to it.
    let spoilt = String::from_utf8(signed.last().unwrap().clone())
        .unwrap()
        .replace("CA00000AA", "CA00000AB");
    let names = write(folder.path(), signed);
    let bad = folder.path().join("spoilt.xml");
    std::fs::write(&bad, spoilt).unwrap();
    if Command::new("xmlsec1").arg("--version").output().is_ok() {
        for name in &names {
            peer::run(&mut xmlsec1(&identity, &folder.path().join(name)), b"");
        }
        assert!(!xmlsec1(&identity, &bad).output().unwrap().status.success());
    } else {
        peer::skip("xmlsec1 is not installed");
    }
    let Some(python) = peer::python("zeep, xmlsec") else {
        return;
    };
    let mut command = Command::new(python);
    command
        .arg(peer::script("signatures.py"))
        .arg("verify")
        .arg(identity.path("cert.pem"))
        .arg(folder.path());
    let said = peer::run(&mut command, b"");
    let valid: Vec<&str> = said.lines().collect();
    assert_eq!(valid, names);
}

fn xmlsec1(identity: &Identity, file: &Path) -> Command {
    let mut command = Command::new("xmlsec1");
    command.args(["--verify", "--pubkey-cert-pem"]);
    command.arg(identity.path("cert.pem"));
    for element in ["Body", "Timestamp", "BinarySecurityToken"] {
        command.args(["--id-attr:Id", element]);
    }
    command.arg(file);
    command
}

#[test]
fn we_verify_what_xmlsec_signs() {
    let (Some(identity), Some(python)) = (Identity::new(), peer::python("zeep, xmlsec")) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let names = write(folder.path(), bodies().into_iter().map(String::into_bytes));
    let mut command = Command::new(python);
    command
        .arg(peer::script("signatures.py"))
        .arg("sign")
        .arg(identity.path("key.pem"))
        .arg(identity.path("cert.pem"))
        .arg(folder.path());
    peer::run(&mut command, b"");
    let verifier = identity.verifier();
    for name in names {
        let signed = std::fs::read_to_string(folder.path().join(&name)).unwrap();
        let verified = verifier.verify(signed.as_bytes(), wall()());
        assert!(verified.is_ok(), "{name}: {verified:?}\n{signed}");
        // One character of the body less.
        let at = signed.find("Body").unwrap()
            + signed[signed.find("Body").unwrap()..].find('>').unwrap();
        let mut spoilt = signed.clone();
        spoilt.insert(at + 1, 'x');
        let refused = verifier.verify(spoilt.as_bytes(), wall()()).unwrap_err();
        assert_eq!(refused.code(), Code::SignatureInvalid, "{name}");
    }
}

#[test]
fn what_was_changed_moved_or_kept_too_long_is_refused() {
    let (Some(identity), Some(other)) = (Identity::new(), Identity::new()) else {
        return;
    };
    let signer = identity.signer();
    let verifier = identity.verifier();
    let good = signer.sign(message().as_bytes(), noon()).unwrap();
    let good = String::from_utf8(good).unwrap();
    let check = |text: &str, now: DateTime<Utc>| {
        verifier
            .verify(text.as_bytes(), now)
            .map_err(|error| error.code())
    };
    assert!(check(&good, noon()).is_ok());

    let body_from = good.find("<soapenv:Body").unwrap();
    let body_to = good.find("</soapenv:Envelope>").unwrap();
    let body = &good[body_from..body_to];
    let fake = body.replace("CA00000AA", "CA00000ZZ");
    let unnamed = fake.replace(" wsu:Id=\"body\"", "");
    let renamed = fake.replace("wsu:Id=\"body\"", "wsu:Id=\"corpo\"");
    let hidden = |new: &str| {
        // The signed body goes where nobody processes it, another one takes its place.
        good.replace(body, new).replace(
            "</wsse:Security>",
            &format!("</wsse:Security><x:a xmlns:x=\"urn:x\">{body}</x:a>"),
        )
    };
    let in_security = good
        .replace(body, &renamed)
        .replace("</wsse:Security>", &format!("{body}</wsse:Security>"));
    let in_header = good
        .replace(body, &renamed)
        .replace("</wsse:Security>", &format!("</wsse:Security>{body}"));
    let time = {
        let from = good.find("<wsu:Timestamp").unwrap();
        let to = good.find("</wsu:Timestamp>").unwrap() + "</wsu:Timestamp>".len();
        good[from..to].to_owned()
    };
    let outside = good
        .replace(&time, "")
        .replace("<wsse:Security ", &format!("<x:a xmlns:x=\"urn:x\" xmlns:wsu=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd\">{time}</x:a><wsse:Security "));
    let signature = {
        let from = good.find("<ds:Signature ").unwrap();
        let to = good.find("</ds:Signature>").unwrap() + "</ds:Signature>".len();
        good[from..to].to_owned()
    };
    let header = {
        let from = good.find("<soapenv:Header>").unwrap();
        let to = good.find("</soapenv:Header>").unwrap() + "</soapenv:Header>".len();
        good[from..to].to_owned()
    };
    let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
    let attacks = [
        (
            "content",
            good.replace("CA00000AA", "CA00000AB"),
            Code::SignatureInvalid,
        ),
        (
            "time",
            good.replace("12:00:00.000Z", "12:30:00.000Z"),
            Code::SignatureInvalid,
        ),
        ("no header", message(), Code::SignatureMissing),
        (
            "no security",
            good.replace(&header, ""),
            Code::SignatureMissing,
        ),
        (
            "no signature",
            good.replace(&signature, ""),
            Code::SignatureMissing,
        ),
        (
            "two signatures",
            good.replace(&signature, &signature.repeat(2)),
            Code::SignatureUnsupported,
        ),
        (
            "wrapped, unnamed",
            hidden(&unnamed),
            Code::SignatureMisplaced,
        ),
        (
            "wrapped, renamed",
            hidden(&renamed),
            Code::SignatureMisplaced,
        ),
        ("wrapped, twice", hidden(&fake), Code::SignatureMisplaced),
        (
            "in the security header",
            in_security,
            Code::SignatureMisplaced,
        ),
        ("in the header", in_header, Code::SignatureMisplaced),
        ("time elsewhere", outside, Code::SignatureMisplaced),
        (
            "id of another case",
            good.replace("<ds:Signature ", "<ds:Signature ID=\"body\" "),
            Code::SignatureMisplaced,
        ),
        (
            "sha1",
            good.replace("xmldsig-more#rsa-sha256", "xmldsig#rsa-sha1"),
            Code::SignatureUnsupported,
        ),
        (
            "inclusive",
            good.replacen(
                exclusive,
                "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
                1,
            ),
            Code::SignatureUnsupported,
        ),
        (
            "with comments",
            good.replacen(exclusive, &format!("{exclusive}WithComments"), 1),
            Code::SignatureUnsupported,
        ),
        (
            "no direct key",
            good.replace("wsse:Reference URI", "wsse:Riferimento URI"),
            Code::SignatureUnsupported,
        ),
    ];
    for (name, text, code) in attacks {
        assert_ne!(text, good, "{name} changes nothing");
        assert_eq!(check(&text, noon()).unwrap_err(), code, "{name}");
    }
    // Signed by somebody, but nobody known.
    let stranger = other.signer().sign(message().as_bytes(), noon()).unwrap();
    let stranger = String::from_utf8(stranger).unwrap();
    assert_eq!(check(&stranger, noon()).unwrap_err(), Code::UnknownSigner);
    // Somebody known, over a signature of somebody else's.
    let token = |text: &str| {
        let (_, rest) = text.split_once("wsu:Id=\"certificate\">").unwrap();
        rest.split_once('<').unwrap().0.to_owned()
    };
    let borrowed = stranger.replace(&token(&stranger), &token(&good));
    assert_eq!(
        check(&borrowed, noon()).unwrap_err(),
        Code::SignatureInvalid
    );
    // The message is good for five minutes, and clocks may differ by one.
    for (seconds, good_then) in [(-61, false), (-59, true), (359, true), (361, false)] {
        let then = noon() + TimeDelta::seconds(seconds);
        assert_eq!(check(&good, then).is_ok(), good_then, "{seconds}");
    }
    // Whatever it says of itself, not for ever.
    let eternal = identity
        .signer()
        .with_lifetime(Duration::from_secs(1_000_000));
    let eternal = eternal.sign(message().as_bytes(), noon()).unwrap();
    let eternal = String::from_utf8(eternal).unwrap();
    let later = noon() + TimeDelta::minutes(17);
    assert_eq!(check(&eternal, later).unwrap_err(), Code::SignatureExpired);
}

#[test]
fn keys_that_do_not_fit_are_refused_at_once() {
    let (Some(identity), Some(other)) = (Identity::new(), Identity::new()) else {
        return;
    };
    let code = |key: &[u8], certificate: &[u8]| Signer::new(key, certificate).unwrap_err().code();
    let (key, certificate) = (identity.read("key.der"), identity.read("cert.der"));
    assert_eq!(code(b"", &certificate), Code::BadKey);
    assert_eq!(code(&key, b""), Code::BadKey);
    assert_eq!(code(&key, &other.read("cert.der")), Code::BadKey);
    assert_eq!(
        Verifier::new([b"no".to_vec()]).unwrap_err().code(),
        Code::BadKey
    );
}

fn server(security: Security) -> (cie_sad::http::ServerHandle, String) {
    let here = Subject::new(sample::person());
    let connector = Connector::new(
        Arc::new(Profile::anpr_soap().unwrap()),
        Arc::new(MemoryRegistry::new(vec![here])),
        Arc::new(MemoryAnswerLog::default()),
    )
    .with_security(security);
    let handle = serve("127.0.0.1:0", connector, &ServerOptions::default()).unwrap();
    let url = format!("http://{}/sad", handle.local_addr());
    (handle, url)
}

#[test]
fn zeep_and_our_server_sign_to_each_other() {
    let Some(wsdl) = shared("schemas/anpr/serviziCIE0.wsdl") else {
        return;
    };
    let (Some(identity), Some(python)) = (Identity::new(), peer::python("zeep, xmlsec")) else {
        return;
    };
    // zeep knows one certificate only, its own: the server has the same.
    let security = Security::new(wall())
        .signing(identity.signer())
        .verifying(identity.verifier());
    let (handle, url) = server(security);
    let mut command = Command::new(python);
    command
        .arg(peer::script("zeep_signed.py"))
        .arg(wsdl)
        .arg(url)
        .arg(identity.path("key.pem"))
        .arg(identity.path("cert.pem"));
    let said = peer::run(&mut command, b"");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines, ["0000", "0000", "soapenv:Client CIE-SAD-520"]);
    handle.shutdown();
}

#[test]
fn our_client_and_our_server_sign_to_each_other() {
    let (Some(comune), Some(ministry)) = (Identity::new(), Identity::new()) else {
        return;
    };
    let theirs = Security::new(wall())
        .signing(ministry.signer())
        .verifying(comune.verifier());
    let ours = Security::new(wall())
        .signing(comune.signer())
        .verifying(ministry.verifier());
    let (handle, url) = server(theirs);
    let profile = Arc::new(Profile::anpr_soap().unwrap());
    let plain = Workstation::new(&url, profile, WorkstationOptions::default()).unwrap();
    let signed = plain.clone().with_security(ours);
    let Request::Interrogazione(mut query) = sample::query("q1", "RSSBNC80E57H501B") else {
        panic!("another operation");
    };
    query.key = QueryKey::Person(Box::new(sample::person()));
    query.residence_istat = Some("058091".into());
    let request = Request::Interrogazione(query);
    let first = signed.send(&request).unwrap();
    assert_eq!(first.answer.outcome, Outcome::Ok);
    // Signed again a moment later: other bytes, the same operation.
    let second = signed.send(&request).unwrap();
    assert_eq!(second.answer, first.answer);
    assert_ne!(second.request_bytes, first.request_bytes);
    // Whoever does not sign is told so, by a Fault that an unsigned client can read and a client
    // that trusts somebody else cannot.
    assert_eq!(
        plain.send(&request).unwrap_err().code(),
        Code::MustUnderstand
    );
    let deaf = plain.with_security(Security::new(wall()).verifying(comune.verifier()));
    assert_eq!(deaf.send(&request).unwrap_err().code(), Code::UnknownSigner);
    handle.shutdown();
}
