//! Members and outsiders: the same acts under every umask and, where the tests run as root, as other people.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use kith::store::drafts::Drafts;
use kith::store::open::Mode;
use kith::store::{Store, StoreError};

use super::{add_asset, assets, clock, jo, own_folder, reopen};

/// Owner, member and outsider: numbers that stand for nobody on most computers.
const OWNER: (u32, u32) = (61_001, 62_000);
const MEMBER: (u32, u32) = (61_002, 62_000);
const OUTSIDER: (u32, u32) = (61_003, 63_000);

const UMASKS: [&str; 6] = ["000", "002", "007", "022", "027", "077"];

fn act(what: &str, file: &Path) -> Result<String, StoreError> {
    match what {
        "create" => add_asset(&mut Store::create(file, jo(), clock())?, "Walking group"),
        "save" => add_asset(&mut reopen(file)?, "Walking group"),
        "look" => return Ok(assets(&Store::open(file, Mode::ReadOnly, jo(), clock())?).to_string()),
        "copy" => drop(reopen(file)?.back_up("by hand")?),
        "draft" => drop(Drafts::open(file)?.list("jo")?),
        other => panic!("{other} is no act"),
    }
    Ok("done".into())
}

#[test]
#[ignore = "the tests below run it in a process of its own, under a umask and as a person they choose"]
fn in_another_process() {
    let file = std::env::var_os("KITH_TEST_FILE").expect("run by the tests below");
    std::env::set_current_dir(std::env::var_os("KITH_TEST_FOLDER").unwrap()).unwrap();
    let answer = act(&std::env::var("KITH_TEST_ACT").unwrap(), Path::new(&file));
    println!("answer: {}", answer.unwrap_or_else(|error| error.to_string()));
}

/// Does one act in a process of its own; its answer.
fn elsewhere(what: &str, file: &Path, umask: &str, who: Option<(u32, u32)>) -> String {
    elsewhere_from(Path::new("/"), what, file, umask, who)
}

/// The same, in a folder, so that the name can be a relative one.
fn elsewhere_from(folder: &Path, what: &str, file: &Path, umask: &str, who: Option<(u32, u32)>) -> String {
    let mut command = Command::new("sh");
    command.args(["-c", "umask $0; exec \"$@\"", umask]).arg(std::env::current_exe().unwrap());
    command.args(["--exact", "opening::others::in_another_process", "--ignored", "--nocapture"]);
    command
        .env("KITH_TEST_FILE", file)
        .env("KITH_TEST_ACT", what)
        .env("KITH_TEST_FOLDER", folder)
        .current_dir("/");
    if let Some((person, group)) = who {
        command.uid(person).gid(group);
    }
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let answer =
        text.lines().find_map(|line| line.split_once("answer: ")).map(|(_, answer)| answer.to_owned());
    answer.unwrap_or_else(|| panic!("{what}: {text}{}", String::from_utf8_lossy(&output.stderr)))
}

/// Whether this test can act as other people: it is root, and they can reach the test program.
fn can_be_others() -> bool {
    let mut list = Command::new(std::env::current_exe().unwrap());
    list.args(["--list", "no such test"]).uid(OUTSIDER.0).gid(OUTSIDER.1).current_dir("/");
    let can = list.output().is_ok_and(|output| output.status.success());
    if !can {
        eprintln!("not checked: only root can act as other people, who must be able to run this program");
    }
    can
}

fn bits(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn every_file_has_the_mode_of_its_scheme_whatever_the_umask() {
    for (folder_bits, file_bits, copies_bits) in [(0o700, 0o600, 0o700), (0o2770, 0o660, 0o2770)] {
        for umask in UMASKS {
            let folder = own_folder();
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(folder_bits)).unwrap();
            let file = folder.path().join("kith.db");
            for what in ["create", "save", "copy", "draft"] {
                assert_eq!(elsewhere(what, &file, umask, None), "done", "{what} under {umask}");
            }
            assert_eq!(bits(&file), file_bits, "{umask}");
            assert_eq!(bits(&folder.path().join("kith.db-drafts")), file_bits, "{umask}");
            let copies = folder.path().join("backups");
            assert_eq!(bits(&copies), copies_bits, "{umask}");
            let copy = fs::read_dir(&copies).unwrap().next().unwrap().unwrap().path();
            assert_eq!(bits(&copy), file_bits, "{umask}");
        }
    }
}

