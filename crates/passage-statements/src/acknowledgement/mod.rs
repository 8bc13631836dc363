//! Who has confirmed that they have a corridor text, from the command down to the checkpoint, as of a moment.
//!
//! The last soldier must have been told. A confirmation is somebody's, by a channel, about one version of the text, and valid
//! until a moment; one that has run out, was taken back, or is about an older version does not count, and is told as that. It
//! says that the text was received, never that it was approved.
//!
//! ```
//! use passage_statements::acknowledgement::{Standing, read};
//!
//! let file = "version = 1\ncorridor = 'Mariupol'\nzone = 'Europe/Kyiv'\ndate = '2022-03-16'\n\
//!     [[sent]]\nrevision = 3\nat = '06:00'\n\
//!     [[must]]\nname = 'Sector'\nlevel = 'sector'\n\
//!     [[must]]\nname = 'Vasylivka'\nlevel = 'checkpoint'\nunder = 'Sector'\n\
//!     [[confirmed]]\nby = 'Sector'\nwho = 'desk'\nchannel = 'hotline'\nat = '07:00'\nuntil = '12:00'\nrevision = 3\n";
//! let tree = read(file.as_bytes()).0.ok_or("it can be read")?;
//! let board = tree.at("2022-03-16T08:00+02:00".parse()?);
//! assert_eq!((board.confirmed(), board.standings[1]), (1, Standing::Nobody));
//! assert!(!tree.at("2022-03-16T13:00+02:00".parse()?).is_complete());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod read;
#[cfg(test)]
mod tests;

pub use read::read;

use crate::clock::Moment;
use jiff::Timestamp;
use passage_model::civil::Zone;

/// Who must confirm a text, and who has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledgements {
    /// The corridor.
    pub corridor: String,
    /// Whose text it is; empty where not stated.
    pub side: String,
    /// By whose clocks times are shown.
    pub zone: Option<Zone>,
    /// Which versions were sent down, by time.
    pub sent: Vec<Sent>,
    /// Who must confirm, in the order of the file.
    pub posts: Vec<Post>,
    /// Who has confirmed, in the order of the file.
    pub confirmations: Vec<Confirmation>,
}

/// That a version of the text was sent down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Which version.
    pub revision: u64,
    /// When.
    pub at: Moment,
}

/// On which level somebody must confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The command of a side.
    Command,
    /// A sector.
    Sector,
    /// A unit on the way.
    Unit,
    /// A checkpoint.
    Checkpoint,
}

impl Level {
    /// Every level, from the top.
    pub const ALL: [Self; 4] = [Self::Command, Self::Sector, Self::Unit, Self::Checkpoint];

    /// Its word in a file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::Sector => "sector",
            Self::Unit => "unit",
            Self::Checkpoint => "checkpoint",
        }
    }
}

/// Somebody who must confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Its name.
    pub name: String,
    /// On which level.
    pub level: Level,
    /// Under whom it stands, as a position in [`Acknowledgements::posts`]. No post stands under itself, however far up.
    pub under: Option<usize>,
}

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// It has arrived; nobody has answered.
    Delivered,
    /// Somebody has answered that they have it.
    Received,
    /// Somebody has read it back.
    Understood,
}

impl Reach {
    /// Every reach.
    pub const ALL: [Self; 3] = [Self::Delivered, Self::Received, Self::Understood];

    /// Its word in a file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Received => "received",
            Self::Understood => "understood",
        }
    }
}

/// That somebody has the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// Whose, as a position in [`Acknowledgements::posts`].
    pub post: usize,
    /// Who said so: the office.
    pub who: String,
    /// By which channel.
    pub channel: String,
    /// When.
    pub at: Moment,
    /// Until when it is valid.
    pub until: Moment,
    /// About which version.
    pub revision: u64,
    /// How far the message has come.
    pub reach: Reach,
    /// When it was taken back; `None` where it was not.
    pub withdrawn: Option<Moment>,
    /// The words.
    pub words: String,
}

/// How a post stands at a moment; each position is one in [`Acknowledgements::confirmations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It has confirmed the version that holds.
    Confirmed(usize),
    /// Its confirmation has run out.
    Expired(usize),
    /// It has taken its confirmation back.
    Withdrawn(usize),
    /// The message has arrived, and nobody has answered.
    Delivered(usize),
    /// It has confirmed an older version only.
    Older(usize),
    /// Nobody there has said anything.
    Nobody,
}

