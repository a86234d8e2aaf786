//! How fast the SDK is beside its peers: `cargo run --release` in this folder.
//!
//! Both sides get the same inputs in the same run, in alternating rounds, and their answers are
//! compared before any time is taken. What is printed is the median round. With `instructions`
//! valgrind counts what each executes instead. `README.md` says how to read either.

mod codice_fiscale;
mod instructions;
mod timing;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => codice_fiscale::run(),
        ["instructions"] => codice_fiscale::count_instructions(),
        ["repeat", judge, times] => {
            let number = |text: &str| text.parse().expect("a number");
            codice_fiscale::repeat(number(judge), number(times));
        }
        _ => {
            eprintln!("usage: cie-benches [instructions]");
            std::process::exit(2);
        }
    }
}
