# Was ein Käufer auf Deutsch liest.

## The frame of every page

skip-to-content = Zum Inhalt
menu = Menü
shop = Shop
search = Suche
search-shop = Den Shop durchsuchen
search-again = Noch einmal suchen
cart = Warenkorb
cart-things = { $n ->
    [one] Artikel darin
   *[other] Artikel darin
}
all = Alles
everything = Das ganze Sortiment
home = Start
help = Hilfe
write-to-us = Schreiben Sie uns
legal = Rechtliches
back-to-cart = Zurück zum Warenkorb
you-are-here = Sie sind hier
languages = Sprachen
prices-included = Alle Preise in { $currency }, inklusive { $tax }, zuzüglich Versand.
prices-without = Alle Preise in { $currency }, ohne { $tax }, zuzüglich Versand.
prices-plain = Alle Preise in { $currency }, zuzüglich Versand.

## Words that many pages share

tax-note-included = inkl. { $tax }, zzgl. { $delivery }
tax-note-without = zzgl. { $tax } und { $delivery }
tax-note-plain = zzgl. { $delivery }
delivery-word = Versand
price-from = ab { $price }
price-now = jetzt
price-before = vorher
free = kostenlos
sold-out = Ausverkauft
sold-out-inside = ausverkauft
left = noch { $n }
on-sale = Reduziert
new = Neu
products = { $n ->
    [one] { $n } Produkt
   *[other] { $n } Produkte
}
products-more-than = mehr als { $n } Produkte
pieces = { $n ->
    [one] { $n } Stück
   *[other] { $n } Stück
}
days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
minutes = { $n ->
    [one] { $n } Minute
   *[other] { $n } Minuten
}
see-everything = Alles ansehen
show = Anzeigen
pages = Seiten
previous = Zurück
next = Weiter
page-of = Seite { $n } von { $pages }
page-n = Seite { $n }
total = Gesamtsumme
total-is = Gesamtsumme { $total }
goods = Produkte
code-of = Code { $code }
with-tax = enthält { $tax }
tax-share = { $amount } { $tax }
list-and = { $most } und { $last }
list-or = { $most } oder { $last }
please-choose = Bitte wählen
if-any = (falls vorhanden)
date-today = heute um { $time }
date-yesterday = gestern um { $time }
date-at = { $day } um { $time }
to-country = { $code ->
    [CH] in die { $country }
    [TR] in die { $country }
    [UA] in die { $country }
    [SK] in die { $country }
    [MN] in die { $country }
    [CF] in die { $country }
    [DO] in die { $country }
    [FO] auf die { $country }
    [AX] auf die { $country }
    [NL] in die { $country }
    [US] in die { $country }
    [AE] in die { $country }
    [PH] auf die { $country }
    [MV] auf die { $country }
    [BS] auf die { $country }
    [SC] auf die { $country }
    [GB] ins Vereinigte Königreich
    [VA] in die { $country }
    [LB] in den { $country }
    [IQ] in den { $country }
    [IR] in den { $country }
    [YE] in den { $country }
    [SD] in den { $country }
   *[other] nach { $country }
}

## Home and shelves

shelves-filling = Die Regale werden gerade gefüllt.
come-back-soon = Bitte schauen Sie bald wieder vorbei.
new-in-shop = Neu im Shop
by-shelf = Nach Regal
title-at-shop = { $title } bei { $shop }
title-page = { $title }, Seite { $n }
sort = Sortieren
sort-new = Neueste zuerst
sort-price = Preis aufsteigend
sort-price-down = Preis absteigend
sort-name = Nach Namen
in-stock-only = Nur lieferbare
shelf-sold-out = Hier ist im Moment alles ausverkauft.
see-all-the-same = Trotzdem ansehen
shelf-empty = In diesem Regal steht noch nichts.

## A product

