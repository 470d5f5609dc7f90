# Quello che un acquirente legge in italiano.

## The frame of every page

skip-to-content = Vai al contenuto
menu = Menù
shop = Negozio
search = Cerca
search-shop = Cerca nel negozio
search-again = Cerca di nuovo
cart = Carrello
cart-things = { $n ->
    [one] articolo nel carrello
   *[other] articoli nel carrello
}
all = Tutto
everything = Tutti i prodotti
home = Pagina iniziale
help = Aiuto
write-to-us = Ci scriva
legal = Note legali
back-to-cart = Torna al carrello
you-are-here = Lei è qui
languages = Lingue
prices-included = Tutti i prezzi in { $currency }, { $tax } inclusa, più spedizione.
prices-without = Tutti i prezzi in { $currency }, senza { $tax }, più spedizione.
prices-plain = Tutti i prezzi in { $currency }, più spedizione.

## Words that many pages share

tax-note-included = { $tax } inclusa, più { $delivery }
tax-note-without = più { $tax } e { $delivery }
tax-note-plain = più { $delivery }
delivery-word = spedizione
price-from = da { $price }
price-now = ora
price-before = prima
free = gratis
sold-out = Esaurito
sold-out-inside = esaurito
left = ancora { $n }
on-sale = In offerta
new = Nuovo
products = { $n ->
    [one] { $n } prodotto
   *[other] { $n } prodotti
}
products-more-than = più di { $n } prodotti
pieces = { $n ->
    [one] { $n } pezzo
   *[other] { $n } pezzi
}
days = { $n ->
    [one] { $n } giorno
   *[other] { $n } giorni
}
minutes = { $n ->
    [one] { $n } minuto
   *[other] { $n } minuti
}
see-everything = Vedi tutto
show = Mostra
pages = Pagine
previous = Indietro
next = Avanti
page-of = Pagina { $n } di { $pages }
page-n = Pagina { $n }
total = Totale
total-is = Totale { $total }
goods = Prodotti
code-of = Codice { $code }
with-tax = di cui { $tax }
tax-share = { $amount } { $tax }
list-and = { $most } e { $last }
list-or = { $most } o { $last }
please-choose = Scelga
if-any = (se c’è)
date-today = oggi alle { $time }
date-yesterday = ieri alle { $time }
date-at = { $day } alle { $time }
to-country = { $code ->
    [NL] nei { $country }
    [GB] nel { $country }
    [US] negli { $country }
    [AE] negli { $country }
    [LU] in { $country }
    [CY] a { $country }
    [MT] a { $country }
    [MC] nel { $country }
    [SM] a { $country }
    [SG] a { $country }
    [PH] nelle { $country }
    [MV] alle { $country }
    [SC] alle { $country }
    [BS] alle { $country }
    [VA] nella { $country }
   *[other] in { $country }
}

## Home and shelves

shelves-filling = Stiamo riempiendo gli scaffali.
come-back-soon = Torni tra poco.
new-in-shop = Novità
by-shelf = Per scaffale
title-at-shop = { $title } da { $shop }
title-page = { $title }, pagina { $n }
sort = Ordina
sort-new = Prima i più recenti
sort-price = Prezzo crescente
sort-price-down = Prezzo decrescente
sort-name = Nome
in-stock-only = Solo disponibili
shelf-sold-out = Qui per ora è tutto esaurito.
see-all-the-same = Vedi lo stesso
shelf-empty = Su questo scaffale non c’è ancora niente.

## A product

same-shelf = Dallo stesso scaffale
pictures-of = Foto: { $title }
show-choice = Mostra questa scelta
one-less = Uno in meno
one-more = Uno in più
quantity = Quantità
add-to-cart = Aggiungi al carrello
in-stock = Disponibile.
stock-left = Ne restano { $n }.
stock-to-order = Al momento non è sullo scaffale, ma si può ordinare.
stock-gone = Questo articolo è esaurito.
stock-gone-named = { $name }: esaurito.
article = Codice articolo
tell-me = Avvisami quando torna
tell-me-noted = Annotato. Le scriveremo una volta, quando sarà di nuovo disponibile.
tell-me-email = Il Suo indirizzo e-mail
tell-me-hint = Un solo messaggio, quando torna. Nient’altro.
pickup-free = { $label }, gratis
returns-within = { $n ->
    [one] Reso entro { $n } giorno
   *[other] Reso entro { $n } giorni
}
delivery-none = Non spediamo ancora { $to }
delivery-free = Spedizione { $to } gratis
delivery-costs = Spedizione { $to } { $price }
delivery-costs-until = Spedizione { $to } { $price }, gratis da { $from }
pay-by = Pagamento con { $ways }
pay-by-or-pickup = Pagamento con { $ways }, o al ritiro
pay-at-pickup = Pagamento al ritiro
way-transfer = bonifico bancario
way-test = carta di prova (non si muove denaro)
way-card = carta

