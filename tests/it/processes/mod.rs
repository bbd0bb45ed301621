//! Real processes that are stopped, killed and starved at any moment, on one database.

mod blocked;
mod disk;
mod killed;
mod ticks;
mod worker;

/// A little randomness whose seed is printed, so that a failure can be followed up.
struct Dice(u64);

impl Dice {
    /// A new one; `RUFLISTE_SEED` chooses.
    fn new() -> Self {
        let seed = std::env::var("RUFLISTE_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = seed.unwrap_or_else(|| {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
            u64::from(since.subsec_nanos()) | 1
        });
        println!("RUFLISTE_SEED={seed}");
        Self(seed)
    }

    /// A number below `n`.
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap()
    }
}

fn long() -> bool {
    std::env::var_os("RUFLISTE_LONG").is_some()
}