same-shelf = Aus demselben Regal
pictures-of = Bilder: { $title }
show-choice = Diese Auswahl anzeigen
one-less = Eins weniger
one-more = Eins mehr
quantity = Menge
add-to-cart = In den Warenkorb
in-stock = Auf Lager.
stock-left = Noch { $n } auf Lager.
stock-to-order = Gerade nicht auf Lager, aber trotzdem bestellbar.
stock-gone = Dieser Artikel ist ausverkauft.
stock-gone-named = { $name } ist ausverkauft.
article = Artikelnummer
tell-me = Benachrichtigen, wenn wieder da
tell-me-noted = Notiert. Wir schreiben Ihnen einmal, sobald es wieder da ist.
tell-me-email = Ihre E-Mail-Adresse
tell-me-hint = Eine einzige Nachricht, wenn es wieder da ist. Sonst nichts.
pickup-free = { $label }, kostenlos
returns-within = { $n ->
    [one] Rückgabe innerhalb eines Tages
   *[other] Rückgabe innerhalb von { $n } Tagen
}
delivery-none = Wir liefern noch nicht { $to }
delivery-free = Versand { $to } ist kostenlos
delivery-costs = Versand { $to } { $price }
delivery-costs-until = Versand { $to } { $price }, kostenlos ab { $from }
pay-by = Zahlung per { $ways }
pay-by-or-pickup = Zahlung per { $ways } oder bei Abholung
pay-at-pickup = Zahlung bei Abholung
way-transfer = Überweisung
way-test = Testkarte (es fließt kein Geld)
way-card = Karte

## The cart

your-cart = Ihr Warenkorb
cart-empty = Ihr Warenkorb ist noch leer.
cart-kept = Was Sie hineinlegen, bleibt 30 Tage darin.
cart-added = { $title } liegt in Ihrem Warenkorb.
see-cart = Zum Warenkorb
cart-gone = Ein Artikel aus Ihrem Warenkorb wird nicht mehr verkauft.
take-out = Herausnehmen
each = je { $price }
update = Aktualisieren
one-less-of = Eins weniger: { $title }
one-more-of = Eins mehr: { $title }
quantity-of = Menge: { $title }
remove = Entfernen
remove-it = Entfernen: { $title }
missing-all = Inzwischen ausverkauft. Bitte entfernen Sie den Artikel.
missing-some = Nur noch { $n } auf Lager.
take-n = { $n } nehmen
delivery-and-total = Versand und Gesamtsumme
lines-marked = Bitte sehen Sie sich zuerst die markierten Zeilen an.
go-to-checkout = Zur Kasse
look-once-more = Bevor Sie bestellen, sehen Sie alles noch einmal.
delivery-to = Lieferland
delivery-none-sentence = Wir liefern noch nicht { $to }.
deliver-everywhere = Wir liefern in alle Länder.
deliver-many = Wir liefern in { $n } Länder. Länder, die nicht in der Liste stehen, erreichen wir noch nicht.
deliver-only = Wir liefern nur in diese Länder: { $countries }.
until-free = Noch { $missing }, dann ist der Versand kostenlos.
until-free-label = Bis zum kostenlosen Versand
have-code = Ich habe einen Code
code = Rabattcode
use-code = Einlösen
code-unknown = Den Code „{ $code }“ kennen wir nicht.
code-not-now = Dieser Code gilt im Moment nicht.
code-ended = Dieser Code ist abgelaufen.
code-used-up = Dieser Code ist aufgebraucht.

## Checkout

