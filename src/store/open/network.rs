//! Drives where SQLite's locks cannot be trusted: told by the file system's own number, and FUSE by its name.

use std::path::Path;

use crate::store::fault::StoreError;

/// What a file system means for a caseload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A disk of this computer.
    Fine,
    /// A network drive, in the words people know it by.
    Refused(&'static str),
    /// Perhaps not safe: what to tell the reader.
    Doubtful(String),
}

/// Numbers of `statfs(2)` on Linux (`linux/magic.h` and the file systems' own sources).
const REFUSED: [(u64, &str); 9] = [
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFE53_4D42, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0x0102_1997, "9p"),
    (0x00C3_6400, "Ceph"),
    (0x0BD0_0BD0, "Lustre"),
    (0x5346_414F, "AFS"),
    (0x6B41_4653, "AFS"),
];

/// FUSE, which may be anything: its kind is in the mount table.
const FUSE: u64 = 0x6573_5546;

/// Names that systems without such numbers (macOS) give their network drives.
#[cfg_attr(
    target_os = "linux",
    expect(dead_code, reason = "macOS names its file systems; Linux numbers them")
)]
const REFUSED_NAMES: [(&str, &str); 5] =
    [("nfs", "NFS"), ("smbfs", "SMB"), ("afpfs", "AFP"), ("webdav", "WebDAV"), ("9p", "9p")];

/// The verdict on a file system by its number and, for FUSE, its kind in the mount table (`fuse.sshfs`).
pub fn verdict(magic: u64, kind: Option<&str>) -> Verdict {
    if let Some((_, name)) = REFUSED.iter().find(|(number, _)| *number == magic) {
        return Verdict::Refused(name);
    }
    if magic != FUSE {
        return Verdict::Fine;
    }
    match kind {
        Some("fuse.sshfs") => Verdict::Refused("sshfs"),
        kind => {
            let kind = kind.unwrap_or("fuse");
            Verdict::Doubtful(format!(
                "The caseload file is on a {kind} drive. If that is another computer's disk, saved work can be lost."
            ))
        }
    }
}

/// Refuses network drives; answers what to warn of.
pub fn inspect(path: &Path, folder: &Path) -> Result<Option<String>, StoreError> {
    match ask(folder)? {
        Verdict::Fine => Ok(None),
        Verdict::Doubtful(warning) => Ok(Some(warning)),
        Verdict::Refused(system) => Err(StoreError::Network { path: path.to_owned(), system }),
    }
}

/// Whether the drive itself is mounted for reading only.
pub fn is_read_only(folder: &Path) -> bool {
    rustix::fs::statvfs(folder)
        .is_ok_and(|drive| drive.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY))
}

#[cfg(target_os = "linux")]
fn ask(folder: &Path) -> Result<Verdict, StoreError> {
    let stat = rustix::fs::statfs(folder)
        .map_err(|error| StoreError::system("Asking what kind of drive holds", folder, error.into()))?;
    let magic = u64::try_from(stat.f_type).unwrap_or_default();
    let kind = if magic == FUSE { mounted_kind(folder) } else { None };
    Ok(verdict(magic, kind.as_deref()))
}

/// The kind of the mount that holds the folder, from the mount table.
#[cfg(target_os = "linux")]
fn mounted_kind(folder: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let device = std::fs::symlink_metadata(folder).ok()?.dev();
    let wanted = format!("{}:{}", rustix::fs::major(device), rustix::fs::minor(device));
    kind_in(&std::fs::read_to_string("/proc/self/mountinfo").ok()?, &wanted)
}

/// Finds `major:minor` in a mount table: `36 35 98:0 /root /mnt rw - KIND source options`.
#[cfg(target_os = "linux")]
fn kind_in(table: &str, device: &str) -> Option<String> {
    let line = table.lines().find(|line| line.split(' ').nth(2) == Some(device))?;
    let (_, after) = line.split_once(" - ")?;
    after.split(' ').next().map(str::to_owned)
}

#[cfg(not(target_os = "linux"))]
fn ask(folder: &Path) -> Result<Verdict, StoreError> {
    let stat = rustix::fs::statfs(folder)
        .map_err(|error| StoreError::system("Asking what kind of drive holds", folder, error.into()))?;
    let letters = stat.f_fstypename.iter().map_while(|c| u8::try_from(*c).ok()).take_while(|c| *c != 0);
    let name = String::from_utf8(letters.collect()).unwrap_or_default();
    let refused = REFUSED_NAMES.iter().find(|(kind, _)| *kind == name);
    Ok(match refused {
        Some((_, system)) => Verdict::Refused(system),
        None if name.contains("fuse") => verdict(FUSE, Some(&name)),
        None => Verdict::Fine,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_network_drive_is_refused_by_name() {
        let table = [
            (0x6969, "NFS"),
            (0x517B, "SMB"),
            (0xFE53_4D42, "SMB"),
            (0xFF53_4D42, "CIFS"),
            (0x0102_1997, "9p"),
            (0x00C3_6400, "Ceph"),
            (0x0BD0_0BD0, "Lustre"),
            (0x5346_414F, "AFS"),
        ];
        for (magic, name) in table {
            assert_eq!(verdict(magic, None), Verdict::Refused(name), "{magic:#x}");
        }
    }

    #[test]
    fn disks_of_this_computer_are_fine() {
        let local = [("ext4", 0xEF53), ("xfs", 0x5846_5342), ("btrfs", 0x9123_683E), ("tmpfs", 0x0102_1994)];
        for (name, magic) in local {
            assert_eq!(verdict(magic, None), Verdict::Fine, "{name}");
        }
    }

    #[test]
    fn fuse_is_refused_for_sshfs_and_warned_of_otherwise() {
        assert_eq!(verdict(FUSE, Some("fuse.sshfs")), Verdict::Refused("sshfs"));
        assert!(matches!(verdict(FUSE, Some("fuse.ntfs")), Verdict::Doubtful(_)));
        assert!(matches!(verdict(FUSE, None), Verdict::Doubtful(_)));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_kind_is_found_in_the_mount_table() {
        let table = "22 1 254:0 / / rw - ext4 /dev/vda rw\n51 22 0:45 / /mnt rw,nosuid shared:2 - fuse.sshfs jo@host: rw\n";
        assert_eq!(kind_in(table, "0:45").as_deref(), Some("fuse.sshfs"));
        assert_eq!(kind_in(table, "254:0").as_deref(), Some("ext4"));
        assert_eq!(kind_in(table, "9:9"), None);
    }

    #[test]
    fn the_folder_of_the_tests_is_a_real_answer() {
        let folder = tempfile::tempdir().unwrap();
        assert!(inspect(&folder.path().join("kith.db"), folder.path()).is_ok());
        assert!(!is_read_only(folder.path()));
    }
}
