# Co kupujący czyta po polsku.

## The frame of every page

skip-to-content = Przejdź do treści
menu = Nawigacja
shop = Sklep
search = Szukaj
search-shop = Szukaj w sklepie
search-again = Szukaj ponownie
cart = Koszyk
cart-things = { $n ->
    [one] rzecz w koszyku
    [few] rzeczy w koszyku
    [many] rzeczy w koszyku
   *[other] rzeczy w koszyku
}
all = Wszystko
everything = Wszystkie produkty
home = Strona główna
help = Pomoc
write-to-us = Napisz do nas
legal = Informacje prawne
back-to-cart = Wróć do koszyka
you-are-here = Jesteś tutaj
languages = Języki
prices-included = Wszystkie ceny w { $currency }, zawierają { $tax }, plus dostawa.
prices-without = Wszystkie ceny w { $currency }, bez { $tax }, plus dostawa.
prices-plain = Wszystkie ceny w { $currency }, plus dostawa.

## Words that many pages share

tax-note-included = w tym { $tax }, plus { $delivery }
tax-note-without = plus { $tax } i { $delivery }
tax-note-plain = oraz { $delivery }
delivery-word = dostawa
price-from = od { $price }
price-now = teraz
price-before = wcześniej
free = bezpłatnie
sold-out = Wyprzedane
sold-out-inside = wyprzedane
left = zostało { $n }
on-sale = Promocja
new = Nowość
products = { $n ->
    [one] { $n } produkt
    [few] { $n } produkty
    [many] { $n } produktów
   *[other] { $n } produktu
}
products-more-than = ponad { $n } produktów
pieces = { $n ->
    [one] { $n } sztuka
    [few] { $n } sztuki
    [many] { $n } sztuk
   *[other] { $n } sztuki
}
days = { $n ->
    [one] { $n } dzień
    [few] { $n } dni
    [many] { $n } dni
   *[other] { $n } dnia
}
minutes = { $n ->
    [one] { $n } minutę
    [few] { $n } minuty
    [many] { $n } minut
   *[other] { $n } minuty
}
see-everything = Zobacz wszystko
show = Pokaż
pages = Strony
previous = Poprzednia
next = Następna
page-of = Strona { $n } z { $pages }
page-n = Strona { $n }
total = Razem
total-is = Razem { $total }
goods = Produkty
code-of = Kod { $code }
with-tax = w tym { $tax }
tax-share = { $amount } { $tax }
list-and = { $most } i { $last }
list-or = { $most } lub { $last }
please-choose = Proszę wybrać
if-any = (jeśli dotyczy)
date-today = dziś o { $time }
date-yesterday = wczoraj o { $time }
date-at = { $day } o { $time }
to-country = { $code ->
    [PL] do Polski
    [DE] do Niemiec
    [AT] do Austrii
    [CH] do Szwajcarii
    [FR] do Francji
    [NL] do Holandii
    [BE] do Belgii
    [LU] do Luksemburga
    [DK] do Danii
    [CZ] do Czech
    [SK] na Słowację
    [IE] do Irlandii
    [GB] do Wielkiej Brytanii
    [ES] do Hiszpanii
    [PT] do Portugalii
    [IT] do Włoch
    [SE] do Szwecji
    [NO] do Norwegii
    [FI] do Finlandii
    [EE] do Estonii
    [LV] na Łotwę
    [LT] na Litwę
    [HU] na Węgry
    [SI] do Słowenii
    [HR] do Chorwacji
    [RO] do Rumunii
    [BG] do Bułgarii
    [GR] do Grecji
    [CY] na Cypr
    [MT] na Maltę
    [UA] na Ukrainę
    [US] do Stanów Zjednoczonych
    [CA] do Kanady
    [JP] do Japonii
    [AU] do Australii
   *[other] do kraju: { $country }
}

## Home and shelves

shelves-filling = Właśnie zapełniamy półki.
come-back-soon = Zapraszamy za chwilę.
new-in-shop = Nowości w sklepie
by-shelf = Według półek
title-at-shop = { $title } w { $shop }
title-page = { $title }, strona { $n }
sort = Sortuj
sort-new = Od najnowszych
sort-price = Cena rosnąco
sort-price-down = Cena malejąco
sort-name = Nazwa
in-stock-only = Tylko dostępne
shelf-sold-out = Tu na razie wszystko jest wyprzedane.
see-all-the-same = Zobacz mimo to
shelf-empty = Na tej półce jeszcze nic nie ma.

