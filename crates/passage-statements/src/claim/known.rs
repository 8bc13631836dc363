//! How a claim is known, how far it is believed, who verified it, and how it stands to other claims.

/// Declares an enum of words: variant, word, documentation.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its word.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The one of a word.
            pub fn find(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == word)
            }
        }
    };
}

words! {
    /// How reliable a source is, by the scale of the Admiralty.
    SourceGrade {
        /// Completely reliable.
        A "A",
        /// Usually reliable.
        B "B",
        /// Fairly reliable.
        C "C",
        /// Not usually reliable.
        D "D",
        /// Unreliable.
        E "E",
        /// It cannot be judged.
        F "F",
    }
}

words! {
    /// How credible the content is, by the scale of the Admiralty; apart from the source, which may be reliable and wrong.
    ContentGrade {
        /// Confirmed by others.
        Confirmed "1",
        /// Probably true.
        Probable "2",
        /// Possibly true.
        Possible "3",
        /// Doubtful.
        Doubtful "4",
        /// Improbable.
        Improbable "5",
        /// It cannot be judged.
        Unknown "6",
    }
}

/// The grades of a claim; `None`: nobody has graded it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grades {
    /// Of the source.
    pub source: Option<SourceGrade>,
    /// Of the content.
    pub content: Option<ContentGrade>,
}

words! {
    /// How an attribution is held: apart from whether the event happened.
    Stance {
        /// The speaker says that they are responsible.
        Claimed "claimed",
        /// The speaker says that they are not.
        Denied "denied",
        /// The speaker says that it is not known.
        Undetermined "undetermined",
    }
}

/// Whom a claim holds responsible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who is said, or said not, to be responsible.
    pub to: String,
    /// Which of the two.
    pub stance: Stance,
}

/// Who verified a claim. Both parts are needed: a verifier without a method has verified nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The verifier, an office.
    pub by: String,
    /// How.
    pub how: String,
}

/// How the speaker knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum HowKnown {
    /// The speaker counted.
    OwnCount,
    /// Somebody told the speaker.
    ToldBy(String),
    /// Somebody of ours, or of another body, saw it.
    SeenBy(String),
    /// It stands in a document.
    Document(String),
    /// The statement does not say.
    #[default]
    Unstated,
}

impl HowKnown {
    /// Reads "own count", "told by X", "seen by X", "document X"; an empty text is not stated.
    pub fn find(text: &str) -> Option<Self> {
        let rest =
            |word: &str| text.strip_prefix(word).map(|rest| rest.trim().to_owned()).filter(|rest| !rest.is_empty());
        match text {
            "own count" => Some(Self::OwnCount),
            "" | "not stated" => Some(Self::Unstated),
            _ => (rest("told by ").map(Self::ToldBy))
                .or_else(|| rest("seen by ").map(Self::SeenBy))
                .or_else(|| rest("document ").map(Self::Document)),
        }
    }

    /// As [`HowKnown::find`] reads it.
    pub fn words(&self) -> String {
        match self {
            Self::OwnCount => "own count".into(),
            Self::ToldBy(who) => format!("told by {who}"),
            Self::SeenBy(who) => format!("seen by {who}"),
            Self::Document(what) => format!("document {what}"),
            Self::Unstated => String::new(),
        }
    }
}

words! {
    /// In which way a claim stands to another.
    Kind {
        /// It speaks for the other.
        Supports "supports",
        /// It speaks against the other.
        Contradicts "contradicts",
        /// It takes the other's place.
        Corrects "corrects",
        /// It is the other in another language.
        Translates "translates",
        /// It was made from the other: a retelling, a sum.
        DerivesFrom "derives_from",
        /// It answers the question that the others raise together.
        Answers "answers",
    }
}

/// How a claim stands to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// In which way.
    pub kind: Kind,
    /// The other: its short name, or the first digits of its name by content.
    pub to: String,
}
