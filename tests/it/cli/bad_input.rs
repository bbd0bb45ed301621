//! What can't be taken is told in words, in both languages, and nothing is half-taken.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::Office;

/// Two or three lines of the language, no message missing, nothing of the other language's marks.
fn is_told(told: &str) {
    assert!((2..=3).contains(&told.lines().count()), "{told}");
    assert!(!told.contains(['⟦', '⟧', '{', '}']), "{told}");
}

#[test]
fn an_outside_line_that_no_telephone_has_is_told_wherever_it_stands() {
    let office = Office::empty();
    let told = |lang: &str| {
        let mut command = super::program(office.folder.path());
        command
            .env("RUFLISTE_OUTSIDE_LINE", "0 dann")
            .arg("--db")
            .arg(&office.db)
            .args(["--lang", lang, "queue", "stats"]);
        super::Ran::of(&command.output().unwrap()).refused(2)
    };
    for (lang, words) in [("de", "Konfiguration ist fehlerhaft"), ("en", "configuration is faulty")] {
        let told = told(lang);
        assert!(told.contains(words) && told.contains("RUFLISTE_OUTSIDE_LINE"), "{told}");
        assert!(told.contains("outside_line"), "{told}");
    }
}

#[test]
fn a_name_that_is_known_already_is_named_with_its_record() {
    let office = Office::demo();
    let list = office.path("liste.csv");
    let head = "Name;Vorname;Geburtsdatum;Telefon;Letzter Kontakt;Krankheit\n";
    let import = |row: &str| {
        fs::write(&list, format!("{head}{row}\n")).unwrap();
        office.run_with("--format json import", &[list.to_str().unwrap()]).json()
    };
    import("Probe;Lea;03.04.1985;0221 4710990;02.03.2026;Masern");
    let found = office.run("--format json person find probe").json();
    let reference = found[0]["reference"].as_str().unwrap();
    let told = import("Probe;Lea;05.06.1990;0221 4710991;02.03.2026;Masern")["warnings"][0].clone();
    assert_eq!(told["reason"], format!("Hinweis: gleicher Name schon erfasst: {reference}"), "{told}");
}

