//! Logs of others, built with their own libraries, verify with ours, and ours with theirs.

use passage_record::digest::Digest;
use passage_record::note::{Note, Role, Signer};
use passage_record::policy::Policy;
use passage_record::proof::Proof;
use passage_record::tile::Tiles;
use passage_record::tree::{self, Memory};

use crate::notes::witness;
use crate::tiles::{Folder, folder};

/// A log of 600 entries with the libraries of Cloudflare's certificate log: their tiles, checkpoint and signature.
#[test]
fn a_log_of_tlog_tiles_and_signed_note_verifies_with_ours() {
    use base64::Engine;
    let entries: Vec<String> = (0..600).map(|at| format!("theirs {at}")).collect();
    let mut stored = super::tree::Stored::default();
    for entry in &entries {
        stored.push(entry.as_bytes());
    }
    let public = Signer::new("their.example/log", Role::Log, &[9; 32]).unwrap().key().clone();
    let secret = base64::engine::general_purpose::STANDARD.encode([&[1], [9; 32].as_slice()].concat());
    let key = format!("PRIVATE+KEY+their.example/log+{}+{secret}", public.id());
    let root = tlog_tiles::tlog::tree_hash(600, &stored).unwrap();
    let state = tlog_tiles::checkpoint::Checkpoint::new("their.example/log", 600, root, "").unwrap();
    let mut note = signed_note::Note::new(&state.to_bytes(), &[]).unwrap();
    note.add_sigs(&[&signed_note::StandardSigner::new(&key).unwrap()]).unwrap();
    let mut files = Folder::default();
    for tile in tlog_tiles::tile::Tile::new_tiles(8, 0, 600) {
        files.0.insert(tile.path().replacen("tile/8/", "tile/", 1), tile.read_data(&stored).unwrap());
    }

    let checkpoint = Note::read(&note.to_bytes()).unwrap();
    let policy: Policy = format!("log {public}\nquorum none\n").parse().unwrap();
    let mut tiles = Tiles::new(&files, 600);
    for index in [0, 1, 255, 256, 417, 599] {
        let path = tree::inclusion(&mut tiles, index, 600).unwrap().unwrap();
        let proof = Proof { extra: None, index, path, checkpoint: checkpoint.clone() };
        let entry = entries[index as usize].as_bytes();
        assert_eq!(proof.check(entry, &policy).unwrap().0.size(), 600);
        assert!(proof.check(b"another", &policy).is_err());
    }
}

/// Their reader of tiles, over our files.
struct Reader<'a>(&'a Folder);

impl tlog_tiles::tile::TileReader for Reader<'_> {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::tile::Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::tlog::Error> {
        let read = |tile: &tlog_tiles::tile::Tile| self.0.0[&tile.path().replacen("tile/8/", "tile/", 1)].clone();
        Ok(tiles.iter().map(read).collect())
    }

    fn save_tiles(&self, _: &[tlog_tiles::tile::Tile], _: &[Vec<u8>]) {}
}

#[test]
fn our_files_verify_with_tlog_tiles() {
    let mut nodes: Memory = (0..70_001_u32).map(|at| tree::leaf(&at.to_be_bytes())).collect();
    let files = folder(&mut nodes, 70_001);
    let root = tlog_tiles::tlog::Hash(tree::root(&mut nodes, 70_001).unwrap().0);
    let reader = Reader(&files);
    // Their reader checks every tile that it reads against the root.
    let hashes = tlog_tiles::tile::TileHashReader::new(70_001, root, &reader);
    for index in [0, 417, 65_536, 70_000] {
        let proof = tlog_tiles::tlog::prove_record(70_001, index, &hashes).unwrap();
        let ours = tree::inclusion(&mut nodes, index, 70_001).unwrap().unwrap();
        assert_eq!(proof.iter().map(|hash| Digest(hash.0)).collect::<Vec<_>>(), ours);
    }
}

/// Sigsum, a log of another design with the same checkpoints and cosignatures: its Rust library, which knows nothing of
/// ours, accepts our log's signature, our witnesses' cosignatures and our proof.
#[test]
fn our_log_and_our_witnesses_verify_with_sigsum() {
    use ed25519_dalek::{Signer as _, SigningKey};
    let hexadecimal = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let author = SigningKey::from_bytes(&[5; 32]);
    let message = sigsum::Hash::new(b"412 people passed Vasylivka");
    let checksum = Digest::of(message.as_ref());
    let signed = [b"sigsum.org/v1/tree-leaf\x00".as_slice(), &checksum.0].concat();
    let author_hash = Digest::of(author.verifying_key().as_bytes());
    let leaf = [&checksum.0, author.sign(&signed).to_bytes().as_slice(), &author_hash.0].concat();

    let entries: Vec<Vec<u8>> = (0..20).map(|at| if at == 13 { leaf.clone() } else { vec![at; 128] }).collect();
    let mut nodes: Memory = entries.iter().map(|entry| tree::leaf(entry)).collect();
    let log_public = SigningKey::from_bytes(&[1; 32]).verifying_key();
    let log_hash = Digest::of(log_public.as_bytes());
    let log = Signer::new(&format!("sigsum.org/v1/tree/{log_hash}"), Role::Log, &[1; 32]).unwrap();
    let root = tree::root(&mut nodes, 20).unwrap();
    let text = format!("{}\n20\n{}\n", log.key().name(), root.base64());
    let (a, b) = (witness("A.example", 2), witness("B.example", 3));
    // What follows key id, and of a cosignature the time, is the signature.
    let raw = |signer: &Signer| {
        use base64::Engine;
        let line = signer.sign(&text, 1_646_852_400).to_string();
        let bytes = base64::engine::general_purpose::STANDARD.decode(line.rsplit(' ').next().unwrap()).unwrap();
        hexadecimal(&bytes[bytes.len() - 64..])
    };
    let cosignature = |signer: &Signer| format!("{} 1646852400 {}", Digest::of(&signer.key().public()), raw(signer));
    let path = tree::inclusion(&mut nodes, 13, 20).unwrap().unwrap();
    let hashes: Vec<String> = path.iter().map(|hash| format!("node_hash={hash}\n")).collect();
    let proof = format!(
        "version=2\nlog={log_hash}\nleaf={author_hash} {}\n\nsize=20\nroot_hash={root}\nsignature={}\ncosignature={}\n\
         cosignature={}\n\nleaf_index=13\n{}",
        hexadecimal(&leaf[32..96]),
        raw(&log),
        cosignature(&a),
        cosignature(&b),
        hashes.concat()
    );
    let policy = format!(
        "log {}\nwitness A {}\nwitness B {}\ngroup both all A B\nquorum both\n",
        hexadecimal(log_public.as_bytes()),
        hexadecimal(&a.key().public()),
        hexadecimal(&b.key().public())
    );
    let policy = sigsum::Policy::parse(&policy).expect("they read the policy");
    let signers = [author.verifying_key().to_bytes().into()];
    let read = sigsum::SigsumSignature::from_ascii(&proof).expect("they read the proof");
    sigsum::verify(&message, &read, &signers, &policy).expect("they accept it");
    let other = sigsum::Hash::new(b"421 people passed Vasylivka");
    assert!(sigsum::verify(&other, &read, &signers, &policy).is_err());
    let one = proof.replacen(&cosignature(&b), &cosignature(&a), 1);
    let read = sigsum::SigsumSignature::from_ascii(&one).expect("they read the proof");
    assert!(sigsum::verify(&message, &read, &signers, &policy).is_err(), "one witness is not two");
}