## A product

same-shelf = Z tej samej półki
pictures-of = Zdjęcia: { $title }
show-choice = Pokaż ten wybór
one-less = O jeden mniej
one-more = O jeden więcej
quantity = Ilość
add-to-cart = Do koszyka
in-stock = Dostępne.
stock-left = Zostało { $n }.
stock-to-order = Teraz nie ma na półce, ale można zamówić.
stock-gone = Ten artykuł jest wyprzedany.
stock-gone-named = { $name }: wyprzedane.
article = Numer artykułu
tell-me = Powiadom mnie, gdy wróci
tell-me-noted = Zapisane. Napiszemy raz, gdy znów będzie dostępne.
tell-me-email = Adres e-mail
tell-me-hint = Jedna wiadomość, gdy wróci. Nic więcej.
pickup-free = { $label }, bezpłatnie
returns-within = { $n ->
    [one] Zwrot w ciągu { $n } dnia
    [few] Zwrot w ciągu { $n } dni
    [many] Zwrot w ciągu { $n } dni
   *[other] Zwrot w ciągu { $n } dnia
}
delivery-none = Nie dostarczamy jeszcze { $to }
delivery-free = Dostawa { $to } jest bezpłatna
delivery-costs = Dostawa { $to } { $price }
delivery-costs-until = Dostawa { $to } { $price }, bezpłatnie od { $from }
pay-by = Płatność: { $ways }
pay-by-or-pickup = Płatność: { $ways } lub przy odbiorze
pay-at-pickup = Płatność przy odbiorze
way-transfer = przelew bankowy
way-test = karta testowa (bez przepływu pieniędzy)
way-card = karta

## The cart

your-cart = Twój koszyk
cart-empty = Jeszcze nic w nim nie ma.
cart-kept = To, co do niego włożysz, zostanie tu przez 30 dni.
cart-added = { $title }: już w koszyku.
see-cart = Zobacz koszyk
cart-gone = Czegoś z Twojego koszyka już nie sprzedajemy.
take-out = Wyjmij
each = { $price } za sztukę
update = Aktualizuj
one-less-of = O jeden mniej: { $title }
one-more-of = O jeden więcej: { $title }
quantity-of = Ilość: { $title }
remove = Usuń
remove-it = Usuń: { $title }
missing-all = W międzyczasie wyprzedane. Proszę usunąć.
missing-some = Zostało tylko { $n }.
take-n = Weź { $n }
delivery-and-total = Dostawa i suma
lines-marked = Proszę najpierw sprawdzić zaznaczone wiersze.
go-to-checkout = Przejdź do kasy
look-once-more = Przed zamówieniem można jeszcze raz wszystko obejrzeć.
delivery-to = Kraj dostawy
delivery-none-sentence = Nie dostarczamy jeszcze { $to }.
deliver-everywhere = Dostarczamy wszędzie.
deliver-many = { $n ->
    [one] Dostarczamy do { $n } kraju. Do krajów spoza listy jeszcze nie docieramy.
    [few] Dostarczamy do { $n } krajów. Do krajów spoza listy jeszcze nie docieramy.
    [many] Dostarczamy do { $n } krajów. Do krajów spoza listy jeszcze nie docieramy.
   *[other] Dostarczamy do { $n } kraju. Do krajów spoza listy jeszcze nie docieramy.
}
deliver-only = Dostarczamy tylko do tych krajów: { $countries }.
until-free = Jeszcze { $missing } i dostawa jest bezpłatna.
until-free-label = Droga do bezpłatnej dostawy
have-code = Mam kod
code = Kod rabatowy
use-code = Użyj
code-unknown = Nie znamy kodu „{ $code }”.
code-not-now = Ten kod teraz nie obowiązuje.
code-ended = Ten kod wygasł.
code-used-up = Ten kod został wykorzystany.

## Checkout

