//! A socket in the file system, and whose it is.
//!
//! Knows files and sockets; nothing of servers.

use std::fs;
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

use socket2::{Domain, SockAddr, Socket, Type};

/// The file of a socket at which we listen; dropping this removes it, if it is still ours.
#[derive(Debug)]
pub(super) struct SocketFile {
    path: PathBuf,
    mark: Mark,
}

impl SocketFile {
    /// Listens at a path, in the place of a socket that nobody listens at any more.
    ///
    /// # Errors
    /// Somebody does, there is something else of this name, or the folder cannot be written to.
    pub(super) fn listen(path: &Path) -> io::Result<(UnixListener, Self)> {
        clear(path)?;
        let listener = UnixListener::bind(path)?;
        let mark = Mark::of(path)?;
        let path = path.to_owned();
        Ok((listener, Self { path, mark }))
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        // The next server may have taken the name while this one finished its last requests.
        let is_ours = Mark::of(&self.path).is_ok_and(|mark| mark == self.mark);
        if is_ours && let Err(error) = fs::remove_file(&self.path) {
            tracing::warn!(%error, socket = %self.path.display(), "the socket cannot be removed");
        }
    }
}

/// By what a file is known again. Numbers of files are given anew soon, moments are not; and who
/// changes rights or owner does not change this one.
#[derive(Debug, PartialEq, Eq)]
struct Mark {
    device: u64,
    number: u64,
    made: (i64, i64),
}

impl Mark {
    fn of(path: &Path) -> io::Result<Self> {
        let found = fs::symlink_metadata(path)?;
        Ok(Self {
            device: found.dev(),
            number: found.ino(),
            made: (found.mtime(), found.mtime_nsec()),
        })
    }
}

/// Makes sure that nothing has this name, by removing a socket that nobody listens at.
fn clear(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
        Ok(found) if !found.file_type().is_socket() => {
            return Err(io::Error::new(
                ErrorKind::AlreadyExists,
                "there is something of this name that is no socket",
            ));
        }
        Ok(_) => {}
    }
    if is_listened_at(path)? {
        return Err(io::Error::new(
            ErrorKind::AddrInUse,
            "another program answers there",
        ));
    }
    fs::remove_file(path)
}

/// Whether somebody listens at this socket, asked without waiting for an answer.
fn is_listened_at(path: &Path) -> io::Result<bool> {
    let socket = Socket::new(Domain::UNIX, Type::STREAM, None)?;
    socket.set_nonblocking(true)?;
    match socket.connect(&SockAddr::unix(path)?) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => Ok(false),
        // As many wait there as may.
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(true),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("http.sock");
        (folder, path)
    }

    #[test]
    fn a_socket_is_there_while_it_is_listened_at() {
        let (_folder, path) = place();
        let (listener, file) = SocketFile::listen(&path).unwrap();
        let error = SocketFile::listen(&path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AddrInUse);
        drop((listener, file));
        assert!(!path.exists());
    }

    #[test]
    fn a_socket_that_was_left_is_replaced() {
        let (_folder, path) = place();
        drop(UnixListener::bind(&path).unwrap());
        assert!(path.exists());
        let (_listener, file) = SocketFile::listen(&path).unwrap();
        drop(file);
        assert!(!path.exists());
    }

    #[test]
    fn the_socket_of_the_next_server_is_left_to_it() {
        let (_folder, path) = place();
        let (listener, first) = SocketFile::listen(&path).unwrap();
        drop(listener);
        let (_listener, _second) = SocketFile::listen(&path).unwrap();
        drop(first);
        assert!(path.exists());
    }

    #[test]
    fn nothing_but_a_socket_is_removed() {
        let (folder, path) = place();
        fs::write(&path, "kept").unwrap();
        let link = folder.path().join("link.sock");
        std::os::unix::fs::symlink(folder.path().join("nowhere"), &link).unwrap();
        for other in [path.as_path(), &link, folder.path()] {
            let error = SocketFile::listen(other).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::AlreadyExists, "{other:?}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "kept");
    }
}
