//! Whose table it is, and which column holds what: recognised by the names in its first line.

/// The columns of a table of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// OCHA's common operational dataset: a column of codes and one of names for each level.
    CodAb,
    /// The Ukrainian codifier: up to five columns of codes, a category, a name.
    Katotth,
    /// `GeoNames`: with its column names, or the nineteen columns of its dumps without.
    GeoNames,
    /// Our own: `name` and what else is known (docs/reference/places.md).
    Simple,
}

impl Layout {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CodAb => "COD-AB",
            Self::Katotth => "KATOTTH",
            Self::GeoNames => "GeoNames",
            Self::Simple => "passage",
        }
    }
}

/// A column of names: where, in which language, whether of the past, whether several in one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameColumn {
    pub at: usize,
    pub language: &'static str,
    pub old: bool,
    pub several: bool,
}

/// Which column holds what.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub names: Vec<NameColumn>,
    pub code: Option<usize>,
    pub kind: Option<usize>,
    pub oblast: Option<usize>,
    pub district: Option<usize>,
    pub lat: Option<usize>,
    pub lon: Option<usize>,
    pub population: Option<usize>,
    /// The columns of codes, from oblast to place, of a table whose rows are of all levels.
    pub levels: Vec<usize>,
    /// A column that says of which date the table is.
    pub date: Option<usize>,
    /// Whether `oblast` holds the numbers that `GeoNames` gives to oblasts.
    pub numbered: bool,
}

/// The layout of a table by its first line; `None` where it has no column of names.
pub(super) fn recognise(header: &[&str]) -> Option<(Layout, Columns)> {
    let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
    cod_ab(&names)
        .map(|columns| (Layout::CodAb, columns))
        .or_else(|| katotth(&names).map(|columns| (Layout::Katotth, columns)))
        .or_else(|| geonames(&names).map(|columns| (Layout::GeoNames, columns)))
        .or_else(|| simple(&names).map(|columns| (Layout::Simple, columns)))
}

/// The nineteen columns of a dump of `GeoNames`, which has no line of names.
pub(super) fn dump(first: &[&str]) -> Option<Columns> {
    let is_number = |at: usize| first.get(at).is_some_and(|field| field.trim().parse::<f64>().is_ok());
    (first.len() == 19 && is_number(0) && is_number(4) && is_number(5)).then(|| Columns {
        names: vec![name(1, ""), name(2, ""), NameColumn { several: true, ..name(3, "") }],
        code: Some(0),
        kind: Some(7),
        oblast: Some(10),
        lat: Some(4),
        lon: Some(5),
        population: Some(14),
        numbered: true,
        ..Columns::default()
    })
}

const fn name(at: usize, language: &'static str) -> NameColumn {
    NameColumn { at, language, old: false, several: false }
}