checkout = Kasa
your-order = Twoje zamówienie
your-order-pieces = Twoje zamówienie, { $pieces }
change-cart = Zmień koszyk
closed = Wkrótce znów będzie można zamawiać. Koszyk pozostaje bez zmian; zapraszamy za chwilę.
no-room = Sklep nie może teraz niczego przyjąć: jego komputer nie ma już miejsca. Niczego nie zamówiono ani nie opłacono. Zapraszamy wkrótce.
things-to-look-at = { $n ->
    [1] Jedną rzecz trzeba jeszcze sprawdzić. Niczego jeszcze nie zamówiono.
    [2] Dwie rzeczy trzeba jeszcze sprawdzić. Niczego jeszcze nie zamówiono.
    [3] Trzy rzeczy trzeba jeszcze sprawdzić. Niczego jeszcze nie zamówiono.
    [few] { $n } rzeczy trzeba jeszcze sprawdzić. Niczego jeszcze nie zamówiono.
   *[other] { $n } rzeczy trzeba jeszcze sprawdzić. Niczego jeszcze nie zamówiono.
}
where-to-reach = Jak się z Tobą skontaktować?
email = Adres e-mail
email-hint = Do potwierdzenia i wiadomości o tej paczce.
where-to-go = Dokąd wysłać?
show-delivery-payment = Pokaż dostawę i płatność
note-fold = Wiadomość dla nas
your-note = Twoja wiadomość
how-to-come = Jak ma dotrzeć?
until-it-is-free = jeszcze { $missing } i jest bezpłatnie
delivery-none-choose = Nie dostarczamy jeszcze { $to }. Proszę wybrać inny kraj.
how-to-pay = Jak chcesz zapłacić?
no-payments = Ten sklep nie przyjmuje jeszcze płatności. Prosimy o wiadomość.
method-transfer = Przelew bankowy
method-pickup = Płatność przy odbiorze
method-test = Karta testowa (bez przepływu pieniędzy)
method-card = Zapłać kartą
about-transfer = Rezerwujemy na { $span }. Dane do przelewu przyjdą z potwierdzeniem.
about-pickup = Rezerwujemy na { $span }.
about-test = Potwierdzenie nastąpi na następnej stronie.
about-card = Na następnej stronie, należącej do naszego operatora płatności.
to-be-picked-up = odbiór osobisty
delivery-inside = dostawa { $to }
with-delivery = { $delivery }
with-tax-and-delivery = w tym { $tax } i { $delivery }
legal-terms = Składając zamówienie, akceptujesz nasz { $terms }.
legal-privacy = Jak traktujemy Twoje dane: { $privacy }.
legal-returns = Jak coś zwrócić: { $returns }.
word-terms = regulamin
word-privacy = prywatność
word-returns = zwroty
buy = Zamówienie z obowiązkiem zapłaty
after-transfer = Następnie: dane do przelewu, tutaj i e-mailem.
after-pickup = Następnie: damy znać, gdy będzie gotowe.
after-test = Następnie: potwierdzenie płatności.
after-card = Następnie: płatność kartą na stronie naszego operatora płatności.
choose-delivery = Proszę wybrać sposób dostawy.
choose-payment = Proszę wybrać sposób płatności.
shorten-note = { $n ->
    [one] Proszę skrócić wiadomość do { $n } znaku.
   *[other] Proszę skrócić wiadomość do { $n } znaków.
}
look-at-postcode = Proszę jeszcze raz sprawdzić kod pocztowy. Jeśli jest poprawny, proszę zamówić ponownie.
no-total-seen = Nie udało się odczytać wyświetlonej sumy. Proszę sprawdzić ją poniżej i zamówić ponownie.
code-typed = Wpisano kod. Proszę sprawdzić sumę i zamówić ponownie.
changed-title = Zamówienie zmieniło się w międzyczasie. Niczego jeszcze nie zamówiono.
changed-look = Proszę sprawdzić je jeszcze raz i zamówić ponownie, jeśli nadal odpowiada.
changed-quicker = Ktoś był szybszy. Można wziąć to, co zostało, lub zmienić koszyk.
changed-all-gone = Ktoś był szybszy i nic nie zostało z tego, co jest w koszyku.
changed-what = Co
changed-seen = Wcześniej
changed-now = Teraz
take-what-is-left = Weź to, co zostało
changed-delivery = Dostawa
changed-tax = Podatek
changed-line = Wyjęte z koszyka
total-changed = Suma zmieniła się z { $seen } na { $now }.
shortage-gone = { $title }: właśnie sprzedano.
shortage = { $n ->
    [one] { $title }: została tylko { $n } sztuka.
    [few] { $title }: zostały tylko { $n } sztuki.
    [many] { $title }: zostało tylko { $n } sztuk.
   *[other] { $title }: zostało tylko { $n } sztuki.
}

