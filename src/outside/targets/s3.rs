//! A bucket of an S3-compatible store as a target. Blocks on a small runtime of its own, so it must be called from a thread
//! that may wait, never from one that drives tasks.

mod said;
mod wire;

use super::providers::{Place, guess};
use super::{Abilities, About, Failed, Kind, OBJECT_BYTES_MAX, Object, Target, is_name};
use crate::base::Time;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{BackoffConfig, Error, ObjectMeta, ObjectStore, ObjectStoreExt, PutMode, PutOptions, RetryConfig};
use std::fmt;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// How long a call may take before its bytes are counted, tries again included.
const CALL_TIME_MAX: Duration = Duration::from_secs(30);
/// A line slower than this is no line.
const BYTES_PER_SECOND_MIN: u64 = 64 << 10;
/// A call that found nobody, or an overloaded store, is made again so often.
const TRIES_AGAIN: usize = 2;
/// Threads that look up names. One call at a time needs no more.
const THREADS: usize = 2;

/// Which bucket, and by whose leave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bucket {
    pub place: Place,
    pub name: String,
    /// Names begin with this: empty, or parts as names have them.
    pub folder: String,
    pub login: Login,
}

#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    pub key_id: String,
    pub secret: String,
}

/// The secret never reaches a log.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Login({}, …)", self.key_id)
    }
}

impl Bucket {
    /// From an address as people type it: `https://HOST/BUCKET` or `https://HOST/BUCKET/FOLDER`.
    pub fn parse(address: &str, login: Login) -> Result<Bucket, Failed> {
        let wrong =
            || Failed::new(Kind::Other, format!("“{address}” is no address of a bucket: https://HOST/BUCKET/FOLDER."));
        let (scheme, rest) = address.trim_end_matches('/').split_once("://").ok_or_else(wrong)?;
        let (host, path) = rest.split_once('/').ok_or_else(wrong)?;
        let (name, folder) = path.split_once('/').unwrap_or((path, ""));
        let place = guess(&format!("{scheme}://{host}")).ok_or_else(wrong)?;
        let bucket = Bucket { place, name: name.into(), folder: folder.into(), login };
        bucket.check()?;
        Ok(bucket)
    }

    fn check(&self) -> Result<(), Failed> {
        let refused = |about, why: String| Err(Failed::new(Kind::Other, why).about(about));
        if !is_name(&self.name) || self.name.contains('/') {
            return refused(About::Bucket, format!("“{}” cannot be the name of a bucket.", self.name));
        }
        if !self.folder.is_empty() && !is_name(&self.folder) {
            return refused(About::Folder, format!("“{}” cannot be a folder in a bucket.", self.folder));
        }
        let host = self.place.endpoint.strip_prefix("http://");
        let here = |host: &str| {
            host.rsplit_once(':')
                .map_or(host, |(name, _)| name)
                .parse::<std::net::Ipv4Addr>()
                .is_ok_and(|ip| ip.is_loopback())
        };
        match host {
            Some(host) if !here(host) => refused(About::Address, "Its address must begin with https://.".into()),
            _ => Ok(()),
        }
    }
}

pub struct S3 {
    store: AmazonS3,
    bucket: Bucket,
    can: Abilities,
    patience: Duration,
    /// Always there until the value goes.
    runtime: Option<Runtime>,
}

impl S3 {
    /// `can`: what a probe found, or everything when it is to be probed.
    ///
    /// # Errors
    /// The bucket's address or name cannot be right. Nobody is asked yet.
    pub fn of(bucket: &Bucket, can: Abilities) -> Result<S3, Failed> {
        bucket.check()?;
        let unusable = |why: &dyn fmt::Display| Failed::new(Kind::Other, format!("This cannot be used: {why}."));
        let backoff = BackoffConfig { init_backoff: Duration::from_millis(200), ..BackoffConfig::default() };
        let store = AmazonS3Builder::new()
            .with_endpoint(&bucket.place.endpoint)
            .with_region(&bucket.place.region)
            .with_bucket_name(&bucket.name)
            .with_access_key_id(&bucket.login.key_id)
            .with_secret_access_key(&bucket.login.secret)
            .with_virtual_hosted_style_request(false)
            .with_allow_http(true)
            // Taking many away in one request is signed in a way that not every store knows.
            .with_disable_bulk_delete(true)
            .with_retry(RetryConfig { backoff, max_retries: TRIES_AGAIN, retry_timeout: CALL_TIME_MAX })
            .with_http_connector(wire::Connector)
            .build()
            .map_err(|e| unusable(&e))?;
        let runtime = Builder::new_current_thread().enable_all().max_blocking_threads(THREADS).build();
        let runtime = Some(runtime.map_err(|e| unusable(&e))?);
        Ok(S3 { store, bucket: bucket.clone(), can, patience: CALL_TIME_MAX, runtime })
    }

    /// Waits for an answer only so long, as somebody does who tries it.
    pub fn patient_for(mut self, patience: Duration) -> S3 {
        self.patience = patience;
        self
    }

    pub fn abilities(&self) -> Abilities {
        self.can
    }

