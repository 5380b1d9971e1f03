//! A server whose log goes nowhere: a full disk, a reader that has stopped, one that has gone.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, pipe};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::socket::{ask, connect};
use crate::support::{Run, Server, Shop, cartway};

/// How long a test waits for what must happen.
const DEADLINE: Duration = Duration::from_secs(60);

fn serve(graph: &Path, arguments: &[&str], stderr: Stdio) -> Server {
    let mut command = cartway();
    command
        .arg("serve")
        .arg("--graph")
        .arg(graph)
        .args(arguments);
    Server::start_with(&mut command, stderr)
}

/// Host and port of a server.
fn place(server: &Server) -> &str {
    let address = server.address.strip_prefix("http://").unwrap();
    address.trim_end_matches('/')
}

/// How many lines of the log are lost.
fn lost(metrics: &str) -> u64 {
    let name = "cartway_log_lines_lost_total ";
    let line = metrics.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap().parse().unwrap()
}

/// Asks until lines of the log are lost; each question is answered.
fn ask_until_lost(server: &Server) {
    let mut stream = connect(place(server));
    let start = Instant::now();
    while lost(&ask(&mut stream, "/metrics")) == 0 {
        for _ in 0..200 {
            let path = format!("/healthz?{}", "x".repeat(300));
            assert!(ask(&mut stream, &path).starts_with("http/1.1 200"));
        }
        assert!(start.elapsed() < DEADLINE, "nothing is lost");
    }
    assert!(ask(&mut stream, "/healthz").contains("pass"));
}

/// Ends a server as systems do.
fn terminate(mut server: Server) {
    let pid = server.program.id().to_string();
    Command::new("kill").arg(pid).status().unwrap();
    let start = Instant::now();
    while server.program.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < DEADLINE, "it does not end");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_server_whose_log_cannot_be_written_answers_and_ends() {
    let shop = Shop::with_graph();
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        return eprintln!("skipped: there is no /dev/full here");
    };
    let server = serve(&shop.graph(), &[], full.into());
    ask_until_lost(&server);
    terminate(server);
}

#[test]
fn a_server_whose_log_has_lost_its_reader_answers_and_ends() {
    let shop = Shop::with_graph();
    let (reader, writer) = pipe().unwrap();
    let server = serve(&shop.graph(), &[], writer.into());
    drop(reader);
    ask_until_lost(&server);
    terminate(server);
}

#[test]
fn a_server_whose_log_is_not_read_on_answers_and_ends() {
    let shop = Shop::with_graph();
    let (reader, writer) = pipe().unwrap();
    let server = serve(&shop.graph(), &["--log", "trace"], writer.into());
    ask_until_lost(&server);
    terminate(server);
    drop(reader);
}

#[test]
fn a_server_whose_address_cannot_be_printed_serves() {
    let shop = Shop::with_graph();
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        return eprintln!("skipped: there is no /dev/full here");
    };
    let (gone, writer) = pipe().unwrap();
    drop(gone);
    for stdout in [Stdio::from(full), writer.into()] {
        let (reader, log) = pipe().unwrap();
        let mut command =
            shop.command(&["serve", "--graph", "shop.graph", "--bind", "127.0.0.1:0"]);
        let mut program = command.stdout(stdout).stderr(log).spawn().unwrap();
        drop(command);
        let mut lines = BufReader::new(reader).lines().map_while(Result::ok);
        let line = lines
            .find(|line| line.contains("http://"))
            .expect("the log has it");
        let (_, address) = line.split_once("http://").unwrap();
        let (address, _) = address.split_once('/').unwrap();
        let answer = ask(&mut connect(address), "/healthz");
        // The rest of the log is read, so that it is not in the way of the end.
        let rest = std::thread::spawn(move || lines.count());
        program.kill().unwrap();
        program.wait().unwrap();
        rest.join().unwrap();
        assert!(answer.contains("pass"), "{answer}");
    }
}