## The cart

your-cart = Il Suo carrello
cart-empty = Qui non c’è ancora niente.
cart-kept = Quello che mette dentro resta qui per 30 giorni.
cart-added = { $title } è nel Suo carrello.
see-cart = Vedi il carrello
cart-gone = Un articolo del Suo carrello non è più in vendita.
take-out = Togli
each = { $price } l’uno
update = Aggiorna
one-less-of = Uno in meno: { $title }
one-more-of = Uno in più: { $title }
quantity-of = Quantità: { $title }
remove = Rimuovi
remove-it = Rimuovi: { $title }
missing-all = Nel frattempo esaurito. Lo rimuova, per favore.
missing-some = Ne restano solo { $n }.
take-n = Prendine { $n }
delivery-and-total = Spedizione e totale
lines-marked = Guardi prima le righe segnate, per favore.
go-to-checkout = Vai alla cassa
look-once-more = Prima di ordinare potrà rivedere tutto.
delivery-to = Paese di consegna
delivery-none-sentence = Non spediamo ancora { $to }.
deliver-everywhere = Spediamo ovunque.
deliver-many = Spediamo in { $n } paesi. Quelli che non sono nell’elenco non li raggiungiamo ancora.
deliver-only = Spediamo solo in questi paesi: { $countries }.
until-free = Ancora { $missing } e la spedizione è gratis.
until-free-label = Verso la spedizione gratuita
have-code = Ho un codice
code = Codice sconto
use-code = Usa
code-unknown = Non conosciamo il codice “{ $code }”.
code-not-now = Questo codice ora non è valido.
code-ended = Questo codice è scaduto.
code-used-up = Questo codice è esaurito.

## Checkout

