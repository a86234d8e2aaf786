//! Tells systemd how the service is (`sd_notify`), when it asks.

/// Sends a state, such as `READY=1`, to whoever started this process and wants to know.
#[cfg(unix)]
pub(super) fn tell(state: &str) {
    use std::os::unix::net::UnixDatagram;

    let Some(address) = std::env::var_os("NOTIFY_SOCKET") else {
        return;
    };
    let Ok(socket) = UnixDatagram::unbound() else {
        return;
    };
    // A supervisor that does not listen is its own trouble.
    let _ = match address
        .to_str()
        .and_then(|address| address.strip_prefix('@'))
    {
        #[cfg(target_os = "linux")]
        Some(name) => {
            use std::os::linux::net::SocketAddrExt;
            std::os::unix::net::SocketAddr::from_abstract_name(name)
                .and_then(|address| socket.send_to_addr(state.as_bytes(), &address))
        }
        _ => socket.send_to(state.as_bytes(), &address),
    };
}

/// Nobody asks elsewhere.
#[cfg(not(unix))]
pub(super) fn tell(_: &str) {}
