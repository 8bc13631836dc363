//! The tree as of any moment, against a twin that lives through every event, and what may not be written.

use super::*;
use crate::clock::{Bound, Context};
use crate::damage::{damaged, edits};
use proptest::prelude::*;

fn made(text: &str) -> Acknowledgements {
    let (read, findings) = read(text.as_bytes());
    read.unwrap_or_else(|| panic!("{findings:#?}"))
}

const HEAD: &str = "version = 1\ncorridor = 'Mariupol'\nside = 'Ukraine'\nzone = 'Europe/Kyiv'\ndate = '2022-03-16'\n\
    [[sent]]\nrevision = 1\nat = '06:00'\n[[sent]]\nrevision = 2\nat = '07:00'\n\
    [[must]]\nname = 'Command'\nlevel = 'command'\n[[must]]\nname = 'Sector'\nlevel = 'sector'\nunder = 'Command'\n\
    [[must]]\nname = 'Vasylivka'\nlevel = 'checkpoint'\nunder = 'Sector'\n";

fn confirmed(by: &str, revision: u64, at: &str, until: &str, rest: &str) -> String {
    format!(
        "[[confirmed]]\nby = '{by}'\nwho = 'duty officer'\nchannel = 'telephone'\nrevision = {revision}\nat = '{at}'\nuntil = \
         '{until}'\n{rest}\n"
    )
}

fn at(time: &str) -> Timestamp {
    let context = Context { zone: Zone::find("Europe/Kyiv").ok(), date: "2022-03-16".parse().ok(), said_at: None };
    context.moment(time).unwrap().at
}

#[test]
fn what_has_run_out_was_taken_back_or_is_about_an_older_version_does_not_count() {
    let text = [
        HEAD.to_owned(),
        confirmed("Command", 1, "06:10", "20:00", ""),
        confirmed("Sector", 2, "07:10", "08:00", ""),
        confirmed("Vasylivka", 2, "07:20", "20:00", "withdrawn = '09:00'"),
    ];
    let tree = made(&text.concat());
    let standings = |time: &str| tree.at(at(time)).standings;
    assert_eq!(standings("05:00"), [Standing::Nobody; 3]);
    assert_eq!(tree.at(at("05:00")).revision, None);
    assert_eq!(standings("06:30"), [Standing::Confirmed(0), Standing::Nobody, Standing::Nobody]);
    assert_eq!(standings("07:30"), [Standing::Older(0), Standing::Confirmed(1), Standing::Confirmed(2)]);
    assert_eq!(standings("08:00"), [Standing::Older(0), Standing::Expired(1), Standing::Confirmed(2)]);
    assert_eq!(standings("09:00"), [Standing::Older(0), Standing::Expired(1), Standing::Withdrawn(2)]);
    let board = tree.at(at("07:30"));
    assert_eq!((board.confirmed(), &board.below[..], board.next), (2, &[(2, 2), (1, 1), (0, 0)][..], Some(1)));
    assert!(!board.is_complete());
}

#[test]
fn a_message_that_arrived_unanswered_is_not_a_confirmation() {
    let tree = made(&(HEAD.to_owned() + &confirmed("Vasylivka", 2, "07:20", "20:00", "as = 'delivered'")));
    assert_eq!(tree.at(at("08:00")).standings[2], Standing::Delivered(0));
    let both = HEAD.to_owned()
        + &confirmed("Vasylivka", 2, "07:20", "20:00", "as = 'understood'")
        + &confirmed("Vasylivka", 2, "07:40", "20:00", "as = 'delivered'");
    assert_eq!(made(&both).at(at("08:00")).standings[2], Standing::Confirmed(0), "it stays confirmed");
}

#[test]
fn nothing_that_was_received_is_approved() {
    let code = |rest: &str| {
        let (read, findings) = read((HEAD.to_owned() + &confirmed("Sector", 2, "07:10", "20:00", rest)).as_bytes());
        (read.is_some(), findings.iter().map(|finding| finding.code.to_string()).collect::<Vec<_>>())
    };
    assert_eq!(code("as = 'approved'"), (false, vec!["acknowledgement.not-approval".to_owned()]));
    assert_eq!(code("words = 'Approved, you may go'"), (true, vec!["text.receipt-words".to_owned()]));
}

#[test]
fn a_circle_and_a_name_that_is_not_there_are_refused() {
    let circle = "version = 1\ncorridor = 'M'\nzone = 'UTC'\n[[sent]]\nrevision = 1\nat = '2022-03-16 06:00'\n\
        [[must]]\nname = 'A'\nlevel = 'sector'\nunder = 'B'\n[[must]]\nname = 'B'\nlevel = 'sector'\nunder = 'A'\n";
    let codes = |text: &str| read(text.as_bytes()).1.iter().map(|f| f.code.to_string()).collect::<Vec<_>>();
    assert_eq!(codes(circle), ["acknowledgement.circle"]);
    assert_eq!(codes(&circle.replace("under = 'B'", "under = 'Bb'")), ["acknowledgement.no-such-post"]);
}

