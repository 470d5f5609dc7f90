//! What a store answered, in an owner's words. Stores agree on the form of a refusal, less on its words.

use super::Bucket;
use crate::outside::targets::{About, Failed, Kind};
use object_store::Error;

pub fn late(bucket: &Bucket) -> Failed {
    Failed::new(Kind::Away, format!("{} did not answer in time.", bucket.place.endpoint)).about(About::Address)
}

pub fn is_no_bucket(source: &dyn std::error::Error) -> bool {
    code(&chain(source)) == Some("NoSuchBucket")
}

pub fn in_words(bucket: &Bucket, error: &Error) -> Failed {
    let (text, name, host) = (chain(error), &bucket.name, &bucket.place.endpoint);
    tracing::debug!(cause = text, "A bucket refused");
    let message = tag(&text, "Message").unwrap_or_default();
    let code = code(&text).unwrap_or_default();
    let is_full = message.contains("cap exceeded") || text.contains("507 Insufficient Storage");
    let failed = |kind, sentence: String| Failed::new(kind, sentence);
    match code {
        "QuotaExceeded" | "QuotaExceededException" | "StorageFull" | "XMinioStorageFull" | "InsufficientCapacity" => {
            failed(Kind::Full, format!("The bucket {name} is full."))
        }
        _ if is_full => failed(Kind::Full, format!("The bucket {name} is full.")),
        "NoSuchBucket" => {
            failed(Kind::Forbidden, format!("There is no bucket “{name}” at {host}.")).about(About::Bucket)
        }
        "InvalidAccessKeyId" | "NotSignedUp" => {
            failed(Kind::Forbidden, format!("{host} does not know the key {}.", bucket.login.key_id))
                .about(About::KeyId)
        }
        "SignatureDoesNotMatch" => {
            failed(Kind::Forbidden, "The secret does not belong to this key. Copy both again.".into())
                .about(About::Secret)
        }
        "RequestTimeTooSkewed" => {
            failed(Kind::Forbidden, "This machine's clock is wrong, so the storage does not trust it.".into())
        }
        "PermanentRedirect" | "AuthorizationHeaderMalformed" | "IllegalLocationConstraintException" => {
            failed(Kind::Forbidden, format!("The bucket {name} lies in another region than {}.", bucket.place.region))
                .about(About::Address)
        }
        _ => by_status(bucket, &text),
    }
}

/// No code that says more.
fn by_status(bucket: &Bucket, text: &str) -> Failed {
    let (name, host) = (&bucket.name, &bucket.place.endpoint);
    let status = |begins: &str| text.contains(&format!("status code: {begins}"));
    if status("401") || status("403") {
        return Failed::new(Kind::Forbidden, format!("{host} does not let this key do that in the bucket {name}."))
            .about(About::KeyId);
    }
    if status("404") {
        return Failed::new(Kind::Forbidden, format!("There is no bucket “{name}” at {host}.")).about(About::Bucket);
    }
    // Nobody answered at all, or said that it could not.
    if status("5") || status("429") || status("408") || text.contains("HTTP error") {
        return Failed::new(Kind::Away, format!("{host} cannot be reached, or does not work just now."))
            .about(About::Address);
    }
    Failed::new(Kind::Other, format!("{host} answered something that was not expected: {}.", short(text)))
}

fn code(text: &str) -> Option<&str> {
    tag(text, "Code")
}

fn tag<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    Some(rest.split_once("</")?.0)
}

/// An error with everything behind it.
fn chain(error: &dyn std::error::Error) -> String {
    const CAUSES_MAX: usize = 10;
    let mut text = error.to_string();
    let mut cause = error.source();
    for _ in 0..CAUSES_MAX {
        let Some(next) = cause else { break };
        text.push_str(&format!(": {next}"));
        cause = next.source();
    }
    text
}

fn short(text: &str) -> String {
    const CHARS_MAX: usize = 200;
    text.chars().take(CHARS_MAX).collect()
}
