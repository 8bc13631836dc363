//! Who has confirmed a text, on the screen and for programs.

use crate::words::{Words, count};
use jiff::Timestamp;
use passage_model::civil::Zone;
use passage_statements::acknowledgement::{Acknowledgements, Board, Level, Standing};
use serde_json::{Value, json};

/// The tree as of a moment, the names of who has not confirmed first; `newest` is the version that the text has by now.
pub fn screen(tree: &Acknowledgements, board: &Board, (at, newest): (Timestamp, Option<u64>), words: &Words) -> String {
    let mut head = vec![("corridor", tree.corridor.as_str().into()), ("moment", shown(tree, at).into())];
    let mut lines = vec![match board.revision {
        Some(revision) => {
            let text = [("side", tree.side.as_str().into()), ("n", count(revision))];
            head.push(("version", words.tell("board-version", &text).into()));
            words.tell("board-head", &head)
        }
        None => words.tell("board-nothing-sent", &head),
    }];
    lines.push(String::new());
    lines.push(sentence(tree, board, words));
    if let Some(newest) = newest.filter(|newest| board.revision != Some(*newest)) {
        lines.push(words.tell("board-not-newest", &[("n", count(newest))]));
    }
    lines.push(String::new());
    for (place, depth) in tree.in_order() {
        lines.push(format!("{}{}", "  ".repeat(depth), line(tree, board, place, words)));
    }
    if let Some(next) = board.next {
        let own = &tree.confirmations[next];
        let figures =
            [("name", tree.posts[own.post].name.as_str().into()), ("moment", short(tree, own.until.at).into())];
        lines.push(String::new());
        lines.push(words.tell("board-next", &figures));
    }
    lines.push(words.say("board-no-approval"));
    lines.join("\n")
}

/// "1 of 7 has confirmed. Nobody at Vasylivka has confirmed."
pub fn sentence(tree: &Acknowledgements, board: &Board, words: &Words) -> String {
    let (done, all) = (board.confirmed() as u64, board.standings.len() as u64);
    let counts = words.tell("board-count", &[("n", count(done)), ("all", count(all))]);
    if board.is_complete() {
        return counts;
    }
    let parts = [
        ("board-nobody-at", named(tree, board, |standing| standing == Standing::Nobody)),
        ("board-unanswered", named(tree, board, |standing| matches!(standing, Standing::Delivered(_)))),
        ("board-ran-out", named(tree, board, |standing| matches!(standing, Standing::Expired(_)))),
        ("board-took-back", named(tree, board, |standing| matches!(standing, Standing::Withdrawn(_)))),
        ("board-only-older", named(tree, board, |standing| matches!(standing, Standing::Older(_)))),
    ];
    let told = parts.into_iter().filter(|(_, names)| !names.is_empty());
    let told = told.map(|(message, names)| words.tell(message, &[("names", names.join(", ").into())]));
    std::iter::once(counts).chain(told).collect::<Vec<_>>().join(" ")
}

/// The posts that stand in one way, those nearest to the road first: it is they who stop a column.
fn named<'t>(tree: &'t Acknowledgements, board: &Board, is: impl Fn(Standing) -> bool) -> Vec<&'t str> {
    let mut found: Vec<usize> = (0..tree.posts.len()).filter(|place| is(board.standings[*place])).collect();
    found.sort_by_key(|place| (std::cmp::Reverse(tree.posts[*place].level), *place));
    found.into_iter().map(|place| tree.posts[place].name.as_str()).collect()
}

fn line(tree: &Acknowledgements, board: &Board, place: usize, words: &Words) -> String {
    let post = &tree.posts[place];
    let level = words.say(level(post.level));
    let told = standing(tree, board.standings[place], words);
    let (done, all) = board.below[place];
    let figures = [("name", post.name.as_str().into()), ("level", level.into()), ("told", told.into())];
    let own = words.tell("board-line", &figures);
    if all == 0 {
        return own;
    }
    let below = words.tell("board-below", &[("n", count(done as u64)), ("all", count(all as u64))]);
    format!("{own} {below}")
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Command => "board-command",
        Level::Sector => "board-sector",
        Level::Unit => "board-unit",
        Level::Checkpoint => "board-checkpoint",
    }
}

fn standing(tree: &Acknowledgements, standing: Standing, words: &Words) -> String {
    let told = |message: &str, place: usize| {
        let own = &tree.confirmations[place];
        let withdrawn = own.withdrawn.as_ref().map_or_else(String::new, |moment| short(tree, moment.at));
        let figures = [
            ("who", own.who.as_str().into()),
            ("channel", own.channel.as_str().into()),
            ("moment", short(tree, own.at.at).into()),
            ("until", short(tree, own.until.at).into()),
            ("withdrawn", withdrawn.into()),
            ("n", count(own.revision)),
        ];
        words.tell(message, &figures)
    };
    match standing {
        Standing::Confirmed(place) => told("board-confirmed", place),
        Standing::Expired(place) => told("board-expired", place),
        Standing::Withdrawn(place) => told("board-withdrawn", place),
        Standing::Delivered(place) => told("board-delivered", place),
        Standing::Older(place) => told("board-older", place),
        Standing::Nobody => words.say("board-nobody"),
    }
}

fn shown(tree: &Acknowledgements, at: Timestamp) -> String {
    let utc = Zone::find("UTC").ok();
    let Some(zone) = tree.zone.as_ref().or(utc.as_ref()) else { return at.to_string() };
    format!("{} ({})", zone.at(at).strftime("%F %H:%M"), zone.name())
}

/// A moment without its zone, which stands at the head.
fn short(tree: &Acknowledgements, at: Timestamp) -> String {
    let utc = Zone::find("UTC").ok();
    let Some(zone) = tree.zone.as_ref().or(utc.as_ref()) else { return at.to_string() };
    zone.at(at).strftime("%F %H:%M").to_string()
}

/// The same for programs.
pub fn document(
    tree: &Acknowledgements,
    board: &Board,
    (at, newest): (Timestamp, Option<u64>),
    words: &Words,
) -> Value {
    let posts = tree.in_order().into_iter().map(|(place, depth)| {
        let post = &tree.posts[place];
        let (word, confirmation) = match board.standings[place] {
            Standing::Confirmed(own) => ("confirmed", Some(own)),
            Standing::Expired(own) => ("expired", Some(own)),
            Standing::Withdrawn(own) => ("withdrawn", Some(own)),
            Standing::Delivered(own) => ("delivered", Some(own)),
            Standing::Older(own) => ("older version", Some(own)),
            Standing::Nobody => ("nobody", None),
        };
        let confirmation = confirmation.map(|own| {
            let own = &tree.confirmations[own];
            json!({
                "who": own.who,
                "channel": own.channel,
                "at": own.at.at.to_string(),
                "until": own.until.at.to_string(),
                "revision": own.revision,
                "as": own.reach.name(),
            })
        });
        json!({
            "name": post.name,
            "level": post.level.name(),
            "under": post.under.map(|own| &tree.posts[own].name),
            "depth": depth,
            "standing": word,
            "confirmation": confirmation,
            "confirmed_below": board.below[place].0,
            "below": board.below[place].1,
            "words": line(tree, board, place, words),
        })
    });
    json!({
        "corridor": tree.corridor,
        "side": tree.side,
        "at": at.to_string(),
        "revision": board.revision,
        "newest": newest,
        "confirmed": board.confirmed(),
        "of": board.standings.len(),
        "complete": board.is_complete(),
        "approved": false,
        "words": sentence(tree, board, words),
        "posts": posts.collect::<Vec<_>>(),
    })
}