## Addresses

address-country = Kraj
address-name = Imię i nazwisko
address-company = Firma
address-street-number = Ulica i numer domu
address-number-street = Numer domu i ulica
address-house = Numer lub nazwa domu i ulica
address-street = Adres
address-more = Mieszkanie, piętro lub budynek
address-flat = Mieszkanie, budynek lub miejscowość
address-unit = Mieszkanie, apartament lub lokal
address-postcode = Kod pocztowy
address-zip = Kod ZIP
address-postal-code = Kod pocztowy (Kanada)
address-eircode = Eircode (kod pocztowy)
address-postcode-japan = Kod pocztowy (〒)
address-city = Miasto
address-town = Miejscowość lub miasto
address-suburb = Przedmieście lub miejscowość
address-ward = Miasto lub okręg
address-district = Miasto lub dzielnica
address-area = Obszar, kwartał i numer
address-room = Budynek i pokój
address-region = Stan lub prowincja
address-state = Stan
address-territory = Prowincja lub terytorium
address-state-territory = Stan lub terytorium
address-county = Hrabstwo
address-prefecture = Prefektura
address-province = Prowincja (dwie litery)
address-phone = Telefon
fill-in = Proszę uzupełnić: { $label }.
choose-one = Proszę wybrać: { $label }.
choose-from-list = Proszę wybrać z listy: { $label }.
shorten = { $n ->
    [one] Proszę skrócić do { $n } znaku: { $label }.
   *[other] Proszę skrócić do { $n } znaków: { $label }.
}
choose-country = Proszę wybrać kraj z listy.
postcodes = Kody pocztowe
postcodes-zip = Kody ZIP
postcodes-postal = Kody pocztowe
postcodes-eircode = Eircode (kody pocztowe)
postcode-digits = { $n ->
    [one] { $codes } mają tu { $n } cyfrę ({ $country }).
    [few] { $codes } mają tu { $n } cyfry ({ $country }).
    [many] { $codes } mają tu { $n } cyfr ({ $country }).
   *[other] { $codes } mają tu { $n } cyfry ({ $country }).
}
postcode-like = { $codes } wyglądają tu tak: { $example } ({ $country }).
postcode-as-written = Przyjmujemy go tak, jak jest napisany.

## An order's page