#[test]
fn a_folder_that_kith_makes_is_ours_alone_whatever_the_umask() {
    for umask in UMASKS {
        let folder = own_folder();
        let file = folder.path().join("kith/kith.db");
        assert_eq!(elsewhere("create", &file, umask, None), "done", "{umask}");
        assert_eq!((bits(&folder.path().join("kith")), bits(&file)), (0o700, 0o600), "{umask}");
    }
}

#[test]
fn a_relative_name_that_looks_like_an_address_is_a_file_in_this_folder() {
    let folder = own_folder();
    for name in ["file:x?mode=memory", ":memory:", "-wal", "plain.db"] {
        for what in ["create", "save", "draft", "copy"] {
            assert_eq!(
                elsewhere_from(folder.path(), what, Path::new(name), "022", None),
                "done",
                "{what} {name}"
            );
        }
        assert!(folder.path().join(name).is_file(), "{name}");
        assert_eq!(elsewhere_from(folder.path(), "look", Path::new(name), "022", None), "2", "{name}");
    }
    assert_eq!(fs::read_dir(folder.path().join("backups")).unwrap().count(), 4);
}

#[test]
fn members_always_work_and_outsiders_never_do() {
    if !can_be_others() {
        return;
    }
    for umask in UMASKS {
        let folder = own_folder();
        let team = folder.path().join("team");
        fs::create_dir(&team).unwrap();
        std::os::unix::fs::chown(&team, Some(OWNER.0), Some(OWNER.1)).unwrap();
        fs::set_permissions(&team, fs::Permissions::from_mode(0o2770)).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let file = team.join("kith.db");
        for (what, who, answer) in [
            ("create", OWNER, "done"),
            ("save", MEMBER, "done"),
            ("draft", MEMBER, "done"),
            ("draft", OWNER, "done"),
            ("copy", MEMBER, "done"),
            ("save", OWNER, "done"),
            ("look", MEMBER, "3"),
        ] {
            assert_eq!(elsewhere(what, &file, umask, Some(who)), answer, "{what} by {who:?} under {umask}");
        }
        for what in ["save", "look", "draft", "copy"] {
            let answer = elsewhere(what, &file, umask, Some(OUTSIDER));
            assert!(answer.starts_with("You are not allowed to open"), "{what} under {umask}: {answer}");
        }
        assert_eq!(fs::metadata(&file).unwrap().gid(), OWNER.1);
    }
}

#[test]
fn a_file_of_one_person_is_for_that_person() {
    if !can_be_others() {
        return;
    }
    let folder = own_folder();
    let alone = folder.path().join("alone");
    fs::create_dir(&alone).unwrap();
    std::os::unix::fs::chown(&alone, Some(OWNER.0), Some(OWNER.1)).unwrap();
    fs::set_permissions(&alone, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let file = alone.join("kith.db");
    assert_eq!(elsewhere("create", &file, "022", Some(OWNER)), "done");
    for who in [MEMBER, OUTSIDER] {
        let saving = elsewhere("save", &file, "022", Some(who));
        assert!(
            saving.contains("cannot be written") || saving.starts_with("You are not allowed"),
            "{saving}"
        );
        let looking = elsewhere("look", &file, "022", Some(who));
        assert!(looking.starts_with("You are not allowed to open"), "{looking}");
    }
}

#[test]
fn a_file_in_a_folder_one_cannot_write_can_be_looked_at() {
    if !can_be_others() {
        return;
    }
    let folder = own_folder();
    let file = folder.path().join("kith.db");
    assert_eq!(elsewhere("create", &file, "022", None), "done");
    std::os::unix::fs::chown(&file, Some(OWNER.0), Some(OWNER.1)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    // Its owner may write the file but not the folder: SQLite cannot make its -wal there.
    let saving = elsewhere("save", &file, "022", Some(OWNER));
    assert!(saving.contains("cannot be written"), "{saving}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).unwrap();
    assert_eq!(elsewhere("look", &file, "022", Some(OWNER)), "1");
}