#[test]
fn what_is_said_last_is_read() {
    let shop = Shop::with_graph();
    let (mut reader, writer) = pipe().unwrap();
    let server = serve(&shop.graph(), &[], writer.into());
    let mut stream = connect(place(&server));
    let long = format!("/nowhere?{}", "y".repeat(5000));
    let answer = ask(&mut stream, &long);
    let id = answer
        .lines()
        .find_map(|line| line.strip_prefix("x-request-id: "));
    drop(stream);
    terminate(server);
    let mut log = String::new();
    reader.read_to_string(&mut log).unwrap();
    let line = log
        .lines()
        .find(|line| line.contains("/nowhere"))
        .expect("it is logged");
    assert!(line.contains(&format!("id=\"{}\"", id.unwrap())), "{line}");
    assert!(
        line.contains("client=\"127.0.0.1\"") && line.contains("status=404"),
        "{line}"
    );
    assert!(line.contains("INFO") && line.len() < 500, "{line}");
}

#[test]
fn what_strangers_send_is_no_error_of_ours() {
    let shop = Shop::with_graph();
    let (mut reader, writer) = pipe().unwrap();
    let server = serve(&shop.graph(), &["--log", "debug"], writer.into());
    for odd in [
        "\0\0\0\0",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /%00 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    ] {
        use std::io::Write;
        let mut stream = connect(place(&server));
        let _ = stream.write_all(odd.as_bytes());
        crate::support::socket::rest(&mut stream);
    }
    terminate(server);
    let mut log = String::new();
    reader.read_to_string(&mut log).unwrap();
    assert!(!log.contains("ERROR") && !log.contains("WARN"), "{log}");
    assert!(log.contains("a connection ended early"), "{log}");
}

#[test]
fn other_commands_do_their_work_whatever_standard_error_is() {
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        return eprintln!("skipped: there is no /dev/full here");
    };
    let stderrs = || {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        [
            Stdio::from(full.try_clone().unwrap()),
            writer.into(),
            Stdio::null(),
        ]
    };
    for (number, stderr) in stderrs().into_iter().enumerate() {
        let shop = Shop::with_graph();
        let run = |arguments: &[&str], stderr: Stdio| {
            let mut command = shop.command(arguments);
            command
                .stderr(stderr)
                .stdout(Stdio::piped())
                .stdin(Stdio::null());
            Run::from(command.spawn().unwrap().wait_with_output().unwrap())
        };
        let file = "orders.csv";
        std::fs::write(
            shop.folder().join(file),
            "order_id,item_id\n1,a\n1,d\n2,\n3\n",
        )
        .unwrap();
        let run_again = |stderr| {
            run(
                &["import", "orders", "--force", "--db", "new.db", file],
                stderr,
            )
        };
        assert_eq!(run_again(stderr).status.code(), Some(0), "{number}");
        let [full, broken, _] = stderrs();
        for stderr in [full, broken] {
            let rebuild = ["rebuild", "--db", "shop.db", "--graph", "shop.graph"];
            run(&rebuild, stderr).succeeded();
        }
    }
}

#[test]
fn what_a_server_cannot_have_is_said_and_not_run_into() {
    let shop = Shop::with_graph();
    let serve = ["serve", "--graph", "shop.graph", "--bind", "127.0.0.1:0"];
    for odd in [
        "--workers=513",
        "--workers=1024",
        "--shutdown-timeout=18446744073709551615",
    ] {
        let refused = shop.run(&[&serve[..], &[odd]].concat());
        assert!(refused.refused().contains("is not in"), "{odd}");
    }
    let script = "ulimit -n 256 && exec \"$0\" \"$@\"";
    let run = shop.shell(script, &[&serve[..], &["--workers=64"]].concat());
    run.failed_saying(&["64 workers", "256 files", "at most 16"]);
    for files in [16, 24, 48] {
        let script = format!("ulimit -n {files} && exec \"$0\" \"$@\"");
        let run = shop.shell(&script, &serve);
        run.failed_saying(&[&format!("only {files} files"), "ulimit -n"]);
    }
}
