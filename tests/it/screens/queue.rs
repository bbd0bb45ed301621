//! The queue.

use insta::assert_snapshot;
use rufliste::domain::view::QueueCounts;
use rufliste::text::Lang;
use rufliste::tui::effect::{Effect, PageStart};
use rufliste::tui::msg::{Msg, Reply, Touched, Why};

use super::people;
use super::seat::{Seat, supervisor, tracer};

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);

#[test]
fn the_queue_at_80_columns_in_german() {
    let seat = Seat::at_queue(Lang::De, SMALL);
    assert_snapshot!(seat.picture(), @"
     Anrufliste  87 bereit  3 überfällig  1.153 warten  heute 12, erreicht 7  09:00
        fällig Anlass         Name                     Alter Gemeinde         Vers.
    > ! 08:00  Erstanruf      Yılmaz, Emre                75 Lindental
      ! 08:25  Nachverfolgung Müller-Lüdenscheidt, An…    68 Hohenfeld            1
      R 09:10  Fallermittlung Öztürk, Zübeyde             61 Lindental            2
        09:15  Abschlussanruf Groß, Ina                   54 @klein 08:00 pl…     3
        09:40  Nachverfolgung Nguyễn, Văn                 47 Lindental
        10:05  Erstanruf      Yılmaz, Emre                40 Hohenfeld            1
        10:30  Nachverfolgung Müller-Lüdenscheidt, An…    33 Lindental            2
      R 09:10  Fallermittlung Öztürk, Zübeyde             26 Hohenfeld            3
        11:20  Abschlussanruf Groß, Ina                   19 Lindental
        11:45  Nachverfolgung Nguyễn, Văn                 12 Hohenfeld            1
        12:10  Erstanruf      Yılmaz, Emre                75 Lindental            2
        12:35  Nachverfolgung Müller-Lüdenscheidt, An…    68 Hohenfeld            3
      R 09:10  Fallermittlung Öztürk, Zübeyde             61 Lindental
        13:25  Abschlussanruf Groß, Ina                   54 Hohenfeld            1
        13:50  Nachverfolgung Nguyễn, Văn                 47 Lindental            2
        14:15  Erstanruf      Yılmaz, Emre                40 Hohenfeld            3
        14:40  Nachverfolgung Müller-Lüdenscheidt, An…    33 Lindental
      R 09:10  Fallermittlung Öztürk, Zübeyde             26 Hohenfeld            1
        15:30  Abschlussanruf Groß, Ina                   19 Lindental            2
        15:55  Nachverfolgung Nguyễn, Văn                 12 Hohenfeld            3
       ! überfällig   R Rückruf vereinbart   ? Rückruf versäumt
     n nächster  s suchen  e eingehend  + neu  f Filter  m meine  F1 Hilfe
    cursor 0,2
    ");
    assert_snapshot!(seat.styles(), @"
     TTTTTTTTTT  TTTTTTTTT  OOOOOOOOOOOO
        mmmmmm mmmmmmmmmmmmmm mmmmmmmmmmmmmmmmmmmmmmmm mmmmm mmmmmmmmmmmmmmmm mmmmm
    k O OOOOOO
    k O OOOOOO
    k d dddddd
    k d dddddd                mmmmmmmmmmmmmmmmmmmmmmmm       mmmmmmmmmmmmmmmm
    k d dddddd
    k d dddddd
    k d dddddd
    k d dddddd
    k
    k
    k
    k
    k d dddddd
    k
    k
    k
    k
    k d dddddd
    k
    k
       k mmmmmmmmmm   k mmmmmmmmmmmmmmmmmm   k mmmmmmmmmmmmmmmm
     k           k         k            k      k         k        kk
    ");
}

#[test]
fn the_queue_at_120_columns_in_english() {
    assert_snapshot!(Seat::at_queue(Lang::En, LARGE).picture(), @r#"
     Queue  87 ready  3 overdue  1,153 waiting                                            12 calls today · 7 reached  09:00
        due    reason             name             age   municipal… tries language telephone      last tried    state
    > ! 08:00  first notification Yılmaz, Emre        75 Lindental        Turkish  0221 4710100                 overdue
      ! 08:25  follow-up          Müller-Lüdensch…    68 Hohenfeld      1          0221 4710101   no answer     overdue
      R 09:10  index interview    Öztürk, Zübeyde     61 Lindental      2          0221 4710102   no answer     mine
        09:15  end of quarantine  Groß, Ina           54 Hohenfeld      3 Turkish  0221 4710103   no answer     @klein
        09:40  follow-up          Nguyễn, Văn         47 Lindental                 0221 4710104                 ready
        10:05  first notification Yılmaz, Emre        40 Hohenfeld      1          0221 4710105   no answer     ready
        10:30  follow-up          Müller-Lüdensch…    33 Lindental      2 Turkish  0221 4710106   no answer     ready
      R 09:10  index interview    Öztürk, Zübeyde     26 Hohenfeld      3          0221 4710107   no answer     ready
        11:20  end of quarantine  Groß, Ina           19 Lindental                 0221 4710108                 ready
        11:45  follow-up          Nguyễn, Văn         12 Hohenfeld      1 Turkish  0221 4710109   no answer     ready
        12:10  first notification Yılmaz, Emre        75 Lindental      2          0221 4710110   no answer     ready
        12:35  follow-up          Müller-Lüdensch…    68 Hohenfeld      3          0221 4710111   no answer     ready
      R 09:10  index interview    Öztürk, Zübeyde     61 Lindental        Turkish  0221 4710112                 ready
        13:25  end of quarantine  Groß, Ina           54 Hohenfeld      1          0221 4710113   no answer     ready
        13:50  follow-up          Nguyễn, Văn         47 Lindental      2          0221 4710114   no answer     ready
        14:15  first notification Yılmaz, Emre        40 Hohenfeld      3 Turkish  0221 4710115   no answer     ready
        14:40  follow-up          Müller-Lüdensch…    33 Lindental                 0221 4710116                 ready
      R 09:10  index interview    Öztürk, Zübeyde     26 Hohenfeld      1          0221 4710117   no answer     ready
        15:30  end of quarantine  Groß, Ina           19 Lindental      2 Turkish  0221 4710118   no answer     ready
        15:55  follow-up          Nguyễn, Văn         12 Hohenfeld      3          0221 4710119   no answer     ready
        16:20  first notification Yılmaz, Emre        75 Lindental                 0221 4710120                 ready
        16:45  follow-up          Müller-Lüdensch…    68 Hohenfeld      1 Turkish  0221 4710121   no answer     ready
      R 09:10  index interview    Öztürk, Zübeyde     61 Lindental      2          0221 4710122   no answer     ready
        17:35  end of quarantine  Groß, Ina           54 Hohenfeld      3          0221 4710123   no answer     ready
        18:00  follow-up          Nguyễn, Văn         47 Lindental        Turkish  0221 4710124                 ready
        18:25  first notification Yılmaz, Emre        40 Hohenfeld      1          0221 4710125   no answer     ready
        18:50  follow-up          Müller-Lüdensch…    33 Lindental      2          0221 4710126   no answer     ready
      R 09:10  index interview    Öztürk, Zübeyde     26 Hohenfeld      3 Turkish  0221 4710127   no answer     ready
        19:40  end of quarantine  Groß, Ina           19 Lindental                 0221 4710128                 ready
        20:05  follow-up          Nguyễn, Văn         12 Hohenfeld      1          0221 4710129   no answer     ready
        20:30  first notification Yılmaz, Emre        75 Lindental      2 Turkish  0221 4710130   no answer     ready
        20:55  follow-up          Müller-Lüdensch…    68 Hohenfeld      3          0221 4710131   no answer     ready
      R 09:10  index interview    Öztürk, Zübeyde     61 Lindental                 0221 4710132                 ready
        21:45  end of quarantine  Groß, Ina           54 Hohenfeld      1 Turkish  0221 4710133   no answer     ready
        22:10  follow-up          Nguyễn, Văn         47 Lindental      2          0221 4710134   no answer     ready
        22:35  first notification Yılmaz, Emre        40 Hohenfeld      3          0221 4710135   no answer     ready
       ! overdue   R callback agreed   ? callback missed
     n next  s search  e incoming  + new  f filter  m mine  w reminder  y why  Enter open  Esc back  . commands  F1 help
    cursor 0,2
    "#);
}

#[test]
fn an_empty_queue_says_what_to_do_next() {
    let mut seat = Seat::new(Lang::De, SMALL, tracer());
    seat.answer(|e| matches!(e, Effect::LoadQueue { .. }), Reply::Queue(Vec::new(), false));
    let empty = QueueCounts::default();
    seat.answer(|e| matches!(e, Effect::LoadCounts { .. }), Reply::Counts(empty, Default::default()));
    assert_snapshot!(seat.picture(), @r#"
     Anrufliste  0 bereit  0 überfällig  0 warten        heute 0, erreicht 0  09:00







      Die Anrufliste ist noch leer.
      Einlesen:  rufliste import LISTE.xlsx
      Zum Üben:  rufliste demo












     n nächster  s suchen  e eingehend  + neu  f Filter  m meine  F1 Hilfe
    cursor 0,8
    "#);
}

#[test]
fn nothing_ready_says_when_the_next_call_comes() {
    let mut seat = Seat::new(Lang::De, SMALL, tracer());
    seat.answer(|e| matches!(e, Effect::LoadQueue { .. }), Reply::Queue(Vec::new(), false));
    seat.press("n");
    seat.answer(|e| matches!(e, Effect::ServeNext { .. }), Reply::NothingReady(Some(crate::fixture::at(17))));
    assert_eq!(seat.line(22), " Nichts bereit. Nächster Anruf 17:00.");
}

#[test]
fn a_move_changes_two_marks_and_nothing_else() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    let before = seat.cells();
    seat.press("Down");
    let changed = before.iter().zip(seat.cells()).filter(|(a, b)| **a != *b).count();
    assert_eq!((changed, seat.cursor()), (2, (0, 3)));
}

#[test]
fn the_page_flips_at_the_edge_and_comes_back() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    let next: Vec<_> = (20..40).map(people::row).collect();
    let after = |e: &Effect| matches!(e, Effect::LoadQueue { from: PageStart::After(_), .. });
    seat.answer(after, Reply::Queue(next, true));
    seat.press("End Up");
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.answer(after, Reply::Queue((20..40).map(people::row).collect(), true));
    seat.press("PageDown");
    assert!(seat.line(2).starts_with('>'), "{}", seat.picture());
    assert_eq!(seat.model.queue.selected().map(|row| row.call), Some(people::row(20).call));
    seat.press("Up");
    let before = |e: &Effect| matches!(e, Effect::LoadQueue { from: PageStart::Before(_), .. });
    seat.answer(before, Reply::Queue(people::rows(20), true));
    assert_eq!(seat.model.queue.selected().map(|row| row.call), Some(people::row(19).call));
}

#[test]
fn a_page_that_changed_keeps_the_cursor_on_the_same_call() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("Down Down").send(Msg::Changed(Box::new(Touched::everything())));
    let mut rows = people::rows(20);
    rows.remove(0);
    seat.answer(|e| matches!(e, Effect::LoadQueue { from: PageStart::Top, .. }), Reply::Queue(rows, false));
    assert_eq!(seat.model.queue.selected().map(|row| row.call), Some(people::row(2).call));
}

#[test]
fn the_filter_narrows_the_list_and_what_is_served() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("f");
    assert_snapshot!(seat.picture(), @"
     Anrufliste  87 bereit  3 überfällig  1.153 warten  heute 12, erreicht 7  09:00
        fällig Anlass         Name                     Alter Gemeinde         Vers.
    > ! 08:00  Erstanruf      Yılmaz, Emre                75 Lindental
      ! 08:25  Nachverfolgung Müller-Lüdenscheidt, An…    68 Hohenfeld            1
      R 09:10  Fallermittlung Öztürk, Zübeyde             61 Lindental            2
        09:15  Abschlussanruf Groß, Ina                   54 @klein 08:00 pl…     3
        09:40  Nachverfolgung Nguyễn, Văn                 47 Lindental
        10:05  Erstanruf      Yılmaz, Emre                40 Hohenfeld            1
        10:30  Nachverfolgung Müller-Lüdenscheidt, An…    33 Lindental            2
      R 09:10  Fallermittlung Öztürk, Zübeyde             26 Hohenfeld            3
        11:20  Abschlussanruf Groß, Ina                   19 Lindental
        11:45  Nachverfolgung Nguyễn, Văn                 12 Hohenfeld            1
        12:10  Erstanruf      Yılmaz, Emre                75 Lindental            2
        12:35  Nachverfolgung Müller-Lüdenscheidt, An…    68 Hohenfeld            3
      R 09:10  Fallermittlung Öztürk, Zübeyde             61 Lindental
        13:25  Abschlussanruf Groß, Ina                   54 Hohenfeld            1
        13:50  Nachverfolgung Nguyễn, Văn                 47 Lindental            2
    ── Filter ──────────────────────────────────────────────────────────────────────
     > Anlass           < alle >
       Sprache          < alle >
       Gemeinde         < alle >
       nur meine        [ ]
       Anfangsbuchstabe oder ← →: Fallermittlung · Erstanruf · Nachverfolgung · Abs…
     F2 speichern  Leertaste wechseln  Enter weiter  Esc zurück  F1 Hilfe
    cursor 20,18
    ");
    seat.press("n Tab t F2 n");
    let Some(Effect::ServeNext { filter, .. }) = seat.effects.last().filter(|e| matches!(e, Effect::ServeNext { .. }))
    else {
        panic!("{:?}", seat.effects.last())
    };
    assert_eq!(filter.language.as_deref(), Some("tr"));
    assert_eq!(filter.reason.map(rufliste::domain::call::Reason::code), Some("follow_up"));
}

#[test]
fn why_explains_the_row_and_goes_with_the_next_key() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("y");
    let why = Why { stands: "Nachverfolgung, fällig 11:00".into(), not_now: Some("in Bearbeitung bei klein".into()) };
    seat.answer(|e| matches!(e, Effect::LoadWhy { .. }), Reply::Why(why));
    assert_snapshot!((18..22).map(|y| seat.line(y)).collect::<Vec<_>>().join("\n"), @r#"
    Warum dieser Anruf?
    Nachverfolgung, fällig 11:00
    Warum jetzt nicht?
    in Bearbeitung bei klein
    "#);
    seat.press("Down");
    assert!(!seat.picture().contains("Warum"));
}

#[test]
fn what_a_tracer_may_not_do_has_no_key() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("Down Down Down F b");
    assert!(seat.model.stack.is_empty() && seat.model.desk.confirm.is_none());
    let mut seat = Seat::new(Lang::De, SMALL, supervisor());
    seat.show_page(people::rows(20), true);
    seat.press("Down Down Down F");
    assert_eq!(seat.line(22), " Anruf freigeben, den klein bearbeitet? j / n");
    seat.press("j");
    assert_eq!(seat.commands().len(), 1);
}