    fn path(&self, name: &str) -> Result<Path, Failed> {
        if !is_name(name) {
            return Err(Failed::no_name(name));
        }
        let whole =
            if self.bucket.folder.is_empty() { name.to_owned() } else { format!("{}/{name}", self.bucket.folder) };
        Path::parse(&whole).map_err(|_| Failed::no_name(name))
    }

    /// Waits for a call, but not for ever.
    fn wait<T>(&self, bytes: u64, call: impl Future<Output = Result<T, Error>>) -> Result<T, Refusal> {
        let time = self.patience + Duration::from_secs(bytes / BYTES_PER_SECOND_MIN);
        let runtime = self.runtime.as_ref().ok_or(Refusal::Late)?;
        let timed = runtime.block_on(async { tokio::time::timeout(time, call).await });
        timed.map_err(|_| Refusal::Late)?.map_err(Refusal::Said)
    }

    fn failed(&self, refusal: Refusal) -> Failed {
        match refusal {
            Refusal::Late => said::late(&self.bucket),
            Refusal::Said(error) => said::in_words(&self.bucket, &error),
        }
    }

    fn put_as(&self, name: &str, bytes: &[u8], mode: PutMode) -> Result<bool, Failed> {
        let path = self.path(name)?;
        let options = PutOptions { mode, ..PutOptions::default() };
        match self.wait(bytes.len() as u64, self.store.put_opts(&path, bytes.to_vec().into(), options)) {
            Ok(_) => Ok(true),
            Err(Refusal::Said(Error::AlreadyExists { .. })) => Ok(false),
            Err(refusal) => Err(self.failed(refusal)),
        }
    }

    /// One page of names, read on only as far as it is asked for.
    async fn page(&self, prefix: Option<Path>, after: Option<Path>, limit: usize) -> Result<Vec<ObjectMeta>, Error> {
        let mut names = match &after {
            Some(after) => self.store.list_with_offset(prefix.as_ref(), after),
            None => self.store.list(prefix.as_ref()),
        };
        let mut found = Vec::new();
        while found.len() < limit {
            match std::future::poll_fn(|turn| names.as_mut().poll_next(turn)).await {
                Some(object) => found.push(object?),
                None => break,
            }
        }
        Ok(found)
    }
}

/// Why a call came to nothing.
enum Refusal {
    Late,
    Said(Error),
}

impl Target for S3 {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failed> {
        if self.put_as(name, bytes, PutMode::Overwrite)? {
            return Ok(());
        }
        Err(Failed::new(Kind::Forbidden, format!("The file {name} is there already and may not be written over.")))
    }

    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Failed> {
        if self.can.refuses_to_overwrite {
            return self.put_as(name, bytes, PutMode::Create);
        }
        // Not safe against two at once; such a store has nothing better.
        let path = self.path(name)?;
        match self.wait(0, self.store.head(&path)) {
            Ok(_) => Ok(false),
            Err(Refusal::Said(Error::NotFound { .. })) => self.put_as(name, bytes, PutMode::Overwrite),
            Err(refusal) => Err(self.failed(refusal)),
        }
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed> {
        let path = self.path(name)?;
        let found = match self.wait(0, self.store.get(&path)) {
            Ok(found) => found,
            Err(Refusal::Said(Error::NotFound { source, .. })) if !said::is_no_bucket(&*source) => return Ok(None),
            Err(refusal) => return Err(self.failed(refusal)),
        };
        let bytes = found.meta.size;
        if bytes > OBJECT_BYTES_MAX {
            return Err(Failed::new(Kind::Damaged, format!("The file {name} is larger than any that was put there.")));
        }
        let whole = self.wait(bytes, found.bytes()).map_err(|refusal| self.failed(refusal))?;
        if whole.len() as u64 != bytes {
            return Err(Failed::new(Kind::Away, format!("The file {name} broke off on its way.")));
        }
        Ok(Some(whole.to_vec()))
    }

    fn list(&self, prefix: &str, after: &str, limit: usize) -> Result<Vec<Object>, Failed> {
        let folder = match self.bucket.folder.as_str() {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        let path = |text: String| Path::parse(text.trim_end_matches('/')).map_err(|_| Failed::no_name(prefix));
        let below = format!("{folder}{prefix}");
        let below = if below.is_empty() { None } else { Some(path(below)?) };
        let after = if after.is_empty() { None } else { Some(path(format!("{folder}{after}"))?) };
        let found = self.wait(0, self.page(below, after, limit)).map_err(|refusal| self.failed(refusal))?;
        let name = |meta: ObjectMeta| {
            let name = meta.location.as_ref().strip_prefix(&folder).filter(|name| is_name(name))?.to_owned();
            let modified = Time::from_micros(meta.last_modified.timestamp_micros());
            Some(Object { name, bytes: meta.size, modified })
        };
        Ok(found.into_iter().filter_map(name).collect())
    }

    fn remove(&self, name: &str) -> Result<(), Failed> {
        let path = self.path(name)?;
        match self.wait(0, self.store.delete(&path)) {
            Ok(()) | Err(Refusal::Said(Error::NotFound { .. })) => Ok(()),
            Err(refusal) => Err(self.failed(refusal)),
        }
    }
}

/// Goes without waiting, wherever the value is let go of.
impl Drop for S3 {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
