//! The diseases that the rulebook and the formats know by name.

use serde::{Deserialize, Serialize};

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code, as stored and exported.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value of this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::from_code(text).ok_or_else(|| format!("unknown value {text:?}"))
            }
        }
    };
}
pub(crate) use coded;

coded! {
    /// A notifiable disease. Names follow the constants of SORMAS where one exists.
    Disease {
        /// COVID-19.
        Covid = "covid",
        /// Measles.
        Measles = "measles",
        /// Mpox.
        Mpox = "mpox",
        /// Pertussis.
        Pertussis = "pertussis",
        /// Tuberculosis.
        Tuberculosis = "tuberculosis",
        /// Invasive meningococcal infection.
        Meningococcal = "meningococcal",
        /// New influenza.
        NewInfluenza = "new_influenza",
        /// Ebola and other viral haemorrhagic fevers.
        Vhf = "vhf",
        /// Any other.
        Other = "other",
    }
}

impl Disease {
    /// Days of follow-up where no rule says otherwise (SORMAS defaults, see the rulebook).
    pub const fn default_follow_up_days(self) -> u32 {
        match self {
            Self::Covid => 14,
            Self::Meningococcal => 7,
            Self::NewInfluenza => 17,
            Self::Tuberculosis => 365,
            Self::Measles | Self::Mpox | Self::Pertussis | Self::Vhf | Self::Other => 21,
        }
    }
}