/// A column's name without case, blanks and marks: `ADM4_EN` and `adm4 en` are one.
fn plain(name: &str) -> String {
    name.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn position(names: &[String], wanted: &[&str]) -> Option<usize> {
    wanted.iter().find_map(|wanted| names.iter().position(|name| name == wanted))
}

fn places(columns: &mut Columns, names: &[String]) {
    columns.lat = position(names, &["lat", "latitude", "centerlat", "pointy", "широта", "y"]);
    columns.lon = position(names, &["lon", "lng", "long", "longitude", "centerlon", "pointx", "довгота", "x"]);
    columns.population = position(names, &["population", "pop", "totalpopulation", "населення"]);
}

/// "adm4pcode", "admin4nameua" as level and rest.
fn level(name: &str) -> Option<(usize, &str)> {
    let rest = name.strip_prefix("admin").or_else(|| name.strip_prefix("adm"))?;
    let digit = rest.chars().next()?.to_digit(10)?;
    Some((digit as usize, &rest[1..]))
}

fn cod_ab(names: &[String]) -> Option<Columns> {
    let levels: Vec<(usize, usize, &str)> =
        names.iter().enumerate().filter_map(|(at, name)| level(name).map(|(level, rest)| (at, level, rest))).collect();
    levels.iter().find(|(.., rest)| *rest == "pcode")?;
    let language = |rest: &str| match rest {
        "en" | "nameen" | "name" => Some("en"),
        "ua" | "uk" | "nameua" | "nameuk" | "name1" => Some("uk"),
        "ru" | "nameru" | "name2" => Some("ru"),
        _ => None,
    };
    let deepest = levels.iter().filter(|(.., rest)| language(rest).is_some()).map(|(_, level, _)| *level).max()?;
    let mut own: Vec<NameColumn> = levels
        .iter()
        .filter(|(_, level, _)| *level == deepest)
        .filter_map(|(at, _, rest)| Some(name(*at, language(rest)?)))
        .collect();
    own.sort_by_key(|column| (column.language != "en", column.at));
    let at = |wanted: usize, rests: &[&str]| {
        let found = |rest: &&str| levels.iter().find(|(_, level, own)| *level == wanted && own == rest);
        rests.iter().find_map(found).map(|(at, ..)| *at)
    };
    let mut columns = Columns {
        names: own,
        code: at(deepest, &["pcode"]),
        kind: at(deepest, &["type"]).or_else(|| position(names, &["type"])),
        oblast: at(1, &["en", "nameen", "name", "ua", "nameua"]).filter(|_| deepest > 1),
        district: at(2, &["en", "nameen", "name", "ua", "nameua"]).filter(|_| deepest > 2),
        date: position(names, &["validon", "date"]),
        ..Columns::default()
    };
    places(&mut columns, names);
    Some(columns)
}

fn katotth(names: &[String]) -> Option<Columns> {
    let is_level = |name: &str| name.contains("рівень") || name.starts_with("level") && name.len() == 6;
    let levels: Vec<usize> = (0..names.len()).filter(|at| is_level(&names[*at])).collect();
    let category = names.iter().position(|name| name.contains("категорія") || name == "category")?;
    let title = names.iter().position(|name| name.contains("назва") || name == "name" || name == "objectname")?;
    (levels.len() >= 4).then(|| Columns {
        names: vec![name(title, "uk")],
        kind: Some(category),
        levels,
        ..Columns::default()
    })
}

fn geonames(names: &[String]) -> Option<Columns> {
    let code = position(names, &["geonameid"])?;
    let own = position(names, &["name"])?;
    let mut columns = Columns { names: vec![name(own, "")], code: Some(code), numbered: true, ..Columns::default() };
    columns.names.extend(position(names, &["asciiname"]).map(|at| name(at, "")));
    let several = position(names, &["alternatenames"]).map(|at| NameColumn { several: true, ..name(at, "") });
    columns.names.extend(several);
    columns.kind = position(names, &["featurecode", "fcode"]);
    columns.oblast = position(names, &["admin1", "admin1code"]);
    places(&mut columns, names);
    Some(columns)
}

fn simple(names: &[String]) -> Option<Columns> {
    let mut columns = Columns::default();
    for (wanted, language) in [
        (&["name", "місце", "place"][..], ""),
        (&["nameen", "en"], "en"),
        (&["nameuk", "nameua", "uk", "ua", "назва"], "uk"),
        (&["nameru", "ru"], "ru"),
    ] {
        columns.names.extend(position(names, wanted).map(|at| name(at, language)));
    }
    if columns.names.is_empty() {
        return None;
    }
    let several = |at| NameColumn { several: true, ..name(at, "") };
    columns.names.extend(position(names, &["othernames", "altnames", "aliases", "іншіназви"]).map(several));
    let old = position(names, &["oldnames", "formernames", "староїназви", "старіназви"]);
    columns.names.extend(old.map(|at| NameColumn { old: true, ..several(at) }));
    columns.code = position(names, &["code", "pcode", "katotth", "код"]);
    columns.kind = position(names, &["kind", "type", "вид"]);
    columns.oblast = position(names, &["oblast", "region", "область"]);
    columns.district = position(names, &["district", "raion", "район"]);
    places(&mut columns, names);
    Some(columns)
}

/// What `GeoNames` numbers as oblasts of Ukraine.
pub(super) const OBLASTS: [(&str, &str); 27] = [
    ("01", "Cherkasy oblast"),
    ("02", "Chernihiv oblast"),
    ("03", "Chernivtsi oblast"),
    ("04", "Dnipropetrovsk oblast"),
    ("05", "Donetsk oblast"),
    ("06", "Ivano-Frankivsk oblast"),
    ("07", "Kharkiv oblast"),
    ("08", "Kherson oblast"),
    ("09", "Khmelnytskyi oblast"),
    ("10", "Kirovohrad oblast"),
    ("11", "Crimea"),
    ("12", "Kyiv"),
    ("13", "Kyiv oblast"),
    ("14", "Luhansk oblast"),
    ("15", "Lviv oblast"),
    ("16", "Mykolaiv oblast"),
    ("17", "Odesa oblast"),
    ("18", "Poltava oblast"),
    ("19", "Rivne oblast"),
    ("20", "Sevastopol"),
    ("21", "Sumy oblast"),
    ("22", "Ternopil oblast"),
    ("23", "Vinnytsia oblast"),
    ("24", "Volyn oblast"),
    ("25", "Zakarpattia oblast"),
    ("26", "Zaporizhzhia oblast"),
    ("27", "Zhytomyr oblast"),
];
