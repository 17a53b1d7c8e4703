//! A disk that can lose its power: what was not synced is lost, in part or in whole. A file system in memory, through FUSE.
//!
//! It is harder than most: a name is lost until its folder is synced, what was written since the last sync survives sector by
//! sector as chance will have it, and a disk that is full or broken says so when the test decides.

mod view;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use fuser::{BackgroundSession, Config, Errno, FileAttr, FileType, INodeNo};
use tempfile::TempDir;

use view::{View, attributes, text};

/// What a file system of a program's own needs.
const DEVICE: &str = "/dev/fuse";
/// What a disk writes whole or not at all.
const SECTOR: usize = 512;
/// Where the kernel's list of a folder begins, after `.` and `..`.
const ROOT: u64 = 1;

/// A disk, and the folder it is mounted on while it has power.
pub struct Disk {
    state: Arc<Mutex<State>>,
    folder: TempDir,
    mounted: Option<BackgroundSession>,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing more can be written.
    Full,
    /// What is written is not taken by the disk.
    Unsynced,
}

#[derive(Default)]
struct State {
    names: BTreeMap<String, u64>,
    durable_names: BTreeMap<String, u64>,
    files: BTreeMap<u64, File>,
    failure: Option<Failure>,
    has_power: bool,
    chance: u64,
}

#[derive(Default)]
struct File {
    now: Vec<u8>,
    durable: Vec<u8>,
    mode: u16,
    /// What was done since the last sync.
    pending: Vec<Change>,
}

enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

impl Disk {
    /// Whether this machine can have one; one that cannot says what is not tested there.
    pub fn is_possible() -> bool {
        let is_possible = Path::new(DEVICE).exists();
        if !is_possible {
            let line = format!(
                "NOT TESTED: a disk that loses its power, fills up or fails: this machine has no {DEVICE}\n"
            );
            // Past what captures the output of a test that passes.
            std::io::stderr().write_all(line.as_bytes()).unwrap();
        }
        is_possible
    }

    /// An empty disk with power.
    pub fn new() -> Self {
        let mut disk = Self {
            state: Arc::default(),
            folder: tempfile::tempdir().unwrap(),
            mounted: None,
        };
        disk.state().chance = 0x2545_f491_4f6c_dd1d;
        disk.power_on();
        disk
    }

    /// Where it is mounted.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Gives power back, after what wrote to it is gone.
    pub fn power_on(&mut self) {
        self.state().has_power = true;
        let view = View(self.state.clone());
        let mounted = fuser::spawn_mount(view, self.path(), &Config::default());
        self.mounted =
            Some(mounted.expect("a FUSE mount: /dev/fuse, and root or the package fuse3"));
    }

    /// Takes the power away: from now on every operation fails, and what was not synced is lost.
    pub fn cut(&self) {
        self.state().cut();
    }

    /// Unmounts it: nothing may use it any more.
    pub fn unmount(&mut self) {
        let unmounted = self.mounted.take().map(BackgroundSession::umount_and_join);
        match unmounted {
            // The kernel may close the connection before the last question is read.
            Some(Err(error)) if error.kind() != std::io::ErrorKind::ConnectionAborted => {
                panic!("the disk cannot be unmounted: {error}")
            }
            _ => {}
        }
    }

    /// Makes it fail, or heals it.
    pub fn fail(&self, failure: Option<Failure>) {
        self.state().failure = failure;
    }

    /// Makes all that is there durable.
    pub fn sync(&self) {
        let mut state = self.state();
        state.files.values_mut().for_each(File::sync);
        state.durable_names = state.names.clone();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

impl Default for Disk {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    fn cut(&mut self) {
        self.has_power = false;
        self.names = self.durable_names.clone();
        // One time in two nothing survives, as with a disk that writes late.
        let survives = self.toss();
        let mut files = std::mem::take(&mut self.files);
        for file in files.values_mut() {
            for change in std::mem::take(&mut file.pending) {
                for part in change.sectors() {
                    if survives && self.toss() {
                        part.apply(&mut file.durable);
                    }
                }
            }
            file.now = file.durable.clone();
        }
        self.files = files;
    }

    fn toss(&mut self) -> bool {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        self.chance & (1 << 20) != 0
    }

    fn file(&mut self, inode: INodeNo) -> Result<&mut File, Errno> {
        if !self.has_power {
            return Err(Errno::EIO);
        }
        self.files.get_mut(&inode.0).ok_or(Errno::ENOENT)
    }

    fn attributes(&mut self, inode: INodeNo) -> Result<FileAttr, Errno> {
        if inode.0 == ROOT {
            return Ok(attributes(ROOT, FileType::Directory, 0o755, 0));
        }
        let file = self.file(inode)?;
        Ok(attributes(
            inode.0,
            FileType::RegularFile,
            file.mode,
            file.now.len(),
        ))
    }

    fn named(&mut self, name: &OsStr) -> Result<FileAttr, Errno> {
        let inode = self.names.get(&text(name)).copied().ok_or(Errno::ENOENT)?;
        self.attributes(INodeNo(inode))
    }

    fn create(&mut self, name: &OsStr, mode: u32) -> Result<FileAttr, Errno> {
        if !self.has_power {
            return Err(Errno::EIO);
        }
        if self.failure == Some(Failure::Full) {
            return Err(Errno::ENOSPC);
        }
        let inode = self.files.keys().last().map_or(ROOT, |last| *last) + 1;
        let file = File {
            mode: u16::try_from(mode & 0o777).unwrap(),
            ..File::default()
        };
        self.files.insert(inode, file);
        self.names.insert(text(name), inode);
        self.attributes(INodeNo(inode))
    }

    fn change(&mut self, inode: INodeNo, change: Change) -> Result<(), Errno> {
        if self.failure == Some(Failure::Full) && matches!(change, Change::Write(..)) {
            return Err(Errno::ENOSPC);
        }
        let file = self.file(inode)?;
        change.apply(&mut file.now);
        file.pending.push(change);
        Ok(())
    }

    fn sync(&mut self, inode: INodeNo) -> Result<(), Errno> {
        if self.failure == Some(Failure::Unsynced) {
            return Err(Errno::EIO);
        }
        self.file(inode).map(File::sync)
    }

    fn sync_names(&mut self) -> Result<(), Errno> {
        if !self.has_power || self.failure == Some(Failure::Unsynced) {
            return Err(Errno::EIO);
        }
        self.durable_names = self.names.clone();
        Ok(())
    }
}

impl File {
    fn sync(&mut self) {
        for change in std::mem::take(&mut self.pending) {
            change.apply(&mut self.durable);
        }
    }
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Length(length) => bytes.resize(*length, 0),
            Self::Write(offset, data) => {
                let end = offset + data.len();
                bytes.resize(bytes.len().max(end), 0);
                bytes[*offset..end].copy_from_slice(data);
            }
        }
    }

    /// What survives or is lost on its own.
    fn sectors(&self) -> Vec<Change> {
        match self {
            Self::Length(length) => vec![Self::Length(*length)],
            Self::Write(offset, data) => {
                let parts = data.chunks(SECTOR).enumerate();
                parts
                    .map(|(rank, part)| Self::Write(offset + rank * SECTOR, part.to_vec()))
                    .collect()
            }
        }
    }
}