/// How all stand at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// The version that holds: the last that was sent; `None` where none was by then.
    pub revision: Option<u64>,
    /// Each post, in the order of [`Acknowledgements::posts`].
    pub standings: Vec<Standing>,
    /// How many of those under each post have confirmed, and how many they are; itself left out.
    pub below: Vec<(usize, usize)>,
    /// The next confirmation to run out: a position in [`Acknowledgements::confirmations`].
    pub next: Option<usize>,
}

impl Acknowledgements {
    /// How all stand at a moment. O(posts times depth, and confirmations).
    pub fn at(&self, moment: Timestamp) -> Board {
        let sent = self.sent.iter().filter(|sent| sent.at.at <= moment);
        let revision = sent.max_by_key(|sent| sent.at.at).map(|sent| sent.revision);
        let mut standings = vec![Standing::Nobody; self.posts.len()];
        let mut latest = vec![None; self.posts.len()];
        for (place, confirmation) in self.confirmations.iter().enumerate() {
            let Some(found) = revision.and_then(|revision| confirmation.standing(place, revision, moment)) else {
                continue;
            };
            let post = confirmation.post;
            // What counts stands before what does not, and this version before older ones; then the last word.
            let rank = (found.rank(), confirmation.at.at);
            if latest[post].is_none_or(|before| before <= rank) {
                (latest[post], standings[post]) = (Some(rank), found);
            }
        }
        let counts = standings.iter().map(|standing| matches!(standing, Standing::Confirmed(_)));
        let counts: Vec<bool> = counts.collect();
        let mut below = vec![(0, 0); self.posts.len()];
        for (place, post) in self.posts.iter().enumerate() {
            let mut above = post.under;
            while let Some(own) = above {
                below[own].0 += usize::from(counts[place]);
                below[own].1 += 1;
                above = self.posts[own].under;
            }
        }
        let valid = standings.iter().filter_map(|standing| match standing {
            Standing::Confirmed(place) => Some(*place),
            _ => None,
        });
        let next = valid.min_by_key(|place| (self.confirmations[*place].until.at, *place));
        Board { revision, standings, below, next }
    }

    /// The posts in the order of the tree, each with its depth: a post, then those under it.
    pub fn in_order(&self) -> Vec<(usize, usize)> {
        let mut order = Vec::new();
        let under = |above: Option<usize>| {
            let posts = self.posts.iter().enumerate().filter(move |(_, post)| post.under == above);
            posts.map(|(place, _)| place).rev().collect::<Vec<_>>()
        };
        let mut left: Vec<(usize, usize)> = under(None).into_iter().map(|place| (place, 0)).collect();
        while let Some((place, depth)) = left.pop() {
            order.push((place, depth));
            left.extend(under(Some(place)).into_iter().map(|below| (below, depth + 1)));
        }
        order
    }
}

impl Board {
    /// How many have confirmed.
    pub fn confirmed(&self) -> usize {
        self.standings.iter().filter(|standing| matches!(standing, Standing::Confirmed(_))).count()
    }

    /// Whether everybody has.
    pub fn is_complete(&self) -> bool {
        !self.standings.is_empty() && self.confirmed() == self.standings.len()
    }
}

impl Confirmation {
    /// What it is worth at a moment, where a version holds; `None` where it was not there yet, or is about a later version.
    fn standing(&self, place: usize, revision: u64, moment: Timestamp) -> Option<Standing> {
        if self.at.at > moment || self.revision > revision {
            return None;
        }
        Some(if self.revision < revision {
            Standing::Older(place)
        } else if self.withdrawn.as_ref().is_some_and(|withdrawn| withdrawn.at <= moment) {
            Standing::Withdrawn(place)
        } else if self.until.at <= moment {
            Standing::Expired(place)
        } else if self.reach == Reach::Delivered {
            Standing::Delivered(place)
        } else {
            Standing::Confirmed(place)
        })
    }
}

impl Standing {
    /// What stands before what: a confirmation, then what else there is of the version that holds, then an older one.
    const fn rank(self) -> u8 {
        match self {
            Self::Confirmed(_) => 2,
            Self::Expired(_) | Self::Withdrawn(_) | Self::Delivered(_) => 1,
            Self::Older(_) | Self::Nobody => 0,
        }
    }
}
