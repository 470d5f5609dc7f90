# Wat een koper in het Nederlands leest.

## The frame of every page

skip-to-content = Naar de inhoud
menu = Menu
shop = Winkel
search = Zoeken
search-shop = Zoek in de winkel
search-again = Opnieuw zoeken
cart = Winkelwagen
cart-things = { $n ->
    [one] artikel erin
   *[other] artikelen erin
}
all = Alles
everything = Alle producten
home = Begin
help = Hulp
write-to-us = Schrijf ons
legal = Juridisch
back-to-cart = Terug naar de winkelwagen
you-are-here = U bent hier
languages = Talen
prices-included = Alle prijzen in { $currency }, inclusief { $tax }, exclusief verzending.
prices-without = Alle prijzen in { $currency }, exclusief { $tax } en verzending.
prices-plain = Alle prijzen in { $currency }, exclusief verzending.

## Words that many pages share

tax-note-included = incl. { $tax }, excl. { $delivery }
tax-note-without = excl. { $tax } en { $delivery }
tax-note-plain = excl. { $delivery }
delivery-word = verzending
price-from = vanaf { $price }
price-now = nu
price-before = eerst
free = gratis
sold-out = Uitverkocht
sold-out-inside = uitverkocht
left = nog { $n }
on-sale = Afgeprijsd
new = Nieuw
products = { $n ->
    [one] { $n } product
   *[other] { $n } producten
}
products-more-than = meer dan { $n } producten
pieces = { $n ->
    [one] { $n } stuk
   *[other] { $n } stuks
}
days = { $n ->
    [one] { $n } dag
   *[other] { $n } dagen
}
minutes = { $n ->
    [one] { $n } minuut
   *[other] { $n } minuten
}
see-everything = Alles bekijken
show = Tonen
pages = Pagina’s
previous = Vorige
next = Volgende
page-of = Pagina { $n } van { $pages }
page-n = Pagina { $n }
total = Totaal
total-is = Totaal { $total }
goods = Producten
code-of = Kortingscode { $code }
with-tax = waarvan { $tax }
tax-share = { $amount } { $tax }
list-and = { $most } en { $last }
list-or = { $most } of { $last }
please-choose = Maak een keuze
if-any = (indien van toepassing)
date-today = vandaag om { $time }
date-yesterday = gisteren om { $time }
date-at = { $day } om { $time }
to-country = { $code ->
    [GB] naar het { $country }
    [US] naar de { $country }
    [AE] naar de { $country }
    [PH] naar de { $country }
    [MV] naar de { $country }
    [SC] naar de { $country }
   *[other] naar { $country }
}

## Home and shelves

shelves-filling = De schappen worden gevuld.
come-back-soon = Kom over een poosje terug.
new-in-shop = Nieuw in de winkel
by-shelf = Per schap
title-at-shop = { $title } bij { $shop }
title-page = { $title }, pagina { $n }
sort = Sorteren
sort-new = Nieuwste eerst
sort-price = Prijs oplopend
sort-price-down = Prijs aflopend
sort-name = Naam
in-stock-only = Alleen op voorraad
shelf-sold-out = Hier is nu alles uitverkocht.
see-all-the-same = Toch bekijken
shelf-empty = Op dit schap staat nog niets.

## A product

same-shelf = Van hetzelfde schap
pictures-of = Foto’s: { $title }
show-choice = Deze keuze tonen
one-less = Eén minder
one-more = Eén meer
quantity = Aantal
add-to-cart = In winkelwagen
in-stock = Op voorraad.
stock-left = Nog { $n } op voorraad.
stock-to-order = Nu niet op het schap, maar wel te bestellen.
stock-gone = Dit artikel is uitverkocht.
stock-gone-named = { $name } is uitverkocht.
article = Artikelnummer
tell-me = Laat het me weten als het terug is
tell-me-noted = Genoteerd. Wij schrijven u één keer, zodra het er weer is.
tell-me-email = Uw e-mailadres
tell-me-hint = Eén bericht, als het terug is. Verder niets.
pickup-free = { $label }, gratis
returns-within = { $n ->
    [one] Retourneren binnen { $n } dag
   *[other] Retourneren binnen { $n } dagen
}
delivery-none = Wij leveren nog niet { $to }
delivery-free = Verzending { $to } is gratis
delivery-costs = Verzending { $to } { $price }
delivery-costs-until = Verzending { $to } { $price }, gratis vanaf { $from }
pay-by = Betalen met { $ways }
pay-by-or-pickup = Betalen met { $ways }, of bij het afhalen
pay-at-pickup = Betalen bij het afhalen
way-transfer = bankoverschrijving
way-test = testkaart (er gaat geen geld om)
way-card = kaart