checkout = Cassa
your-order = Il Suo ordine
your-order-pieces = Il Suo ordine, { $pieces }
change-cart = Modifica il carrello
closed = A breve si potrà di nuovo ordinare. Il Suo carrello resta com’è; torni tra poco.
no-room = Il negozio ora non può registrare nulla: il suo computer non ha più spazio. Non è stato ordinato né pagato nulla. Torni presto, per favore.
things-to-look-at = { $n ->
    [1] C’è un punto da rivedere. Non è stato ancora ordinato nulla.
    [2] Ci sono due punti da rivedere. Non è stato ancora ordinato nulla.
    [3] Ci sono tre punti da rivedere. Non è stato ancora ordinato nulla.
   *[other] Ci sono { $n } punti da rivedere. Non è stato ancora ordinato nulla.
}
where-to-reach = Come possiamo contattarla?
email = Indirizzo e-mail
email-hint = Per la conferma e le notizie su questo pacco.
where-to-go = Dove dobbiamo spedire?
show-delivery-payment = Mostra spedizione e pagamento
note-fold = Qualcosa da dirci
your-note = Il Suo messaggio
how-to-come = Come deve arrivare?
until-it-is-free = ancora { $missing } ed è gratis
delivery-none-choose = Non spediamo ancora { $to }. Scelga un altro paese, per favore.
how-to-pay = Come desidera pagare?
no-payments = Questo negozio non accetta ancora pagamenti. Ci scriva, per favore.
method-transfer = Bonifico bancario
method-pickup = Pagamento al ritiro
method-test = Carta di prova (non si muove denaro)
method-card = Paga con carta
about-transfer = Lo teniamo da parte per { $span }. I dati bancari arrivano con la conferma.
about-pickup = Lo teniamo da parte per { $span }.
about-test = Lo conferma nella pagina seguente.
about-card = Nella pagina seguente, quella del nostro servizio di pagamento.
to-be-picked-up = ritiro in negozio
delivery-inside = spedizione { $to }
with-delivery = con { $delivery }
with-tax-and-delivery = di cui { $tax } e { $delivery }
legal-terms = Ordinando accetta le nostre { $terms }.
legal-privacy = Come trattiamo i Suoi dati è spiegato qui: { $privacy }.
legal-returns = Come restituire un articolo: { $returns }.
word-terms = condizioni
word-privacy = privacy e dati
word-returns = resi
buy = Ordine con obbligo di pagare
after-transfer = Poi: i dati bancari, qui e per e-mail.
after-pickup = Poi: La avvisiamo quando è pronto.
after-test = Poi: conferma il pagamento.
after-card = Poi: paga con carta, sulla pagina del nostro servizio di pagamento.
choose-delivery = Scelga un modo di consegna, per favore.
choose-payment = Scelga un modo di pagamento, per favore.
shorten-note = Accorci il messaggio a { $n } caratteri, per favore.
look-at-postcode = Controlli il codice postale, per favore. Se è giusto, ordini di nuovo.
no-total-seen = Non abbiamo potuto leggere il totale mostrato. Lo controlli qui sotto e ordini di nuovo.
code-typed = Ha inserito un codice. Controlli il totale e ordini di nuovo.
changed-title = L’ordine è cambiato nel frattempo. Non è stato ancora ordinato nulla.
changed-look = Lo controlli e ordini di nuovo, se va ancora bene.
changed-quicker = Qualcuno è stato più veloce. Può prendere quello che resta o modificare il carrello.
changed-all-gone = Qualcuno è stato più veloce, e non resta nulla di ciò che è nel carrello.
changed-what = Cosa
changed-seen = Prima
changed-now = Ora
take-what-is-left = Prendi quello che resta
changed-delivery = Spedizione
changed-tax = Imposta
changed-line = Tolto dal carrello
total-changed = Il totale è cambiato da { $seen } a { $now }.
shortage-gone = { $title } è stato venduto un momento fa.
shortage = { $n ->
    [one] Di { $title } resta solo { $n } pezzo.
   *[other] Di { $title } restano solo { $n } pezzi.
}

## Addresses

address-country = Paese
address-name = Nome e cognome
address-company = Azienda
address-street-number = Via e numero civico
address-number-street = Numero civico e via
address-house = Numero o nome della casa, e via
address-street = Indirizzo
address-more = Interno, piano o edificio
address-flat = Interno, edificio o località
address-unit = Appartamento, suite o unità
address-postcode = Codice postale
address-zip = Codice ZIP
address-postal-code = Codice postale (Canada)
address-eircode = Eircode (codice postale)
address-postcode-japan = Codice postale (〒)
address-city = Città
address-town = Località o città
address-suburb = Sobborgo o località
address-ward = Città o circoscrizione
address-district = Città o quartiere
address-area = Zona, isolato e numero
address-room = Edificio e stanza
address-region = Stato o provincia
address-state = Stato
address-territory = Provincia o territorio
address-state-territory = Stato o territorio
address-county = Contea
address-prefecture = Prefettura
address-province = Provincia (due lettere)
address-phone = Telefono
fill-in = Compili questo campo, per favore: { $label }.
choose-one = Scelga, per favore: { $label }.
choose-from-list = Scelga dall’elenco, per favore: { $label }.
shorten = Accorci a { $n } caratteri, per favore: { $label }.
choose-country = Scelga un paese dall’elenco, per favore.
postcodes = I codici postali
postcodes-zip = I codici ZIP
postcodes-postal = I codici postali
postcodes-eircode = Gli Eircode
postcode-digits = { $codes } qui hanno { $n } cifre ({ $country }).
postcode-like = { $codes } qui sono come { $example } ({ $country }).
postcode-as-written = Lo prendiamo come lo scrive.

## An order's page