#[test]
fn a_file_that_is_no_list_is_refused_whole_in_both_languages() {
    let office = Office::empty();
    let files: [(&str, &[u8]); 6] = [
        ("letter.csv", b"Dies ist ein Brief.\nEr hat keine Spalten.\n"),
        ("header.csv", b"foo;bar;baz\n1;2;3\n"),
        ("empty.csv", b""),
        ("program.csv", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00"),
        ("quote.csv", b"Name;Vorname\n\"Meier;Ute\nBauer;Jan\n"),
        ("workbook.xlsx", b"PK\x03\x04\x14\x00\x06\x00"),
    ];
    for (name, bytes) in files {
        let path = office.path(name);
        fs::write(&path, bytes).unwrap();
        let path = path.to_str().unwrap();
        let german = office.run(&format!("import {path}")).refused(3);
        let english = office.run(&format!("--lang en import {path}")).refused(3);
        for told in [&german, &english] {
            is_told(told);
            assert!(told.contains(name), "{told}");
        }
        assert!(german.contains("Zeile") && english.contains("line"), "{german}{english}");
        assert_ne!(german, english);
    }
    fs::create_dir(office.path("folder")).unwrap();
    is_told(&office.run(&format!("import {}", office.path("folder").display())).refused(3));
    assert_eq!(office.run("--format json queue stats").json()["open"], 0);
}

#[test]
fn every_warning_and_refusal_of_an_import_is_a_sentence() {
    let office = Office::empty();
    let list = "Nachname;Vorname;geb.;PLZ;E-Mail;Telefon;Krankheit;Quarantäne von;Quarantäne bis;Kategorie;Sprache\n\
                Adler;Ute;31.02.1980;123;kein;abc;Wurm;02.03.2020;01.03.2020;zebra;klingonisch\n\
                Bär;Otto;01.01.2999;50667;a@b.de;110;Masern;;;;\n\
                Coh;=1+1;3.4.;50667;;4,92E+11;Masern;;;;\n\
                Dorn;Eva;1.1.1990;50667;;4710123;Masern;;;;;zu;viel\n\
                ;;;;;0221 4710001;;;;;\n";
    let path = office.path("doubtful.csv");
    fs::write(&path, list).unwrap();
    for lang in ["de", "en"] {
        let told = office.run(&format!("--lang {lang} --format json import --dry-run {}", path.display()));
        assert_eq!(told.code, 1, "{}", told.err);
        assert!(!told.out.contains('⟦'), "{}", told.out);
        let summary: serde_json::Value = serde_json::from_str(&told.out).unwrap();
        assert_eq!((&summary["read"], &summary["added"], &summary["refused"]), (&5.into(), &3.into(), &2.into()));
        assert!(summary["warnings"].as_array().unwrap().len() >= 10, "{}", told.out);
    }
    assert!(!office.path("doubtful.rejects.csv").exists());
    assert_eq!(office.run("--format json queue stats").json()["open"], 0);
}

#[test]
fn a_database_that_is_not_ours_or_not_sound_is_refused_in_both_languages() {
    let office = Office::empty();
    let sound = fs::read(&office.db).unwrap();
    let patched = |at: usize, bytes: &[u8]| {
        let mut all = sound.clone();
        all[at..at + bytes.len()].copy_from_slice(bytes);
        all
    };
    for (what, bytes, mode) in [
        ("another program's", patched(68, &[0, 0, 0, 1]), 0o600),
        ("a newer version's", patched(60, &[0, 0, 39, 15]), 0o600),
        ("one with a damaged header", patched(0, b"XXXXXXXXXXXXXXXX"), 0o600),
        ("an empty file", Vec::new(), 0o600),
        ("one that the group may write", sound.clone(), 0o660),
    ] {
        fs::write(&office.db, bytes).unwrap();
        fs::set_permissions(&office.db, fs::Permissions::from_mode(mode)).unwrap();
        let german = office.run("queue stats").refused(3);
        let english = office.run("--lang en queue stats").refused(3);
        is_told(&german);
        is_told(&english);
        assert_eq!((german.lines().count(), english.lines().count()), (3, 3), "{what}: {german}{english}");
        assert_ne!(german, english, "{what}");
    }
}

#[test]
fn a_faulty_keymap_is_told_with_its_place_and_the_good_one_holds() {
    let office = Office::empty();
    let folder = office.path(".config/rufliste/keymaps");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("mine.toml");
    fs::write(&file, "[queue]\nno_such_action = \"n\"\n").unwrap();
    let told = office.run(&format!("keymap check {}", file.display()));
    assert_eq!(told.code, 1, "{}{}", told.out, told.err);
    assert!(format!("{}{}", told.out, told.err).contains("mine.toml:2:1:"), "{}{}", told.out, told.err);
    assert!(office.run("keymap show default").fine().contains("`n`"));
}

#[test]
fn who_may_not_import_is_told_so_and_nothing_of_saved_rows() {
    let office = Office::empty();
    let list = office.path("list.csv");
    fs::write(&list, "Nachname;Vorname;geb.;Telefon;Krankheit\nAdler;Ute;3.4.1985;0221 4710001;Masern\n").unwrap();
    assert_eq!(office.run("user add waechter --role auditor").code, 0);
    let told = office.run(&format!("--user waechter import {}", list.display())).refused(4);
    assert!(!told.contains("gespeichert"), "{told}");
}

#[test]
fn a_script_of_the_office_takes_the_place_of_the_built_in_one_and_its_faults_are_named() {
    let office = Office::empty();
    let folder = office.path("scripts");
    fs::create_dir(&folder).unwrap();
    let built_in = include_str!("../../../src/defaults/scripts/follow_up.toml");
    let own = built_in.replacen("version = \"", "version = \"eigen-", 1);
    assert_ne!(own, built_in);
    fs::write(folder.join("nachverfolgung.toml"), &own).unwrap();
    let config = office.path("config.toml");
    fs::write(&config, format!("scripts = {:?}\n", folder.to_str().unwrap())).unwrap();

    let shown = office.run(&format!("--config {} --format json script show", config.display())).json();
    let versions = |reason: &str| -> Vec<String> {
        let steps = shown.as_array().unwrap().iter().filter(|step| step["reason"] == reason);
        steps.map(|step| step["version"].as_str().unwrap().to_owned()).collect()
    };
    assert!(!versions("follow_up").is_empty() && versions("follow_up").iter().all(|own| own.starts_with("eigen-")));
    assert!(versions("index_interview").iter().all(|version| !version.starts_with("eigen-")));

    let faulty = folder.join("nachverfolgung.toml");
    fs::write(&faulty, own.replacen("reason = ", "grund = ", 1)).unwrap();
    let told = office.run(&format!("--config {} queue list", config.display())).refused(2);
    assert!(told.contains("nachverfolgung.toml:"), "{told}");
    let checked = office.run(&format!("script check {}", faulty.display()));
    assert!(checked.code == 1 && checked.out.contains("nachverfolgung.toml:"), "{}", checked.out);
}
