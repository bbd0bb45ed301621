//! The command line as people read it: `--help` and usage errors in the language of the screen.
//! The texts stand with all others; a test proves that every visible command and argument has one.

use clap::builder::Str;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::failure::{Failure, Kind};
use crate::t;
use crate::text::{Lang, texts};

use super::args::Cli;

/// How a page of help is laid out in German; English is clap's own.
const GERMAN_PAGE: &str = "{about-with-newline}\nAufruf: {usage}\n\n{all-args}{after-help}";

/// The tree of commands with its texts in this language.
pub fn command(lang: Lang) -> Command {
    let root = said(Cli::command(), "usage-rufliste", lang);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let root = root.disable_version_flag(true).arg(version.help(t!(lang, "usage-rufliste-version")));
    if lang == Lang::De { in_german(root) } else { root }
}

/// Puts the texts of a command, its arguments and its subcommands in; the key of a part is that of the whole and its name.
fn said(command: Command, key: &str, lang: Lang) -> Command {
    let texts = texts(lang);
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(t!(lang, "usage-rufliste-help"));
    let prefix = if key == "usage-rufliste" { "usage".to_owned() } else { key.to_owned() };
    command
        .about(texts.get(key))
        .long_about(None::<&str>)
        .mut_args(|arg| {
            let text = texts.get(&argument_key(key, &arg));
            arg.help(text).long_help(None::<&str>)
        })
        .disable_help_flag(true)
        .arg(help)
        .mut_subcommands(|sub| {
            let key = format!("{prefix}-{}", sub.get_name());
            said(sub, &key, lang)
        })
}

fn argument_key(command: &str, arg: &Arg) -> String {
    format!("{command}-{}", arg.get_id().as_str().replace('_', "-"))
}

/// What clap itself would write in English.
fn in_german(command: Command) -> Command {
    command
        .help_template(GERMAN_PAGE)
        .subcommand_help_heading("Befehle")
        .subcommand_value_name("BEFEHL")
        .mut_args(argument_in_german)
        .mut_subcommands(in_german)
}

fn argument_in_german(arg: Arg) -> Arg {
    let heading = if arg.is_positional() { "Argumente" } else { "Optionen" };
    let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let takes_value = arg.get_action().takes_values();
    let possible: Vec<String> = arg
        .get_possible_values()
        .iter()
        .filter(|value| takes_value && !value.is_hide_set())
        .map(|value| value.get_name().to_owned())
        .collect();
    let defaults: Vec<&str> = arg.get_default_values().iter().filter_map(|value| value.to_str()).collect();
    if !possible.is_empty() {
        help = format!("{help} {}", t!(Lang::De, "usage-possible", values = possible.join(", ")));
    }
    if takes_value && defaults.iter().any(|value| !value.is_empty()) {
        help = format!("{help} {}", t!(Lang::De, "usage-default", value = defaults.join(", ")));
    }
    let name = arg.get_value_names().and_then(<[Str]>::first).and_then(|name| german_value(name));
    let arg = arg.help(help).help_heading(heading);
    if !takes_value {
        return arg;
    }
    let arg = arg.hide_default_value(true).hide_possible_values(true);
    match name {
        Some(name) => arg.value_name(name),
        None => arg,
    }
}

/// What a value is called in German.
fn german_value(name: &str) -> Option<&'static str> {
    let german = match name {
        "ADDRESS" => "ANSCHRIFT",
        "CATEGORY" => "KONTAKTART",
        "COLOR" => "WANN",
        "DATE" => "DATUM",
        "DESTINATION" => "ZIEL",
        "DIR" => "ORDNER",
        "DISEASE" => "KRANKHEIT",
        "FIELD=VALUE" => "FELD=WERT",
        "FILE" => "DATEI",
        "KEY" => "SCHLÜSSEL",
        "KIND" => "ART",
        "LANG" | "LANGUAGE" => "SPRACHE",
        "LINE" => "ZEILE",
        "NAMES" => "NAMEN",
        "NAME|FILE" => "NAME|DATEI",
        "NUMBER" => "NUMMER",
        "OUTCOME" => "ERGEBNIS",
        "PARTS" => "TEILE",
        "PATH" => "PFAD",
        "REASON" => "ANLASS",
        "REFERENCE" => "VORGANG",
        "RIGHT" => "RECHT",
        "ROLE" | "ROLES" => "ROLLE",
        "SEX" => "GESCHLECHT",
        "SKILL" => "KENNTNIS",
        "TIME" => "ZEIT",
        "USER" => "BENUTZER",
        _ => return None,
    };
    Some(german)
}