checkout = Kasse
your-order = Ihre Bestellung
your-order-pieces = Ihre Bestellung, { $pieces }
change-cart = Warenkorb ändern
closed = Bestellen ist in Kürze wieder möglich. Ihr Warenkorb bleibt, wie er ist; bitte kommen Sie gleich noch einmal wieder.
no-room = Der Shop kann gerade nichts annehmen: Sein Computer hat keinen Platz mehr. Es wurde nichts bestellt oder bezahlt. Bitte kommen Sie bald wieder.
things-to-look-at = { $n ->
    [1] Bitte sehen Sie sich eine Angabe noch einmal an. Es wurde noch nichts bestellt.
    [2] Bitte sehen Sie sich zwei Angaben noch einmal an. Es wurde noch nichts bestellt.
    [3] Bitte sehen Sie sich drei Angaben noch einmal an. Es wurde noch nichts bestellt.
   *[other] Bitte sehen Sie sich { $n } Angaben noch einmal an. Es wurde noch nichts bestellt.
}
where-to-reach = Wie erreichen wir Sie?
email = E-Mail-Adresse
email-hint = Für die Bestätigung und Nachrichten zu dieser Bestellung.
where-to-go = Wohin dürfen wir liefern?
show-delivery-payment = Versand und Zahlung anzeigen
note-fold = Möchten Sie uns etwas mitteilen?
your-note = Ihre Nachricht
how-to-come = Wie soll es zu Ihnen kommen?
until-it-is-free = noch { $missing }, dann kostenlos
delivery-none-choose = Wir liefern noch nicht { $to }. Bitte wählen Sie ein anderes Land.
how-to-pay = Wie möchten Sie bezahlen?
no-payments = Dieser Shop nimmt noch keine Zahlungen an. Bitte schreiben Sie uns.
method-transfer = Überweisung
method-pickup = Zahlung bei Abholung
method-test = Testkarte (es fließt kein Geld)
method-card = Mit Karte bezahlen
about-transfer = Wir reservieren alles { $span } für Sie. Die Bankverbindung kommt mit der Bestätigung.
about-pickup = Wir reservieren alles { $span } für Sie.
about-test = Sie bestätigen die Zahlung auf der nächsten Seite.
about-card = Auf der nächsten Seite, die zu unserem Zahlungsdienst gehört.
to-be-picked-up = zur Abholung
delivery-inside = Versand { $to }
with-delivery = mit { $delivery }
with-tax-and-delivery = enthält { $tax } und { $delivery }
legal-terms = Mit Ihrer Bestellung akzeptieren Sie unsere { $terms }.
legal-privacy = Wie wir mit Ihren Daten umgehen, steht unter { $privacy }.
legal-returns = Wie Sie etwas zurückgeben, steht unter { $returns }.
word-terms = AGB
word-privacy = Datenschutz
word-returns = Rückgabe
buy = Zahlungspflichtig bestellen
after-transfer = Danach: die Bankverbindung, hier und per E-Mail.
after-pickup = Danach: Wir schreiben Ihnen, sobald alles bereitliegt.
after-test = Danach: Sie bestätigen die Zahlung.
after-card = Danach: Sie bezahlen mit Karte, auf der Seite unseres Zahlungsdienstes.
choose-delivery = Bitte wählen Sie eine Versandart.
choose-payment = Bitte wählen Sie eine Zahlungsart.
shorten-note = Bitte kürzen Sie Ihre Nachricht auf { $n } Zeichen.
look-at-postcode = Bitte sehen Sie sich die Postleitzahl noch einmal an. Wenn sie stimmt, bestellen Sie einfach erneut.
no-total-seen = Wir konnten die angezeigte Gesamtsumme nicht lesen. Bitte prüfen Sie sie unten und bestellen Sie erneut.
code-typed = Sie haben einen Code eingegeben. Bitte prüfen Sie die Gesamtsumme und bestellen Sie erneut.
changed-title = Ihre Bestellung hat sich inzwischen geändert. Es wurde noch nichts bestellt.
changed-look = Bitte prüfen Sie sie noch einmal und bestellen Sie erneut, wenn es für Sie passt.
changed-quicker = Jemand war schneller. Sie können nehmen, was noch da ist, oder den Warenkorb ändern.
changed-all-gone = Jemand war schneller, und von dem, was im Warenkorb liegt, ist nichts mehr da.
changed-what = Was
changed-seen = Bisher
changed-now = Jetzt
take-what-is-left = Nehmen, was da ist
changed-delivery = Versand
changed-tax = Steuer
changed-line = Aus dem Warenkorb genommen
total-changed = Die Gesamtsumme hat sich von { $seen } auf { $now } geändert.
shortage-gone = { $title } wurde gerade eben verkauft.
shortage = { $n ->
    [one] Von { $title } ist nur noch { $n } da.
   *[other] Von { $title } sind nur noch { $n } da.
}

## Addresses