## The cart

your-cart = Uw winkelwagen
cart-empty = Er zit nog niets in.
cart-kept = Wat u erin legt, blijft hier 30 dagen.
cart-added = { $title } zit in uw winkelwagen.
see-cart = Naar de winkelwagen
cart-gone = Een artikel in uw winkelwagen is niet meer te koop.
take-out = Eruit halen
each = { $price } per stuk
update = Bijwerken
one-less-of = Eén minder: { $title }
one-more-of = Eén meer: { $title }
quantity-of = Aantal: { $title }
remove = Verwijderen
remove-it = Verwijderen: { $title }
missing-all = Intussen uitverkocht. Verwijder het alstublieft.
missing-some = Nog maar { $n } op voorraad.
take-n = { $n } nemen
delivery-and-total = Verzending en totaal
lines-marked = Kijk eerst naar de gemarkeerde regels.
go-to-checkout = Naar de kassa
look-once-more = U kunt alles nog eens bekijken voordat u bestelt.
delivery-to = Land van levering
delivery-none-sentence = Wij leveren nog niet { $to }.
deliver-everywhere = Wij leveren overal.
deliver-many = Wij leveren in { $n } landen. Landen die niet in de lijst staan, bereiken we nog niet.
deliver-only = Wij leveren alleen in deze landen: { $countries }.
until-free = Nog { $missing } en de verzending is gratis.
until-free-label = Op weg naar gratis verzending
have-code = Ik heb een code
code = Kortingscode
use-code = Gebruiken
code-unknown = Wij kennen de code ‘{ $code }’ niet.
code-not-now = Deze code is nu niet geldig.
code-ended = Deze code is verlopen.
code-used-up = Deze code is opgebruikt.

## Checkout

checkout = Kassa
your-order = Uw bestelling
your-order-pieces = Uw bestelling, { $pieces }
change-cart = Winkelwagen wijzigen
closed = Binnenkort kan er weer besteld worden. Uw winkelwagen blijft zoals hij is; kom over een poosje terug.
no-room = De winkel kan nu niets aannemen: de computer heeft geen ruimte meer. Er is niets besteld of betaald. Kom snel terug.
things-to-look-at = { $n ->
    [1] Kijk nog eens naar één gegeven. Er is nog niets besteld.
    [2] Kijk nog eens naar twee gegevens. Er is nog niets besteld.
    [3] Kijk nog eens naar drie gegevens. Er is nog niets besteld.
   *[other] Kijk nog eens naar { $n } gegevens. Er is nog niets besteld.
}
where-to-reach = Waar kunnen we u bereiken?
email = E-mailadres
email-hint = Voor de bevestiging en nieuws over dit pakket.
where-to-go = Waar moet het heen?
show-delivery-payment = Verzending en betaling tonen
note-fold = Iets om ons te vertellen
your-note = Uw bericht
how-to-come = Hoe moet het komen?
until-it-is-free = nog { $missing } en het is gratis
delivery-none-choose = Wij leveren nog niet { $to }. Kies een ander land.
how-to-pay = Hoe wilt u betalen?
no-payments = Deze winkel neemt nog geen betalingen aan. Schrijf ons alstublieft.
method-transfer = Bankoverschrijving
method-pickup = Betalen bij het afhalen
method-test = Testkaart (er gaat geen geld om)
method-card = Met kaart betalen
about-transfer = Wij bewaren het { $span } voor u. De bankgegevens komen met de bevestiging.
about-pickup = Wij bewaren het { $span } voor u.
about-test = U bevestigt het op de volgende pagina.
about-card = Op de volgende pagina, die van onze betaaldienst is.
to-be-picked-up = afhalen
delivery-inside = verzending { $to }
with-delivery = met { $delivery }
with-tax-and-delivery = waarvan { $tax } en { $delivery }
legal-terms = Door te bestellen aanvaardt u onze { $terms }.
legal-privacy = Hoe wij met uw gegevens omgaan, staat onder { $privacy }.
legal-returns = Hoe u iets terugstuurt, staat onder { $returns }.
word-terms = voorwaarden
word-privacy = gegevensbescherming
word-returns = retourneren
buy = Bestelling met betalingsverplichting
after-transfer = Daarna: de bankgegevens, hier en per e-mail.
after-pickup = Daarna: wij laten weten wanneer het klaarstaat.
after-test = Daarna: u bevestigt de betaling.
after-card = Daarna: u betaalt met kaart, op de pagina van onze betaaldienst.
choose-delivery = Kies hoe het bij u moet komen.
choose-payment = Kies hoe u wilt betalen.
shorten-note = Kort uw bericht in tot { $n } tekens.
look-at-postcode = Kijk nog eens naar de postcode. Als die klopt, bestel dan opnieuw.
no-total-seen = Wij konden het getoonde totaal niet lezen. Bekijk het hieronder en bestel opnieuw.
code-typed = U heeft een code ingevoerd. Bekijk het totaal nog eens en bestel opnieuw.
changed-title = De bestelling is intussen veranderd. Er is nog niets besteld.
changed-look = Bekijk haar nog eens en bestel opnieuw, als het u nog past.
changed-quicker = Iemand was sneller. U kunt nemen wat er nog is, of de winkelwagen wijzigen.
changed-all-gone = Iemand was sneller, en er is niets meer over van wat in de winkelwagen ligt.
changed-what = Wat
changed-seen = Eerst
changed-now = Nu
take-what-is-left = Nemen wat er is
changed-delivery = Verzending
changed-tax = Belasting
changed-line = Uit de winkelwagen gehaald
total-changed = Het totaal is veranderd van { $seen } in { $now }.
shortage-gone = { $title } is zojuist verkocht.
shortage = { $n ->
    [one] Van { $title } is er nog maar { $n }.
   *[other] Van { $title } zijn er nog maar { $n }.
}