order-n = Zamówienie { $n }
received-title = Otrzymaliśmy Twoje zamówienie.
received-text = To zamówienie { $n }. Potwierdzenie nadejdzie za chwilę: tutaj i e-mailem na { $email }.
received-wait = Ta strona sama się odświeża. Można ją też zamknąć. Nie trzeba jeszcze niczego płacić ani zamawiać ponownie.
what-next = Co dalej
letters-go-to = Wiadomości w tej sprawie trafiają na { $email }.
order-is-with-us = Zamówienie { $n } jest u nas. Wiadomości w tej sprawie trafiają na { $email }.
something-wrong = Coś się nie zgadza?
write-and-name = Napisz na { $email } i podaj zamówienie { $n }.
back-is-in = Jak coś odesłać: { $returns }.
not-any-more = Już tego nie chcę
give-up-about = Niczego nie zapłacono. To, co dla Ciebie odłożyliśmy, wróci na półkę, a e-mail to potwierdzi.
cancel-order = Anuluj zamówienie
order-was-cancelled = Zamówienie { $n } zostało anulowane.
thank-you = Dziękujemy.
thank-you-name = Dziękujemy, { $name }.
where-pickup = Miejsce odbioru
where-it-goes = Adres dostawy
what-you-ordered = Zamówione produkty
note-was = Twoja wiadomość: { $note }
step-ordered = Zamówiono
step-cancelled = Anulowano
step-money-back = Otrzymasz zwrot pieniędzy
step-was-paid = Zapłacono { $amount }.
payment-confirmed = Płatność jest potwierdzona.
step-paid = Zapłacono
step-time-over = Termin płatności minął
step-time-over-about = Rzeczy nie są już zarezerwowane. Prosimy o wiadomość przed zapłatą.
step-transfer = Prosimy o przelew { $amount } do: { $until }
step-keep-until-then = Do tego czasu wszystko jest zarezerwowane.
step-keep-until = Wszystko jest zarezerwowane do: { $until }.
step-pay-at-pickup = Płatność przy odbiorze
step-confirming = Czekamy na potwierdzenie płatności
step-confirming-about = Ta strona sama się odświeża. Można ją też zamknąć: przyjdzie e-mail.
step-declined = Płatność została odrzucona
step-declined-about = Niczego nie pobrano. Wszystko jest zarezerwowane do: { $until }.
step-unavailable = Strona płatności jest teraz nieosiągalna
step-unavailable-about = Niczego nie pobrano. Prosimy spróbować za minutę. Wszystko jest zarezerwowane do: { $until }.
step-not-paid = Jeszcze nie zapłacono
step-picked-up = Odebrano
step-ready = Gotowe do odbioru
step-ready-since = od: { $when }
step-making-ready = Przygotujemy i damy znać
step-making-ready-about = Zapraszamy po otrzymaniu naszego e-maila.
step-sent = Wysłano
sent-with = przewoźnik: { $carrier }
sent-number = numer { $number }
step-packing = Spakujemy i damy znać
step-packing-paid = E-mail przyjdzie, gdy paczka wyruszy.
step-packing-unpaid = Gdy tylko nadejdą pieniądze.
pay-to = Odbiorca
pay-bank = Nazwa banku
pay-amount = Kwota
pay-reference = Tytuł przelewu
pay-until = Zapłać do
pay-amount-now = Zapłać { $amount }
pay-by-card = Zapłać { $amount } kartą
back-to-payment = Trwa za długo? Wróć do płatności
gateway = Płatność testowa
gateway-about = Pieniądze nie przepływają. Zdecyduj, co ma powiedzieć bank.
gateway-order = Zamówienie
gateway-approve = Zatwierdź
gateway-decline = Odrzuć
gateway-close = Zamknij okno

## Search

search-nothing-typed = Wpisz słowo lub dwa: rzecz, kolor, numer artykułu.
search-found = { $n ->
    [one] { $n } produkt dla „{ $text }”.
    [few] { $n } produkty dla „{ $text }”.
    [many] { $n } produktów dla „{ $text }”.
   *[other] { $n } produktu dla „{ $text }”.
}
search-nothing = Nic nie nazywa się „{ $text }”.
search-quoted = „{ $text }”
search-or-shelf = Albo zajrzyj na półkę
search-try-word = Spróbuj jednego słowa ({ $word }).
search-try-word-near = Spróbuj jednego słowa ({ $word }) albo zobacz, co jest najbliższe.
search-try = Spróbuj innego słowa.
search-try-near = Spróbuj innego słowa albo zobacz, co jest najbliższe.
search-nearest = Najbliższe, co mamy

## Letters about things that come back

end-title = Koniec wiadomości o rzeczach, które wracają?
end-about = Prosiłeś lub prosiłaś, abyśmy napisali, gdy coś znów będzie dostępne. Jeśli to już nieaktualne, zapomnimy Twój adres dla wszystkich tych rzeczy.
end-all = Zakończ wszystkie
ended-title = Nie będziemy już pisać.
ended-about = Twój adres nie jest już przechowywany dla żadnej z tych rzeczy. Wiadomości o zamówieniach nadal będą docierać.
to-the-shop = Do sklepu

## When something did not happen