address-country = Land
address-name = Vor- und Nachname
address-company = Firma
address-street-number = Straße und Hausnummer
address-number-street = Hausnummer und Straße
address-house = Hausnummer oder -name und Straße
address-street = Straße und Nummer
address-more = Wohnung, Etage oder Gebäude
address-flat = Wohnung, Gebäude oder Ortsteil
address-unit = Wohnung, Suite oder Einheit
address-postcode = Postleitzahl
address-zip = ZIP-Code
address-postal-code = Postleitzahl (Postal Code)
address-eircode = Eircode (Postleitzahl)
address-postcode-japan = Postleitzahl (〒)
address-city = Ort
address-town = Ort oder Stadt
address-suburb = Vorort oder Stadt
address-ward = Stadt oder Bezirk
address-district = Stadt oder Stadtteil
address-area = Gebiet, Block und Hausnummer
address-room = Gebäude und Zimmer
address-region = Bundesland oder Provinz
address-state = Bundesstaat
address-territory = Provinz oder Territorium
address-state-territory = Bundesstaat oder Territorium
address-county = Grafschaft
address-prefecture = Präfektur
address-province = Provinz (zwei Buchstaben)
address-phone = Telefon
fill-in = Bitte ausfüllen: { $label }.
choose-one = Bitte wählen: { $label }.
choose-from-list = Bitte aus der Liste wählen: { $label }.
shorten = Bitte auf { $n } Zeichen kürzen: { $label }.
choose-country = Bitte wählen Sie ein Land aus der Liste.
postcodes = Postleitzahlen
postcodes-zip = ZIP-Codes
postcodes-postal = Postleitzahlen
postcodes-eircode = Eircodes (Postleitzahlen)
postcode-digits = { $codes } haben hier { $n } Ziffern ({ $country }).
postcode-like = { $codes } sehen hier aus wie { $example } ({ $country }).
postcode-as-written = Wir übernehmen sie, wie Sie sie schreiben.

## An order's page

order-n = Bestellung { $n }
received-title = Wir haben Ihre Bestellung erhalten.
received-text = Es ist die Bestellung { $n }. Die Bestätigung folgt gleich: hier und in einer E-Mail an { $email }.
received-wait = Diese Seite sieht von selbst wieder nach. Sie können sie auch schließen. Es ist noch nichts zu bezahlen, und Sie müssen nicht noch einmal bestellen.
what-next = Wie es weitergeht
letters-go-to = Nachrichten dazu gehen an { $email }.
order-is-with-us = Ihre Bestellung { $n } ist bei uns eingegangen. Nachrichten dazu gehen an { $email }.
something-wrong = Stimmt etwas nicht?
write-and-name = Schreiben Sie an { $email } und nennen Sie die Bestellung { $n }.
back-is-in = Wie Sie etwas zurückschicken, steht unter { $returns }.
not-any-more = Ich möchte es nicht mehr
give-up-about = Es wurde nichts bezahlt. Was wir für Sie reserviert haben, kommt zurück ins Regal, und eine E-Mail bestätigt es.
cancel-order = Bestellung stornieren
order-was-cancelled = Die Bestellung { $n } wurde storniert.
thank-you = Vielen Dank.
thank-you-name = Vielen Dank, { $name }.
where-pickup = Hier holen Sie es ab
where-it-goes = Lieferadresse
what-you-ordered = Das haben Sie bestellt
note-was = Ihre Nachricht: { $note }
step-ordered = Bestellt
step-cancelled = Storniert
step-money-back = Sie bekommen Ihr Geld zurück
step-was-paid = { $amount } wurden bezahlt.
payment-confirmed = Die Zahlung ist bestätigt.
step-paid = Bezahlt
step-time-over = Die Zahlungsfrist ist abgelaufen
step-time-over-about = Die Artikel sind nicht mehr für Sie reserviert. Bitte schreiben Sie uns, bevor Sie bezahlen.
step-transfer = Bitte überweisen Sie { $amount } bis { $until }
step-keep-until-then = Bis dahin ist alles für Sie reserviert.
step-keep-until = Alles ist bis { $until } für Sie reserviert.
step-pay-at-pickup = Sie bezahlen bei der Abholung
step-confirming = Wir warten auf die Bestätigung der Zahlung
step-confirming-about = Diese Seite sieht von selbst wieder nach. Sie können sie auch schließen: Sie bekommen eine E-Mail.
step-declined = Die Zahlung wurde abgelehnt
step-declined-about = Es wurde nichts abgebucht. Alles ist bis { $until } für Sie reserviert.
step-unavailable = Die Zahlungsseite ist gerade nicht erreichbar
step-unavailable-about = Es wurde nichts abgebucht. Bitte versuchen Sie es in einer Minute noch einmal. Alles ist bis { $until } für Sie reserviert.
step-not-paid = Noch nicht bezahlt
step-picked-up = Abgeholt
step-ready = Zur Abholung bereit
step-ready-since = seit { $when }
step-making-ready = Wir stellen alles bereit und schreiben Ihnen
step-making-ready-about = Bitte kommen Sie, sobald Sie unsere E-Mail haben.
step-sent = Versandt
sent-with = mit { $carrier }
sent-number = Nummer { $number }
step-packing = Wir packen alles und schreiben Ihnen
step-packing-paid = Sobald das Paket unterwegs ist, bekommen Sie eine E-Mail.
step-packing-unpaid = Sobald das Geld da ist.
pay-to = Empfänger
pay-bank = Bankname
pay-amount = Betrag
pay-reference = Verwendungszweck
pay-until = Zahlbar bis
pay-amount-now = { $amount } bezahlen
pay-by-card = { $amount } mit Karte bezahlen
back-to-payment = Dauert es zu lange? Zurück zur Zahlung
gateway = Test-Zahlung
gateway-about = Es fließt kein Geld. Entscheiden Sie, was die Bank sagen soll.
gateway-order = Bestellung
gateway-approve = Genehmigen
gateway-decline = Ablehnen
gateway-close = Fenster schließen

