//! Names by origin: common given and family names, combined at random. Nobody is meant.

use super::rng::Rng;
use crate::domain::person::Sex;

/// Names of one origin, and its language.
pub(super) struct Origin {
    /// ISO 639-1.
    pub(super) language: &'static str,
    /// Of a hundred people of this origin, how many need their language on the telephone.
    pub(super) needs_language: u32,
    women: &'static [&'static str],
    men: &'static [&'static str],
    families: &'static [&'static str],
}

impl Origin {
    /// An origin, in the proportions of a county in the west.
    pub(super) fn draw(rng: &mut Rng) -> &'static Self {
        let place: usize = rng.weighted(&[(0, 72), (1, 9), (2, 5), (3, 5), (4, 4), (5, 2), (6, 2), (7, 1)]);
        ORIGINS.get(place).copied().unwrap_or(&GERMAN)
    }

    /// A family name; of Germans some have two.
    pub(super) fn family(&self, rng: &mut Rng) -> String {
        let first = rng.pick(self.families);
        if self.language == "de" && rng.percent(5) {
            return format!("{first}-{}", rng.pick(self.families));
        }
        first.to_owned()
    }

    /// A given name.
    pub(super) fn given(&self, sex: Sex, rng: &mut Rng) -> &'static str {
        match sex {
            Sex::Female => rng.pick(self.women),
            Sex::Male | Sex::Other | Sex::Unknown => rng.pick(self.men),
        }
    }

    /// The family name as this person bears it: Polish and Russian ones follow the sex.
    pub(super) fn borne(&self, family: &str, sex: Sex) -> String {
        if sex != Sex::Female || !matches!(self.language, "pl" | "ru") {
            return family.to_owned();
        }
        match family.strip_suffix("ski") {
            Some(stem) => format!("{stem}ska"),
            None if self.language == "ru" => format!("{family}a"),
            None => family.to_owned(),
        }
    }
}

static GERMAN: Origin = Origin {
    language: "de",
    needs_language: 0,
    women: &[
        "Anna",
        "Charlotte",
        "Emilia",
        "Greta",
        "Hannah",
        "Ida",
        "Johanna",
        "Katharina",
        "Lea",
        "Lena",
        "Marie",
        "Mia",
        "Nele",
        "Paula",
        "Ronja",
        "Sophie",
        "Theresa",
        "Ursula",
        "Renate",
        "Hildegard",
        "Gisela",
        "Käthe",
        "Sabine",
        "Petra",
        "Birgit",
        "Nadine",
        "Stefanie",
        "Jana",
        "Anne-Marie",
        "Ingrid",
        "Monika",
        "Claudia",
    ],
    men: &[
        "Ben",
        "David",
        "Emil",
        "Finn",
        "Hannes",
        "Jonas",
        "Leon",
        "Noah",
        "Paul",
        "Samuel",
        "Uwe",
        "Wilhelm",
        "Björn",
        "Jürgen",
        "Ludger",
        "Karl-Heinz",
        "Hans-Peter",
        "Wolfgang",
        "Dieter",
        "Thomas",
        "Andreas",
        "Stefan",
        "Michael",
        "Jan",
        "Lukas",
        "Felix",
        "Max",
        "Tim",
        "Moritz",
        "Günther",
        "Matthias",
        "Frank",
    ],
    families: &[
        "Müller",
        "Schmidt",
        "Schneider",
        "Fischer",
        "Weber",
        "Meyer",
        "Maier",
        "Wagner",
        "Becker",
        "Schulz",
        "Hoffmann",
        "Schäfer",
        "Koch",
        "Bauer",
        "Richter",
        "Klein",
        "Wolf",
        "Schröder",
        "Neumann",
        "Schwarz",
        "Zimmermann",
        "Braun",
        "Krüger",
        "Hartmann",
        "Lange",
        "Schmitz",
        "Werner",
        "Krause",
        "Lehmann",
        "Köhler",
        "Herrmann",
        "König",
        "Walter",
        "Huber",
        "Kaiser",
        "Fuchs",
        "Peters",
        "Möller",
        "Weiß",
        "Jung",
        "Hahn",
        "Vogel",
        "Keller",
        "Berger",
        "Winkler",
        "Roth",
        "Beckmann",
        "Lorenz",
        "Baumann",
        "Franke",
        "Albrecht",
        "Böhm",
        "Winter",
        "Krämer",
        "Vogt",
        "Jäger",
        "Groß",
        "Seidel",
        "Brandt",
        "Schulte",
        "Kühn",
        "Pohl",
        "Engel",
        "Horn",
        "Voigt",
        "Hohenbrink",
        "Lindkamp",
        "Eichhoff",
        "Rosenloh",
        "Kirchrath",
        "Steinbusch",
        "Buchholz",
        "Niederberg",
    ],
};

