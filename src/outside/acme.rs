//! Asking an authority for a certificate (ACME, RFC 8555) and when to renew it (RFC 9773). Every call has a deadline, every
//! answer a bound. When to ask, and what a failure means for the shop, is decided elsewhere.

mod wire;

use super::tls::{Certificates, pem};
use instant_acme::{
    Account, AccountCredentials, AuthorizationStatus, CertificateIdentifier, ChallengeType, Error, Identifier,
    NewAccount, NewOrder, Order, OrderStatus, Problem, RetryPolicy,
};
use rustls::pki_types::CertificateDer;
use std::path::PathBuf;
use std::time::Duration;
use wire::{Patience, Wire};

pub const LETS_ENCRYPT: &str = "https://acme-v02.api.letsencrypt.org/directory";
/// An order with all that belongs to it. The authority looks from several places, and may take its time.
const ORDER_TIME_MAX: Duration = Duration::from_secs(150);
const READY_TIME_MAX: Duration = Duration::from_secs(90);
const ISSUED_TIME_MAX: Duration = Duration::from_secs(45);
const ASKED_AGAIN_AFTER: Duration = Duration::from_millis(250);
/// Of what the authority says, so much is shown.
const SAID_CHARS_MAX: usize = 300;

/// Where certificates are asked for.
#[derive(Clone, Debug)]
pub struct Authority {
    pub directory: String,
    /// A file with the root its own server is trusted by; `None`: those browsers trust.
    pub root: Option<PathBuf>,
}

/// How the authority is shown that a name is ours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proof {
    Tls,
    File,
}

/// Why nothing came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// No answer, or none that makes sense.
    Away(String),
    /// It said no: the kind as RFC 8555 names it, its own words, and how many seconds to wait if it said so.
    Said { kind: String, words: String, wait_s: Option<u64> },
}

/// A certificate and its key, as text.
pub struct Issued {
    pub chain: String,
    pub key: String,
}

/// An account at an authority, ready to ask.
pub struct Client {
    account: Account,
    patience: Patience,
}

impl Client {
    /// With the account that is kept, or a new one; then its credentials come back to be kept.
    ///
    /// # Errors
    /// The authority is away or refuses.
    pub async fn open(authority: &Authority, kept: Option<&str>) -> Result<(Client, Option<String>), Refusal> {
        let patience = Patience::default();
        let wire = Wire::new(authority.root.as_deref(), patience.clone()).map_err(Refusal::Away)?;
        let builder = Account::builder_with_http(Box::new(wire));
        let opening = async {
            if let Some(kept) = kept {
                let credentials: AccountCredentials = serde_json::from_str(kept)?;
                return Ok((builder.from_credentials(credentials).await?, None));
            }
            let wishes = NewAccount { contact: &[], terms_of_service_agreed: true, only_return_existing: false };
            let (account, credentials) = builder.create(&wishes, authority.directory.clone(), None).await?;
            Ok((account, Some(serde_json::to_string(&credentials)?)))
        };
        let (account, fresh) = within(opening).await.map_err(|error| refusal(error, &patience))?;
        Ok((Client { account, patience }, fresh))
    }

    /// Orders a certificate for names that lead here. `replaces`: the chain of the one before.
    ///
    /// # Errors
    /// The authority is away or refuses.
    pub async fn order(
        &self,
        names: &[String],
        proof: Proof,
        replaces: Option<&str>,
        door: &Certificates,
    ) -> Result<Issued, Refusal> {
        let done = within(self.order_at(names, proof, replaces, door)).await;
        door.forget_answers();
        done.map_err(|error| refusal(error, &self.patience))
    }