## Search

search-nothing-typed = Geben Sie ein oder zwei Wörter ein: ein Ding, eine Farbe, eine Artikelnummer.
search-found = { $n ->
    [one] { $n } Produkt für „{ $text }“.
   *[other] { $n } Produkte für „{ $text }“.
}
search-nothing = Nichts heißt „{ $text }“.
search-quoted = „{ $text }“
search-or-shelf = Oder sehen Sie in ein Regal
search-try-word = Versuchen Sie es mit einem Wort ({ $word }).
search-try-word-near = Versuchen Sie es mit einem Wort ({ $word }), oder sehen Sie sich an, was dem am nächsten kommt.
search-try = Versuchen Sie es mit einem anderen Wort.
search-try-near = Versuchen Sie es mit einem anderen Wort, oder sehen Sie sich an, was dem am nächsten kommt.
search-nearest = Das kommt dem am nächsten

## Letters about things that come back

end-title = Keine Nachrichten mehr über Artikel, die wieder da sind?
end-about = Sie haben uns gebeten, Ihnen zu schreiben, wenn etwas wieder da ist. Wenn Sie das nicht mehr möchten, vergessen wir Ihre Adresse für all das.
end-all = Alle beenden
ended-title = Wir schreiben Ihnen nicht mehr.
ended-about = Ihre Adresse ist für keinen dieser Artikel mehr gespeichert. Nachrichten zu Ihren Bestellungen bekommen Sie weiterhin.
to-the-shop = Zum Shop

## When something did not happen