#[test]
fn a_wide_screen_shows_the_row_beside_the_list() {
    let seat = Seat::at_queue(Lang::De, (160, 24));
    assert_snapshot!(seat.picture().lines().take(8).collect::<Vec<_>>().join("\n"), @r#"
     Anrufliste  87 bereit  3 überfällig  1.153 warten                                                                          12 Anrufe heute · 7 erreicht  09:00
        fällig Anlass             Name             Alter Gemeinde   Vers. Sprache  Telefon        zuletzt       Stand       │ Erstanruf  0000-00BA
    > ! 08:00  Erstanruf          Yılmaz, Emre        75 Lindental        Türkisch 0221 4710100                 überfällig  │ Yılmaz, Emre
      ! 08:25  Nachverfolgung     Müller-Lüdensch…    68 Hohenfeld      1          0221 4710101   keine Antwort überfällig  │ * 03.04.1950  75 J.
      R 09:10  Fallermittlung     Öztürk, Zübeyde     61 Lindental      2          0221 4710102   keine Antwort meiner      │ Lindental
        09:15  Abschlussanruf     Groß, Ina           54 Hohenfeld      3 Türkisch 0221 4710103   keine Antwort @klein      │ Türkisch
        09:40  Nachverfolgung     Nguyễn, Văn         47 Lindental                 0221 4710104                 bereit      │ 0221 4710100
        10:05  Erstanruf          Yılmaz, Emre        40 Hohenfeld      1          0221 4710105   keine Antwort bereit      │
    "#);
}
