//! Help, completions and manual pages.

use crate::args::Cli;
use crate::failure::{Code, Failure, Outcome, Stop};
use crate::output::Output;
use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};
use std::io;

/// Prints a text.
pub fn show(text: &[u8]) -> Result<Outcome, Stop> {
    let mut output = Output::create(None)?;
    output.write(text)?;
    output.finish()?;
    Ok(Outcome::Done)
}

/// Prints the completions for a shell.
pub fn completions(shell: Shell) -> Result<Outcome, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "userhash", &mut script);
    show(&script)
}

/// Prints the manual page of a command, or of the whole.
pub fn man(page: Option<&str>) -> Result<Outcome, Stop> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let command = match page {
        None => Some(command),
        Some(name) => command.find_subcommand(name).cloned(),
    };
    let command =
        command.ok_or_else(|| Failure::new(Code::Usage, "there is no such manual page"))?;
    let mut text = Vec::new();
    render(&Man::new(command).manual("userhash"), page.is_none(), &mut text)
        .map_err(|_| Failure::new(Code::UnwritableOutput, "the manual page can't be made"))?;
    show(&text)
}

fn render(page: &Man, whole: bool, text: &mut Vec<u8>) -> io::Result<()> {
    page.render_title(text)?;
    page.render_name_section(text)?;
    page.render_synopsis_section(text)?;
    page.render_description_section(text)?;
    page.render_options_section(text)?;
    if whole {
        page.render_subcommands_section(text)?;
    }
    let mut sections = Roff::new();
    for (title, paragraphs) in SECTIONS {
        sections.control("SH", [*title]);
        for paragraph in *paragraphs {
            sections.control("PP", []).text([roman(*paragraph)]);
        }
    }
    sections.to_writer(text)
}

const SECTIONS: &[(&str, &[&str])] = &[
    (
        "EXIT STATUS",
        &[
            "0: done; for verify, everything was verified.",
            "1: at least one user hash is not that of its user (verify only).",
            "2: an error in the command line, a key, the input or the output. The standard error \
             stream says which; the line ends in a code in brackets, for programs to compare.",
        ],
    ),
    (
        "ENVIRONMENT",
        &["USERHASH_SECRET_KEY: the secret key, unless an option names another source for it."],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::DEFAULT_VARIABLE;

    #[test]
    fn the_manual_names_the_variable_that_is_read() {
        assert!(SECTIONS[1].1[0].starts_with(DEFAULT_VARIABLE));
    }
}