/// A moment, so many minutes after the beginning.
fn minute(n: i64) -> Moment {
    let zone = Zone::find("UTC").unwrap();
    let at = Timestamp::from_second(1_647_388_800 + n * 60).unwrap();
    Moment { at, zone, about: false, bound: Bound::At, quoted: String::new() }
}

fn worlds() -> impl Strategy<Value = Acknowledgements> {
    let sent = proptest::collection::vec(0i64..60, 0..4);
    let posts = proptest::collection::vec(any::<prop::sample::Index>(), 1..7);
    let confirmation =
        (any::<prop::sample::Index>(), 0i64..60, 1i64..40, 1u64..5, 0usize..3, proptest::option::of(0i64..90));
    let confirmations = proptest::collection::vec(confirmation, 0..14);
    (sent, posts, confirmations).prop_map(|(mut sent, above, confirmations)| {
        sent.sort_unstable();
        sent.dedup();
        let posts = above.iter().enumerate().map(|(place, index)| Post {
            name: place.to_string(),
            level: Level::Unit,
            under: (place > 0).then(|| index.index(place + 1)).filter(|above| *above < place),
        });
        let posts: Vec<Post> = posts.collect();
        let confirmations =
            confirmations.into_iter().map(|(post, at, length, revision, reach, withdrawn)| Confirmation {
                post: post.index(posts.len()),
                who: String::new(),
                channel: String::new(),
                at: minute(at),
                until: minute(at + length),
                revision,
                reach: Reach::ALL[reach],
                withdrawn: withdrawn.map(minute),
                words: String::new(),
            });
        Acknowledgements {
            corridor: String::new(),
            side: String::new(),
            zone: None,
            sent: sent.iter().enumerate().map(|(n, at)| Sent { revision: n as u64 + 1, at: minute(*at) }).collect(),
            confirmations: confirmations.collect(),
            posts,
        }
    })
}

/// Twin: lives through the minutes one by one and keeps, for each post, what has come in, in the order in which it came.
fn lived(tree: &Acknowledgements, until: i64) -> Vec<u8> {
    let mut revision = 0;
    let mut come: Vec<Vec<usize>> = vec![Vec::new(); tree.posts.len()];
    for now in 0..=until {
        for sent in tree.sent.iter().filter(|sent| sent.at == minute(now)) {
            revision = sent.revision;
        }
        for (place, own) in tree.confirmations.iter().enumerate().filter(|(_, own)| own.at == minute(now)) {
            come[own.post].push(place);
        }
    }
    let now = minute(until).at;
    let worth = |own: &Confirmation| match own {
        own if revision == 0 || own.revision > revision => 0,
        own if own.revision < revision => 1,
        own if own.withdrawn.as_ref().is_some_and(|w| w.at <= now) => 2,
        own if own.until.at <= now => 2,
        own if own.reach == Reach::Delivered => 2,
        _ => 3,
    };
    come.iter().map(|all| all.iter().map(|place| worth(&tree.confirmations[*place])).max().unwrap_or(0)).collect()
}

proptest! {
    #[test]
    fn the_tree_at_a_moment_is_what_living_until_then_leaves(tree in worlds(), until in 0i64..100) {
        let board = tree.at(minute(until).at);
        let worth: Vec<u8> = board.standings.iter().map(|standing| match standing {
            Standing::Confirmed(_) => 3,
            Standing::Expired(_) | Standing::Withdrawn(_) | Standing::Delivered(_) => 2,
            Standing::Older(_) => 1,
            Standing::Nobody => 0,
        }).collect();
        prop_assert_eq!(&worth, &lived(&tree, until));
        // Twin of the counts below: asks of each pair whether one stands above the other.
        let above = |low: usize, high: usize| {
            std::iter::successors(tree.posts[low].under, |own| tree.posts[*own].under).any(|own| own == high)
        };
        for high in 0..tree.posts.len() {
            let under: Vec<usize> = (0..tree.posts.len()).filter(|low| above(*low, high)).collect();
            let told = under.iter().filter(|low| worth[**low] == 3).count();
            prop_assert_eq!(board.below[high], (told, under.len()));
        }
        let mut order: Vec<usize> = tree.in_order().into_iter().map(|(place, _)| place).collect();
        order.sort_unstable();
        prop_assert_eq!(order, (0..tree.posts.len()).collect::<Vec<_>>());
    }

    #[test]
    fn every_fault_of_a_damaged_file_has_its_place_in_it(
        edits in edits(),
    ) {
        let text = damaged(&(HEAD.to_owned() + &confirmed("Sector", 2, "07:10", "20:00", "as = 'received'")), edits);
        let (read, findings) = read(text.as_bytes());
        prop_assert!(read.is_some() || !findings.is_empty());
        for span in findings.iter().filter_map(|finding| finding.span.clone()) {
            prop_assert!(text.get(span.clone()).is_some(), "{:?} of {}", span, text);
        }
    }

    #[test]
    fn no_bytes_make_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60), cut in 0usize..900) {
        let _ = read(&bytes);
        let text = HEAD.to_owned() + &confirmed("Sector", 2, "07:10", "20:00", "");
        let _ = read(&text.as_bytes()[..cut.min(text.len())]);
    }
}