not-here = Nie ma tu tej strony.
not-here-about = Mogła się przenieść albo w adresie jest błąd. Poszukaj jej lub zacznij od półek.
slower = Trochę wolniej, proszę.
no-answer = Sklep nie odpowiedział.
did-not-work = To się nie udało.
our-fault = To nasza wina; nic z tego, co wpisano lub zamówiono, nie przepadło. Proszę spróbować za minutę.
stays-so-write = Jeśli tak pozostanie, napisz na { $email } i podaj { $number }.
refused-nothing-there = Nie ma czegoś takiego.
refused-busy = W sklepie jest teraz duży ruch. Proszę spróbować za chwilę.
refused-broken = Coś poszło nie tak po naszej stronie.
refused-elsewhere = Ten formularz pochodził z innej strony, więc nic nie zrobiono. Proszę otworzyć stronę ponownie.
refused-too-much = To za dużo naraz. Proszę wysłać mniej.
refused-no-page = Nie ma takiej strony.
refused-unreadable = Nie udało się tego odczytać. Proszę wrócić i spróbować ponownie.
refused-too-long = To trwało zbyt długo. Proszę spróbować ponownie.
refused-too-often = { $n ->
    [one] To było trochę za często. Proszę odczekać { $n } minutę i spróbować ponownie.
    [few] To było trochę za często. Proszę odczekać { $n } minuty i spróbować ponownie.
    [many] To było trochę za często. Proszę odczekać { $n } minut i spróbować ponownie.
   *[other] To było trochę za często. Proszę odczekać { $n } minuty i spróbować ponownie.
}
refused-email = Proszę podać adres e-mail, na przykład name@example.com.
refused-quantity = Proszę podać liczbę od 1 do { $most }.
refused-not-for-sale = Tego już nie sprzedajemy.
refused-choice = Dokładnie takiego wyboru nie mamy. Oto, co jest najbliższe.
refused-sold-out = { $title }: wyprzedane. Proszę zobaczyć inne warianty.
refused-cart-full = Koszyk mieści najwyżej { $most } różnych rzeczy.
refused-sent-before = Ten formularz został już wysłany i stał się zamówieniem { $n }. Proszę zacząć od koszyka.
refused-taken-out = Czegoś z koszyka już nie sprzedajemy. Zostało wyjęte; proszę sprawdzić jeszcze raz.
refused-cart-empty = W koszyku nic nie ma.
refused-no-delivery = Nie dostarczamy { $to }.
refused-here-again = Znów jest dostępne: można kupić teraz.
refused-many-wait = Czeka na to już tyle osób, że nie możemy zapisać kolejnej. Zapraszamy ponownie.
refused-not-cancelled = Tego zamówienia nie można już tutaj anulować. Prosimy o wiadomość.
refused-unpaid-orders = { $n ->
    [one] { $n } zamówienie z Twojej sieci nie jest jeszcze opłacone. Proszę je najpierw opłacić lub anulować: droga do niego jest w e-mailu. Jeśli o żadnym nie wiesz, napisz na { $shop }.
    [few] { $n } zamówienia z Twojej sieci nie są jeszcze opłacone. Proszę najpierw opłacić lub anulować jedno z nich: droga do każdego jest w e-mailu. Jeśli o żadnym nie wiesz, napisz na { $shop }.
    [many] { $n } zamówień z Twojej sieci nie jest jeszcze opłaconych. Proszę najpierw opłacić lub anulować jedno z nich: droga do każdego jest w e-mailu. Jeśli o żadnym nie wiesz, napisz na { $shop }.
   *[other] { $n } zamówienia z Twojej sieci nie jest jeszcze opłacone. Proszę najpierw opłacić lub anulować jedno z nich: droga do każdego jest w e-mailu. Jeśli o żadnym nie wiesz, napisz na { $shop }.
}
refused-unpaid-pieces = Przed zapłatą możemy odłożyć najwyżej { $most } szt. Proszę zamówić mniej, opłacić lub anulować wcześniejsze zamówienie albo napisać na { $shop }.
refused-unpaid-all = Tyle zamówień czeka na płatność, że nie możemy odłożyć nic więcej. Proszę spróbować za pół godziny albo napisać na { $shop }.

## Letters