order-n = Ordine { $n }
received-title = Abbiamo ricevuto il Suo ordine.
received-text = È l’ordine { $n }. La conferma arriva tra un momento: qui, e per e-mail a { $email }.
received-wait = Questa pagina si aggiorna da sola. Può anche chiuderla. Non c’è ancora nulla da pagare e non serve ordinare di nuovo.
what-next = Come si prosegue
letters-go-to = I messaggi al riguardo vanno a { $email }.
order-is-with-us = L’ordine { $n } è arrivato da noi. I messaggi al riguardo vanno a { $email }.
something-wrong = Qualcosa non va?
write-and-name = Scriva a { $email } e indichi l’ordine { $n }.
back-is-in = Come restituire un articolo: { $returns }.
not-any-more = Non lo voglio più
give-up-about = Non è stato pagato nulla. Quello che teniamo per Lei torna sullo scaffale, e un’e-mail lo conferma.
cancel-order = Annulla l’ordine
order-was-cancelled = L’ordine { $n } è stato annullato.
thank-you = Grazie.
thank-you-name = Grazie, { $name }.
where-pickup = Dove si ritira
where-it-goes = Indirizzo di consegna
what-you-ordered = Cosa ha ordinato
note-was = Il Suo messaggio: { $note }
step-ordered = Ordinato
step-cancelled = Annullato
step-money-back = Riceve indietro il Suo denaro
step-was-paid = Sono stati pagati { $amount }.
payment-confirmed = Il pagamento è confermato.
step-paid = Pagato
step-time-over = Il tempo per pagare è scaduto
step-time-over-about = Gli articoli non sono più tenuti da parte. Ci scriva prima di pagare, per favore.
step-transfer = Versi { $amount } entro { $until }, per favore
step-keep-until-then = Teniamo tutto da parte per Lei fino ad allora.
step-keep-until = Teniamo tutto da parte per Lei fino a { $until }.
step-pay-at-pickup = Paga al ritiro
step-confirming = Aspettiamo la conferma del pagamento
step-confirming-about = Questa pagina si aggiorna da sola. Può anche chiuderla: La avviserà un’e-mail.
step-declined = Il pagamento è stato rifiutato
step-declined-about = Non è stato addebitato nulla. Teniamo tutto da parte per Lei fino a { $until }.
step-unavailable = La pagina di pagamento non è raggiungibile in questo momento
step-unavailable-about = Non è stato addebitato nulla. Riprovi tra un minuto. Teniamo tutto da parte per Lei fino a { $until }.
step-not-paid = Non è ancora pagato
step-picked-up = Ritirato
step-ready = Pronto per il ritiro
step-ready-since = da { $when }
step-making-ready = Lo prepariamo e La avvisiamo
step-making-ready-about = Venga quando ha ricevuto la nostra e-mail, per favore.
step-sent = Spedito
sent-with = con { $carrier }
sent-number = numero { $number }
step-packing = Lo imballiamo e La avvisiamo
step-packing-paid = Un’e-mail arriva quando il pacco parte.
step-packing-unpaid = Appena arriva il denaro.
pay-to = Beneficiario
pay-bank = Banca
pay-amount = Importo
pay-reference = Causale
pay-until = Da pagare entro
pay-amount-now = Paga { $amount }
pay-by-card = Paga { $amount } con carta
back-to-payment = Ci vuole troppo? Torna al pagamento
gateway = Pagamento di prova
gateway-about = Non si muove denaro. Decida che cosa deve dire la banca.
gateway-order = Ordine
gateway-approve = Approva
gateway-decline = Rifiuta
gateway-close = Chiudi la finestra

## Search

search-nothing-typed = Scriva una o due parole: una cosa, un colore, un codice articolo.
search-found = { $n ->
    [one] { $n } prodotto per “{ $text }”.
   *[other] { $n } prodotti per “{ $text }”.
}
search-nothing = Niente si chiama “{ $text }”.
search-quoted = “{ $text }”
search-or-shelf = Oppure guardi uno scaffale
search-try-word = Provi con una sola parola ({ $word }).
search-try-word-near = Provi con una sola parola ({ $word }), o guardi quello che ci si avvicina di più.
search-try = Provi con un’altra parola.
search-try-near = Provi con un’altra parola, o guardi quello che ci si avvicina di più.
search-nearest = Quello che ci si avvicina di più

## Letters about things that come back

end-title = Niente più messaggi sugli articoli che tornano?
end-about = Ci ha chiesto di scriverle quando qualcosa torna. Se non lo desidera più, dimentichiamo il Suo indirizzo per tutto.
end-all = Termina tutti
ended-title = Non Le scriveremo più.
ended-about = Il Suo indirizzo non è conservato per nulla che possa tornare. I messaggi sui Suoi ordini Le arrivano ancora.
to-the-shop = Al negozio