## Addresses

address-country = Land
address-name = Voor- en achternaam
address-company = Bedrijf
address-street-number = Straat en huisnummer
address-number-street = Huisnummer en straat
address-house = Huisnummer of -naam, en straat
address-street = Adres
address-more = Appartement, verdieping of gebouw
address-flat = Appartement, gebouw of plaats
address-unit = Appartement, suite of unit
address-postcode = Postcode
address-zip = ZIP-code
address-postal-code = Postcode (Canada)
address-eircode = Eircode (postcode)
address-postcode-japan = Postcode (〒)
address-city = Plaats
address-town = Plaats of stad
address-suburb = Voorstad of plaats
address-ward = Stad of wijk
address-district = Stad of stadsdeel
address-area = Gebied, blok en huisnummer
address-room = Gebouw en kamer
address-region = Staat of provincie
address-state = Staat
address-territory = Provincie of territorium
address-state-territory = Staat of territorium
address-county = Graafschap
address-prefecture = Prefectuur
address-province = Provincie (twee letters)
address-phone = Telefoon
fill-in = Vul dit in: { $label }.
choose-one = Maak een keuze: { $label }.
choose-from-list = Kies uit de lijst: { $label }.
shorten = Kort dit in tot { $n } tekens: { $label }.
choose-country = Kies een land uit de lijst.
postcodes = Postcodes
postcodes-zip = ZIP-codes
postcodes-postal = Postcodes
postcodes-eircode = Eircodes (postcodes)
postcode-digits = { $codes } hebben hier { $n } cijfers ({ $country }).
postcode-like = { $codes } zien er hier zo uit: { $example } ({ $country }).
postcode-as-written = Wij nemen hem over zoals u hem schrijft.

## An order's page

