//! What stands where a database or a folder should be, told as what it is: that something may not be
//! looked at is another thing than that it is not there.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::error::{CatalogueError, DatabaseProblem};

/// Where in its header a database says how it is written to, and what it says there of WAL.
const MODE: std::ops::Range<usize> = 18..20;
const WAL: [u8; 2] = [2, 2];

/// What stands at a path, links followed; `None` if nothing does.
pub(super) fn at(path: &Path) -> io::Result<Option<Metadata>> {
    match fs::metadata(path) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a file stands there that may be a database. It is not opened: to close it again would
/// take the locks away that this program has on it.
pub(super) fn database(path: &Path) -> Result<(), CatalogueError> {
    let problem = match at(path) {
        Ok(Some(found)) if found.is_file() => return Ok(()),
        // SQLite would wait for who writes to a pipe.
        Ok(Some(_)) => DatabaseProblem::CannotOpen,
        Ok(None) => DatabaseProblem::Missing,
        Err(error) => DatabaseProblem::Unreadable(error),
    };
    Err(CatalogueError::database(
        &path.display().to_string(),
        problem,
    ))
}

/// Why SQLite did not open a database, as far as more can be told than it does.
pub(super) fn not_opened(path: &Path, problem: rusqlite::Error) -> CatalogueError {
    let problem = match DatabaseProblem::from(problem) {
        vague @ (DatabaseProblem::CannotOpen | DatabaseProblem::ReadOnly) => told_more(path, vague),
        clear => clear,
    };
    CatalogueError::database(&path.display().to_string(), problem)
}

fn told_more(path: &Path, vague: DatabaseProblem) -> DatabaseProblem {
    if !fs::metadata(path).is_ok_and(|found| found.is_file()) {
        return vague;
    }
    let mut header = [0; MODE.end];
    // It is not open, so no lock is lost.
    match File::open(path).and_then(|mut file| file.read_exact(&mut header)) {
        Ok(()) if header[MODE] == WAL => DatabaseProblem::WalUnwritable,
        Err(error) if error.kind() != ErrorKind::UnexpectedEof => {
            DatabaseProblem::Unreadable(error)
        }
        _ => vague,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_and_what_cannot_be_looked_at_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shop.db");
        let said = |path: &Path| database(path).unwrap_err().to_string();
        assert!(said(&file).contains("no such database"));
        assert!(said(folder.path()).contains("that it is a file"));
        fs::write(&file, "").unwrap();
        database(&file).unwrap();
        // Nobody, whatever his rights, can look below a file.
        let below = said(&file.join("shop.db"));
        assert!(below.contains("Not a directory"), "{below}");
        assert!(!below.contains("no such"), "{below}");
    }
}
