//! Machine settings: where the data lies, where to listen, how to log, who stands before us. Everything else is the shop's
//! own and edited in admin.

use super::Command;
use super::public::Ports;
use crate::app::https::{Files, Outfit};
use crate::outside::acme::{Authority, LETS_ENCRYPT};
use crate::outside::names::Names;
use clap::{Args, ValueEnum};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

const PORT: u16 = 8080;
const HTTP_PORT: u16 = 80;
const HTTPS_PORT: u16 = 443;

#[derive(Args)]
pub struct Demo {
    /// Keep the shop in this folder; started again, it goes on
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    #[command(flatten)]
    pub machine: Machine,
}

#[derive(Args)]
pub struct Serve {
    /// The folder the shop lives in
    #[arg(long, value_name = "DIR", env = "DUKA_DATA")]
    pub data: PathBuf,
    #[command(flatten)]
    pub machine: Machine,
    #[command(flatten)]
    pub public: Public,
    /// Send backups there: a folder on another disk, or https://HOST/BUCKET/FOLDER
    #[arg(long, value_name = "PLACE", env = "DUKA_BACKUP_TO")]
    pub backup_to: Option<PathBuf>,
    #[command(flatten)]
    pub login: Login,
}

/// How visitors come in without a proxy.
#[derive(Args, Clone)]
pub struct Public {
    /// The shop's own domain, such as shop.example.org: it gets a certificate for it by itself. Can be set in admin as well
    #[arg(long, value_name = "NAME", env = "DUKA_DOMAIN")]
    pub domain: Option<String>,
    /// A certificate of your own, with those that vouch for it; read anew when it changes
    #[arg(long, value_name = "FILE", requires = "key", env = "DUKA_CERTIFICATE")]
    pub certificate: Option<PathBuf>,
    /// Its key
    #[arg(long, value_name = "FILE", requires = "certificate", env = "DUKA_KEY")]
    pub key: Option<PathBuf>,
    /// Port for visitors by plain HTTP, who are led to HTTPS
    #[arg(long, value_name = "PORT", default_value_t = HTTP_PORT, env = "DUKA_HTTP_PORT")]
    pub http_port: u16,
    /// Port for visitors by HTTPS
    #[arg(long, value_name = "PORT", default_value_t = HTTPS_PORT, env = "DUKA_HTTPS_PORT")]
    pub https_port: u16,
    /// Visitors come in at this address alone, instead of every one this machine has
    #[arg(long, value_name = "IP", env = "DUKA_PUBLIC_LISTEN")]
    pub public_listen: Option<IpAddr>,
    /// Ask this authority for certificates instead of Let's Encrypt
    #[arg(long, value_name = "URL", default_value = LETS_ENCRYPT, hide_default_value = true, env = "DUKA_ACME_DIRECTORY")]
    pub acme_directory: String,
    /// A file with the root by which that authority's own server is trusted
    #[arg(long, value_name = "FILE", hide = true, env = "DUKA_ACME_ROOT")]
    pub acme_root: Option<PathBuf>,
    /// Where a name leads, as NAME=IP, for a machine whose name servers see the inside of a network only
    #[arg(long, value_name = "NAME=IP", value_parser = told, hide = true)]
    pub resolve: Vec<(String, IpAddr)>,
}

impl Serve {
    /// A proxy has the public ports itself, unless somebody names a domain all the same.
    fn doors(&self) -> Option<Public> {
        (self.machine.proxy.is_empty() || self.public.domain.is_some()).then(|| self.public.clone())
    }
}

fn told(text: &str) -> Result<(String, IpAddr), String> {
    let (name, address) = text.split_once('=').ok_or("write NAME=IP")?;
    Ok((name.to_owned(), address.parse().map_err(|_| format!("{address} is no IP address"))?))
}

impl Public {
    pub fn outfit(&self) -> Outfit {
        let files = self.certificate.clone().zip(self.key.clone());
        Outfit {
            authority: Authority { directory: self.acme_directory.clone(), root: self.acme_root.clone() },
            names: Names { told: self.resolve.clone() },
            ports: (self.http_port, self.https_port),
            files: files.map(|(certificate, key)| Files { certificate, key }),
        }
    }
}

#[derive(Args)]
pub struct Import {
    /// A CSV file as Shopify or WooCommerce export it; or the folder of an exported shop, for an empty DIR
    pub file: PathBuf,
    /// The folder the shop lives in
    #[arg(long, value_name = "DIR", env = "DUKA_DATA")]
    pub data: PathBuf,
    /// Only say what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// For an exported shop: the folder of the shop it came from, or with --key the place its backups are sent to. Whoever was
    /// erased there since is erased here, too
    #[arg(long, value_name = "PLACE", conflicts_with = "dry_run")]
    pub erased: Option<PathBuf>,
    /// A file with the recovery key of the shop it came from
    #[arg(long, value_name = "FILE", requires = "erased")]
    pub key: Option<PathBuf>,
    #[command(flatten)]
    pub login: Login,
}

#[derive(Args, Clone)]
pub struct Data {
    /// The folder the shop lives in
    #[arg(long, value_name = "DIR", env = "DUKA_DATA")]
    pub data: PathBuf,
}

#[derive(Args)]
pub struct Backup {
    /// "list": what is kept, and whether it was proved; "now": make one and prove it; "key": print the recovery key;
    /// "confirm": type it back, so that backups may leave this machine
    #[arg(value_parser = ["list", "now", "key", "confirm"])]
    pub what: String,
    #[command(flatten)]
    pub data: Data,
}

