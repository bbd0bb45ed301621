//! The program `rufliste`: parse, run, exit code.

fn main() {}
