//! Who may log in.

use std::time::Duration;

use cie_core::redact::Secret;
use libunftp::ServerBuilder;
use ring::digest::{SHA256, digest};
use unftp_core::auth::{AuthenticationError, Authenticator, Credentials, Principal};

/// Pause before a wrong password is refused: guessing must be slow.
const PENALTY: Duration = Duration::from_secs(1);

/// User names and passwords.
#[derive(Debug)]
pub(super) struct Accounts(pub(super) Vec<(String, Secret)>);

#[async_trait::async_trait]
impl Authenticator for Accounts {
    async fn authenticate(
        &self,
        user: &str,
        credentials: &Credentials,
    ) -> Result<Principal, AuthenticationError> {
        let given = credentials.password.as_deref().unwrap_or_default();
        // Digests are compared, so that time says nothing about how much of a password is right.
        let sum = |text: &str| digest(&SHA256, text.as_bytes());
        let right = self.0.iter().any(|(name, password)| {
            name == user && sum(password.expose()).as_ref() == sum(given).as_ref()
        });
        if right {
            Ok(Principal {
                username: user.to_owned(),
            })
        } else {
            tokio::time::sleep(PENALTY).await;
            Err(AuthenticationError::BadPassword)
        }
    }
}

/// The server's builder, with a user type of no content.
pub(super) type Builder<S> = ServerBuilder<S, unftp_core::auth::DefaultUser>;