order-n = Bestelling { $n }
received-title = Wij hebben uw bestelling ontvangen.
received-text = Het is bestelling { $n }. De bevestiging volgt zo: hier, en per e-mail aan { $email }.
received-wait = Deze pagina kijkt vanzelf opnieuw. U kunt haar ook sluiten. Er is nog niets te betalen en u hoeft niet opnieuw te bestellen.
what-next = Hoe het verdergaat
letters-go-to = Berichten hierover gaan naar { $email }.
order-is-with-us = Bestelling { $n } is bij ons binnen. Berichten hierover gaan naar { $email }.
something-wrong = Klopt er iets niet?
write-and-name = Schrijf aan { $email } en noem bestelling { $n }.
back-is-in = Hoe u iets terugstuurt, staat onder { $returns }.
not-any-more = Ik wil het niet meer
give-up-about = Er is niets betaald. Wat wij voor u bewaren, gaat terug op het schap, en een e-mail bevestigt het.
cancel-order = Bestelling annuleren
order-was-cancelled = Bestelling { $n } is geannuleerd.
thank-you = Dank u wel.
thank-you-name = Dank u wel, { $name }.
where-pickup = Waar u het afhaalt
where-it-goes = Waar het heen gaat
what-you-ordered = Wat u heeft besteld
note-was = Uw bericht: { $note }
step-ordered = Besteld
step-cancelled = Geannuleerd
step-money-back = U krijgt uw geld terug
step-was-paid = { $amount } is betaald.
payment-confirmed = De betaling is bevestigd.
step-paid = Betaald
step-time-over = De betaaltermijn is voorbij
step-time-over-about = Wij bewaren de artikelen niet meer. Schrijf ons voordat u betaalt.
step-transfer = Maak { $amount } over vóór { $until }
step-keep-until-then = Tot dan bewaren wij alles voor u.
step-keep-until = Wij bewaren alles voor u tot { $until }.
step-pay-at-pickup = U betaalt bij het afhalen
step-confirming = Wij wachten op de bevestiging van de betaling
step-confirming-about = Deze pagina kijkt vanzelf opnieuw. U kunt haar ook sluiten: u krijgt een e-mail.
step-declined = De betaling is geweigerd
step-declined-about = Er is niets afgeschreven. Wij bewaren alles voor u tot { $until }.
step-unavailable = De betaalpagina is nu niet bereikbaar
step-unavailable-about = Er is niets afgeschreven. Probeer het over een minuut opnieuw. Wij bewaren alles voor u tot { $until }.
step-not-paid = Nog niet betaald
step-picked-up = Afgehaald
step-ready = Klaar om af te halen
step-ready-since = sinds { $when }
step-making-ready = Wij zetten het klaar en laten het weten
step-making-ready-about = Kom wanneer u onze e-mail heeft.
step-sent = Verzonden
sent-with = met { $carrier }
sent-number = nummer { $number }
step-packing = Wij pakken het in en laten het weten
step-packing-paid = U krijgt een e-mail wanneer het pakket vertrekt.
step-packing-unpaid = Zodra het geld er is.
pay-to = Begunstigde
pay-bank = Banknaam
pay-amount = Bedrag
pay-reference = Kenmerk
pay-until = Betalen vóór
pay-amount-now = { $amount } betalen
pay-by-card = { $amount } met kaart betalen
back-to-payment = Duurt het te lang? Terug naar de betaling
gateway = Testbetaling
gateway-about = Er gaat geen geld om. Beslis wat de bank moet zeggen.
gateway-order = Bestelling
gateway-approve = Goedkeuren
gateway-decline = Weigeren
gateway-close = Venster sluiten

## Search

search-nothing-typed = Typ een woord of twee: een ding, een kleur, een artikelnummer.
search-found = { $n ->
    [one] { $n } product voor ‘{ $text }’.
   *[other] { $n } producten voor ‘{ $text }’.
}
search-nothing = Niets heet ‘{ $text }’.
search-quoted = ‘{ $text }’
search-or-shelf = Of kijk op een schap
search-try-word = Probeer één woord ({ $word }).
search-try-word-near = Probeer één woord ({ $word }), of kijk wat er het dichtst bij komt.
search-try = Probeer een ander woord.
search-try-near = Probeer een ander woord, of kijk wat er het dichtst bij komt.
search-nearest = Wat er het dichtst bij komt

## Letters about things that come back

end-title = Geen berichten meer over artikelen die terugkomen?
end-about = U vroeg ons te schrijven als iets er weer is. Als u dat niet meer wilt, vergeten wij uw adres voor alles daarvan.
end-all = Alles beëindigen
ended-title = Wij schrijven u niet meer.
ended-about = Uw adres wordt voor niets meer bewaard dat terug kan komen. Berichten over uw bestellingen krijgt u nog wel.
to-the-shop = Naar de winkel