/// Who may read and write a bucket. From the environment, because other users of the machine can read command lines.
#[derive(Args, Clone)]
pub struct Login {
    #[arg(long, env = "DUKA_S3_KEY", hide = true)]
    pub s3_key: Option<String>,
    #[arg(long, env = "DUKA_S3_SECRET", hide = true, hide_env_values = true)]
    pub s3_secret: Option<String>,
}

#[derive(Args)]
pub struct Export {
    /// A folder that is not there yet, or is empty
    pub to: PathBuf,
    #[command(flatten)]
    pub data: Data,
}

#[derive(Args)]
pub struct Restore {
    /// A shop's folder, or what is left of it: history, backup, pictures; or, with --key, where its backups were sent: a
    /// folder, or a bucket as https://HOST/BUCKET/FOLDER (then DUKA_S3_KEY and DUKA_S3_SECRET let us in)
    #[arg(long, value_name = "PLACE")]
    pub from: PathBuf,
    /// A file with the recovery key, or with the machine's key
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    #[command(flatten)]
    pub login: Login,
    /// As it was then: a time as 2026-11-21T14:30:00Z, or #NUMBER of an entry
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// The shop is back: only the pictures that are still missing
    #[arg(long, conflicts_with = "at")]
    pub pictures: bool,
    #[command(flatten)]
    pub data: Data,
}

#[derive(Args, Clone)]
pub struct Follow {
    /// Where the shop sends its backups: a folder, or https://HOST/BUCKET/FOLDER; the second time it is known
    #[arg(long, value_name = "PLACE")]
    pub from: Option<PathBuf>,
    /// A file with the recovery key, or with the machine's key; the second time it is known
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    #[command(flatten)]
    pub login: Login,
    /// Show the copy on this port of this machine; nothing is sold there
    #[arg(long, value_name = "PORT")]
    pub serve: Option<u16>,
    #[command(flatten)]
    pub data: Data,
}

#[derive(Args)]
pub struct Promote {
    #[command(flatten)]
    pub follow: Follow,
    /// Also when the place cannot be reached. The old machine must be off: nobody tells it
    #[arg(long)]
    pub anyway: bool,
}

#[derive(Args)]
pub struct Rejoin {
    /// The folder of another machine of this shop that does not start any more, copied here. What one that starts has sold
    /// comes by itself
    #[arg(long, value_name = "FOLDER")]
    pub from: Option<PathBuf>,
    /// Take these orders in: their numbers with commas between, or "all"
    #[arg(long, value_name = "NUMBERS", conflicts_with = "leave")]
    pub take: Option<String>,
    /// Leave these out: they stay on the other machine only
    #[arg(long, value_name = "NUMBERS")]
    pub leave: Option<String>,
    #[command(flatten)]
    pub data: Data,
}

#[derive(Args)]
pub struct Staff {
    /// "link": a link that lets this person in, once
    #[arg(value_parser = ["link"])]
    pub what: String,
    /// The person's e-mail address
    pub email: String,
    #[command(flatten)]
    pub data: Data,
}

#[derive(Args)]
pub struct Machine {
    /// Port to listen on; 0 lets the system choose
    #[arg(long, default_value_t = PORT, env = "DUKA_PORT")]
    pub port: u16,
    /// Address of a proxy before the shop that speaks HTTPS; may be given more than once
    #[arg(long, value_name = "IP", env = "DUKA_PROXY", value_delimiter = ',')]
    pub proxy: Vec<IpAddr>,
    /// Listen on this address instead of this machine only (needs --proxy)
    #[arg(long, value_name = "IP", requires = "proxy", env = "DUKA_LISTEN")]
    pub listen: Option<IpAddr>,
    /// Ask this address of this machine instead of a payment provider, for trying things out
    #[arg(long, value_name = "URL", env = "DUKA_PAYMENTS_AT", hide = true)]
    pub payments_at: Option<String>,
    /// How to write the log
    #[arg(long, value_enum, default_value_t = LogForm::Text, env = "DUKA_LOG_FORM")]
    pub log: LogForm,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum LogForm {
    Text,
    Json,
}

/// What the commands that serve share.
pub struct Config {
    pub data: Option<PathBuf>,
    pub listen: SocketAddr,
    pub proxies: Vec<IpAddr>,
    pub json_log: bool,
    /// Where backups are sent.
    pub backup_to: Option<(PathBuf, Login)>,
    /// Asked instead of payment providers.
    pub payments_at: Option<String>,
    /// How visitors come in; `None` for a shop that is only looked at, or stands behind a proxy.
    pub public: Option<Public>,
    /// Its ports, which stay open as long as the program runs.
    pub ports: Option<Ports>,
}

impl Config {
    pub fn of(command: &Command) -> Config {
        match command {
            Command::Demo(demo) => Config::from(demo.data.clone(), &demo.machine, None, None),
            Command::Serve(serve) => {
                let backup_to = serve.backup_to.clone().map(|place| (place, serve.login.clone()));
                Config::from(Some(serve.data.clone()), &serve.machine, backup_to, serve.doors())
            }
            _ => Config {
                data: None,
                listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
                proxies: Vec::new(),
                json_log: false,
                backup_to: None,
                payments_at: None,
                public: None,
                ports: None,
            },
        }
    }

    fn from(
        data: Option<PathBuf>,
        machine: &Machine,
        backup_to: Option<(PathBuf, Login)>,
        public: Option<Public>,
    ) -> Config {
        // Without a proxy nobody protects what visitors send, so nobody but this machine may ask.
        let address = machine.listen.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        Config {
            data,
            listen: SocketAddr::from((address, machine.port)),
            proxies: machine.proxy.clone(),
            json_log: matches!(machine.log, LogForm::Json),
            backup_to,
            payments_at: machine.payments_at.clone(),
            ports: public.as_ref().map(|p| Ports::of((p.http_port, p.https_port), p.public_listen)),
            public,
        }
    }
}
