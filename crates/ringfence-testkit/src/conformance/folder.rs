//! A folder that goes when nobody needs it any more.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own among the temporary files, which goes with it.
///
/// ```
/// use ringfence_testkit::conformance::Folder;
///
/// let folder = Folder::new();
/// let path = folder.path().to_owned();
/// assert!(path.is_dir() && folder.free("ringfence") != folder.free("ringfence"));
/// drop(folder);
/// assert!(!path.exists());
/// ```
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    names: AtomicU32,
}

impl Folder {
    /// Makes one.
    pub fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("ringfence-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("there is room among the temporary files");
        Folder {
            path,
            names: AtomicU32::new(0),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A name in it that nobody has been given.
    pub fn free(&self, ending: &str) -> PathBuf {
        let number = self.names.fetch_add(1, Ordering::Relaxed);
        self.path.join(format!("{number}.{ending}"))
    }
}

impl Default for Folder {
    fn default() -> Folder {
        Folder::new()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}