static TURKISH: Origin = Origin {
    language: "tr",
    needs_language: 62,
    women: &[
        "Ayşe", "Fatma", "Zübeyde", "Elif", "Zeynep", "Emine", "Hatice", "Aylin", "Derya", "Meryem", "Selin", "Büşra",
    ],
    men: &["Mehmet", "Mustafa", "Ahmet", "Emre", "Ömer", "Murat", "Hüseyin", "Kerem", "Yusuf", "Can", "Efe", "Serkan"],
    families: &[
        "Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Öztürk", "Aydın", "Yıldız", "Arslan", "Doğan", "Kılıç", "Koç",
        "Kurt", "Özdemir", "Şimşek", "Polat",
    ],
};

static UKRAINIAN: Origin = Origin {
    language: "uk",
    needs_language: 85,
    women: &["Oksana", "Iryna", "Natalija", "Olena", "Sofija", "Kateryna", "Julija", "Solomija"],
    men: &["Oleksandr", "Andrij", "Serhij", "Mykola", "Dmytro", "Taras", "Bohdan", "Maksym"],
    families: &[
        "Petrenko",
        "Schewtschenko",
        "Bondarenko",
        "Kowalenko",
        "Tkatschenko",
        "Krawtschuk",
        "Melnyk",
        "Lysenko",
    ],
};

static POLISH: Origin = Origin {
    language: "pl",
    needs_language: 65,
    women: &["Agnieszka", "Katarzyna", "Małgorzata", "Zofia", "Joanna", "Magdalena", "Ewa", "Julia"],
    men: &["Piotr", "Krzysztof", "Andrzej", "Tomasz", "Paweł", "Jakub", "Michał", "Wojciech"],
    families: &[
        "Nowak",
        "Kowalski",
        "Wiśniewski",
        "Wójcik",
        "Kowalczyk",
        "Kamiński",
        "Lewandowski",
        "Zieliński",
        "Mazur",
    ],
};

static ARABIC: Origin = Origin {
    language: "ar",
    needs_language: 78,
    women: &["Fatima", "Aischa", "Mariam", "Nur", "Layla", "Samira", "Amal", "Rania"],
    men: &["Mohammad", "Ahmad", "Omar", "Ali", "Khaled", "Hassan", "Youssef", "Ibrahim"],
    families: &["Al-Hassan", "Khalil", "Haddad", "Al-Masri", "Saleh", "Nasser", "Darwisch", "El-Amin", "Mansour"],
};

static RUSSIAN: Origin = Origin {
    language: "ru",
    needs_language: 65,
    women: &["Olga", "Tatjana", "Irina", "Swetlana", "Ludmila", "Anastasia"],
    men: &["Igor", "Wladimir", "Sergej", "Alexej", "Nikolaj", "Viktor"],
    families: &["Iwanow", "Petrow", "Smirnow", "Kusnezow", "Wolkow", "Sokolow", "Lebedew"],
};

static ROMANIAN: Origin = Origin {
    language: "ro",
    needs_language: 75,
    women: &["Elena", "Ioana", "Mihaela", "Andreea", "Cristina"],
    men: &["Ion", "Andrei", "Mihai", "Ștefan", "Florin"],
    families: &["Popescu", "Ionescu", "Dumitru", "Stan", "Gheorghe", "Munteanu"],
};

static ENGLISH: Origin = Origin {
    language: "en",
    needs_language: 90,
    women: &["Grace", "Joy", "Blessing", "Priya", "Sarah"],
    men: &["James", "Emmanuel", "Samuel", "Arjun", "Daniel"],
    families: &["Okafor", "Mensah", "Sharma", "Thompson", "Owusu", "Patel"],
};

static ORIGINS: [&Origin; 8] = [&GERMAN, &TURKISH, &UKRAINIAN, &POLISH, &ARABIC, &RUSSIAN, &ROMANIAN, &ENGLISH];
