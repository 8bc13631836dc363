//! Drafts of claims as a user of the crate meets them: the measured page, any bytes, furniture, what is taken once.

#[path = "../../examples/drafts/labelled.rs"]
mod labelled;
#[path = "../../examples/drafts/page.rs"]
mod page;

use passage_model::civil::Zone;
use passage_statements::claim::{Format, read};
use passage_statements::draft::{Draft, Drafts, Form, Given, draft, file};
use proptest::prelude::*;

fn given(form: Form) -> Given {
    Given { form, said: "2022-03-15".parse().ok(), zone: Zone::find("Europe/Kyiv").unwrap() }
}

fn plain(text: &str) -> Drafts {
    draft(text.as_bytes(), &given(Form::Plain))
}

/// A draft in one line: value, measure, place.
fn line(draft: &Draft) -> String {
    let place = draft.place.as_ref().map_or("-", |found| found.value.as_str());
    format!("{} {} {place}", draft.value.value, draft.measure.value)
}

#[test]
fn the_page_of_the_measured_drafts_is_what_the_rules_do() {
    let written = include_str!("../../../../docs/concepts/drafts.md");
    assert!(page::page() == written, "run: cargo run -p passage-statements --example drafts > docs/concepts/drafts.md");
    assert!(!written.contains("not explained"));
}

#[test]
fn the_labelled_paragraphs_are_as_many_and_as_mixed_as_the_page_says() {
    let reports = labelled::reports();
    let numbers: Vec<u32> = reports.iter().map(|report| report.number).collect();
    assert_eq!(numbers, (1..=84).chain(101..=130).chain(201..=230).chain(301..=324).collect::<Vec<u32>>());
    assert_eq!(page::read(true).len(), 24);
    // A set on which everything is right would be no measurement of anything.
    assert!(!page::misses(&page::read(true)).is_empty());
}

#[test]
fn what_is_no_claim_is_left_out() {
    for text in [
        "Twelve missiles hit the town and 31 houses burnt down.",
        "A litre of petrol costs 60 hryvnias; the fare is $130, up 12%.",
        "The mayor denied that 5,000 people had left Izium.",
        "READ ALSO: 3,000 people left Sumy",
        "Home | War | 5,000 left Irpin | Sport",
        "2. 18 killed in a bus crash abroad",
        "15 March 2022, 18:40",
        "The 62-year-old doctor and a 6-year-old girl left Mariupol.",
        "Поліція спростувала, що з Ізюма виїхали 3 тисячі людей.",
        "На місто скинули 22 бомби, температура мінус 5, квиток коштує 3000 гривень.",
        "There were no reports of deaths in the town.",
        "Торік із Рубіжного виїхали 300 працівників.",
        "",
    ] {
        let drafts = plain(text).drafts;
        assert!(drafts.is_empty(), "{text}: {:?}", drafts.iter().map(line).collect::<Vec<_>>());
    }
}

#[test]
fn a_sentence_that_is_repeated_is_taken_once() {
    let sentence = "Some 1,200 people left Trostianets on Tuesday, the governor said. ";
    let drafts = plain(&sentence.repeat(3));
    assert_eq!((drafts.drafts.len(), drafts.repeated, drafts.sentences), (1, 2, 3));
}

#[test]
fn the_furniture_of_a_page_is_no_part_of_its_report() {
    let page = "<!doctype html><html><head><title>300 people left Sumy</title><script>if (a<b) '400 people left Izium'</script></head>\
                <body><nav><li>500 people left Bucha</nav><article><header><h1>News</h1></header><p>About 600&nbsp;people left \
                Irpin, the mayor said.<p class=related>700 people left Lviv<div>800 people left <b>Kherson</b></div></article>\
                <aside>900 people left Odesa</aside><footer>1,000 people left Kyiv</footer></body></html>";
    let drafts = draft(page.as_bytes(), &given(Form::Either));
    let lines: Vec<String> = drafts.drafts.iter().map(line).collect();
    assert_eq!(lines, ["about 600 departed.people Irpin", "800 departed.people Kherson"]);
    assert!(drafts.furniture >= 6, "{}", drafts.furniture);
}