not-here = Diese Seite gibt es hier nicht.
not-here-about = Vielleicht ist sie umgezogen, oder die Adresse enthält einen Fehler. Suchen Sie danach, oder beginnen Sie bei den Regalen.
slower = Bitte etwas langsamer.
no-answer = Der Shop hat nicht geantwortet.
did-not-work = Das hat nicht geklappt.
our-fault = Das liegt an uns, und nichts, was Sie eingegeben oder bestellt haben, ist verloren. Bitte versuchen Sie es in einer Minute noch einmal.
stays-so-write = Wenn es so bleibt, schreiben Sie an { $email } und nennen Sie die Nummer { $number }.
refused-nothing-there = So etwas gibt es hier nicht.
refused-busy = Im Shop ist gerade sehr viel los. Bitte versuchen Sie es gleich noch einmal.
refused-broken = Bei uns ist etwas schiefgegangen.
refused-elsewhere = Dieses Formular kam von einer anderen Website, deshalb wurde nichts getan. Bitte öffnen Sie die Seite noch einmal.
refused-too-much = Das ist zu viel auf einmal. Bitte senden Sie weniger.
refused-no-page = Diese Seite gibt es nicht.
refused-unreadable = Das konnten wir nicht lesen. Bitte gehen Sie zurück und versuchen Sie es noch einmal.
refused-too-long = Das hat zu lange gedauert. Bitte versuchen Sie es noch einmal.
refused-too-often = { $n ->
    [one] Das war etwas zu oft. Bitte warten Sie eine Minute und versuchen Sie es dann noch einmal.
   *[other] Das war etwas zu oft. Bitte warten Sie { $n } Minuten und versuchen Sie es dann noch einmal.
}
refused-email = Bitte geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.com.
refused-quantity = Bitte geben Sie eine Zahl von 1 bis { $most } ein.
refused-not-for-sale = Dieser Artikel wird nicht mehr verkauft.
refused-choice = In genau dieser Auswahl haben wir es nicht. Hier ist, was dem am nächsten kommt.
refused-sold-out = { $title } ist ausverkauft. Bitte sehen Sie sich die anderen Varianten an.
refused-cart-full = In einen Warenkorb passen höchstens { $most } verschiedene Artikel.
refused-sent-before = Dieses Formular wurde schon gesendet und wurde zur Bestellung { $n }. Bitte beginnen Sie noch einmal beim Warenkorb.
refused-taken-out = Ein Artikel aus Ihrem Warenkorb wird nicht mehr verkauft. Er wurde entfernt; bitte prüfen Sie alles noch einmal.
refused-cart-empty = Im Warenkorb liegt nichts.
refused-no-delivery = Wir liefern nicht { $to }.
refused-here-again = Es ist wieder da: Sie können es jetzt kaufen.
refused-many-wait = Es warten schon so viele darauf, dass wir niemanden mehr notieren können. Bitte schauen Sie wieder vorbei.
refused-not-cancelled = Diese Bestellung kann hier nicht mehr storniert werden. Bitte schreiben Sie uns.
refused-unpaid-orders = { $n ->
    [one] { $n } Bestellung aus Ihrem Netzwerk ist noch nicht bezahlt. Bitte bezahlen oder stornieren Sie sie zuerst: Der Weg dorthin steht in der E-Mail dazu. Wenn Sie von keiner wissen, schreiben Sie bitte an { $shop }.
   *[other] { $n } Bestellungen aus Ihrem Netzwerk sind noch nicht bezahlt. Bitte bezahlen oder stornieren Sie zuerst eine davon: Der Weg dorthin steht in der jeweiligen E-Mail. Wenn Sie von keiner wissen, schreiben Sie bitte an { $shop }.
}
refused-unpaid-pieces = Wir können höchstens { $most } Stück reservieren, bevor sie bezahlt sind. Bitte bestellen Sie weniger, bezahlen oder stornieren Sie eine frühere Bestellung, oder schreiben Sie an { $shop }.
refused-unpaid-all = So viele Bestellungen warten auf ihre Zahlung, dass wir nichts weiter reservieren können. Bitte versuchen Sie es in einer halben Stunde noch einmal, oder schreiben Sie an { $shop }.

## Letters