    async fn order_at(
        &self,
        names: &[String],
        proof: Proof,
        replaces: Option<&str>,
        door: &Certificates,
    ) -> Result<Issued, Error> {
        let names: Vec<Identifier> = names.iter().cloned().map(Identifier::Dns).collect();
        let leaf = replaces.and_then(pem::leaf);
        let mut order = match leaf.as_ref().and_then(|leaf| CertificateIdentifier::try_from(leaf).ok()) {
            Some(replaced) => match self.account.new_order(&NewOrder::new(&names).replaces(replaced)).await {
                // It was replaced already, comes from somebody else, or the authority knows of no such thing.
                Err(Error::Unsupported(_) | Error::Api(_) | Error::Other(_)) => {
                    self.account.new_order(&NewOrder::new(&names)).await?
                }
                made => made?,
            },
            None => self.account.new_order(&NewOrder::new(&names)).await?,
        };
        answer(&mut order, proof, door).await?;
        let again = RetryPolicy::new().initial_delay(ASKED_AGAIN_AFTER);
        if order.poll_ready(&again.timeout(READY_TIME_MAX)).await? != OrderStatus::Ready {
            return Err(Error::Api(why_invalid(&mut order).await?));
        }
        let key = order.finalize().await?;
        let chain = order.poll_certificate(&again.timeout(ISSUED_TIME_MAX)).await?;
        Ok(Issued { chain, key })
    }

    /// When the authority wants a certificate to be renewed: seconds since 1970, from and until. `None`: it has no opinion.
    ///
    /// # Errors
    /// The authority is away or refuses.
    pub async fn when_to_renew(&self, chain: &str) -> Result<Option<(i64, i64)>, Refusal> {
        let Some(leaf) = pem::leaf(chain) else { return Ok(None) };
        let asking = async {
            let Ok(name) = CertificateIdentifier::try_from(&leaf as &CertificateDer<'_>) else { return Ok(None) };
            match self.account.renewal_info(&name).await {
                Ok((info, _)) => {
                    let window = info.suggested_window;
                    Ok(Some((window.start.unix_timestamp(), window.end.unix_timestamp())))
                }
                Err(Error::Unsupported(_)) => Ok(None),
                Err(error) => Err(error),
            }
        };
        within(asking).await.map_err(|error| refusal(error, &self.patience))
    }
}

/// Lays an answer out for each name that is still asked about, then says so.
async fn answer(order: &mut Order, proof: Proof, door: &Certificates) -> Result<(), Error> {
    let mut asked = order.authorizations();
    while let Some(asked) = asked.next().await {
        let mut asked = asked?;
        if asked.status == AuthorizationStatus::Valid {
            continue;
        }
        let name = asked.identifier().to_string();
        let kind = match proof {
            Proof::Tls => ChallengeType::TlsAlpn01,
            Proof::File => ChallengeType::Http01,
        };
        let mut challenge = asked.challenge(kind).ok_or(Error::Str("a way of proving that the domain is ours"))?;
        let expected = challenge.key_authorization();
        match proof {
            Proof::Tls => {
                let digest = expected.digest();
                let digest = digest.as_ref().try_into().map_err(|_| Error::Crypto)?;
                door.answer_by_tls(&name, digest).map_err(|broken| Error::Other(format!("{broken:?}").into()))?;
            }
            Proof::File => door.answer_by_file(&challenge.token, expected.as_str()),
        }
        challenge.set_ready().await?;
    }
    Ok(())
}

/// The order says only that it failed; the challenge says why.
async fn why_invalid(order: &mut Order) -> Result<Problem, Error> {
    let mut asked = order.authorizations();
    while let Some(asked) = asked.next().await {
        let mut asked = asked?;
        let state = asked.refresh().await?;
        if let Some(problem) = state.challenges.iter().find_map(|challenge| challenge.error.clone()) {
            return Ok(problem);
        }
    }
    Err(Error::Str("the reason why the order failed"))
}

async fn within<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    match tokio::time::timeout(ORDER_TIME_MAX, work).await {
        Ok(done) => done,
        Err(_) => Err(Error::Timeout(None)),
    }
}

fn refusal(error: Error, patience: &Patience) -> Refusal {
    let wait_s = patience.take();
    match error {
        Error::Api(problem) => {
            // Of several names, the first that failed.
            let sub = problem.subproblems.first();
            let kind = sub.and_then(|sub| sub.r#type.clone()).or(problem.r#type).unwrap_or_default();
            let words = sub.and_then(|sub| sub.detail.clone()).or(problem.detail).unwrap_or_default();
            let kind = kind.rsplit(':').next().unwrap_or_default().to_owned();
            Refusal::Said { kind, words: words.chars().take(SAID_CHARS_MAX).collect(), wait_s }
        }
        Error::Timeout(_) => Refusal::Away("it takes too long".into()),
        other => Refusal::Away(other.to_string().chars().take(SAID_CHARS_MAX).collect()),
    }
}
