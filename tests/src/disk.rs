//! A disk that can lose its power: what was not synced is lost, in part or in whole. A file system in memory, through FUSE.
//!
//! It is harder than most: a name is lost until its folder is synced, what was written since the last sync survives sector by
//! sector as chance will have it, and a disk that is full or broken says so when the test decides.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use fuser::{
    BackgroundSession, BsdFileFlags, Config, Errno, FileAttr, FileHandle, FileType, Filesystem,
    FopenFlags, Generation, INodeNo, LockOwner, OpenFlags, RenameFlags, ReplyAttr, ReplyCreate,
    ReplyData, ReplyDirectory, ReplyEmpty, ReplyEntry, ReplyOpen, ReplyWrite, Request, TimeOrNow,
    WriteFlags,
};
use tempfile::TempDir;

/// How long the kernel may trust what it was told: it alone changes the files.
const TRUST: Duration = Duration::from_secs(60);
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
        if let Some(mounted) = self.mounted.take() {
            mounted.umount_and_join().unwrap();
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

fn attributes(inode: u64, kind: FileType, mode: u16, length: usize) -> FileAttr {
    FileAttr {
        ino: INodeNo(inode),
        size: length as u64,
        blocks: length.div_ceil(SECTOR) as u64,
        atime: UNIX_EPOCH,
        mtime: UNIX_EPOCH,
        ctime: UNIX_EPOCH,
        crtime: UNIX_EPOCH,
        kind,
        perm: mode,
        nlink: 1,
        uid: 0,
        gid: 0,
        rdev: 0,
        flags: 0,
        blksize: 4096,
    }
}

fn text(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
}

/// The disk as the kernel sees it.
struct View(Arc<Mutex<State>>);

impl View {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

fn done(outcome: Result<(), Errno>, reply: ReplyEmpty) {
    match outcome {
        Ok(()) => reply.ok(),
        Err(error) => reply.error(error),
    }
}

impl Filesystem for View {
    fn lookup(&self, _: &Request, _: INodeNo, name: &OsStr, reply: ReplyEntry) {
        match self.state().named(name) {
            Ok(attributes) => reply.entry(&TRUST, &attributes, Generation(0)),
            Err(error) => reply.error(error),
        }
    }

    fn getattr(&self, _: &Request, inode: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        match self.state().attributes(inode) {
            Ok(attributes) => reply.attr(&TRUST, &attributes),
            Err(error) => reply.error(error),
        }
    }

    fn setattr(
        &self,
        _: &Request,
        inode: INodeNo,
        mode: Option<u32>,
        _: Option<u32>,
        _: Option<u32>,
        size: Option<u64>,
        _: Option<TimeOrNow>,
        _: Option<TimeOrNow>,
        _: Option<SystemTime>,
        _: Option<FileHandle>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<BsdFileFlags>,
        reply: ReplyAttr,
    ) {
        let mut state = self.state();
        let resized = match size {
            Some(size) => state.change(inode, Change::Length(usize::try_from(size).unwrap())),
            None => Ok(()),
        };
        if let (Some(mode), Some(file)) = (mode, state.files.get_mut(&inode.0)) {
            file.mode = u16::try_from(mode & 0o777).unwrap();
        }
        match resized.and_then(|()| state.attributes(inode)) {
            Ok(attributes) => reply.attr(&TRUST, &attributes),
            Err(error) => reply.error(error),
        }
    }

    fn create(
        &self,
        _: &Request,
        _: INodeNo,
        name: &OsStr,
        mode: u32,
        umask: u32,
        _: i32,
        reply: ReplyCreate,
    ) {
        match self.state().create(name, mode & !umask) {
            Ok(attributes) => reply.created(
                &TRUST,
                &attributes,
                Generation(0),
                FileHandle(0),
                FopenFlags::empty(),
            ),
            Err(error) => reply.error(error),
        }
    }

    fn open(&self, _: &Request, inode: INodeNo, _: OpenFlags, reply: ReplyOpen) {
        match self.state().attributes(inode) {
            Ok(_) => reply.opened(FileHandle(0), FopenFlags::empty()),
            Err(error) => reply.error(error),
        }
    }

    fn read(
        &self,
        _: &Request,
        inode: INodeNo,
        _: FileHandle,
        offset: u64,
        size: u32,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyData,
    ) {
        match self.state().file(inode) {
            Ok(file) => {
                let start = usize::try_from(offset).unwrap().min(file.now.len());
                let end = (start + size as usize).min(file.now.len());
                reply.data(&file.now[start..end]);
            }
            Err(error) => reply.error(error),
        }
    }

    fn write(
        &self,
        _: &Request,
        inode: INodeNo,
        _: FileHandle,
        offset: u64,
        data: &[u8],
        _: WriteFlags,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyWrite,
    ) {
        let change = Change::Write(usize::try_from(offset).unwrap(), data.to_vec());
        match self.state().change(inode, change) {
            Ok(()) => reply.written(u32::try_from(data.len()).unwrap()),
            Err(error) => reply.error(error),
        }
    }

    fn flush(&self, _: &Request, _: INodeNo, _: FileHandle, _: LockOwner, reply: ReplyEmpty) {
        reply.ok();
    }

    fn fsync(&self, _: &Request, inode: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        done(self.state().sync(inode), reply);
    }

    fn fsyncdir(&self, _: &Request, _: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        done(self.state().sync_names(), reply);
    }

    fn unlink(&self, _: &Request, _: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        let mut state = self.state();
        let outcome = match state.has_power {
            true => state
                .names
                .remove(&text(name))
                .map(drop)
                .ok_or(Errno::ENOENT),
            false => Err(Errno::EIO),
        };
        done(outcome, reply);
    }

    fn rename(
        &self,
        _: &Request,
        _: INodeNo,
        from: &OsStr,
        _: INodeNo,
        to: &OsStr,
        _: RenameFlags,
        reply: ReplyEmpty,
    ) {
        let mut state = self.state();
        let outcome = match state.names.remove(&text(from)) {
            Some(inode) => {
                state.names.insert(text(to), inode);
                Ok(())
            }
            None => Err(Errno::ENOENT),
        };
        done(outcome, reply);
    }

    fn readdir(
        &self,
        _: &Request,
        _: INodeNo,
        _: FileHandle,
        offset: u64,
        mut reply: ReplyDirectory,
    ) {
        let state = self.state();
        for (rank, (name, inode)) in (1..)
            .zip(&state.names)
            .skip(usize::try_from(offset).unwrap())
        {
            if reply.add(INodeNo(*inode), rank, FileType::RegularFile, name) {
                break;
            }
        }
        reply.ok();
    }
}
