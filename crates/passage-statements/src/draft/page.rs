//! What of a page is its report: paragraphs of plain text or of HTML, without menus, scripts, links to other articles.
//!
//! HTML is taken apart by html5gum, which follows the standard on any bytes; which elements are furniture is our choice, by
//! their names and by the words of their `class` and `id`.

use super::furniture;
use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};
use std::collections::BTreeMap;

/// A report taken apart.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its paragraphs and headings, in their order.
    pub paragraphs: Vec<String>,
    /// When it says that it was published, as it stands: the `datetime` of a `time`, `article:published_time`.
    pub published: Option<String>,
    /// How many pieces of text were left out as furniture.
    pub left_out: usize,
}

/// Elements whose text is no part of a report.
const FURNITURE: &str = " script style nav footer aside title button form noscript figure figcaption select svg template time \
                         iframe object audio video label option textarea head menu dialog ";

/// Words in the class or id of an element that is none.
const FURNITURE_CLASSES: &str = " menu nav navbar navigation related read readalso sidebar aside share social comment comments \
                                 footer header tag tags subscribe promo advert ad ads banner breadcrumb breadcrumbs date views \
                                 meta counter popular cookie cookies newsletter widget toolbar caption ";

/// Elements that neither end nor hold anything.
const VOID: &str = " area base br col embed hr img input link meta param source track wbr ";

/// Elements that stand within a line.
const INLINE: &str = " a abbr b bdi bdo cite code data dfn em font i kbd mark q s samp small span strong sub sup u var wbr del \
                      ins time ";

fn within(list: &str, name: &str) -> bool {
    list.split(' ').any(|word| word == name)
}

/// Whether bytes look like a page of HTML.
pub fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(1_000).collect::<String>().to_ascii_lowercase();
    start.starts_with('<')
        && ["<html", "<!doctype", "<body", "<article", "<div", "<p>", "<head"].iter().any(|tag| start.contains(tag))
}

/// The paragraphs of plain text: its lines.
pub fn plain(text: &str) -> Page {
    let mut page = Page::default();
    for line in text.lines() {
        page.take(line);
    }
    page
}

impl Page {
    fn take(&mut self, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        if furniture::is_line(&text) {
            self.left_out += 1;
        } else {
            self.paragraphs.push(text);
        }
    }
}

/// The paragraphs of HTML. O(length times the depth of its elements).
pub fn html(text: &str) -> Page {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut reader = Reader::default();
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => reader.start(&tag),
            Token::EndTag(tag) => reader.end(&name_of(&tag.name)),
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.close();
    reader.page
}

fn name_of(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

/// The deepest nesting that is followed; beyond it, elements are taken as text of the one that holds them.
const DEEPEST: usize = 500;

#[derive(Default)]
struct Reader {
    page: Page,
    /// The open elements, and whether each is furniture.
    open: Vec<(String, bool)>,
    line: String,
}

impl Reader {
    fn is_furniture(&self) -> bool {
        self.open.iter().any(|(_, furniture)| *furniture)
    }

    /// Ends the paragraph.
    fn close(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.page.take(&line);
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = name_of(&tag.name);
        self.published(&name, &tag.attributes);
        if !within(INLINE, &name) {
            self.close();
            self.implied_ends(&name);
        }
        if within(VOID, &name) || tag.self_closing || self.open.len() >= DEEPEST {
            return;
        }
        let in_article = self.open.iter().any(|(open, _)| open == "article" || open == "main");
        let furniture = within(FURNITURE, &name)
            || (name == "header" && !in_article)
            || (!matches!(name.as_str(), "html" | "body" | "article" | "main") && classes(&tag.attributes));
        self.open.push((name, furniture));
    }

    /// A paragraph ends where another block begins, an item where another item does.
    fn implied_ends(&mut self, name: &str) {
        let last = self.open.last().map(|(open, _)| open.as_str());
        if last == Some("p") || (last == Some("li") && name == "li") || (last == Some("head") && name == "body") {
            self.open.pop();
        }
    }

    fn end(&mut self, name: &str) {
        if !within(INLINE, name) {
            self.close();
        }
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
            self.open.truncate(at);
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_furniture() {
            self.page.left_out += usize::from(!text.trim().is_empty());
        } else {
            self.line.push_str(&text.replace(char::is_whitespace, " "));
        }
    }

    fn published(&mut self, name: &str, attributes: &BTreeMap<HtmlString, html5gum::Spanned<HtmlString, ()>>) {
        if self.page.published.is_some() {
            return;
        }
        let attribute = |key: &str| {
            let value = attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case(key.as_bytes()))?.1;
            Some(String::from_utf8_lossy(value).trim().to_owned())
        };
        let value = match name {
            "time" => attribute("datetime"),
            "meta" if attribute("property").as_deref() == Some("article:published_time") => attribute("content"),
            _ => None,
        };
        self.page.published = value.filter(|value| !value.is_empty());
    }
}

fn classes(attributes: &BTreeMap<HtmlString, html5gum::Spanned<HtmlString, ()>>) -> bool {
    attributes.iter().filter(|(name, _)| matches!(&name[..], b"class" | b"id")).any(|(_, value)| {
        let text = String::from_utf8_lossy(value).to_ascii_lowercase();
        text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| !word.is_empty() && within(FURNITURE_CLASSES, word))
    })
}