#[test]
fn a_page_says_when_it_was_published() {
    let page = "<html><body><time datetime='2022-03-24T20:05:00+02:00'>yesterday</time><p>60 people left Izium on Thursday.</p></body></html>";
    let drafts = draft(page.as_bytes(), &Given { said: None, ..given(Form::Html) });
    assert_eq!(drafts.said, "2022-03-24".parse().ok());
    assert!(drafts.drafts[0].period.is_some());
}

#[test]
fn accepted_drafts_are_read_as_claims_and_others_are_not() {
    let zone = Zone::find("Europe/Kyiv").unwrap();
    let mut drafts =
        plain("As of 14:00, 2,000 cars had left Mariupol, the city council said on Telegram \u{7}\"today\".");
    drafts.carried_by("A \"quoted\" page\nof two lines");
    let text = file::write(&drafts, &zone, &file::english);
    let learned = "2022-03-16T00:00:00Z".parse().ok();
    let (_, findings) = read(text.as_bytes(), Format::Toml, learned);
    assert_eq!(findings.iter().map(|finding| &*finding.code).collect::<Vec<_>>(), ["claim.draft"]);
    let accepted: String = text.lines().filter(|line| !line.starts_with("draft =")).collect::<Vec<_>>().join("\n");
    let (entries, findings) = read(accepted.as_bytes(), Format::Toml, learned);
    assert!(findings.is_empty(), "{findings:#?}\n{accepted}");
    let claim = &entries[0].claim;
    assert_eq!((claim.about.as_str(), claim.speaker.as_str()), ("Mariupol", "city council"));
    assert_eq!(claim.quote, drafts.drafts[0].quote);
    assert!(claim.verified.is_none());
}

#[test]
fn a_text_without_full_stops_is_left_out_and_long_sentences_take_no_long_time() {
    let endless = plain(&"5 people left and 6 cars waited ".repeat(2_000));
    assert_eq!((endless.drafts.len(), endless.furniture), (0, 1));
    let long = format!("{}.", "5 people left and 6 cars waited, ".repeat(30));
    assert!(!plain(&long).drafts.is_empty());
}

/// Pieces of which reports are made, and of which they should not be.
const PIECES: [&str; 40] = [
    "people ",
    "2,000 ",
    "1 865 ",
    "cars ",
    "left ",
    "from Mariupol ",
    "said ",
    "the mayor ",
    ", ",
    ". ",
    "<p>",
    "</p>",
    "<nav",
    ">",
    "as of 14:00 ",
    "since 24 February ",
    "about ",
    "до ",
    "сотні ",
    "тис. ",
    "пів ",
    "людей ",
    "з Маріуполя ",
    "виїхали ",
    "повідомив ",
    "мер ",
    "у Telegram ",
    "between ",
    "and ",
    "to ",
    "99999999999999999999 ",
    "0",
    "\u{301}",
    "\u{a0}",
    "-",
    "’",
    "«",
    "»",
    "\n",
    "31 February ",
];

proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), html in any::<bool>()) {
        let form = if html { Form::Html } else { Form::Plain };
        draft(&bytes, &given(form));
    }

    /// Every draft quotes a sentence of its report, rests on words of it, and can be written and read again.
    #[test]
    fn any_pieces_of_reports_are_read_and_their_drafts_written(pieces in proptest::collection::vec(0..PIECES.len(), 0..40), html in any::<bool>()) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        let form = if html { Form::Html } else { Form::Either };
        let drafts = draft(text.as_bytes(), &given(form));
        for draft in &drafts.drafts {
            prop_assert!(draft.quote.contains(&draft.value.words), "{:?} in {:?}", draft.value, draft.quote);
        }
        let zone = Zone::find("Europe/Kyiv").unwrap();
        let file = file::write(&drafts, &zone, &file::english);
        let (_, findings) = read(file.as_bytes(), Format::Toml, "2022-03-16T00:00:00Z".parse().ok());
        for finding in findings {
            prop_assert!(["claim.draft", "claim.missing"].contains(&&*finding.code), "{:?}\n{}", finding, file);
        }
    }
}
