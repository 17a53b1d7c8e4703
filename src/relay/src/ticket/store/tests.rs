use super::*;
use crate::ticket::Holder;

const NOW: SystemTime = SystemTime::UNIX_EPOCH;
const PAGE: Option<&str> = Some("https://services.exemple.fr");

fn kept(tickets: &Tickets) -> String {
    let ticket = Ticket {
        form: "cantine".into(),
        origin: PAGE.unwrap().into(),
        until: NOW + LIFETIME,
        case: None,
        subjects: Vec::new(),
        holder: Holder::Account,
    };
    tickets.keep(ticket, NOW).unwrap()
}

fn refused(tickets: &Arc<Tickets>, word: &str) -> Option<Invalid> {
    tickets.take(word, "cantine", PAGE, NOW).err()
}

#[test]
fn a_ticket_is_good_once_in_its_time_for_its_form_from_its_origin() {
    let tickets = Arc::new(Tickets::default());
    let word = kept(&tickets);
    let take = |form, page, now| tickets.take(&word, form, page, now).map(|_| ()).err();
    let foreign = Some(Invalid::Foreign);
    assert_eq!(take("autre", PAGE, NOW), foreign);
    assert_eq!(
        take("cantine", Some("https://ailleurs.exemple.fr"), NOW),
        foreign
    );
    assert_eq!(take("cantine", None, NOW), foreign);
    assert_eq!(refused(&tickets, "AAAA"), foreign);
    let last = NOW + LIFETIME - Duration::from_secs(1);
    let taken = tickets.take(&word, "cantine", PAGE, last).unwrap();
    assert_eq!(
        refused(&tickets, &word),
        Some(Invalid::Used),
        "while it is out"
    );
    taken.deliver();
    drop(taken);
    assert_eq!(refused(&tickets, &word), Some(Invalid::Used));
    assert_eq!(
        take("cantine", PAGE, NOW + LIFETIME),
        Some(Invalid::Expired)
    );
}

#[test]
fn a_ticket_that_brought_nothing_may_be_presented_three_times() {
    let tickets = Arc::new(Tickets::default());
    let word = kept(&tickets);
    for _ in 0..5 {
        drop(tickets.take(&word, "cantine", PAGE, NOW).unwrap());
    }
    for _ in 0..TRIES {
        tickets.take(&word, "cantine", PAGE, NOW).unwrap().ask();
    }
    assert_eq!(refused(&tickets, &word), Some(Invalid::Used));
}

#[test]
fn a_word_with_one_changed_letter_opens_nothing() {
    let tickets = Arc::new(Tickets::default());
    let word = kept(&tickets);
    for place in 0..word.len() {
        let mut bytes = word.clone().into_bytes();
        bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
        let altered = String::from_utf8(bytes).unwrap();
        assert_eq!(
            refused(&tickets, &altered),
            Some(Invalid::Foreign),
            "letter {place}"
        );
    }
    assert_eq!(refused(&tickets, &word), None);
}

#[test]
fn what_a_ticket_stood_for_is_forgotten() {
    let tickets = Arc::new(Tickets::default());
    let word = kept(&tickets);
    let seen = Arc::downgrade(&tickets.look(&word, "cantine", PAGE, NOW).unwrap());
    tickets.take(&word, "cantine", PAGE, NOW).unwrap().deliver();
    assert!(seen.upgrade().is_none(), "once it was used");
    let word = kept(&tickets);
    let seen = Arc::downgrade(&tickets.look(&word, "cantine", PAGE, NOW).unwrap());
    tickets.keep_nothing_of_the_past(NOW + LIFETIME);
    assert!(seen.upgrade().is_none(), "once its time was over");
}

#[test]
fn there_are_only_so_many() {
    let tickets = Tickets::default();
    for _ in 0..MOST {
        kept(&tickets);
    }
    let one_more = |now| {
        let ticket = Ticket {
            form: String::new(),
            origin: String::new(),
            until: now,
            case: None,
            subjects: Vec::new(),
            holder: Holder::Account,
        };
        tickets.keep(ticket, now)
    };
    assert_eq!(one_more(NOW), Err(Full));
    assert!(one_more(NOW + LIFETIME + REMEMBERED).is_ok());
}
