//! `import`: takes files in. Everything is parsed before anything is written; what can't be taken goes to the rejects
//! file with reason and line; rows read = added + changed + unchanged + refused.

use std::fs::{self, File};
use std::io::{self, BufReader, IsTerminal, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::domain::audit::Hash;
use crate::domain::disease::Disease;
use crate::domain::id::{ImportId, Mint};
use crate::domain::import::Source;
use crate::domain::intake::{IncomingRow, RowReject, RowWarning};
use crate::domain::record::Kind as RecordKind;
use crate::exchange::dialect::FileError;
use crate::exchange::field::Target;
use crate::exchange::list::Column;
use crate::exchange::profile::Profile;
use crate::exchange::read::{FilePlan, FileReader, ReadOptions, check_file};
use crate::exchange::rejects::RejectsWriter;
use crate::failure::{Failure, Kind};
use crate::shell::ahead::Ahead;
use crate::shell::scratch::{begin_rejects, sweep, unfinished_rejects};
use crate::shell::verify::digest;
use crate::store::Store;
use crate::store::intake::{Counts, complete, take_chunk};
use crate::store::perform::{Actor, NotDone};
use crate::store::sqlite::SqliteStore;
use crate::store::takeover;
use crate::t;
use crate::text::{Lang, texts};

use super::Done;
use super::args::{Format, Import, RowsAre};
use super::dry_run::DryRun;
use super::environment::{read_text, unreadable};
use super::output::Printer;
use super::rejects;
use super::session::{Session, not_done_failure};

/// Rows in the first transaction, and in each event of a first load.
const CHUNK: usize = 100;
/// Rows in one transaction of a working office at most.
const LARGEST: usize = 1_000;
/// How long a transaction of a working office is to take, so that nobody waits long for the lock.
const SHORT: Duration = Duration::from_millis(25);
/// Warnings and rejects shown to people at most; the rest is counted.
const SHOWN: usize = 20;

/// What became of a file.
struct Summary {
    file: String,
    read: u64,
    refused: u64,
    counts: Counts,
    warnings: Vec<RowWarning>,
    rejects: Vec<RowReject>,
    rejects_file: Option<PathBuf>,
}

/// Runs `import`.
pub(super) fn run(args: &Import, mut session: Session) -> Result<Done, Failure> {
    let copy = if args.dry_run { Some(DryRun::start(&mut session)?) } else { None };
    let mut summaries = Vec::new();
    for (path, rejects) in args.files.iter().zip(rejects::places(&args.files, args.rejects.as_deref())) {
        let summary = import(path, rejects, args, &mut session)?;
        if session.format == Format::Table {
            show(&summary, &session, args.dry_run)?;
        }
        summaries.push(summary);
    }
    drop(copy);
    if session.format != Format::Table {
        print(&summaries, &session)?;
    }
    let needs_attention = summaries.iter().any(|summary| summary.refused > 0);
    Ok(if needs_attention { Done::NeedsAttention } else { Done::Fine })
}

fn import(path: &Path, rejects: PathBuf, args: &Import, session: &mut Session) -> Result<Summary, Failure> {
    let lang = session.lang;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if path.is_dir() {
        let file = path.display().to_string();
        return Err(Failure::new(Kind::Unchanged, t!(lang, "import-is-folder", file = file.clone())).hint(t!(
            lang,
            "import-is-folder-hint",
            file = file
        )));
    }
    let mut file = File::open(path).map_err(|error| unreadable(path, &error, lang))?;
    if starts_with_brace(&mut file).map_err(|error| unreadable(path, &error, lang))? {
        return take_over(path, name, session);
    }
    let options = options(args, session)?;
    let mut input = BufReader::with_capacity(1 << 16, file);
    let plan = check_file(&name, &mut input, &options).map_err(|error| refused(path, &error, lang))?;
    let (_, sha256) = digest(path).map_err(|error| unreadable(path, &error, lang))?;
    let rejects = if args.dry_run { None } else { Some(rejects) };
    if let Some(folder) = rejects.as_deref().and_then(Path::parent) {
        sweep(folder);
    }
    let rows = Ahead::of(FileReader::new(input, plan.clone())).map_err(|error| unreadable(path, &error, lang))?;
    let mut reading = Reading::new(plan, rows, rejects, lang);
    let counts = take_all(&mut reading, &digest_of(&sha256, args, &options), session);
    reading.finish(name, counts, session)
}

/// Digest under which a file counts as taken in: its bytes, and how they are to be read.
fn digest_of(sha256: &str, args: &Import, options: &ReadOptions) -> Hash {
    let kind = options.as_kind.map_or("", RecordKind::code);
    match &args.profile {
        None if kind.is_empty() => Hash::from_hex(sha256).unwrap_or_default(),
        profile => Hash::of(&[sha256.as_bytes(), kind.as_bytes(), profile.as_deref().unwrap_or("").as_bytes()]),
    }
}

fn starts_with_brace(file: &mut File) -> io::Result<bool> {
    let mut first = [0u8; 1];
    let read = file.read(&mut first)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(read == 1 && first == *b"{")
}

fn options(args: &Import, session: &Session) -> Result<ReadOptions, Failure> {
    let mut options = ReadOptions::new(session.today());
    options.as_kind = args.rows_are.map(|rows| match rows {
        RowsAre::Cases => RecordKind::Case,
        RowsAre::Contacts => RecordKind::Contact,
    });
    if let Some(name) = &args.profile {
        options.profile = Some(profile(name, session.lang)?);
    }
    Ok(options)
}

fn profile(name: &str, lang: Lang) -> Result<Profile, Failure> {
    let parsed = match Profile::named(name) {
        Some(parsed) => parsed,
        None => Profile::parse(&read_text(Path::new(name), lang)?),
    };
    parsed.map_err(|error| Failure::new(Kind::Usage, t!(lang, "data-faulty", file = name)).because(error.to_string()))
}

fn refused(path: &Path, error: &FileError, lang: Lang) -> Failure {
    let file = path.display().to_string();
    let (line, column) = (error.line.max(1).to_string(), error.column.max(1).to_string());
    Failure::new(Kind::Unchanged, t!(lang, "import-file-refused", file = file, line = line, column = column))
        .because(texts(lang).format(error.key, &[("detail", error.detail.as_str().into())]))
        .hint(t!(lang, "import-hint-columns"))
}

/// The rows of a file, chunk by chunk, with what is refused on the way.
struct Reading {
    rows: Ahead<Result<IncomingRow, RowReject>>,
    plan: FilePlan,
    rejects_path: Option<PathBuf>,
    rejects: Option<RejectsWriter<File>>,
    lang: Lang,
    read: u64,
    /// Rows that are saved whatever comes later.
    saved: u64,
    refused: u64,
    kept_rejects: Vec<RowReject>,
    warnings: Vec<RowWarning>,
    failed: Option<io::Error>,
}

impl Reading {
    fn new(
        plan: FilePlan,
        rows: Ahead<Result<IncomingRow, RowReject>>,
        rejects_path: Option<PathBuf>,
        lang: Lang,
    ) -> Self {
        Self {
            rows,
            plan,
            rejects_path,
            rejects: None,
            lang,
            read: 0,
            saved: 0,
            refused: 0,
            kept_rejects: Vec::new(),
            warnings: Vec::new(),
            failed: None,
        }
    }

    /// The next rows that can be taken; empty at the end.
    fn chunk(&mut self, limit: usize) -> Vec<IncomingRow> {
        let mut rows = Vec::with_capacity(limit);
        while rows.len() < limit
            && let Some(next) = self.rows.next()
        {
            self.read += 1;
            match next {
                Ok(mut row) => {
                    self.warnings.append(&mut row.warnings);
                    rows.push(row);
                }
                Err(reject) => self.reject(reject),
            }
        }
        rows
    }

    /// Counts every row of a file that was taken in before as known.
    fn known_already(&mut self) -> Counts {
        let mut counts = Counts::default();
        loop {
            let rows = self.chunk(CHUNK);
            if rows.is_empty() {
                return counts;
            }
            counts.unchanged += rows.len() as u64;
        }
    }

    /// Warnings of what the rows met, with the column that the field came from.
    fn warn(&mut self, warnings: Vec<RowWarning>) {
        let columns = &self.plan.context.columns;
        let column_of = |name: &str| {
            let fills = |column: &Column| matches!(column.target, Target::Field(field) if field.code() == name);
            columns.iter().position(fills).map_or(0, |at| at + 1)
        };
        self.warnings.extend(warnings.into_iter().map(|warning| match warning.column {
            0 => RowWarning { column: column_of(&warning.field), ..warning },
            _ => warning,
        }));
    }

    fn reject(&mut self, reject: RowReject) {
        self.refused += 1;
        if let Err(error) = self.write_reject(&reject) {
            self.failed = Some(error);
        }
        self.kept_rejects.push(RowReject { raw: Vec::new(), ..reject });
    }

    fn write_reject(&mut self, reject: &RowReject) -> io::Result<()> {
        let Some(path) = &self.rejects_path else { return Ok(()) };
        let reason = reason(self.lang, reject);
        let writer = match &mut self.rejects {
            Some(writer) => writer,
            none => none.insert(RejectsWriter::new(begin_rejects(path)?, &self.plan)?),
        };
        writer.write(reject, &reason)
    }

    fn finish(self, file: String, counts: Result<Counts, NotDone>, session: &Session) -> Result<Summary, Failure> {
        let lang = self.lang;
        let counts = counts.map_err(|error| {
            let removed = self.rejects_path.as_deref().map(|path| fs::remove_file(unfinished_rejects(path)));
            drop(removed);
            let failure = not_done_failure(lang, &error, session.clock.now(), session.office.tz());
            match self.saved {
                0 => failure,
                rows => failure.hint(t!(lang, "import-taken-partly", rows = rows.to_string())),
            }
        })?;
        if let Some(error) = self.failed {
            let path = self.rejects_path.unwrap_or_default();
            return Err(unreadable(&path, &error, lang));
        }
        let rejects_file = match self.rejects {
            Some(writer) => {
                let path = self.rejects_path.unwrap_or_default();
                let file = writer.finish().map_err(|error| unreadable(&path, &error, lang))?;
                let placed = file.sync_all().and_then(|()| fs::rename(unfinished_rejects(&path), &path));
                placed.map_err(|error| unreadable(&path, &error, lang))?;
                Some(path)
            }
            None => None,
        };
        Ok(Summary {
            file,
            read: self.read,
            refused: self.refused,
            counts,
            warnings: self.warnings,
            rejects: self.kept_rejects,
            rejects_file,
        })
    }
}

fn reason(lang: Lang, reject: &RowReject) -> String {
    texts(lang).format(reject.reason_key, &[("detail", reject.detail.as_str().into())])
}

/// Takes every chunk: all in one transaction in an empty office, else in short ones. A file that was taken in completely
/// before changes nothing, also where its own rows contradict each other.
fn take_all(reading: &mut Reading, digest: &Hash, session: &mut Session) -> Result<Counts, NotDone> {
    if session.store.read(|queries| queries.import_of(digest))?.is_some() {
        return Ok(reading.known_already());
    }
    let import = ImportId::mint(session.clock.now(), &session.mint as &dyn Mint);
    let system = reading.plan.context.profile.source.clone();
    let source = Source { system, import, disease: Disease::Other };
    let actor = Actor {
        user: &session.user,
        station: &session.station,
        now: session.clock.now(),
        rules: &session.rules,
        mint: &session.mint,
        action: None,
    };
    let counts = if session.store.is_without_people()? {
        session.store.write_bulk(|txn| {
            let mut counts = Counts::default();
            loop {
                let rows = reading.chunk(CHUNK);
                if rows.is_empty() {
                    return Ok::<_, NotDone>(counts);
                }
                let (chunk, warnings) = take_chunk(txn, &rows, &source, &actor)?;
                reading.warn(warnings);
                counts = counts.plus(chunk);
                progress(reading);
            }
        })?
    } else {
        take_in_chunks(reading, &source, &actor, &mut session.store)?
    };
    session.store.write(|txn| complete(txn, import, digest, counts, &actor))?;
    Ok(counts)
}

fn take_in_chunks(
    reading: &mut Reading,
    source: &Source,
    actor: &Actor<'_>,
    store: &mut SqliteStore,
) -> Result<Counts, NotDone> {
    let mut counts = Counts::default();
    let mut size = CHUNK;
    loop {
        let rows = reading.chunk(size);
        if rows.is_empty() {
            return Ok(counts);
        }
        let mut turn = Instant::now();
        let (chunk, warnings) = store.write(|txn| {
            turn = Instant::now();
            take_chunk(txn, &rows, source, actor)
        })?;
        size = next_size(size, turn.elapsed());
        reading.saved = reading.read;
        reading.warn(warnings);
        counts = counts.plus(chunk);
        progress(reading);
    }
}

/// More rows where a commit costs most of the time, fewer where others wait for too long.
fn next_size(size: usize, took: Duration) -> usize {
    if took > SHORT {
        (size / 2).max(CHUNK / 4)
    } else if took < SHORT / 3 {
        (size * 2).min(LARGEST)
    } else {
        size
    }
}

fn progress(reading: &Reading) {
    if reading.read.is_multiple_of(10_000) && io::stderr().is_terminal() {
        eprint!("\r{} / {}", reading.read, reading.plan.rows);
        if reading.read == reading.plan.rows {
            eprintln!();
        }
    }
}

fn take_over(path: &Path, name: String, session: &mut Session) -> Result<Summary, Failure> {
    let lang = session.lang;
    let file = File::open(path).map_err(|error| unreadable(path, &error, lang))?;
    let taken = {
        let actor = Actor {
            user: &session.user,
            station: &session.station,
            now: session.clock.now(),
            rules: &session.rules,
            mint: &session.mint,
            action: None,
        };
        let mut lines = BufReader::new(file);
        session.store.write(|txn| takeover::take_over(txn, &mut lines, &actor))
    };
    let taken = taken.map_err(|error| match error {
        takeover::TakeoverError::NotDone(error) => {
            not_done_failure(lang, &error, session.clock.now(), session.office.tz())
        }
        takeover::TakeoverError::Line { line, column, why } => {
            refused(path, &FileError { key: "file-no-records", line, column, detail: texts(lang).get(&why) }, lang)
        }
        takeover::TakeoverError::NotEmpty => {
            Failure::new(Kind::Unchanged, t!(lang, "takeover-not-empty")).hint(t!(lang, "takeover-not-empty-hint"))
        }
    })?;
    Ok(Summary {
        file: name,
        read: taken.lines,
        refused: 0,
        counts: Counts {
            added: taken.records,
            changed: taken.lines - taken.records - taken.known,
            unchanged: taken.known,
            without_call: 0,
            calls: taken.calls,
        },
        warnings: Vec::new(),
        rejects: Vec::new(),
        rejects_file: None,
    })
}

fn show(summary: &Summary, session: &Session, dry_run: bool) -> Result<(), Failure> {
    let (lang, printer) = (session.lang, session.printer());
    let counts = summary.counts;
    printer.line(&t!(lang, "import-title", file = &summary.file))?;
    printer.line(&t!(
        lang,
        "import-summary",
        read = summary.read,
        added = counts.added,
        changed = counts.changed,
        unchanged = counts.unchanged,
        refused = summary.refused
    ))?;
    if counts.calls > 0 {
        printer.line(&t!(lang, "import-calls-made", n = counts.calls))?;
    }
    if counts.without_call > 0 {
        printer.line(&t!(lang, "import-without-call", n = counts.without_call))?;
    }
    if !summary.rejects.is_empty() {
        printer.line(&t!(lang, "import-rejects-heading"))?;
    }
    for reject in summary.rejects.iter().take(SHOWN) {
        let (line, reason) = (reject.line.to_string(), reason(lang, reject));
        let column = reject.column.to_string();
        let text = match reject.column {
            0 => t!(lang, "import-reject-line", line = line, reason = reason),
            _ => t!(lang, "import-reject-cell", line = line, column = column, reason = reason),
        };
        printer.line(&format!("  {text}"))?;
    }
    more(printer, summary.rejects.len())?;
    if let Some(path) = &summary.rejects_file {
        printer.line(&t!(lang, "import-rejects-written", path = path.display().to_string()))?;
    }
    if !summary.warnings.is_empty() {
        printer.line(&t!(lang, "import-warnings-heading"))?;
    }
    for warning in summary.warnings.iter().take(SHOWN) {
        let (line, column) = (warning.line.to_string(), warning.column.to_string());
        let reason = warning_reason(lang, warning);
        let field = crate::text::say::field(lang, &warning.field);
        let text = t!(lang, "import-warning", line = line, column = column, field = field, reason = reason);
        printer.line(&format!("  {text}"))?;
    }
    more(printer, summary.warnings.len())?;
    if dry_run {
        printer.line(&t!(lang, "import-dry-run"))?;
    }
    Ok(())
}

fn more(printer: Printer, all: usize) -> Result<(), Failure> {
    if all > SHOWN {
        printer.line(&format!("  {}", t!(printer.lang, "import-more", n = all - SHOWN)))?;
    }
    Ok(())
}

fn warning_reason(lang: Lang, warning: &RowWarning) -> String {
    texts(lang).format(warning.reason_key, &[("detail", warning.text.as_str().into()), ("reference", "".into())])
}

fn print(summaries: &[Summary], session: &Session) -> Result<(), Failure> {
    let sum = |of: fn(&Summary) -> u64| summaries.iter().map(of).sum::<u64>();
    let rejects: Vec<_> = summaries
        .iter()
        .flat_map(|summary| {
            summary.rejects.iter().map(|reject| {
                json!({"file": summary.file, "line": reject.line, "column": reject.column, "reason": reason(session.lang, reject)})
            })
        })
        .collect();
    let warnings: Vec<_> = summaries
        .iter()
        .flat_map(|summary| {
            summary.warnings.iter().map(|warning| {
                let reason = warning_reason(session.lang, warning);
                json!({"file": summary.file, "line": warning.line, "column": warning.column, "field": warning.field, "reason": reason})
            })
        })
        .collect();
    let value = json!({
        "read": sum(|summary| summary.read),
        "added": sum(|summary| summary.counts.added),
        "changed": sum(|summary| summary.counts.changed),
        "unchanged": sum(|summary| summary.counts.unchanged),
        "refused": sum(|summary| summary.refused),
        "calls": sum(|summary| summary.counts.calls),
        "without_call": sum(|summary| summary.counts.without_call),
        "rejects": rejects,
        "warnings": warnings,
    });
    session.printer().value(&value)
}
