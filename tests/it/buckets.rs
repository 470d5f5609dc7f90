//! Backup targets against real S3 servers: moto, and s3s-fs, as each accepts what the other refuses. `tests/run.sh` names a
//! python that has moto in `DUKA_MOTO` and the s3s-fs program in `DUKA_S3S`; without them these tests say so and check nothing.

#[path = "../../src/outside/targets/tests/conforms.rs"]
mod conforms;

use duka::outside::targets::probe::probe;
use duka::outside::targets::providers::guess;
use duka::outside::targets::s3::{Bucket, Login, S3};
use duka::outside::targets::{Abilities, Kind, Object, Target, all};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

pub const BUCKET: &str = "backups";

/// A server with one bucket, its keys, and what it keeps; all gone with the value.
pub struct Server {
    child: Child,
    /// Read no further, but it must not be closed while the server speaks.
    _says: BufReader<ChildStdout>,
    folder: Option<PathBuf>,
    endpoint: String,
    logins: Vec<Login>,
}

fn not_run(name: &str, variable: &str) {
    // Written past the test's captured output, so that it is seen.
    let _ = writeln!(std::io::stderr(), "buckets ({name}): NOT RUN, {variable} names nothing that can be started");
}

fn started(command: &mut Command) -> (Child, BufReader<ChildStdout>) {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let says = BufReader::new(child.stdout.take().unwrap());
    (child, says)
}

impl Server {
    /// `mode`: as the script explains it.
    pub fn moto(mode: &str) -> Option<Server> {
        let Some(python) = std::env::var_os("DUKA_MOTO") else {
            not_run(&format!("moto, {mode}"), "DUKA_MOTO");
            return None;
        };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/s3_server.py");
        let (child, mut says) = started(Command::new(python).arg(script).arg(mode));
        let mut ready = String::new();
        says.read_line(&mut ready).unwrap();
        let words: Vec<&str> = ready.split_whitespace().collect();
        let ["ready", port, keys @ ..] = &words[..] else { panic!("moto did not start: {ready}") };
        let login = |key: &[&str]| Login { key_id: key[0].into(), secret: key[1].into() };
        let logins = keys.chunks(2).map(login).collect();
        let endpoint = format!("http://127.0.0.1:{port}");
        Some(Server { child, _says: says, folder: None, endpoint, logins })
    }

    pub fn s3s() -> Option<Server> {
        let Some(program) = std::env::var_os("DUKA_S3S") else {
            not_run("s3s-fs", "DUKA_S3S");
            return None;
        };
        let folder =
            std::env::temp_dir().join(format!("duka-s3s-{}-{:?}", std::process::id(), std::thread::current().id()));
        std::fs::create_dir_all(folder.join(BUCKET)).unwrap();
        let mut command = Command::new(program);
        command.args(["--host", "127.0.0.1", "--port", "0", "--access-key", "AKTEST", "--secret-key", "SKTEST"]);
        let (child, mut says) = started(command.arg(&folder).env("RUST_LOG", "s3s_fs=info"));
        let mut line = String::new();
        while !line.contains("running at http://") {
            line.clear();
            assert!(says.read_line(&mut line).unwrap() > 0, "s3s-fs did not start");
        }
        let port: String = line.rsplit(':').next().unwrap().chars().take_while(char::is_ascii_digit).collect();
        let logins = vec![Login { key_id: "AKTEST".into(), secret: "SKTEST".into() }];
        let endpoint = format!("http://127.0.0.1:{port}");
        Some(Server { child, _says: says, folder: Some(folder), endpoint, logins })
    }