/// A command line that is wrong, as any other failure: what, why, what to do.
pub fn failure(error: &clap::Error, lang: Lang) -> Failure {
    let named = |kind| error.get(kind).map(ToString::to_string);
    let value = named(ContextKind::InvalidArg).or_else(|| named(ContextKind::InvalidSubcommand)).unwrap_or_default();
    let why = match error.kind() {
        ErrorKind::UnknownArgument => t!(lang, "cli-usage-argument", value = value),
        ErrorKind::InvalidSubcommand => t!(lang, "cli-usage-subcommand", value = value),
        ErrorKind::MissingRequiredArgument => t!(lang, "cli-usage-missing", value = value),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            t!(lang, "cli-usage-no-subcommand")
        }
        ErrorKind::ArgumentConflict => t!(lang, "cli-usage-conflict", value = value),
        _ => {
            let given = named(ContextKind::InvalidValue).filter(|given| !given.is_empty());
            let value = given.map_or_else(|| value.clone(), |given| format!("{value}: {given}"));
            t!(lang, "cli-usage-value", value = value)
        }
    };
    let hint = t!(lang, "cli-usage-hint", command = "rufliste");
    let known = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::ValidValue]
        .into_iter()
        .find_map(named)
        .filter(|known| !known.is_empty());
    let hint = known.map_or(hint, |known| t!(lang, "value-unknown-hint", known = known));
    Failure::new(Kind::Usage, t!(lang, "cli-usage")).because(why).hint(hint)
}

/// A page of help or the version, as asked for.
pub fn page(error: &clap::Error, lang: Lang) -> String {
    let page = error.render().to_string();
    match lang {
        Lang::De => page.replace("[OPTIONS]", "[OPTIONEN]"),
        Lang::En => page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys_of(command: &Command, key: &str, found: &mut Vec<(String, String)>) {
        let about = |text: Option<&clap::builder::StyledStr>| text.map(ToString::to_string).unwrap_or_default();
        found.push((key.to_owned(), about(command.get_about())));
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            found.push((argument_key(key, arg), about(arg.get_help())));
        }
        let prefix = if key == "usage-rufliste" { "usage" } else { key };
        for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            keys_of(sub, &format!("{prefix}-{}", sub.get_name()), found);
        }
    }

    #[test]
    fn every_visible_command_and_argument_has_a_text_in_both_languages() {
        let mut found = Vec::new();
        keys_of(&Cli::command(), "usage-rufliste", &mut found);
        for (key, text) in &found {
            assert_eq!(&texts(Lang::En).get(key), text, "{key}: the English text is the doc comment");
        }
        for lang in Lang::ALL {
            let missing: Vec<_> = found.iter().filter(|(key, _)| !texts(lang).has(key)).map(|(key, _)| key).collect();
            assert!(missing.is_empty(), "{lang}: {missing:?}");
        }
    }
    #[test]
    fn the_tree_of_commands_is_sound_in_both_languages() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }

    fn german(line: &str) -> Result<(), clap::Error> {
        command(Lang::De).try_get_matches_from(line.split(' ')).map(drop)
    }

    #[test]
    fn a_page_of_help_is_german_throughout() {
        let page = page(&german("rufliste call log --help").unwrap_err(), Lang::De);
        for word in ["Aufruf:", "Argumente:", "Optionen:", "<VORGANG>", "[OPTIONEN]", "[Vorgabe: table]"] {
            assert!(page.contains(word), "{word} in {page}");
        }
        for word in ["Usage", "Options", "Print", "default", "possible"] {
            assert!(!page.contains(word), "{word} in {page}");
        }
    }

    #[test]
    fn a_wrong_command_line_is_told_in_three_lines() {
        let told = |line: &str| failure(&german(line).unwrap_err(), Lang::De).to_string();
        assert_eq!(
            told("rufliste queue lst"),
            "Die Befehlszeile stimmt nicht.\nUnbekannter Befehl: lst\nMöglich sind: list"
        );
        assert_eq!(
            told("rufliste order lift"),
            "Die Befehlszeile stimmt nicht.\nEs fehlt: --reason <TEXT>, <NUMMER>\nHilfe: rufliste --help"
        );
        assert!(told("rufliste queue list --format xml").contains("xml"));
    }
}
