//! What stands on a parcel.

use super::address;
use crate::domain::place::Country;

/// What was typed against the lines on a label printed in Germany.
fn check_lines(words: &str, label: &str) {
    assert_eq!(address(words).lines_from(Country::DE).join(" / "), label, "{words}");
}

#[test]
fn labels_of_nine_countries() {
    check_lines(
        "DE name=Ada Lang; company=Lang & Co; line1=Goethestr. 5; line2=Hinterhaus; postcode=06114; city=Halle (Saale)",
        "Ada Lang / Lang & Co / Goethestr. 5 / Hinterhaus / 06114 Halle (Saale)",
    );
    check_lines(
        "AT name=Resi Huber; line1=Getreidegasse 9; postcode=5020; city=Salzburg",
        "Resi Huber / Getreidegasse 9 / 5020 Salzburg / Austria",
    );
    check_lines(
        "FR name=Luc Morel; line1=12 rue de Seine; postcode=75006; city=Paris",
        "Luc Morel / 12 rue de Seine / 75006 Paris / France",
    );
    check_lines(
        "GB name=Joan Hill; line1=10 Station Road; line2=Flat 2; city=Leeds; postcode=ls14dy; region=Yorkshire",
        "Joan Hill / 10 Station Road / Flat 2 / Leeds / LS1 4DY / United Kingdom",
    );
    check_lines(
        "IE name=Aoife Byrne; line1=3 Main Street; city=Kinsale; region=CO; postcode=p17ab12",
        "Aoife Byrne / 3 Main Street / Kinsale / Co. Cork / P17 AB12 / Ireland",
    );
    check_lines(
        "US name=Sam Reed; line1=1 Market St; line2=Apt 4; city=San Francisco; region=California; postcode=94105",
        "Sam Reed / 1 Market St / Apt 4 / San Francisco, CA 94105 / United States",
    );
    check_lines(
        "CA name=Zoé Roy; line1=80 Wellington St; city=Ottawa; region=ON; postcode=k1a0a2",
        "Zoé Roy / 80 Wellington St / Ottawa ON K1A 0A2 / Canada",
    );
    check_lines(
        "NL name=Jan Vos; line1=Dam 1; postcode=1012js; city=Amsterdam",
        "Jan Vos / Dam 1 / 1012 JS Amsterdam / Netherlands",
    );
    check_lines(
        "JP name=Yuki Sato; line1=1-9-1 Marunouchi; city=Chiyoda-ku; region=13; postcode=1000005",
        "Yuki Sato / 1-9-1 Marunouchi / Chiyoda-ku, Tokyo 100-0005 / Japan",
    );
    check_lines(
        "JP name=佐藤 由紀; line1=丸の内1-9-1; line2=3階; city=千代田区; region=Tokyo; postcode=１００－０００５",
        "〒100-0005 / 東京都 千代田区 / 丸の内1-9-1 / 3階 / 佐藤 由紀 / Japan",
    );
}

#[test]
fn labels_leave_out_what_is_empty_and_the_home_country() {
    let leeds = address("GB name=Joan Hill; line1=10 Station Road; city=Leeds; postcode=LS1 4DY");
    assert_eq!(leeds.lines_from(Country::GB), leeds.lines());
    assert_eq!(leeds.lines().last().map(String::as_str), Some("LS1 4DY"));
    check_lines("IE name=A; line1=3 Quay; city=Cork", "A / 3 Quay / Cork / Ireland");
    check_lines(
        "HK name=A; line1=1 Nathan Road; city=Kowloon; postcode=999077",
        "A / 1 Nathan Road / Kowloon / Hong Kong",
    );
    check_lines("AR name=A; line1=Florida 1; city=Salta", "A / Florida 1 / Salta / Argentina");
    check_lines(
        "IT name=A; line1=Via Appia 1; postcode=00144; city=Roma; region=RM",
        "A / Via Appia 1 / 00144 Roma RM / Italy",
    );
}
