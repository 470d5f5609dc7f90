//! Pebble, the authority that Let's Encrypt tests its clients with, and a name server that leads every name to this machine.
//! `tests/run.sh` names the program in `DUKA_PEBBLE`; without it these tests say so and check nothing.

use duka::outside::acme::Authority;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const READY_WITHIN: Duration = Duration::from_secs(20);

/// Both programs, gone with the value.
pub struct Pebble {
    children: Vec<Child>,
    folder: PathBuf,
    port: u16,
    program: PathBuf,
    names_port: u16,
}

/// A port that is free now.
pub fn free() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

fn quiet(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn until_there(port: u16) {
    let began = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(began.elapsed() < READY_WITHIN, "nobody answers on {port}");
        std::thread::yield_now();
    }
}

impl Pebble {
    /// Ready to be started.
    pub fn find() -> Option<Pebble> {
        let Some(program) = std::env::var_os("DUKA_PEBBLE").map(PathBuf::from) else {
            // Written past the test's captured output, so that it is seen.
            let _ =
                writeln!(std::io::stderr(), "https (pebble): NOT RUN, DUKA_PEBBLE names nothing that can be started");
            return None;
        };
        let (port, names_port) = (free(), free());
        let folder = std::env::temp_dir().join(format!("duka-pebble-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let key = rcgen::KeyPair::generate().unwrap();
        let own = rcgen::CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap().self_signed(&key).unwrap();
        std::fs::write(folder.join("cert.pem"), own.pem()).unwrap();
        std::fs::write(folder.join("key.pem"), key.serialize_pem()).unwrap();
        Some(Pebble { children: Vec::new(), folder, port, program, names_port })
    }

    pub fn authority(&self) -> Authority {
        let directory = format!("https://127.0.0.1:{}/dir", self.port);
        Authority { directory, root: Some(self.folder.join("cert.pem")) }
    }

    /// It looks at these ports where others look at 80 and 443.
    pub fn start(&mut self, plain: u16, tls: u16) {
        let (port, management) = (self.port, free());
        let file = |name: &str| self.folder.join(name).display().to_string();
        let config = format!(
            r#"{{"pebble":{{"listenAddress":"127.0.0.1:{port}","managementListenAddress":"127.0.0.1:{management}",
            "certificate":"{}","privateKey":"{}","httpPort":{plain},"tlsPort":{tls},"ocspResponderURL":"",
            "externalAccountBindingRequired":false,"domainBlocklist":["blocked.test"]}}}}"#,
            file("cert.pem"),
            file("key.pem"),
        );
        std::fs::write(self.folder.join("config.json"), config).unwrap();
        let names_management = free();
        let mut names = quiet(&self.program.with_file_name("pebble-challtestsrv"));
        names.args(["-management", &format!("127.0.0.1:{names_management}"), "-defaultIPv6", ""]);
        names.args(["-defaultIPv4", "127.0.0.1", "-http01", "", "-https01", "", "-tlsalpn01", ""]);
        names.args(["-dns01", &format!("127.0.0.1:{}", self.names_port)]);
        let mut pebble = quiet(&self.program);
        pebble.args(["-config", &file("config.json"), "-dnsserver", &format!("127.0.0.1:{}", self.names_port)]);
        // Quick, but some requests are refused for their nonce, as authorities may (RFC 8555, section 6.5). An order is given up after three
        // refusals in a row, so with one of ten refused one run in fifty would fail by chance.
        pebble.env("PEBBLE_VA_NOSLEEP", "1").env("PEBBLE_WFE_NONCEREJECT", "2");
        self.children = vec![names.spawn().unwrap(), pebble.spawn().unwrap()];
        until_there(names_management);
        until_there(port);
    }

    /// It goes away, and forgets everybody.
    pub fn stop(&mut self) {
        for mut child in self.children.drain(..) {
            let _gone = child.kill().and_then(|()| child.wait());
        }
    }
}

impl Drop for Pebble {
    fn drop(&mut self) {
        self.stop();
        let _gone = std::fs::remove_dir_all(&self.folder);
    }
}