## When something did not happen

not-here = Deze pagina is hier niet.
not-here-about = Misschien is ze verhuisd, of zit er een fout in het adres. Zoek ernaar, of begin bij de schappen.
slower = Iets langzamer, alstublieft.
no-answer = De winkel gaf geen antwoord.
did-not-work = Dat is niet gelukt.
our-fault = Dat ligt aan ons, en niets van wat u heeft ingevoerd of besteld is verloren. Probeer het over een minuut opnieuw.
stays-so-write = Blijft het zo, schrijf dan aan { $email } en noem { $number }.
refused-nothing-there = Zoiets is er niet.
refused-busy = Het is erg druk in de winkel. Probeer het zo opnieuw.
refused-broken = Er ging bij ons iets mis.
refused-elsewhere = Dit formulier kwam van een andere site, dus is er niets gedaan. Open de pagina opnieuw.
refused-too-much = Dit is te veel ineens. Stuur minder.
refused-no-page = Zo’n pagina is er niet.
refused-unreadable = Dat konden wij niet lezen. Ga terug en probeer het opnieuw.
refused-too-long = Dit duurde te lang. Probeer het opnieuw.
refused-too-often = { $n ->
    [one] Dat was iets te vaak. Wacht { $n } minuut en probeer het opnieuw.
   *[other] Dat was iets te vaak. Wacht { $n } minuten en probeer het opnieuw.
}
refused-email = Vul een e-mailadres in zoals name@example.com.
refused-quantity = Vul een getal van 1 tot { $most } in.
refused-not-for-sale = Dit is niet meer te koop.
refused-choice = Precies in deze keuze hebben wij het niet. Dit komt er het dichtst bij.
refused-sold-out = { $title } is uitverkocht. Bekijk de andere keuzes.
refused-cart-full = In een winkelwagen passen hoogstens { $most } verschillende artikelen.
refused-sent-before = Dit formulier is al verzonden en werd bestelling { $n }. Begin opnieuw bij de winkelwagen.
refused-taken-out = Een artikel in uw winkelwagen is niet meer te koop. Het is eruit gehaald; kijk nog eens.
refused-cart-empty = Er ligt niets in de winkelwagen.
refused-no-delivery = Wij leveren niet { $to }.
refused-here-again = Het is er weer: u kunt het nu kopen.
refused-many-wait = Er wachten al zoveel mensen op dat we niemand meer kunnen noteren. Kom nog eens kijken.
refused-not-cancelled = Deze bestelling kan hier niet meer geannuleerd worden. Schrijf ons alstublieft.
refused-unpaid-orders = { $n ->
    [one] { $n } bestelling vanuit uw netwerk is nog niet betaald. Betaal of annuleer haar eerst: de weg erheen staat in de e-mail. Weet u van geen enkele, schrijf dan aan { $shop }.
   *[other] { $n } bestellingen vanuit uw netwerk zijn nog niet betaald. Betaal of annuleer er eerst een: de weg erheen staat in de e-mail van elk. Weet u van geen enkele, schrijf dan aan { $shop }.
}
refused-unpaid-pieces = Wij kunnen hoogstens { $most } stuks bewaren voordat ze betaald zijn. Bestel er minder, betaal of annuleer een eerdere bestelling, of schrijf aan { $shop }.
refused-unpaid-all = Zoveel bestellingen wachten op betaling dat wij niets meer kunnen bewaren. Probeer het over een half uur opnieuw, of schrijf aan { $shop }.

## Letters

