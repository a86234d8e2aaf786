//! One connection to an FTP server.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rustls::ClientConfig;
use suppaftp::list::ListParser;
use suppaftp::types::{FileType, Mode, Response};
use suppaftp::{FtpError, FtpResult, RustlsConnector, RustlsFtpStream, Status};

use super::{Entry, FtpAccess};
use crate::{Code, Error, Result};

/// Longest line of a listing, in bytes.
const MAX_LINE: u64 = 4096;
/// Longest listing, in bytes.
const MAX_LISTING: u64 = 32 * 1024 * 1024;

pub(super) struct Session {
    stream: RustlsFtpStream,
    machine_listing: bool,
    home: String,
}

impl Session {
    /// Connects, encrypts if asked, logs in.
    pub(super) fn open(access: &FtpAccess, tls: Option<Arc<ClientConfig>>) -> Result<Self> {
        let target = (access.host.as_str(), access.port);
        let addresses = target
            .to_socket_addrs()
            .map_err(|error| Error::new(Code::FtpUnreachable).caused_by(error))?;
        let mut last = Error::new(Code::FtpUnreachable).detail("no address");
        for address in addresses {
            match Self::open_at(address, access, tls.clone()) {
                Ok(session) => return Ok(session),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn open_at(
        address: SocketAddr,
        access: &FtpAccess,
        tls: Option<Arc<ClientConfig>>,
    ) -> Result<Self> {
        let (connect_timeout, timeout) = (access.connect_timeout, access.timeout);
        let open = move |address| open_socket(address, connect_timeout, timeout);
        let control = open(address).map_err(unreachable)?;
        let mut stream = RustlsFtpStream::connect_with_stream(control)
            .map_err(unreachable)?
            .passive_stream_builder(open);
        // Servers behind address translation name an address of their own network; and no server
        // may send the data connection to a third machine.
        stream.set_passive_nat_workaround(true);
        if address.is_ipv6() {
            stream.set_mode(Mode::ExtendedPassive);
        }
        if let Some(config) = tls {
            let refused = |error: FtpError| {
                let broken = matches!(&error, FtpError::ConnectionError(cause) if cut(cause));
                let code = if broken {
                    Code::FtpUnreachable
                } else {
                    Code::FtpTls
                };
                Error::new(code).caused_by(error)
            };
            stream = stream
                .into_secure(RustlsConnector::from(config), &access.host)
                .map_err(refused)?;
        }
        let refused = |error: FtpError| match error {
            FtpError::SecureError(_) => Error::new(Code::FtpTls).caused_by(error),
            // A lasting "no", be it for the password or for want of encryption.
            FtpError::UnexpectedResponse(ref response)
                if response.status.code() >= 500
                    || response.status == Status::InvalidCredentials =>
            {
                Error::new(Code::FtpLogin).caused_by(error)
            }
            other => translate(other, Code::FtpProtocol),
        };
        stream
            .login(access.user.as_str(), access.password.expose())
            .map_err(refused)?;
        stream.transfer_type(FileType::Binary).map_err(refused)?;
        let home = stream.pwd().map_err(refused)?;
        // A server that does not know the question has no machine-readable listing.
        let machine_listing = match stream.feat() {
            Ok(features) => features.keys().any(|name| {
                let name = name.to_ascii_uppercase();
                name == "MLST" || name == "MLSD"
            }),
            Err(error) if broken(&error) => return Err(unreachable(error)),
            Err(_) => false,
        };
        Ok(Self {
            stream,
            machine_listing,
            home,
        })
    }

    /// An absolute path.
    pub(super) fn absolute(&self, path: &str) -> String {
        let path = path.trim_end_matches('/');
        if path.starts_with('/') {
            path.to_owned()
        } else if path.is_empty() || path == "." {
            self.home.clone()
        } else {
            format!("{}/{path}", self.home.trim_end_matches('/'))
        }
    }

    pub(super) fn enter(&mut self, directory: &str) -> FtpResult<()> {
        self.stream.cwd(directory)
    }

    pub(super) fn make(&mut self, directory: &str) -> FtpResult<()> {
        self.stream.mkdir(directory)
    }

    /// The files of a directory, as far as the server's lines can be understood.
    pub(super) fn list(
        &mut self,
        directory: &str,
        keep: &mut dyn FnMut(&str) -> bool,
        limit: usize,
    ) -> FtpResult<Vec<Entry>> {
        // Without an argument: servers disagree on blanks and dashes in one.
        self.stream.cwd(directory)?;
        let machine = self.machine_listing;
        let command = if machine { "MLSD" } else { "LIST" };
        let expected = [Status::AboutToSend, Status::AlreadyOpen];
        let (_, data) = self.stream.custom_data_command(command, &expected)?;
        let mut reader = BufReader::new(data);
        let (mut entries, mut total) = (Vec::new(), 0);
        loop {
            let mut line = Vec::new();
            let read = (&mut reader)
                .take(MAX_LINE)
                .read_until(b'\n', &mut line)
                .map_err(FtpError::ConnectionError)? as u64;
            total += read;
            if read == 0 {
                break;
            }
            if read == MAX_LINE || total > MAX_LISTING {
                return Err(FtpError::BadResponse);
            }
            if let Some(entry) = understand(&line, machine)
                && entry.name.to_str().is_some_and(&mut *keep)
                && entries.len() < limit
            {
                entries.push(entry);
            }
        }
        reader.into_inner().finish()?;
        Ok(entries)
    }

    /// The size of a file; `None` when it is not there.
    pub(super) fn size(&mut self, path: &str) -> FtpResult<Option<u64>> {
        match self.stream.size(path) {
            Ok(size) => Ok(Some(size as u64)),
            Err(FtpError::UnexpectedResponse(Response {
                status: Status::FileUnavailable,
                ..
            })) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Adds the rest of a file to `bytes`, up to `limit` in all. Returns whether it was read to
    /// its end; if not, the connection is of no use any more.
    pub(super) fn read(&mut self, path: &str, bytes: &mut Vec<u8>, limit: u64) -> FtpResult<bool> {
        if !bytes.is_empty() {
            self.stream.resume_transfer(bytes.len())?;
        }
        let mut data = self.stream.retr_as_stream(path)?;
        let left = limit.saturating_sub(bytes.len() as u64);
        (&mut data)
            .take(left)
            .read_to_end(bytes)
            .map_err(FtpError::ConnectionError)?;
        if bytes.len() as u64 >= limit {
            return Ok(false);
        }
        data.finish()?;
        Ok(true)
    }

    /// Writes a file, or what lacks of it from `from` on. `began` is set as soon as the server has
    /// the file open.
    pub(super) fn write(
        &mut self,
        path: &str,
        bytes: &[u8],
        from: usize,
        began: &mut bool,
    ) -> FtpResult<()> {
        let mut data = if from == 0 {
            self.stream.put_with_stream(path)?
        } else {
            self.stream.append_with_stream(path)?
        };
        *began = true;
        data.write_all(bytes.get(from..).unwrap_or_default())
            .map_err(FtpError::ConnectionError)?;
        data.finish()
    }

    pub(super) fn rename(&mut self, from: &str, to: &str) -> FtpResult<()> {
        self.stream.rename(from, to)
    }

    pub(super) fn delete(&mut self, path: &str) -> FtpResult<()> {
        self.stream.rm(path)
    }

    pub(super) fn close(mut self) {
        let _ = self.stream.quit();
    }
}

fn open_socket(address: SocketAddr, connect: Duration, silence: Duration) -> FtpResult<TcpStream> {
    let open = || {
        let stream = TcpStream::connect_timeout(&address, connect)?;
        stream.set_read_timeout(Some(silence))?;
        stream.set_write_timeout(Some(silence))?;
        stream.set_nodelay(true)?;
        Ok(stream)
    };
    open().map_err(FtpError::ConnectionError)
}

/// A line of a listing; `None` for what is not a regular file with a plain name.
fn understand(line: &[u8], machine: bool) -> Option<Entry> {
    let line = std::str::from_utf8(line)
        .ok()?
        .trim_end_matches(['\r', '\n']);
    let file = if machine {
        // Without its type, a line would pass for a file.
        let facts = line.split("; ").next()?.to_ascii_lowercase();
        facts.contains("type=file").then_some(())?;
        ListParser::parse_mlsd(line).ok()?
    } else {
        let posix = ListParser::parse_posix(line);
        posix.or_else(|_| ListParser::parse_dos(line)).ok()?
    };
    let name = file.name();
    let plain = !name.is_empty()
        && !matches!(name, "." | "..")
        && !name.contains(['/', '\\'])
        && !name.chars().any(char::is_control);
    (file.is_file() && plain).then(|| Entry {
        name: name.into(),
        size: file.size() as u64,
        modified: file.modified().max(SystemTime::UNIX_EPOCH),
    })
}

/// Whether the connection is of no use any more.
pub(super) fn broken(error: &FtpError) -> bool {
    match error {
        FtpError::UnexpectedResponse(response) => response.status == Status::NotAvailable,
        FtpError::InvalidAddress(_) => false,
        _ => true,
    }
}

/// Whether the server wants the data connection to resume the session of the control connection,
/// and this one could not. It says so over the control connection, which is authentic.
pub(super) fn wants_resumption(error: &FtpError) -> bool {
    matches!(error, FtpError::UnexpectedResponse(response) if response.body.starts_with(b"522"))
}

fn unreachable(error: FtpError) -> Error {
    Error::new(Code::FtpUnreachable).caused_by(error)
}

/// The other side went away in the middle, which says nothing of what it thinks of our encryption.
fn cut(cause: &io::Error) -> bool {
    matches!(
        cause.kind(),
        io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe
    )
}

/// What a failed command means; `refused` is what a plain "no" (550) means for it.
pub(super) fn translate(error: FtpError, refused: Code) -> Error {
    let code = match &error {
        FtpError::SecureError(_) => Code::FtpTls,
        FtpError::ConnectionError(_) => Code::FtpUnreachable,
        FtpError::UnexpectedResponse(response) => match response.status {
            Status::FileUnavailable | Status::BadFilename => refused,
            Status::ExceededStorage | Status::RequestedActionNotTaken => Code::FolderFull,
            Status::NotAvailable => Code::FtpUnreachable,
            Status::NotLoggedIn | Status::InvalidCredentials => Code::FtpLogin,
            Status::RequestFileActionIgnored
            | Status::ActionAborted
            | Status::CannotOpenDataConnection
            | Status::TransferAborted => Code::FolderUnavailable,
            _ => Code::FtpProtocol,
        },
        _ => Code::FtpProtocol,
    };
    Error::new(code).caused_by(error)
}

#[cfg(test)]
mod tests {
    use super::understand;

    fn name(line: &str, machine: bool) -> Option<String> {
        let entry = understand(line.as_bytes(), machine)?;
        entry.name.into_string().ok()
    }

    /// Forms of RFC 3659 (7.7.4), of `ls -l` and of IIS.
    #[test]
    fn regular_files_of_common_listings_are_found() {
        let machine = "type=file;size=25730;modify=19940728095854;perm=; RIC-1.xml\r\n";
        assert_eq!(name(machine, true).as_deref(), Some("RIC-1.xml"));
        let posix = "-rw-r--r--    1 1000     1000          17 Nov 22 10:15 RIC-1.xml";
        assert_eq!(name(posix, false).as_deref(), Some("RIC-1.xml"));
        let dos = "11-22-26  10:15AM                   17 RIC-1.xml";
        assert_eq!(name(dos, false).as_deref(), Some("RIC-1.xml"));
        assert_eq!(understand(posix.as_bytes(), false).unwrap().size, 17);
        assert_eq!(understand(dos.as_bytes(), false).unwrap().size, 17);
    }

    #[test]
    fn what_is_not_a_plain_file_is_left_alone() {
        for line in [
            "type=dir;modify=19940728095854; sub",
            "type=cdir; .",
            "size=1;modify=19940728095854; x",
            "type=file;size=1; ../x",
            "type=file;size=1; /etc/passwd",
            "type=file;size=1; ..",
            "type=file;size=1; a\\b",
            "type=file;size=1; a\tb",
            "type=file;size=1; ",
            "type=OS.unix=slink:/etc/passwd; x",
            "nonsense",
            "",
        ] {
            assert_eq!(name(line, true), None, "{line}");
        }
        for line in [
            "drwxr-xr-x    2 1000     1000         4096 Nov 22 10:15 sub",
            "lrwxrwxrwx    1 1000     1000            4 Nov 22 10:15 x -> /etc/passwd",
            "11-22-26  10:15AM       <DIR>          sub",
            "total 12",
        ] {
            assert_eq!(name(line, false), None, "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_listing_makes_it_panic(line: Vec<u8>, machine: bool) {
            let _ = understand(&line, machine);
        }

        #[test]
        fn no_listing_leads_out_of_the_folder(line in "(type=file;(size=[0-9]{1,3};)?)? ?[ -~]{0,30}") {
            if let Some(entry) = understand(line.as_bytes(), true) {
                let name = entry.name.to_str().unwrap();
                proptest::prop_assert!(!name.contains('/') && name != "..");
            }
        }
    }
}
