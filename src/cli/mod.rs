//! The command line: one file a family of subcommands, all by the same way through the store as the terminal UI.

mod args;
mod audit;
mod backup;
mod batch;
mod call;
mod check;
mod config;
mod delivery;
mod demo;
mod doctor;
mod dry_run;
mod environment;
mod export;
mod help;
mod import;
mod incoming;
mod init;
mod keymap;
mod lookup;
mod man;
mod municipality;
mod note;
mod order;
mod output;
mod people;
mod person;
mod plan;
mod print;
mod queue;
mod rejects;
mod report;
mod room;
mod rules;
mod session;
mod sheet;
mod tick;
mod ui;
mod user;

use std::io::Write;

use clap::FromArgMatches;

use crate::failure::Failure;
use crate::text::Lang;

use args::{Cli, Command};
use session::Surroundings;

/// What a command says about its end: done, or done with something that needs attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// Exit status 0.
    Fine,
    /// Exit status 1.
    NeedsAttention,
}

/// Parses the command line, runs it, returns the exit status.
pub fn main() -> u8 {
    let lang = environment::language_before_parsing();
    let parsed = help::command(lang).try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return not_parsed(&error, lang),
    };
    match run(cli) {
        Ok(Done::Fine) => 0,
        Ok(Done::NeedsAttention) => 1,
        Err(failure) => {
            eprintln!("{failure}");
            failure.kind.exit_code()
        }
    }
}

/// A page that was asked for, or what is wrong with the command line.
fn not_parsed(error: &clap::Error, lang: Lang) -> u8 {
    if error.use_stderr() {
        let failure = help::failure(error, lang);
        eprintln!("{failure}");
        return failure.kind.exit_code();
    }
    let printed = std::io::stdout().write_all(help::page(error, lang).as_bytes());
    drop(printed);
    0
}

fn run(cli: Cli) -> Result<Done, Failure> {
    let around = environment::surroundings(cli.global)?;
    let Some(command) = cli.command else { return ui::open(around.open()?) };
    dispatch(command, around)
}

fn dispatch(command: Command, around: Surroundings) -> Result<Done, Failure> {
    match command {
        Command::Demo(args) => demo::run(&args, around),
        Command::Init(args) => init::run(&args, &around),
        Command::Import(args) => import::run(&args, around.open()?),
        Command::Export(args) => export::run(&args, around.open()?),
        Command::Batch(args) => batch::run(args, around),
        Command::Queue(args) => queue::run(args, around.open()?),
        Command::Call(args::Call::Log(args)) => call::log(&args, around.open()?),
        Command::Call(args::Call::Incoming { reference }) => incoming::take(&reference, around.open()?),
        Command::Call(args::Call::Undo) => incoming::undo(around.open()?),
        Command::Order(args) => order::run(args, around.open()?),
        Command::Person(args) => person::run(args, around.open()?),
        Command::Note { reference, text, pin } => note::run(&reference, text, pin, around.open()?),
        Command::Report(args) => report::run(&args, around.open()?),
        Command::User(args) => user::run(args, around.open()?),
        Command::Keymap(args) => keymap::run(args, &around),
        Command::Rulebook(args) => rules::rulebook(args, &around),
        Command::Script(args) => rules::script(args, &around),
        Command::Plan(args) => plan::run(args, around),
        Command::Municipality(args) => municipality::run(args, around),
        Command::Audit(args) => audit::run(&args, around.open()?),
        Command::Tick => tick::run(around.open()?),
        Command::Backup { file } => backup::backup(&file, around.open()?),
        Command::Restore { file } => backup::restore(&file, &around),
        Command::Doctor => doctor::run(&around),
        Command::Man { dir } => man::run(&dir, around.lang),
        Command::Config(args) => config::run(&args, &around),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut help::command(around.lang), "rufliste", &mut script);
            around.printer().text(String::from_utf8_lossy(&script).trim_end())?;
            Ok(Done::Fine)
        }
    }
}
