//! Settings, and what `doctor` tells a helpdesk.

use insta::assert_snapshot;

use super::Home;

#[test]
fn settings_are_listed_and_checked() {
    let home = Home::new();
    assert_snapshot!(home.kith("config check").told(), @"
    status 0
    The settings are understood. Files read: 0.
    ");
    let folder = home.path(".config/kith");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "[screen]\nthem = \"mono\"\nlines = \"ascii\"\n").unwrap();
    assert_snapshot!(home.kith("config check").told(), @"
    status 1
    -- messages
    ~/.config/kith/config.toml, line 2: them is not known in [screen]. Did you mean theme?
    Settings that are not understood: 1.
    ");
    let settings = home.kith("config --json").fine().json();
    let lines =
        settings["items"].as_array().unwrap().iter().find(|item| item["key"] == "lines").unwrap().clone();
    assert_eq!(lines["value"], "ascii");
    let ran = home.kith("list people").fine();
    assert!(
        ran.err.contains("line 2: them is not known"),
        "a warning, and the command goes on: {}",
        ran.told()
    );
}

#[test]
fn doctor_tells_the_set_up_and_no_personal_data() {
    let home = Home::peopled();
    let ran = home.kith("doctor").fine();
    for word in ["SQLite 3.", "caseload file", "Terminal:", "Letters: UTF-8.", "Colours:"] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
    for canary in ["Ada", "Okonkwo", "999 000", "0114", "voicemail", "Lunch"] {
        assert!(!ran.out.contains(canary), "{canary}");
    }
    let answer = home.kith("doctor --json").fine().json();
    assert_eq!(answer["ok"], true);
    assert!(answer["checks"].as_array().unwrap().len() >= 6);
}

#[test]
fn a_setting_is_changed_in_the_file_and_read_back() {
    let home = Home::new();
    assert_snapshot!(home.kith("config set reader magnifier").told(), @"
    status 0
    screen.reader is now magnifier.
    ");
    assert_snapshot!(home.kith("config get screen.reader").told(), @"
    status 0
    magnifier
    ");
    assert_snapshot!(home.kith("config path").told(), @"
    status 0
    ~/.config/kith/config.toml
    ");
    let file = home.path(".config/kith/config.toml");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "[screen]\nreader = \"magnifier\"\n");
    std::fs::write(&file, "# Set by Jo\n[screen]\nreader = \"none\" # asked in May\n").unwrap();
    home.kith("config set esc_wait_ms 30").fine();
    home.kith("config set screen.reader screen-reader").fine();
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        "# Set by Jo\n[screen]\nreader = \"screen-reader\" # asked in May\n\n[keys]\nesc_wait_ms = 30\n"
    );
    assert_eq!(home.kith("config get theme --json").fine().json()["value"], "standard");
}

#[test]
fn what_cannot_be_set_is_refused_with_the_nearest_name() {
    let home = Home::new();
    assert_snapshot!(home.kith("config set screen.readr none").told(), @"
    status 2
    -- messages
    There is no setting of that name.
    Did you mean screen.reader?
    ");
    assert_snapshot!(home.kith("config set reader screen_reader").told(), @"
    status 2
    -- messages
    screen.reader cannot be that.
    Did you mean screen-reader? It can be: none, screen-reader or magnifier.
    ");
    assert_snapshot!(home.kith("config set mouse").told(), @"
    status 2
    -- messages
    That is not how config is used.
    For example: kith config set theme mono, or kith config get theme, or kith config path
    ");
    assert_eq!(home.kith("config path theme").status, 2);
    assert!(!home.path(".config/kith/config.toml").exists());
}