letter-see-order = Zobacz zamówienie
letter-goods = Towary
letter-tax-included = w tym { $tax }
letter-delivered-to = Dostawa do
letter-pickup-at = Odbiór w
letter-next = Co dalej
letter-received-subject = Dziękujemy za zamówienie { $n }
letter-received-title = Dziękujemy za zamówienie.
letter-received = Mamy Twoje zamówienie { $n }, złożone: { $when }.
letter-next-transfer = Prosimy o przelew { $amount }; dane do przelewu przyjdą w osobnej wiadomości. Towary są zarezerwowane do: { $until }. Gdy płatność dotrze, napiszemy.
letter-next-pickup = Przygotujemy zamówienie i napiszemy, kiedy można je odebrać. Płatność następuje wtedy. Towary są zarezerwowane do: { $until }.
letter-next-test = Płatność jeszcze nie dotarła. Towary są zarezerwowane do: { $until }; do tego czasu można zapłacić na stronie zamówienia.
letter-next-short = Część towarów sprzedano, zanim dotarła płatność. Szukamy ich i napiszemy; za to, czego nie możemy dostarczyć, zwrócimy pieniądze.
letter-next-paid-pickup = Opłacone. Przygotowujemy i napiszemy, kiedy można odebrać.
letter-next-paid = Opłacone. Pakujemy i napiszemy, gdy paczka wyruszy.
letter-pay-subject = Jak zapłacić za zamówienie { $n }
letter-pay-title = { $amount } przelewem bankowym.
letter-pay = Prosimy przelać dokładnie tę kwotę i podać { $n } w tytule, abyśmy rozpoznali płatność.
letter-pay-after = Do tego czasu towary są zarezerwowane. Gdy płatność dotrze, napiszemy. Przelew trwa zwykle jeden dzień roboczy.
letter-remind-subject = Zamówienie { $n } nie jest jeszcze opłacone
letter-remind-title = Nie widzimy jeszcze płatności.
letter-remind = Zamówienie { $n }, złożone: { $when }, czeka na płatność. Jeśli pieniądze są w drodze, nie trzeba nic robić.
letter-remind-after = Do tego czasu towary są zarezerwowane. Potem zamówienie samo się zakończy, a towary wrócą do sprzedaży.
letter-paid-subject = Płatność za zamówienie { $n } dotarła
letter-paid-title = Płatność dotarła.
letter-paid = Dotarła płatność { $amount } za zamówienie { $n }. { $next }
letter-sent-subject = Zamówienie { $n } jest w drodze
letter-sent-title = Zamówienie jest w drodze.
letter-sent = Paczka z zamówieniem { $n } wyruszyła od nas.
letter-sent-with = Paczka z zamówieniem { $n } wyruszyła od nas. Przewoźnik: { $carrier }.
letter-tracking = Numer przesyłki
letter-in-parcel = W tej paczce
letter-to-come = Jeszcze przyjdzie
letter-ready-subject = Zamówienie { $n } jest gotowe do odbioru
letter-ready-title = Zamówienie jest gotowe do odbioru.
letter-ready = Prosimy mieć przy sobie numer { $n }.
letter-ready-unpaid = Przy odbiorze do zapłaty: { $amount }. Towary są zarezerwowane do: { $until }.
letter-ready-paid = Opłacone i czeka na odbiór.
letter-your-goods = Twoje towary
letter-cancelled-subject = Zamówienie { $n } zostało anulowane
letter-cancelled-title = Zamówienie zostało anulowane.
letter-cancelled = Było to zamówienie { $n }, złożone: { $when }, na kwotę { $total }.
letter-reason = Powód
letter-changed-mind = zmiana zdania
letter-not-in-time = nie opłacono w terminie
letter-no-longer = Towary nie są już zarezerwowane. { $money }
letter-money-back = Zapłacono { $amount }; zwracamy tę kwotę tą samą drogą.
letter-money-was-back = Zapłacona kwota została zwrócona tą samą drogą.
letter-nothing-paid = Niczego nie zapłacono, więc nie trzeba nic robić. Pieniądze, które są w drodze, wrócą.
letter-again-subject = Znów dostępne: { $title }
letter-again-title = Znów jest dostępne.
letter-again = Mieliśmy napisać, gdy znów będzie można kupić „{ $title }”. Teraz można, dopóki jest.
letter-again-see = Zobacz w sklepie
letter-again-only = To jedyna wiadomość w tej sprawie. Nie przechowujemy już w tym celu Twojego adresu.
letter-again-end = Czekasz też na inne rzeczy i nie chcesz o nich wiadomości?

## The slip in a parcel

slip = Dowód wydania
slip-pickup = Do odbioru osobistego.
slip-pieces = Sztuki
slip-what = Towar
slip-note = Wiadomość: { $note }

## What a new shop begins with

first-delivery = Dostawa standardowa
tax-vat = Podatek VAT
tax-sales = Podatek od sprzedaży