## When something did not happen

not-here = Questa pagina non è qui.
not-here-about = Forse si è spostata, o l’indirizzo contiene un errore. La cerchi, o cominci dagli scaffali.
slower = Un po’ più piano, per favore.
no-answer = Il negozio non ha risposto.
did-not-work = Non ha funzionato.
our-fault = È colpa nostra, e nulla di ciò che ha scritto o ordinato è perso. Riprovi tra un minuto.
stays-so-write = Se continua così, scriva a { $email } e indichi { $number }.
refused-nothing-there = Non c’è nulla di simile.
refused-busy = Il negozio è molto affollato. Riprovi tra un momento.
refused-broken = Qualcosa è andato storto da parte nostra.
refused-elsewhere = Questo modulo veniva da un altro sito, quindi non è stato fatto nulla. Riapra la pagina, per favore.
refused-too-much = È troppo in una volta. Ne invii di meno, per favore.
refused-no-page = Non c’è una pagina simile.
refused-unreadable = Non siamo riusciti a leggerlo. Torni indietro e riprovi.
refused-too-long = Ci è voluto troppo. Riprovi.
refused-too-often = { $n ->
    [one] Un po’ troppo spesso. Attenda { $n } minuto e riprovi.
   *[other] Un po’ troppo spesso. Attenda { $n } minuti e riprovi.
}
refused-email = Scriva un indirizzo e-mail come name@example.com.
refused-quantity = Scriva un numero da 1 a { $most }.
refused-not-for-sale = Questo non è più in vendita.
refused-choice = Proprio in questa scelta non l’abbiamo. Ecco quello che ci si avvicina di più.
refused-sold-out = { $title } è esaurito. Guardi le altre scelte, per favore.
refused-cart-full = Un carrello contiene al massimo { $most } articoli diversi.
refused-sent-before = Questo modulo è già stato inviato ed è l’ordine { $n }. Ricominci dal carrello, per favore.
refused-taken-out = Un articolo del Suo carrello non è più in vendita. È stato tolto; controlli di nuovo, per favore.
refused-cart-empty = Nel carrello non c’è nulla.
refused-no-delivery = Non spediamo { $to }.
refused-here-again = È di nuovo qui: può comprarlo adesso.
refused-many-wait = Lo aspettano già così in tanti che non possiamo annotare altri. Torni a guardare, per favore.
refused-not-cancelled = Questo ordine qui non si può più annullare. Ci scriva, per favore.
refused-unpaid-orders = { $n ->
    [one] { $n } ordine dalla Sua rete non è ancora pagato. Lo paghi o lo annulli prima: la via è nella sua e-mail. Se non ne conosce nessuno, scriva a { $shop }.
   *[other] { $n } ordini dalla Sua rete non sono ancora pagati. Ne paghi o annulli prima uno: la via è nell’e-mail di ciascuno. Se non ne conosce nessuno, scriva a { $shop }.
}
refused-unpaid-pieces = Possiamo tenere da parte al massimo { $most } pezzi prima che siano pagati. Ne ordini meno, paghi o annulli un ordine precedente, o scriva a { $shop }.
refused-unpaid-all = Così tanti ordini aspettano il pagamento che non possiamo tenere da parte altro. Riprovi tra mezz’ora, o scriva a { $shop }.

## Letters

