//! Places that sell storage, by name: how their addresses are made. Knows nothing of keys.

/// How an address comes from what the owner chose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Endpoint {
    /// `{}` stands for the region, which requests are signed for as well.
    ByRegion(&'static str),
    /// `{}` stands for the account's id; there is one region of that name.
    ByAccount(&'static str, &'static str),
    /// Typed in whole.
    Typed,
    /// A folder of this machine: another disk, a share, a USB stick.
    Folder,
}

#[derive(Debug)]
pub struct Provider {
    /// As it is stored. Never changes.
    pub key: &'static str,
    pub name: &'static str,
    pub endpoint: Endpoint,
    /// To choose from. Empty: it has too many, or none.
    pub regions: &'static [&'static str],
    /// How one makes a key there that cannot delete.
    pub careful: &'static str,
}

pub const PROVIDERS: &[Provider] = &[
    Provider {
        key: "hetzner",
        name: "Hetzner",
        endpoint: Endpoint::ByRegion("https://{}.your-objectstorage.com"),
        regions: &["fsn1", "nbg1", "hel1"],
        careful: "At Hetzner a bucket policy can deny s3:DeleteObject to this key.",
    },
    Provider {
        key: "backblaze",
        name: "Backblaze B2",
        endpoint: Endpoint::ByRegion("https://s3.{}.backblazeb2.com"),
        regions: &["eu-central-003", "us-west-001", "us-west-002", "us-west-004", "us-east-005", "ca-east-006"],
        careful: "At Backblaze make an application key without the capability deleteFiles.",
    },
    Provider {
        key: "cloudflare",
        name: "Cloudflare R2",
        endpoint: Endpoint::ByAccount("https://{}.r2.cloudflarestorage.com", "auto"),
        regions: &[],
        careful: "Cloudflare has no such keys; its tokens can be limited to this one bucket.",
    },
    Provider {
        key: "aws",
        name: "AWS",
        endpoint: Endpoint::ByRegion("https://s3.{}.amazonaws.com"),
        regions: &[],
        careful: "At AWS allow the key s3:ListBucket, s3:GetObject and s3:PutObject, and nothing else.",
    },
    Provider {
        key: "scaleway",
        name: "Scaleway",
        endpoint: Endpoint::ByRegion("https://s3.{}.scw.cloud"),
        regions: &["fr-par", "nl-ams", "pl-waw"],
        careful: "At Scaleway give it ObjectStorageObjectsRead and ObjectStorageObjectsWrite, not ObjectStorageObjectsDelete.",
    },
    Provider {
        key: "s3",
        name: "Other S3",
        endpoint: Endpoint::Typed,
        regions: &[],
        careful: "Allow the key s3:ListBucket, s3:GetObject and s3:PutObject, and nothing else.",
    },
    Provider { key: "folder", name: "Folder or USB disk", endpoint: Endpoint::Folder, regions: &[], careful: "" },
];

/// What others call it when nobody says otherwise.
const USUAL_REGION: &str = "us-east-1";

/// Where requests go, and the region they are signed for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    pub endpoint: String,
    pub region: String,
}

impl Provider {
    pub fn by_key(key: &str) -> Option<&'static Provider> {
        PROVIDERS.iter().find(|p| p.key == key)
    }

    /// From what was typed: the region, the account's id, or the whole address. `None`: that cannot be one.
    pub fn place(&self, typed: &str) -> Option<Place> {
        let typed = typed.trim();
        let is_word = !typed.is_empty() && typed.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        match self.endpoint {
            Endpoint::ByRegion(form) => {
                is_word.then(|| Place { endpoint: form.replace("{}", typed), region: typed.into() })
            }
            Endpoint::ByAccount(form, region) => {
                is_word.then(|| Place { endpoint: form.replace("{}", typed), region: region.into() })
            }
            Endpoint::Typed => guess(typed.trim_end_matches('/')),
            Endpoint::Folder => None,
        }
    }
}

/// The place behind an address: of one we know, its own region; of others the usual one.
pub fn guess(endpoint: &str) -> Option<Place> {
    let (scheme, host) = endpoint.split_once("://")?;
    // Nothing but a name or a number and a port: no login, path or question, which would be sent along.
    let is_host = host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']'));
    if host.is_empty() || !is_host || !matches!(scheme, "https" | "http") {
        return None;
    }
    let known = PROVIDERS.iter().find_map(|provider| match provider.endpoint {
        Endpoint::ByRegion(form) => between(endpoint, form).map(str::to_owned),
        Endpoint::ByAccount(form, region) => between(endpoint, form).map(|_| region.to_owned()),
        Endpoint::Typed | Endpoint::Folder => None,
    });
    Some(Place { endpoint: endpoint.to_owned(), region: known.unwrap_or_else(|| USUAL_REGION.into()) })
}

fn between<'a>(text: &'a str, form: &str) -> Option<&'a str> {
    let (before, after) = form.split_once("{}")?;
    text.strip_prefix(before)?.strip_suffix(after).filter(|middle| !middle.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_of_what_was_chosen_and_read_back() {
        for (key, typed, endpoint, region) in [
            ("hetzner", "fsn1", "https://fsn1.your-objectstorage.com", "fsn1"),
            ("backblaze", " eu-central-003 ", "https://s3.eu-central-003.backblazeb2.com", "eu-central-003"),
            ("cloudflare", "0a1b2c", "https://0a1b2c.r2.cloudflarestorage.com", "auto"),
            ("cloudflare", "0a1b2c", "https://0a1b2c.r2.cloudflarestorage.com", "auto"),
            ("aws", "eu-west-3", "https://s3.eu-west-3.amazonaws.com", "eu-west-3"),
            ("scaleway", "nl-ams", "https://s3.nl-ams.scw.cloud", "nl-ams"),
            ("s3", "https://minio.example.org:9000/", "https://minio.example.org:9000", "us-east-1"),
            ("s3", "https://s3.pl-waw.scw.cloud", "https://s3.pl-waw.scw.cloud", "pl-waw"),
        ] {
            let place = Place { endpoint: endpoint.into(), region: region.into() };
            assert_eq!(Provider::by_key(key).unwrap().place(typed), Some(place.clone()), "{key}");
            assert_eq!(guess(endpoint), Some(place));
        }
        for (key, typed) in [
            ("aws", ""),
            ("aws", "eu/../x"),
            ("hetzner", "a.b"),
            ("s3", "ftp://x"),
            ("s3", "https://a@b"),
            ("s3", "https://a/b?c"),
            ("folder", "/x"),
        ] {
            assert_eq!(Provider::by_key(key).unwrap().place(typed), None, "{key} {typed}");
        }
    }
}
