//! A real browser without a window: pages are opened from the disk, measured, pictured and printed.
//!
//! The page itself is never changed. It is shown in a frame of a page of ours, which measures it from outside, so
//! that a page that forbids scripts can be measured too.

mod offers;
mod rehearsal;
mod replay;
mod report;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A phone held upright (iPhone 12 to 15, in CSS pixels).
const PHONE: (u32, u32) = (390, 844);
/// Phones from the widest to the narrowest that are still sold.
const PHONES: [(u32, u32); 3] = [PHONE, (360, 740), (320, 568)];
/// A laptop's screen.
const DESKTOP: (u32, u32) = (1280, 800);

/// The browser and a folder for its profile and our pages.
struct Browser {
    program: PathBuf,
    folder: tempfile::TempDir,
}

/// What a page looks like from outside.
#[derive(Debug, serde::Deserialize)]
struct Measured {
    /// How wide its contents are, in CSS pixels.
    wide: u32,
    /// How wide the window is beside its scroll bar: what is wider scrolls sideways.
    seen: u32,
    /// How high.
    high: u32,
    /// Whatever it loaded beside itself.
    loaded: Vec<String>,
    /// Everything that the keyboard reaches: target or name, and how far down the page it is.
    focus: Vec<(String, i64)>,
    /// What is wrong with the order or the targets of these.
    lost: Vec<String>,
    /// The headings, with their level.
    headings: Vec<(u32, String)>,
    /// The rows of each table's body: the text of the cells.
    tables: Vec<Vec<Vec<String>>>,
    /// The page's language.
    lang: String,
    /// Pictures without words for those who do not see them.
    mute: u32,
}

/// Measures the frame and leaves the result as text for `--dump-dom`.
const OUTER: &str = include_str!("measure.html");

impl Browser {
    /// The browser of this machine; without one, says so and gives nothing.
    fn find() -> Option<Self> {
        let program = program("chromium").or_else(|| program("chromium-browser")).or_else(|| program("google-chrome"));
        if program.is_none() {
            crate::stage::skipped("chromium");
        }
        Some(Self { program: program?, folder: tempfile::tempdir().unwrap() })
    }

    /// Shows a page at a size and measures it. Fails on anything in the browser's console.
    fn measure(&self, page: &Path, (width, height): (u32, u32)) -> Measured {
        let outer = OUTER
            .replace("SOURCE", &address(page))
            .replace("WIDTH", &width.to_string())
            .replace("HEIGHT", &height.to_string());
        let outer_page = self.folder.path().join("outer.html");
        std::fs::write(&outer_page, outer).unwrap();
        // The frame is as wide as asked; the window around it is wider, so that it needs no scroll bar itself.
        let size = format!("--window-size={},{}", width + 200, height + 200);
        let output = self
            .run(&outer_page, &["--dump-dom", "--allow-file-access-from-files", "--virtual-time-budget=5000", &size]);
        let dom = String::from_utf8(output.stdout).unwrap();
        let json = dom.split_once("<pre id=\"measured\">").unwrap().1.split("</pre>").next().unwrap();
        let json = json.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&");
        serde_json::from_str(&json).unwrap_or_else(|cause| panic!("{cause}: {json:?}"))
    }

    /// A picture of the top of a page as PNG.
    fn picture(&self, page: &Path, (width, height): (u32, u32)) -> Vec<u8> {
        let file = self.folder.path().join("picture.png");
        let (to, size) = (format!("--screenshot={}", file.display()), format!("--window-size={width},{height}"));
        self.run(page, &[&to, &size, "--hide-scrollbars"]);
        std::fs::read(file).unwrap()
    }

    /// A page as it is printed; the file lives as long as the browser.
    fn print(&self, page: &Path) -> PathBuf {
        let file = self.folder.path().join("printed.pdf");
        self.run(page, &[&format!("--print-to-pdf={}", file.display()), "--no-pdf-header-footer"]);
        file
    }

    fn run(&self, page: &Path, arguments: &[&str]) -> Output {
        let profile = tempfile::tempdir_in(self.folder.path()).unwrap();
        let output = Command::new(&self.program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--disable-dev-shm-usage", "--enable-logging=stderr", "--force-device-scale-factor=1"])
            // Whatever a page asks of any host is not found.
            .arg("--host-resolver-rules=MAP * ~NOTFOUND")
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .args(arguments)
            .arg(address(page))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let console: Vec<&str> = said.lines().filter(|line| line.contains(":CONSOLE")).collect();
        assert!(output.status.success(), "{said}");
        assert!(console.is_empty(), "in the console: {console:#?}");
        output
    }
}

fn address(page: &Path) -> String {
    format!("file://{}", page.canonicalize().unwrap().display())
}

/// A program on the search path.
fn program(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The width and height that a PNG says it has.
fn size_of(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "not a PNG");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn the_measure_finds_a_page_that_is_too_wide_and_talks_to_others() {
    let Some(browser) = Browser::find() else { return };
    let page = browser.folder.path().join("bad.html");
    let text = r##"<!DOCTYPE html><html lang="uk"><h1>Погано</h1><div style="width:900px">wide</div>
        <img src="beside.png"><a href="#nowhere">x</a><a href="#" tabindex="3">y</a><table><tr><td>a<td>b</table>"##;
    std::fs::write(&page, text).unwrap();
    std::fs::write(browser.folder.path().join("beside.png"), "").unwrap();
    let measured = browser.measure(&page, PHONE);
    assert_eq!((measured.wide >= 900, measured.lang.as_str(), measured.mute), (true, "uk", 1));
    assert_eq!(measured.lost.len(), 3, "{measured:?}");
    assert_eq!(measured.loaded.len(), 1, "{measured:?}");
    assert_eq!(measured.headings, [(1, "Погано".to_owned())]);
    assert_eq!(measured.tables, [[["a", "b"]]]);
}