letter-see-order = Vedi il Suo ordine
letter-goods = Articoli
letter-tax-included = { $tax } inclusa
letter-delivered-to = Consegna a
letter-pickup-at = Ritiro presso
letter-next = Come si prosegue
letter-received-subject = Grazie per il Suo ordine { $n }
letter-received-title = Grazie per il Suo ordine.
letter-received = Abbiamo il Suo ordine { $n } di { $when }.
letter-next-transfer = Paghi { $amount } con bonifico; i dati bancari arrivano in un messaggio a parte. Gli articoli sono tenuti da parte per Lei fino a { $until }. Quando il pagamento sarà arrivato, Le scriveremo.
letter-next-pickup = Prepariamo il Suo ordine e Le scriviamo quando può ritirarlo. Paga in quel momento. Gli articoli sono tenuti da parte per Lei fino a { $until }.
letter-next-test = Il Suo pagamento non è ancora arrivato. Gli articoli sono tenuti da parte per Lei fino a { $until }; fino ad allora può pagare sulla pagina del Suo ordine.
letter-next-short = Alcuni articoli sono stati venduti prima che arrivasse il pagamento. Li cerchiamo e Le scriviamo; quello che non possiamo consegnare, lo rimborsiamo.
letter-next-paid-pickup = È pagato. Lo prepariamo e Le scriviamo quando può ritirarlo.
letter-next-paid = È pagato. Lo imballiamo e Le scriviamo quando è in viaggio.
letter-pay-subject = Come pagare il Suo ordine { $n }
letter-pay-title = { $amount } con bonifico bancario.
letter-pay = Versi esattamente questo importo e indichi { $n } come causale, così riconosciamo il Suo pagamento.
letter-pay-after = Gli articoli sono tenuti da parte per Lei fino ad allora. Quando il pagamento sarà arrivato, Le scriveremo. Un bonifico richiede di solito un giorno lavorativo.
letter-remind-subject = Il Suo ordine { $n } non è ancora pagato
letter-remind-title = Non abbiamo ancora visto il Suo pagamento.
letter-remind = Il Suo ordine { $n } di { $when } aspetta il pagamento. Se il denaro è in viaggio, non deve fare nulla.
letter-remind-after = Gli articoli sono tenuti da parte per Lei fino ad allora. Poi l’ordine finisce da sé e gli articoli tornano in vendita.
letter-paid-subject = Il pagamento dell’ordine { $n } è arrivato
letter-paid-title = Il Suo pagamento è arrivato.
letter-paid = Sono arrivati { $amount } per il Suo ordine { $n }. { $next }
letter-sent-subject = Il Suo ordine { $n } è in viaggio
letter-sent-title = Il Suo ordine è in viaggio.
letter-sent = Un pacco del Suo ordine { $n } è partito da noi.
letter-sent-with = Un pacco del Suo ordine { $n } è partito da noi con { $carrier }.
letter-tracking = Numero di spedizione
letter-in-parcel = In questo pacco
letter-to-come = Ancora in arrivo
letter-ready-subject = Il Suo ordine { $n } è pronto per il ritiro
letter-ready-title = Il Suo ordine è pronto per il ritiro.
letter-ready = Porti con sé il numero { $n }, per favore.
letter-ready-unpaid = Paga { $amount } al ritiro. Gli articoli sono tenuti da parte per Lei fino a { $until }.
letter-ready-paid = È pagato e La aspetta.
letter-your-goods = I Suoi articoli
letter-cancelled-subject = Il Suo ordine { $n } è stato annullato
letter-cancelled-title = Il Suo ordine è stato annullato.
letter-cancelled = Era l’ordine { $n } di { $when }, per { $total }.
letter-reason = Motivo
letter-changed-mind = ha cambiato idea
letter-not-in-time = non pagato in tempo
letter-no-longer = Gli articoli non sono più tenuti da parte per Lei. { $money }
letter-money-back = Ha pagato { $amount }; rimandiamo questo importo per la stessa via.
letter-money-was-back = Quello che ha pagato è stato rimandato per la stessa via.
letter-nothing-paid = Non è stato pagato nulla, quindi non c’è altro da fare. Il denaro eventualmente in viaggio Le torna indietro.
letter-again-subject = Di nuovo qui: { $title }
letter-again-title = È di nuovo qui.
letter-again = Ci ha chiesto di avvisarla quando può comprare di nuovo “{ $title }”. Adesso può, finché ce n’è.
letter-again-see = Vedi nel negozio
letter-again-only = Questo è l’unico messaggio al riguardo. Non conserviamo più il Suo indirizzo per questo.
letter-again-end = Aspetta anche altre cose e non vuole messaggi al riguardo?

## The slip in a parcel

slip = Bolla di consegna
slip-pickup = Sarà ritirato.
slip-pieces = Pezzi
slip-what = Articolo
slip-note = Messaggio: { $note }

## What a new shop begins with

first-delivery = Spedizione standard
tax-vat = IVA
tax-sales = Imposta sulle vendite
