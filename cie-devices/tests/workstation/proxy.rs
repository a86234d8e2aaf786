//! A proxy in between: a real one, that opens tunnels, asks who is there, or refuses.

use std::io::{Write, copy};
use std::net::TcpStream;
use std::sync::Arc;
use std::thread;

use cie_core::rule::{ProxyAuth, workstation as rules};
use cie_devices::doctor::{Check, EndpointCheck, Finding, Route, Verdict};

use crate::servers::{
    Certified, HOME, HOST, LIMIT, Lines, NOBODY, address, head, home, route, serve, service, tls,
    trusting, url, web,
};

/// A proxy for tunnels: `Ok` opens them to this port of loopback, whatever the name.
fn tunnel(outcome: Result<u16, &'static str>) -> (u16, Lines) {
    let lines = Lines::default();
    let seen = lines.clone();
    let port = serve(move |mut client| {
        let head = head(&mut client);
        seen.0
            .lock()
            .unwrap()
            .push(head.lines().next().unwrap().to_owned());
        assert!(!head.to_ascii_lowercase().contains("proxy-authorization"));
        let to = match outcome {
            Ok(to) => to,
            Err(status) => {
                let more = "Proxy-Authenticate: Basic realm=\"comune\"\r\nContent-Length: 0\r\n";
                let _ = client.write_all(format!("HTTP/1.1 {status}\r\n{more}\r\n").as_bytes());
                return;
            }
        };
        let server = TcpStream::connect((HOME, to)).unwrap();
        client
            .write_all(b"HTTP/1.1 200 Connection established\r\nVia: prova\r\n\r\n")
            .unwrap();
        let (mut up, mut down) = (client.try_clone().unwrap(), server.try_clone().unwrap());
        let one = thread::spawn(move || copy(&mut up, &mut down));
        let _ = copy(&mut &server, &mut &client);
        let _ = client.shutdown(std::net::Shutdown::Both);
        let _ = server.shutdown(std::net::Shutdown::Both);
        let _ = one.join();
    });
    (port, lines)
}

/// Through this proxy of the office; the service's own name is known to the proxy alone.
fn through(port: u16, other: Route) -> Route {
    let resolver = route(&[("proxy.example", &[HOME]), (HOST, &[])]).resolver;
    let proxy = format!("http://proxy.example:{port}").parse().ok();
    Route {
        proxy,
        resolver,
        ..other
    }
}

fn checked(url: &str, asking: ProxyAuth, route: Route) -> Finding {
    EndpointCheck::new(service(url, asking), Arc::new(route)).run(LIMIT)
}

#[test]
fn a_tunnel_leads_to_the_certificate() {
    let (server, authority) = tls(&Certified::default());
    let (proxy, lines) = tunnel(Ok(server));
    let sco = format!("https://{HOST}:8443/SCOPortType?wsdl");
    let finding = checked(
        &sco,
        ProxyAuth::Forbidden,
        through(proxy, trusting(authority)),
    );
    assert_eq!(finding.verdict, Verdict::Ok, "{finding:?}");
    assert_eq!(finding.facts["certificate"], "sound");
    assert_eq!(finding.facts["proxy"], format!("proxy.example:{proxy}"));
    // RFC 9110, 9.3.6: the target is host and port.
    assert_eq!(lines.all(), [format!("CONNECT {HOST}:8443 HTTP/1.1")]);
}

/// Circular 8/2017, attachment 2, paragraph 2.2: on 8442 and 8443 a proxy must not ask; for the
/// others it is advised not to.
#[test]
fn a_proxy_that_asks_who_is_there_is_forbidden_for_the_operator_cards() {
    let (proxy, _) = tunnel(Err("407 Proxy Authentication Required"));
    for port in [8442, 8443] {
        let sco = format!("https://{HOST}:{port}/");
        let finding = checked(&sco, ProxyAuth::Forbidden, through(proxy, home()));
        assert_eq!(finding.verdict, Verdict::Failed);
        assert_eq!(finding.source, rules::PROXY.source);
        assert!(finding.found.en.contains("407"));
        assert!(finding.todo.unwrap().it.contains("escludere"));
    }
    let finding = checked(
        &url("https", 443),
        ProxyAuth::Discouraged,
        through(proxy, home()),
    );
    assert_eq!(finding.verdict, Verdict::Warning);
    // A page in clear is asked of the proxy as a whole address.
    let (asking, lines) = web(|_| "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n".into());
    let portal = format!("http://{HOST}:80/");
    let finding = checked(&portal, ProxyAuth::Discouraged, through(asking, home()));
    assert_eq!(finding.verdict, Verdict::Warning);
    assert_eq!(lines.all(), [format!("HEAD {portal} HTTP/1.1")]);
    let (open, _) = web(|_| "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n".into());
    let finding = checked(&portal, ProxyAuth::Discouraged, through(open, home()));
    assert_eq!(finding.verdict, Verdict::Ok, "{finding:?}");
}

#[test]
fn a_proxy_that_refuses_or_is_not_there_is_told_apart() {
    let (refusing, _) = tunnel(Err("403 Forbidden"));
    let sco = format!("https://{HOST}:8442/");
    let finding = checked(&sco, ProxyAuth::Forbidden, through(refusing, home()));
    assert_eq!(
        (finding.verdict, finding.facts["step"].as_str()),
        (Verdict::Failed, "proxy")
    );
    assert!(finding.found.en.contains("403"));
    let gone = Route {
        proxy: Some(address("http", refusing)),
        ..route(&[(HOST, &[NOBODY])])
    };
    let finding = checked("https://altro.example/", ProxyAuth::Forbidden, gone);
    assert_eq!(
        (finding.verdict, finding.facts["step"].as_str()),
        (Verdict::Failed, "proxy")
    );
    assert!(finding.found.it.starts_with("proxy non raggiungibile"));
}