letter-see-order = Bestellung ansehen
letter-goods = Waren
letter-tax-included = { $tax } enthalten
letter-delivered-to = Lieferung an
letter-pickup-at = Abholung hier
letter-next = So geht es weiter
letter-received-subject = Vielen Dank für Ihre Bestellung { $n }
letter-received-title = Vielen Dank für Ihre Bestellung.
letter-received = Wir haben Ihre Bestellung { $n } vom { $when }.
letter-next-transfer = Bitte überweisen Sie { $amount }; die Bankverbindung kommt in einer eigenen E-Mail. Die Waren sind bis { $until } für Sie reserviert. Sobald Ihre Zahlung da ist, schreiben wir Ihnen.
letter-next-pickup = Wir stellen Ihre Bestellung zusammen und schreiben Ihnen, wenn Sie sie abholen können. Dann bezahlen Sie. Die Waren sind bis { $until } für Sie reserviert.
letter-next-test = Ihre Zahlung ist noch nicht da. Die Waren sind bis { $until } für Sie reserviert; bis dahin können Sie auf der Seite Ihrer Bestellung bezahlen.
letter-next-short = Einige der Waren wurden verkauft, bevor Ihre Zahlung da war. Wir suchen sie jetzt und schreiben Ihnen; was wir nicht liefern können, zahlen wir zurück.
letter-next-paid-pickup = Alles ist bezahlt. Wir stellen es jetzt zusammen und schreiben Ihnen, wenn Sie es abholen können.
letter-next-paid = Alles ist bezahlt. Wir packen es jetzt und schreiben Ihnen, wenn es unterwegs ist.
letter-pay-subject = So bezahlen Sie Ihre Bestellung { $n }
letter-pay-title = { $amount } per Überweisung.
letter-pay = Bitte überweisen Sie genau diesen Betrag und geben Sie { $n } als Verwendungszweck an, damit wir Ihre Zahlung erkennen.
letter-pay-after = Bis dahin sind die Waren für Sie reserviert. Sobald Ihre Zahlung da ist, schreiben wir Ihnen. Eine Überweisung dauert meist einen Werktag.
letter-remind-subject = Ihre Bestellung { $n } ist noch nicht bezahlt
letter-remind-title = Ihre Zahlung ist noch nicht da.
letter-remind = Ihre Bestellung { $n } vom { $when } wartet auf die Zahlung. Wenn das Geld schon unterwegs ist, müssen Sie nichts tun.
letter-remind-after = Bis dahin sind die Waren für Sie reserviert. Danach endet die Bestellung von selbst, und die Waren werden wieder verkauft.
letter-paid-subject = Ihre Zahlung für die Bestellung { $n } ist da
letter-paid-title = Ihre Zahlung ist da.
letter-paid = { $amount } sind für Ihre Bestellung { $n } angekommen. { $next }
letter-sent-subject = Ihre Bestellung { $n } ist unterwegs
letter-sent-title = Ihre Bestellung ist unterwegs.
letter-sent = Ein Paket zu Ihrer Bestellung { $n } hat unser Haus verlassen.
letter-sent-with = Ein Paket zu Ihrer Bestellung { $n } hat unser Haus mit { $carrier } verlassen.
letter-tracking = Sendungsnummer
letter-in-parcel = In diesem Paket
letter-to-come = Kommt noch
letter-ready-subject = Ihre Bestellung { $n } liegt zur Abholung bereit
letter-ready-title = Ihre Bestellung liegt zur Abholung bereit.
letter-ready = Bitte bringen Sie die Nummer { $n } mit.
letter-ready-unpaid = Sie bezahlen { $amount } bei der Abholung. Die Waren sind bis { $until } für Sie reserviert.
letter-ready-paid = Alles ist bezahlt und wartet auf Sie.
letter-your-goods = Ihre Waren
letter-cancelled-subject = Ihre Bestellung { $n } wurde storniert
letter-cancelled-title = Ihre Bestellung wurde storniert.
letter-cancelled = Es war die Bestellung { $n } vom { $when } über { $total }.
letter-reason = Grund
letter-changed-mind = Sie haben es sich anders überlegt
letter-not-in-time = sie wurde nicht rechtzeitig bezahlt
letter-no-longer = Die Waren sind nicht mehr für Sie reserviert. { $money }
letter-money-back = Sie haben { $amount } bezahlt; wir senden den Betrag auf demselben Weg zurück.
letter-money-was-back = Was Sie bezahlt haben, wurde auf demselben Weg zurückgesandt.
letter-nothing-paid = Es wurde nichts bezahlt, also ist nichts weiter zu tun. Geld, das noch unterwegs ist, kommt zu Ihnen zurück.
letter-again-subject = Wieder da: { $title }
letter-again-title = Es ist wieder da.
letter-again = Sie haben uns gebeten, Ihnen zu schreiben, wenn Sie „{ $title }“ wieder kaufen können. Jetzt ist es so weit, solange der Vorrat reicht.
letter-again-see = Im Shop ansehen
letter-again-only = Das ist die einzige Nachricht dazu. Ihre Adresse speichern wir dafür nicht länger.
letter-again-end = Sie warten noch auf andere Artikel und möchten keine Nachrichten dazu?

## The slip in a parcel

slip = Lieferschein
slip-pickup = Wird abgeholt.
slip-pieces = Stück
slip-what = Was
slip-note = Nachricht: { $note }

## What a new shop begins with

first-delivery = Standardversand
tax-vat = MwSt.
tax-sales = Verkaufssteuer
