//! A folder of keys over time: what signs, what is published, what is refused.

use jiff::ToSpan;

use super::*;

fn at(hours: i64) -> Timestamp {
    let start: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
    start + hours.hours()
}

fn published(ring: &Ring, now: Timestamp) -> Vec<String> {
    let keys = ring.published(now)["keys"].as_array().unwrap().clone();
    let kid = |key: &Value| key["kid"].as_str().unwrap().to_owned();
    keys.iter().map(kid).collect()
}

#[test]
fn the_next_key_is_published_before_it_signs_and_the_last_until_what_it_signed_is_over() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("keys");
    folder::new(&folder, at(0)).unwrap();
    let rotation = folder::rotate(&folder, at(10), SignedDuration::from_hours(1)).unwrap();
    assert!(rotation.removed.is_empty());
    let ring = folder::read(&folder).unwrap().1;
    let (first, second) = (ring.0[0].kid.clone(), ring.0[1].kid.clone());
    assert_eq!(ring.signer(at(10)).kid, first);
    assert_eq!(ring.signer(at(11)).kid, second);
    let both = vec![first.clone(), second.clone()];
    assert_eq!(published(&ring, at(10)), both);
    assert_eq!(published(&ring, at(11 + 23)), both);
    assert_eq!(published(&ring, at(11 + 24)), [second.as_str()]);
    assert!(ring.named(&first, at(11 + 24)).is_none());
    // The next exchange removes what nothing needs.
    let rotation = folder::rotate(&folder, at(11 + 24), SignedDuration::ZERO).unwrap();
    assert_eq!(rotation.removed.len(), 1);
    assert!(rotation.removed[0].contains(&first));
    assert_eq!(folder::read(&folder).unwrap().1.0.len(), 2);
}

#[test]
fn a_key_is_for_its_owner_alone_and_under_its_own_name() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    assert_eq!(check(folder), Err(Fault::None));
    let path = folder::new(folder, at(0)).unwrap();
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(check(folder), Ok(()));
    assert_eq!(folder::new(folder, at(0)).err(), Some(Fault::Exists));
    let renamed = folder.join("20261122T100000Z.autre.pem");
    std::fs::rename(&path, &renamed).unwrap();
    assert!(matches!(check(folder), Err(Fault::NotAKey(_))));
    std::fs::rename(&renamed, &path).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    assert!(matches!(check(folder), Err(Fault::Exposed(_))));
}

#[test]
fn a_private_sealing_key_is_never_taken_among_the_relays_own() {
    let dir = tempfile::tempdir().unwrap();
    folder::new(dir.path(), at(0)).unwrap();
    let [private, _] = folder::new_pair(dir.path()).unwrap();
    assert!(matches!(
        check(dir.path()),
        Err(Fault::Exposed(_) | Fault::NotAKey(_))
    ));
    assert_eq!(
        folder::new_pair(dir.path()).err(),
        Some(Fault::Taken(private.display().to_string()))
    );
}

#[test]
fn a_folder_that_breaks_leaves_the_keys_known_before() {
    let dir = tempfile::tempdir().unwrap();
    folder::new(dir.path(), at(0)).unwrap();
    let keys = Keys::open(Some(dir.path().to_owned())).unwrap();
    let kid = keys.ring().signer(at(1)).kid.clone();
    std::fs::write(dir.path().join("20261122T110000Z.x.pem"), "x").unwrap();
    assert!(keys.look(dir.path()).is_err());
    assert_eq!(keys.look(dir.path()), Ok(()), "it is said once");
    assert_eq!(keys.ring().signer(at(1)).kid, kid);
    std::fs::remove_file(dir.path().join("20261122T110000Z.x.pem")).unwrap();
    folder::rotate(dir.path(), at(1), SignedDuration::ZERO).unwrap();
    keys.look(dir.path()).unwrap();
    assert_ne!(keys.ring().signer(at(1)).kid, kid);
}
