//! The built program as a person has it: commands that end, and a shop that runs until it is killed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const ANSWER_TIME_MAX: Duration = Duration::from_secs(60);

/// What the program said, and whether it was content.
pub fn duka(arguments: &[&str]) -> (bool, String) {
    let ended = Command::new(env!("CARGO_BIN_EXE_duka")).args(arguments).env_remove("DUKA_DATA").output().unwrap();
    let said = [ended.stdout, ended.stderr].concat();
    (ended.status.success(), String::from_utf8_lossy(&said).into_owned())
}

/// `duka` with a folder, as text.
pub fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// `duka serve` on a folder.
pub struct Serving {
    pub program: Child,
    pub port: u16,
    log: PathBuf,
}

impl Serving {
    pub fn start(data: &Path) -> Serving {
        Serving::start_under(&[], data)
    }

    /// The same, run by another program that sets limits: `prlimit --nofile=64`.
    pub fn start_under(limits: &[&str], data: &Path) -> Serving {
        Serving::try_start(limits, data).unwrap_or_else(|said| panic!("it did not start: {said}"))
    }

    /// The error is what it said.
    pub fn try_start(limits: &[&str], data: &Path) -> Result<Serving, String> {
        Serving::try_start_with(limits, &[], data)
    }

    /// With more to say than a folder.
    pub fn start_with(more: &[&str], data: &Path) -> Serving {
        Serving::try_start_with(&[], more, data).unwrap_or_else(|said| panic!("it did not start: {said}"))
    }

    fn try_start_with(limits: &[&str], more: &[&str], data: &Path) -> Result<Serving, String> {
        let log = data.with_extension("log");
        let mut words = limits.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        words.extend([env!("CARGO_BIN_EXE_duka"), "serve", "--port", "0", "--data", shown(data)].map(str::to_owned));
        words.extend(more.iter().map(|word| (*word).to_owned()));
        let mut program = Command::new(&words[0]);
        program.args(&words[1..]).env_remove("DUKA_DATA").stdout(Stdio::piped());
        let mut program = program.stderr(std::fs::File::create(&log).unwrap()).spawn().unwrap();
        let out = BufReader::new(program.stdout.take().unwrap());
        let address = out.lines().map_while(Result::ok).find_map(|line| {
            let after = line.split("http://127.0.0.1:").nth(1)?.to_owned();
            after.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<u16>().ok()
        });
        match address {
            Some(port) => Ok(Serving { program, port, log }),
            None => {
                let _ended = program.kill().and_then(|()| program.wait());
                Err(std::fs::read_to_string(&log).unwrap())
            }
        }
    }

    /// Status and body.
    pub fn get(&self, path: &str) -> (u16, String) {
        self.ask(&format!("GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n"))
    }

    fn ask(&self, request: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(ANSWER_TIME_MAX)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        (head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0), body.to_owned())
    }

    /// What it wrote to its log so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// As Ctrl-C does: it closes cleanly.
    pub fn end(mut self) {
        self.signal("INT");
        assert!(self.program.wait().unwrap().success(), "{}", self.log());
    }

    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.program.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }
}

/// Nothing is left running, also when the test fails.
impl Drop for Serving {
    fn drop(&mut self) {
        let _gone = self.program.kill().and_then(|()| self.program.wait());
        let _gone = std::fs::remove_file(&self.log);
    }
}
