//! An HTML page under construction: headings, paragraphs and tables that screen readers, phones and printers can use.

use crate::markup::{escape, prose};
use crate::words::Words;
use std::fmt::Write as _;

/// A column of a table.
pub struct Column {
    /// What stands above it.
    pub head: String,
    /// What kind of cells it has.
    pub kind: Cells,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cells {
    /// Words, to the left.
    Words,
    /// Numbers, to the right.
    Numbers,
    /// Times, each on one line.
    Times,
}

impl Column {
    /// A column of words.
    pub const fn words(head: String) -> Self {
        Self { head, kind: Cells::Words }
    }

    /// A column of times.
    pub const fn times(head: String) -> Self {
        Self { head, kind: Cells::Times }
    }

    /// A column of numbers.
    pub const fn number(head: String) -> Self {
        Self { head, kind: Cells::Numbers }
    }
}

/// What a page has that others have not.
#[derive(Default)]
pub struct Own<'a> {
    /// Its one script as a policy names it: `sha256-` and the digest in base 64. Without it no script may run.
    pub script: Option<String>,
    /// Rules behind those of all pages.
    pub style: &'a str,
}

/// A page's body. Everything that is put in is text and gets escaped, its units bound to their
/// numbers, except what [`Page::raw`] takes.
#[derive(Default)]
pub struct Page {
    /// The HTML so far.
    pub html: String,
}

impl Page {
    /// Everything before the page's header: no script, no request, for the policy in the page forbids both.
    pub fn open(&mut self, title: &str, exercise: bool, words: &Words) {
        self.open_for(title, exercise, words, &Own::default());
    }

    /// The same for a page with a script of its own, which the policy names, and rules of its own.
    pub fn open_for(&mut self, title: &str, exercise: bool, words: &Words, own: &Own<'_>) {
        let mark = escape(&words.say("exercise-mark"));
        let print = if exercise {
            format!("@media print{{@page{{@top-center{{content:\"{mark}\";font:700 9pt sans-serif}}}}}}")
        } else {
            String::new()
        };
        let policy = own.script.as_ref().map_or_else(String::new, |digest| format!("; script-src '{digest}'"));
        let _ = write!(
            self.html,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'{policy}\">\n\
             <meta name=\"generator\" content=\"{}\">\n<title>{}</title>\n<style>\n{}{}{print}</style>\n</head>\n<body>\n",
            words.language.tag(),
            concat!("passage ", env!("CARGO_PKG_VERSION")),
            escape(title),
            include_str!("style.css"),
            own.style,
        );
        if exercise {
            let line = escape(&words.say("exercise-line"));
            let _ = writeln!(self.html, "<p class=\"exercise\" role=\"note\">{line}</p>");
        }
    }

    /// A section with its heading; the page's contents lead to `id`.
    pub fn section(&mut self, id: &str, heading: &str) {
        let _ = writeln!(self.html, "<h2 id=\"{id}\">{}</h2>", prose(heading));
    }

    /// A heading within a section.
    pub fn heading(&mut self, heading: &str) {
        let _ = writeln!(self.html, "<h3>{}</h3>", prose(heading));
    }

    /// A paragraph; `class` may be empty.
    pub fn paragraph(&mut self, class: &str, text: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = writeln!(self.html, "<p{class}>{}</p>", prose(text));
    }

    /// A list of lines.
    pub fn list(&mut self, lines: &[String]) {
        self.html.push_str("<ul>\n");
        for line in lines {
            let _ = writeln!(self.html, "<li>{}</li>", prose(line));
        }
        self.html.push_str("</ul>\n");
    }

    /// Finished HTML or SVG.
    pub fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// A table. On a phone a `wide` one shows each row as a small card with the columns' heads beside the cells; roles
    /// are written out because that layout would take them away.
    pub fn table(&mut self, caption: &str, wide: bool, columns: &[Column], rows: &[Vec<String>]) {
        let class = if wide { " class=\"wide\"" } else { "" };
        if !wide {
            // Where its numbers need more room than a phone has, the table moves within its frame, not the page.
            let label = escape(caption);
            let _ = writeln!(self.html, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">");
        }
        let _ = write!(
            self.html,
            "<table role=\"table\"{class}><caption>{}</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">",
            prose(caption)
        );
        for column in columns {
            let _ = write!(
                self.html,
                "<th scope=\"col\" role=\"columnheader\"{}>{}</th>",
                side(column.kind),
                prose(&column.head)
            );
        }
        self.html.push_str("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        for row in rows {
            self.html.push_str("<tr role=\"row\">");
            for (i, (cell, column)) in row.iter().zip(columns).enumerate() {
                let label = if wide { format!(" data-label=\"{}\"", escape(&column.head)) } else { String::new() };
                let (side, cell) = (side(column.kind), prose(cell));
                let _ = if i == 0 {
                    write!(self.html, "<th scope=\"row\" role=\"rowheader\"{side}{label}>{cell}</th>")
                } else {
                    write!(self.html, "<td role=\"cell\"{side}{label}>{cell}</td>")
                };
            }
            self.html.push_str("</tr>\n");
        }
        self.html.push_str(if wide { "</tbody></table>\n" } else { "</tbody></table></div>\n" });
    }
}

const fn side(kind: Cells) -> &'static str {
    match kind {
        Cells::Words => "",
        Cells::Numbers => " class=\"n\"",
        Cells::Times => " class=\"t\"",
    }
}
