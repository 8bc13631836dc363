//! The states of a corridor as a document, held to what the program knows.

use crate::stage::root;
use passage_statements::text::State;
use std::fmt::Write as _;

const FILE: &str = "docs/reference/corridor-states.md";

const HEAD: &str = "# The life of a corridor\n\n\
Written by the test `the_document_of_states_is_what_the_program_knows` from the states themselves. To write it anew:\n\
`PASSAGE_WRITE_DOCS=1 cargo test -p passage --test it corridor_states`.\n\n\
`passage text state FILE [--as-of TIME]` reads the steps of one corridor's life and says how it stands, how it came there, and\n\
what may follow on what evidence. A step without its evidence is refused, and so is one that does not follow.\n\n\
```toml\n\
version = 1\n\
corridor = \"Mariupol\"\n\
zone = \"Europe/Kyiv\"                 # of times that name none\n\
date = \"2022-03-16\"                  # and their day\n\n\
[[step]]\n\
to = \"opened\"                        # the state\n\
at = \"11:20\"\n\
first_vehicle = \"11:20\"              # its evidence\n\
place = \"first checkpoint at Manhush\"\n\
note = \"...\"                         # and source, where wanted\n\
```\n\n\
A life begins as *proposed*. *Agreed in principle* names at least two `sides`. *Agreed in detail* is not written but found: `texts`\n\
are the two sides' [corridor texts](corridor-text.md), beside the file, and they must differ in nothing and be precise in all\n\
fourteen elements. *Notified down* names the file of [acknowledgements](acknowledgements.md); a *go* while somebody there has not\n\
confirmed needs a `reason`. Nothing here says who broke what: `by` is who says so.\n";

fn slug(state: State) -> String {
    state.name().replace([' ', '-', ','], "_").replace("__", "_")
}

fn document() -> String {
    let mut text = HEAD.to_owned();
    text.push_str("\n## What may follow on what\n\n```mermaid\nstateDiagram-v2\n    [*] --> proposed\n");
    for state in State::ALL {
        if slug(state) != state.name() {
            let _ = writeln!(text, "    {}: {}", slug(state), state.name());
        }
        for next in state.next() {
            let _ = writeln!(text, "    {} --> {}", slug(state), slug(*next));
        }
    }
    let _ = writeln!(text, "    {} --> [*]\n```", slug(State::Reported));
    text.push_str("\n## What each state needs\n\nEach needs its time (`at`) as well.\n\n| state | evidence | may be followed by |\n|---|---|---|\n");
    for state in State::ALL {
        let needs: Vec<String> = state.needs().iter().map(|own| format!("`{}` ({})", own.key(), own.words())).collect();
        let next: Vec<&str> = state.next().iter().map(|next| next.name()).collect();
        let next = if next.is_empty() { "nothing".to_owned() } else { next.join(", ") };
        let _ = writeln!(text, "| {} | {} | {next} |", state.name(), needs.join(", "));
    }
    text.push_str("\n## The ways of failing\n\nEach has happened.\n\n| exit | a case |\n|---|---|\n");
    for (state, case) in State::ALL.into_iter().filter_map(|state| Some((state, state.case()?))) {
        let _ = writeln!(text, "| {} | {case} |", state.name());
    }
    text
}

#[test]
fn the_document_of_states_is_what_the_program_knows() {
    let path = root().join(FILE);
    let now = document();
    if std::env::var_os("PASSAGE_WRITE_DOCS").is_some() {
        std::fs::write(&path, &now).expect("the document is written");
    }
    let then = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        now == then,
        "{FILE} differs: write it anew with PASSAGE_WRITE_DOCS=1 cargo test -p passage corridor_states"
    );
}