letter-see-order = Bestelling bekijken
letter-goods = Artikelen
letter-tax-included = { $tax } inbegrepen
letter-delivered-to = Levering aan
letter-pickup-at = Af te halen bij
letter-next = Hoe het verdergaat
letter-received-subject = Dank u wel voor uw bestelling { $n }
letter-received-title = Dank u wel voor uw bestelling.
letter-received = Wij hebben uw bestelling { $n } van { $when }.
letter-next-transfer = Maak { $amount } over; de bankgegevens komen in een eigen bericht. De artikelen zijn tot { $until } voor u gereserveerd. Wanneer uw betaling er is, schrijven wij u.
letter-next-pickup = Wij zetten uw bestelling klaar en schrijven u wanneer u haar kunt afhalen. Dan betaalt u. De artikelen zijn tot { $until } voor u gereserveerd.
letter-next-test = Uw betaling is er nog niet. De artikelen zijn tot { $until } voor u gereserveerd; tot dan kunt u op de pagina van uw bestelling betalen.
letter-next-short = Sommige artikelen zijn verkocht voordat uw betaling er was. Wij zoeken ze nu en schrijven u; wat wij niet kunnen leveren, betalen wij terug.
letter-next-paid-pickup = Het is betaald. Wij zetten het nu klaar en schrijven u wanneer u het kunt afhalen.
letter-next-paid = Het is betaald. Wij pakken het nu in en schrijven u wanneer het onderweg is.
letter-pay-subject = Zo betaalt u uw bestelling { $n }
letter-pay-title = { $amount } per bankoverschrijving.
letter-pay = Maak precies dit bedrag over en vermeld { $n } als kenmerk, zodat wij uw betaling herkennen.
letter-pay-after = Tot dan zijn de artikelen voor u gereserveerd. Wanneer uw betaling er is, schrijven wij u. Een overschrijving duurt meestal één werkdag.
letter-remind-subject = Uw bestelling { $n } is nog niet betaald
letter-remind-title = Wij hebben uw betaling nog niet gezien.
letter-remind = Uw bestelling { $n } van { $when } wacht op betaling. Als het geld onderweg is, hoeft u niets te doen.
letter-remind-after = Tot dan zijn de artikelen voor u gereserveerd. Daarna eindigt de bestelling vanzelf en zijn de artikelen weer te koop.
letter-paid-subject = Uw betaling voor bestelling { $n } is binnen
letter-paid-title = Uw betaling is binnen.
letter-paid = { $amount } is binnengekomen voor uw bestelling { $n }. { $next }
letter-sent-subject = Uw bestelling { $n } is onderweg
letter-sent-title = Uw bestelling is onderweg.
letter-sent = Een pakket voor uw bestelling { $n } is bij ons vertrokken.
letter-sent-with = Een pakket voor uw bestelling { $n } is bij ons vertrokken met { $carrier }.
letter-tracking = Volgnummer
letter-in-parcel = In dit pakket
letter-to-come = Komt nog
letter-ready-subject = Uw bestelling { $n } staat klaar
letter-ready-title = Uw bestelling staat klaar om af te halen.
letter-ready = Neem het nummer { $n } mee.
letter-ready-unpaid = U betaalt { $amount } bij het afhalen. De artikelen zijn tot { $until } voor u gereserveerd.
letter-ready-paid = Het is betaald en staat voor u klaar.
letter-your-goods = Uw artikelen
letter-cancelled-subject = Uw bestelling { $n } is geannuleerd
letter-cancelled-title = Uw bestelling is geannuleerd.
letter-cancelled = Het was bestelling { $n } van { $when }, voor { $total }.
letter-reason = Reden
letter-changed-mind = u bent van gedachten veranderd
letter-not-in-time = niet op tijd betaald
letter-no-longer = De artikelen zijn niet meer voor u gereserveerd. { $money }
letter-money-back = U heeft { $amount } betaald; wij sturen dit bedrag langs dezelfde weg terug.
letter-money-was-back = Wat u heeft betaald, is langs dezelfde weg teruggestuurd.
letter-nothing-paid = Er is niets betaald, dus er hoeft niets meer te gebeuren. Geld dat onderweg is, komt bij u terug.
letter-again-subject = Weer terug: { $title }
letter-again-title = Het is er weer.
letter-again = U vroeg ons te laten weten wanneer u ‘{ $title }’ weer kunt kopen. Nu kan het, zolang het er is.
letter-again-see = Bekijken in de winkel
letter-again-only = Dit is het enige bericht hierover. Wij bewaren uw adres hiervoor niet langer.
letter-again-end = Wacht u ook op andere artikelen, en wilt u daar geen berichten over?

## The slip in a parcel

slip = Pakbon
slip-pickup = Wordt afgehaald.
slip-pieces = Stuks
slip-what = Wat
slip-note = Bericht: { $note }

## What a new shop begins with

first-delivery = Standaardverzending
tax-vat = Btw
tax-sales = Omzetbelasting