    /// With the key of that number, as if it could do everything.
    pub fn bucket(&self, key: usize, folder: &str) -> Bucket {
        let (place, login) = (guess(&self.endpoint).unwrap(), self.logins[key].clone());
        Bucket { place, name: BUCKET.into(), folder: folder.into(), login }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

fn open(bucket: &Bucket) -> S3 {
    S3::of(bucket, Abilities::ALL).unwrap()
}

fn every_target_does_the_same(server: &Server) {
    conforms::conforms(&open(&server.bucket(0, "")));
    // Two shops in one bucket see nothing of each other, and one that cannot ask first still does not write over.
    let without = Abilities { refuses_to_overwrite: false, removes: true };
    conforms::conforms(&S3::of(&server.bucket(0, "second-shop/2026"), without).unwrap());
    assert_eq!(open(&server.bucket(0, "third-shop")).list("", "", 10).unwrap(), []);
    assert_eq!(probe(&open(&server.bucket(0, "third-shop"))), Ok(Abilities::ALL));
    assert_eq!(open(&server.bucket(0, "third-shop")).list("", "", 10).unwrap(), [], "nothing is left");
}

#[test]
fn a_bucket_at_moto_conforms() {
    if let Some(server) = Server::moto("open") {
        every_target_does_the_same(&server);
    }
}

#[test]
fn a_bucket_at_s3s_conforms() {
    if let Some(server) = Server::s3s() {
        every_target_does_the_same(&server);
    }
}

#[track_caller]
fn refuses(bucket: &Bucket, kind: Kind, part: &str) {
    let failed = open(bucket).put("bases/1", b"x").unwrap_err();
    assert!(failed.kind == kind && failed.sentence.contains(part), "wanted {kind:?} “{part}”, got {failed:?}");
    let failed = open(bucket).list("", "", 10).unwrap_err();
    assert_eq!(failed.kind, kind, "{failed:?}");
    assert_eq!(open(bucket).get("bases/1").unwrap_err().kind, kind);
}

#[test]
fn a_key_that_cannot_delete_is_found_out_and_wrong_ones_are_refused_in_words() {
    let Some(server) = Server::moto("strict") else { return };
    // No folder: moto cannot check the signature of a request that asks for names with a `/`.
    let (everything, careful) = (server.bucket(0, ""), server.bucket(1, ""));
    assert_eq!(probe(&open(&everything)), Ok(Abilities::ALL));
    assert_eq!(probe(&open(&careful)), Ok(Abilities { refuses_to_overwrite: true, removes: false }));
    assert_eq!(open(&careful).remove("probe").unwrap_err().kind, Kind::Forbidden);
    let good = everything;
    let login = |key_id: &str, secret: &str| Login { key_id: key_id.into(), secret: secret.into() };
    let wrong_secret = Bucket { login: login(&good.login.key_id, "wrong"), ..good.clone() };
    refuses(&wrong_secret, Kind::Forbidden, "The secret does not belong");
    refuses(
        &Bucket { login: login("AKNOBODY", "x"), ..good.clone() },
        Kind::Forbidden,
        "does not know the key AKNOBODY",
    );
}

#[test]
fn a_bucket_that_is_not_there_is_named() {
    // s3s-fs makes one of any name when something is put into it.
    if let Some(server) = Server::moto("open") {
        refuses(&Bucket { name: "elsewhere".into(), ..server.bucket(0, "") }, Kind::Forbidden, "no bucket “elsewhere”");
    }
}

/// A server that says the same to everybody, or nothing at all.
fn always(answer: Option<String>) -> Bucket {
    let door = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", door.local_addr().unwrap());
    std::thread::spawn(move || {
        let mut held = Vec::new();
        for guest in door.incoming() {
            let mut guest = guest.unwrap();
            let Some(answer) = &answer else {
                held.push(guest);
                continue;
            };
            let mut asked = BufReader::new(guest.try_clone().unwrap());
            let mut line = String::new();
            while asked.read_line(&mut line).is_ok_and(|n| n > 2) {
                line.clear();
            }
            let _gone = guest.write_all(answer.as_bytes());
        }
    });
    let login = Login { key_id: "AKTEST".into(), secret: "SKTEST".into() };
    Bucket { place: guess(&endpoint).unwrap(), name: BUCKET.into(), folder: String::new(), login }
}

#[test]
fn what_stores_refuse_is_told_in_an_owners_words() {
    for (status, code, message, kind, part) in [
        ("403 Forbidden", "AccessDenied", "Access Denied.", Kind::Forbidden, "does not let this key do that"),
        ("403 Forbidden", "RequestTimeTooSkewed", "", Kind::Forbidden, "clock is wrong"),
        ("403 Forbidden", "AccessDenied", "storage cap exceeded", Kind::Full, "is full"),
        ("403 Forbidden", "QuotaExceeded", "", Kind::Full, "is full"),
        ("507 Insufficient Storage", "XMinioStorageFull", "", Kind::Full, "is full"),
        ("400 Bad Request", "AuthorizationHeaderMalformed", "", Kind::Forbidden, "another region than us-east-1"),
        ("503 Slow Down", "SlowDown", "", Kind::Away, "does not work just now"),
        ("418 I'm a teapot", "Tea", "", Kind::Other, "not expected"),
    ] {
        let body = format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>");
        let length = body.len();
        let answer = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
        let failed = open(&always(Some(answer))).list("", "", 10).unwrap_err();
        assert!(failed.kind == kind && failed.sentence.contains(part), "{status} {code}: {failed:?}");
    }
    let silent = open(&always(None)).patient_for(Duration::from_millis(200));
    let failed = silent.put("bases/1", b"x").unwrap_err();
    assert!(failed.kind == Kind::Away && failed.sentence.contains("did not answer in time"), "{failed:?}");
    let broken_off =
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nLast-Modified: Sat, 21 Nov 2026 08:30:00 GMT\r\n\r\nhalf";
    assert_eq!(open(&always(Some(broken_off.into()))).get("bases/1").unwrap_err().kind, Kind::Away);
}

#[test]
fn nobody_there_is_away_and_what_cannot_be_an_address_is_refused_at_once() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let login = Login { key_id: "AK".into(), secret: "SK".into() };
    let bucket =
        Bucket { place: guess(&endpoint).unwrap(), name: BUCKET.into(), folder: String::new(), login: login.clone() };
    assert_eq!(open(&bucket).get("x").unwrap_err().kind, Kind::Away);
    for wrong in
        ["backups", "https://host", "ftp://host/b", "http://example.org/b", "https://host/b/../c", "https:///b"]
    {
        assert!(Bucket::parse(wrong, login.clone()).is_err(), "{wrong}");
    }
    let parsed = Bucket::parse("https://fsn1.your-objectstorage.com/backups/shop", login).unwrap();
    assert_eq!(
        (parsed.place.region.as_str(), parsed.name.as_str(), parsed.folder.as_str()),
        ("fsn1", "backups", "shop")
    );
}
