//! What an auditor reads.

use std::process::Command;

use passage_record::proof::Proof;
use passage_record::tree;

use crate::made::{
    ORIGIN, bundles, checkpoint, day, log, nodes, policy, record, sign, signed, tiles, verify, witness, write,
};

/// Seven in the evening of 9 March 2022, UTC.
const EVENING: u64 = 1_646_852_400;

#[test]
fn a_whole_record_holds_and_it_is_said_on_whose_word_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let entries = signed(&day(600, 3), 3);
    write(folder.path(), &record(&entries, &[(witness("A", 2), EVENING + 3600)]));
    let kept = checkpoint(&entries[..418], &[(witness("B", 3), EVENING)]).to_string();
    std::fs::write(folder.path().join("kept.txt"), kept).unwrap();
    std::fs::write(folder.path().join("policy"), policy()).unwrap();
    let whole = ["FOLDER", "--policy", "FOLDER/policy", "--kept", "FOLDER/kept.txt"];
    let answer = verify(folder.path(), &whole);
    assert_eq!(answer.status, 0);
    insta::assert_snapshot!(answer.words, @"
        The record mariupol.example/record with 600 entries, which are counted from 0.
        holds: Each of the 600 entries bears its author's signature.
        holds: The entries of each author follow one another without a gap (authors: 3).
        holds: The files of the tree are those of the 600 entries.
        holds: The first 600 entries are those of the record as its own checkpoint has it.
        holds: 1 of 2 witnesses: the record stands on mariupol.example/record and A (20:00 UTC on 9 March 2022). Missing: B.
        Held against FOLDER/kept.txt, of 418 entries:
        holds: 1 of 2 witnesses: the record stands on mariupol.example/record and B (19:00 UTC on 9 March 2022). Missing: A.
        holds: The first 418 entries are those of the record cosigned by B at 19:00 UTC on 9 March 2022.
        Everything holds.
        ");
    let ukrainian = verify(folder.path(), &[whole.as_slice(), &["--language", "uk"]].concat());
    insta::assert_snapshot!(ukrainian.words, @"
        Журнал mariupol.example/record, записів 600; лік від 0.
        чинне: Кожен запис має підпис свого автора (записів 600).
        чинне: Записи кожного автора йдуть один за одним без пропусків (авторів: 3).
        чинне: Файли дерева відповідають записам.
        чинне: Перші записи (600) – ті самі, що в журналі за його власною контрольною точкою.
        чинне: Свідків: 1 з 2. Журнал тримається на mariupol.example/record та A (9 березня 2022 р., 20:00 за UTC). Бракує: B.
        Порівняно з FOLDER/kept.txt, записів 418:
        чинне: Свідків: 1 з 2. Журнал тримається на mariupol.example/record та B (9 березня 2022 р., 19:00 за UTC). Бракує: A.
        чинне: Перші записи (418) – ті самі, що в журналі, який співпідписав свідок B 9 березня 2022 р., 19:00 за UTC.
        Усе чинне.
        ");
    insta::assert_snapshot!(verify(folder.path(), &["FOLDER"]).words, @"
        The record mariupol.example/record with 600 entries, which are counted from 0.
        holds: Each of the 600 entries bears its author's signature.
        holds: The entries of each author follow one another without a gap (authors: 3).
        holds: The files of the tree are those of the 600 entries.
        holds: The first 600 entries are those of the record as its own checkpoint has it.
        open: Nobody's signature was checked: give --policy with the keys that you trust. It says that it is signed by: mariupol.example/record, A.example.
        open: A record that was cut or written anew by whoever holds its key cannot be told from this alone: give a record checkpoint that another kept, with --kept.
        What was checked holds; what is open was not checked.
        ");
    let json = verify(folder.path(), &[whole.as_slice(), &["--json"]].concat()).words;
    assert!(
        json.starts_with(r#"{"holds":true,"findings":[{"mark":"note","code":"record","words":"The record "#),
        "{json}"
    );
}

#[test]
fn a_folder_as_the_record_keeps_it_holds_while_it_grows() {
    use passage_record::checkpoint::Checkpoint;
    use passage_record::entry::Signed;
    use passage_record::folder::{Folder, Real, Settings};
    use passage_record::note::Note;
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("policy"), policy().replace("quorum any-of", "quorum none")).unwrap();
    let entries: Vec<Signed> = signed(&day(700, 3), 3).iter().map(|bytes| Signed::read(bytes).unwrap()).collect();
    let root = place.path().join("record");
    let mut folder = Folder::init(Real::at(&root), Settings { entries: 256, bytes: 1 << 20 }).unwrap();
    let mut written = 0;
    for size in [1, 256, 300, 700] {
        folder.append(&entries[written..size]).unwrap();
        written = size;
        let signed_state = |size, root| {
            let mut note = Note::unsigned(Checkpoint::new(ORIGIN, size, root).unwrap().to_string()).unwrap();
            note.add(log().sign(note.text(), 0));
            note.to_string().into_bytes()
        };
        folder.publish(signed_state).unwrap();
        let answer = verify(place.path(), &["FOLDER/record", "--policy", "FOLDER/policy"]);
        assert_eq!(answer.status, 0, "{size}: {}{}", answer.words, answer.complaint);
        assert!(answer.words.contains(&format!("Each of the {size} entries bears its author's signature.")));
    }
}

#[test]
fn an_altered_entry_is_named_with_the_witness_who_holds_another() {
    let folder = tempfile::tempdir().unwrap();
    let mut changed = day(600, 3);
    let honest = signed(&changed, 3);
    write(folder.path(), &record(&honest, &[(witness("A", 2), EVENING)]));
    std::fs::write(folder.path().join("policy"), policy()).unwrap();
    let kept = checkpoint(&honest[..500], &[(witness("B", 3), EVENING)]).to_string();
    std::fs::write(folder.path().join("kept.txt"), kept).unwrap();
    let whole = ["FOLDER", "--policy", "FOLDER/policy", "--kept", "FOLDER/kept.txt"];

    // By somebody without any key.
    let mut entries = honest.clone();
    let last = entries[417].len() - 145;
    entries[417][last] ^= 1;
    write(folder.path(), &bundles(&entries));
    insta::assert_snapshot!(verify(folder.path(), &whole).words, @"
        The record mariupol.example/record with 600 entries, which are counted from 0.
        BROKEN: Entry 417: not signed by its author, so it was changed.
        BROKEN: Entry 420 of author 2bc2800b3316 follows one that is not here: it was hidden or replaced, or is still to come.
        BROKEN: Files of the tree do not belong to the entries beside them: 2, the first of them tile/0/1.
        BROKEN: Entry 417 does not match the record as its own checkpoint has it.
        holds: 1 of 2 witnesses: the record stands on mariupol.example/record and A (19:00 UTC on 9 March 2022). Missing: B.
        Held against FOLDER/kept.txt, of 500 entries:
        holds: 1 of 2 witnesses: the record stands on mariupol.example/record and B (19:00 UTC on 9 March 2022). Missing: A.
        BROKEN: Entry 417 does not match the record cosigned by B at 19:00 UTC on 9 March 2022.
        Not everything holds.
        ");

    // By the author, who signs another body.
    changed[417].body = b"9 vehicles".to_vec();
    let mut entries = honest.clone();
    entries[417] = sign(&changed[417], 0).0;
    write(folder.path(), &bundles(&entries));
    insta::assert_snapshot!(verify(folder.path(), &whole).words, @"
        The record mariupol.example/record with 600 entries, which are counted from 0.
        holds: Each of the 600 entries bears its author's signature.
        BROKEN: Entry 420 of author 2bc2800b3316 follows one that is not here: it was hidden or replaced, or is still to come.
        BROKEN: Files of the tree do not belong to the entries beside them: 2, the first of them tile/0/1.
        BROKEN: Entry 417 does not match the record as its own checkpoint has it.
        holds: 1 of 2 witnesses: the record stands on mariupol.example/record and A (19:00 UTC on 9 March 2022). Missing: B.
        Held against FOLDER/kept.txt, of 500 entries:
        holds: 1 of 2 witnesses: the record stands on mariupol.example/record and B (19:00 UTC on 9 March 2022). Missing: A.
        BROKEN: Entry 417 does not match the record cosigned by B at 19:00 UTC on 9 March 2022.
        Not everything holds.
        ");
    insta::assert_snapshot!(verify(folder.path(), &[whole.as_slice(), &["--language", "uk"]].concat()).words, @"
        Журнал mariupol.example/record, записів 600; лік від 0.
        чинне: Кожен запис має підпис свого автора (записів 600).
        ПОРУШЕНО: Запис 420 автора 2bc2800b3316 продовжує той, якого тут немає: його приховано, замінено, або він ще надійде.
        ПОРУШЕНО: Файли дерева не відповідають записам поруч: 2, перший із них tile/0/1.
        ПОРУШЕНО: Запис 417 не такий, як у журналі за його власною контрольною точкою.
        чинне: Свідків: 1 з 2. Журнал тримається на mariupol.example/record та A (9 березня 2022 р., 19:00 за UTC). Бракує: B.
        Порівняно з FOLDER/kept.txt, записів 500:
        чинне: Свідків: 1 з 2. Журнал тримається на mariupol.example/record та B (9 березня 2022 р., 19:00 за UTC). Бракує: A.
        ПОРУШЕНО: Запис 417 не такий, як у журналі, який співпідписав свідок B 9 березня 2022 р., 19:00 за UTC.
        Не все чинне.
        ");

    // By the author and whoever holds the log's key together: the witness's word is left.
    write(folder.path(), &tiles(&entries));
    std::fs::write(folder.path().join("checkpoint"), checkpoint(&entries, &[]).to_string()).unwrap();
    insta::assert_snapshot!(verify(folder.path(), &whole).words, @"
        The record mariupol.example/record with 600 entries, which are counted from 0.
        holds: Each of the 600 entries bears its author's signature.
        BROKEN: Entry 420 of author 2bc2800b3316 follows one that is not here: it was hidden or replaced, or is still to come.
        holds: The files of the tree are those of the 600 entries.
        holds: The first 600 entries are those of the record as its own checkpoint has it.
        BROKEN: 0 of 2 witnesses: the record stands on mariupol.example/record alone. Missing: A, B. Your policy asks for more: 1/2 (A, B).
        Held against FOLDER/kept.txt, of 500 entries:
        holds: 1 of 2 witnesses: the record stands on mariupol.example/record and B (19:00 UTC on 9 March 2022). Missing: A.
        BROKEN: The first 500 entries are not those of the record cosigned by B at 19:00 UTC on 9 March 2022: at least one was changed, put in, taken out or moved. Which one cannot be told, since the files of the tree were changed too.
        Not everything holds.
        ");

    // Its end cut off.
    let short = tempfile::tempdir().unwrap();
    write(short.path(), &record(&honest[..400], &[(witness("A", 2), EVENING)]));
    for name in ["policy", "kept.txt"] {
        std::fs::copy(folder.path().join(name), short.path().join(name)).unwrap();
    }
    insta::assert_snapshot!(verify(short.path(), &whole).words, @"
        The record mariupol.example/record with 400 entries, which are counted from 0.
        holds: Each of the 400 entries bears its author's signature.
        holds: The entries of each author follow one another without a gap (authors: 3).
        holds: The files of the tree are those of the 400 entries.
        holds: The first 400 entries are those of the record as its own checkpoint has it.
        holds: 1 of 2 witnesses: the record stands on mariupol.example/record and A (19:00 UTC on 9 March 2022). Missing: B.
        Held against FOLDER/kept.txt, of 500 entries:
        holds: 1 of 2 witnesses: the record stands on mariupol.example/record and B (19:00 UTC on 9 March 2022). Missing: A.
        BROKEN: The record has 400 entries, and the record cosigned by B at 19:00 UTC on 9 March 2022 has 500: its end was cut off, or this is an older copy.
        Not everything holds.
        ");
}

#[test]
fn a_proof_is_checked_with_its_entry_and_a_checkpoint_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let entries = signed(&day(600, 3), 3);
    let path = tree::inclusion(&mut nodes(&entries), 417, 600).unwrap().unwrap();
    let note = checkpoint(&entries, &[(witness("A", 2), EVENING)]);
    let proof = Proof { extra: None, index: 417, path, checkpoint: note.clone() }.to_string();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write("policy", policy().as_bytes());
    write("proof", proof.as_bytes());
    write("entry", &entries[417]);
    write("other", &entries[416]);
    write("checkpoint", note.to_string().as_bytes());
    write("request", format!("old 0\n\n{note}").as_bytes());
    let told = |arguments: &[&str]| {
        let answer = verify(folder.path(), arguments);
        format!("{}{}exit status {}\n", answer.words, answer.complaint, answer.status)
    };
    insta::assert_snapshot!(told(&["FOLDER/proof", "--entry", "FOLDER/entry", "--policy", "FOLDER/policy"]), @"
        holds: The entry is number 417 of the record mariupol.example/record as it was with 600 entries.
        holds: The entry bears its author's signature.
        holds: 1 of 2 witnesses: the record stands on mariupol.example/record and A (19:00 UTC on 9 March 2022). Missing: B.
        Everything holds.
        exit status 0
        ");
    insta::assert_snapshot!(told(&["FOLDER/proof", "--entry", "FOLDER/other", "--policy", "FOLDER/policy"]), @"
        BROKEN: The entry is not number 417 of the record mariupol.example/record as it was with 600 entries: entry, proof or checkpoint was changed.
        holds: The entry bears its author's signature.
        holds: 1 of 2 witnesses: the record stands on mariupol.example/record and A (19:00 UTC on 9 March 2022). Missing: B.
        Not everything holds.
        exit status 1
        ");
    insta::assert_snapshot!(told(&["FOLDER/proof"]), @"
        open: It is a proof of entry 417 of the record mariupol.example/record: give the entry itself with --entry.
        open: Nobody's signature was checked: give --policy with the keys that you trust. It says that it is signed by: mariupol.example/record, A.example.
        What was checked holds; what is open was not checked.
        exit status 2
        ");
    insta::assert_snapshot!(told(&["FOLDER/checkpoint", "--policy", "FOLDER/policy"]), @"
        A state of the record mariupol.example/record: 600 entries, root 18e10ceab2e5fdc7fc5414254cb393480d329c66b0a8d376acab91b36de19146.
        holds: 1 of 2 witnesses: the record stands on mariupol.example/record and A (19:00 UTC on 9 March 2022). Missing: B.
        Everything holds.
        exit status 0
        ");
    assert_eq!(
        told(&["FOLDER/checkpoint", "--policy", "FOLDER/policy"]),
        told(&["FOLDER/request", "--policy", "FOLDER/policy"])
    );
    let two = policy().replace("any-of 1", "any-of all");
    write("policy", two.as_bytes());
    insta::assert_snapshot!(told(&["FOLDER/checkpoint", "--policy", "FOLDER/policy"]), @"
        A state of the record mariupol.example/record: 600 entries, root 18e10ceab2e5fdc7fc5414254cb393480d329c66b0a8d376acab91b36de19146.
        BROKEN: 1 of 2 witnesses: the record stands on mariupol.example/record and A (19:00 UTC on 9 March 2022). Missing: B. Your policy asks for more: 2/2 (A, B).
        Not everything holds.
        exit status 1
        ");
}

#[test]
fn what_cannot_be_checked_is_told_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text"), "just words\n").unwrap();
    std::fs::write(folder.path().join("policy"), "quorom none\n").unwrap();
    std::fs::write(folder.path().join("bytes"), [0xff, 0xfe]).unwrap();
    let cases: [&[&str]; 9] = [
        &["FOLDER"],
        &["FOLDER/none"],
        &["FOLDER/text"],
        &["FOLDER/bytes"],
        &["FOLDER/text", "--policy", "FOLDER/policy"],
        &["FOLDER/text", "--kept", "FOLDER/text"],
        &["FOLDER/text", "FOLDER/text"],
        &["FOLDER/text", "--langage", "uk"],
        &["FOLDER/text", "--policy"],
    ];
    let told: Vec<String> = cases.iter().map(|arguments| verify(folder.path(), arguments).complaint).collect();
    insta::assert_snapshot!(told.concat(), @"
        passage-verify: FOLDER/checkpoint cannot be read: No such file or directory (os error 2)
        hint: passage-verify --help
        passage-verify: FOLDER/none cannot be read: No such file or directory (os error 2)
        hint: passage-verify --help
        passage-verify: FOLDER/text: it has no signatures after a blank line
        hint: passage-verify --help
        passage-verify: FOLDER/bytes is not text
        hint: passage-verify --help
        passage-verify: FOLDER/policy: line 1: it is no line of a policy (log, witness, group, one quorum): quorom none
        hint: passage-verify --help
        passage-verify: --kept is for a record folder
        hint: passage-verify --help
        passage-verify: one thing is checked at a time, and FOLDER/text is a second
        hint: passage-verify --help
        passage-verify: there is no option --langage
        hint: passage-verify --help
        passage-verify: a value should follow --policy
        hint: passage-verify --help
        ");
}

#[test]
fn the_program_answers_as_the_library_does() {
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_passage-verify")).args(arguments).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let (status, help) = run(&["--help"]);
    assert!(status == 0 && help.contains("passage-verify FOLDER [--policy FILE]"));
    assert_eq!(run(&[]), (2, help));
    assert_eq!(run(&["--version"]), (0, format!("passage-verify {}\n", env!("CARGO_PKG_VERSION"))));
    assert_eq!(run(&["no such thing"]).0, 2);
}
