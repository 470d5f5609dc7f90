# Ce qu'un acheteur lit en français.

## The frame of every page

skip-to-content = Aller au contenu
menu = Menu
shop = Boutique
search = Rechercher
search-shop = Rechercher dans la boutique
search-again = Chercher à nouveau
cart = Panier
cart-things = { $n ->
    [one] article dans le panier
   *[other] articles dans le panier
}
all = Tout
everything = Tous les produits
home = Accueil
help = Aide
write-to-us = Nous écrire
legal = Informations légales
back-to-cart = Retour au panier
you-are-here = Vous êtes ici
languages = Langues
prices-included = Tous les prix en { $currency }, { $tax } comprise, livraison en sus.
prices-without = Tous les prix en { $currency }, hors { $tax }, livraison en sus.
prices-plain = Tous les prix en { $currency }, livraison en sus.

## Words that many pages share

tax-note-included = { $tax } comprise, { $delivery } en sus
tax-note-without = { $tax } et { $delivery } en sus
tax-note-plain = { $delivery } en sus
delivery-word = livraison
price-from = à partir de { $price }
price-now = maintenant
price-before = avant
free = gratuit
sold-out = Épuisé
sold-out-inside = épuisé
left = plus que { $n }
on-sale = En promotion
new = Nouveau
products = { $n ->
    [one] { $n } produit
   *[other] { $n } produits
}
products-more-than = plus de { $n } produits
pieces = { $n ->
    [one] { $n } pièce
   *[other] { $n } pièces
}
days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
}
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
see-everything = Tout voir
show = Afficher
pages = Pages
previous = Précédent
next = Suivant
page-of = Page { $n } sur { $pages }
page-n = Page { $n }
total = Total
total-is = Total { $total }
goods = Produits
code-of = Code { $code }
with-tax = dont { $tax }
tax-share = { $amount } { $tax }
list-and = { $most } et { $last }
list-or = { $most } ou { $last }
please-choose = Veuillez choisir
if-any = (le cas échéant)
date-today = aujourd’hui à { $time }
date-yesterday = hier à { $time }
date-at = { $day } à { $time }
to-country = { $code ->
    [NL] aux { $country }
    [US] aux { $country }
    [AE] aux { $country }
    [PH] aux { $country }
    [MV] aux { $country }
    [SC] aux { $country }
    [BS] aux { $country }
    [GB] au { $country }
    [LU] au { $country }
    [PT] au { $country }
    [DK] au { $country }
    [CA] au { $country }
    [JP] au { $country }
    [BR] au { $country }
    [MX] au { $country }
    [MA] au { $country }
    [LI] au { $country }
    [CL] au { $country }
    [PE] au { $country }
    [VN] au { $country }
    [MT] à { $country }
    [CY] à { $country }
    [MC] à { $country }
    [SG] à { $country }
    [HK] à { $country }
    [TW] à { $country }
   *[other] en { $country }
}

## Home and shelves

shelves-filling = Nous remplissons les rayons.
come-back-soon = Revenez nous voir bientôt.
new-in-shop = Nouveautés
by-shelf = Par rayon
title-at-shop = { $title } chez { $shop }
title-page = { $title }, page { $n }
sort = Trier
sort-new = Plus récents d’abord
sort-price = Prix croissant
sort-price-down = Prix décroissant
sort-name = Nom
in-stock-only = En stock uniquement
shelf-sold-out = Tout est épuisé ici pour le moment.
see-all-the-same = Voir quand même
shelf-empty = Il n’y a encore rien dans ce rayon.

## A product

same-shelf = Du même rayon
pictures-of = Photos : { $title }
show-choice = Afficher ce choix
one-less = Un de moins
one-more = Un de plus
quantity = Quantité
add-to-cart = Ajouter au panier
in-stock = En stock.
stock-left = Plus que { $n } en stock.
stock-to-order = Pas en stock pour le moment, mais vous pouvez le commander.
stock-gone = Cet article est épuisé.
stock-gone-named = { $name } : épuisé.
article = Référence
tell-me = Me prévenir du retour en stock
tell-me-noted = C’est noté. Nous vous écrirons une fois, dès le retour en stock.
tell-me-email = Votre adresse e-mail
tell-me-hint = Un seul message, au retour en stock. Rien d’autre.
pickup-free = { $label }, gratuit
returns-within = { $n ->
    [one] Retour possible sous { $n } jour
   *[other] Retour possible sous { $n } jours
}
delivery-none = Nous ne livrons pas encore { $to }
delivery-free = Livraison { $to } gratuite
delivery-costs = Livraison { $to } { $price }
delivery-costs-until = Livraison { $to } { $price }, gratuite à partir de { $from }
pay-by = Paiement par { $ways }
pay-by-or-pickup = Paiement par { $ways }, ou lors du retrait
pay-at-pickup = Paiement lors du retrait
way-transfer = virement bancaire
way-test = carte de test (aucun débit)
way-card = carte bancaire

## The cart

your-cart = Votre panier
cart-empty = Votre panier est encore vide.
cart-kept = Ce que vous y mettez reste là pendant 30 jours.
cart-added = { $title } est dans votre panier.
see-cart = Voir le panier
cart-gone = Un article de votre panier n’est plus en vente.
take-out = Retirer
each = { $price } pièce
update = Mettre à jour
one-less-of = Un de moins : { $title }
one-more-of = Un de plus : { $title }
quantity-of = Quantité : { $title }
remove = Supprimer
remove-it = Supprimer : { $title }
missing-all = Épuisé entre-temps. Veuillez le supprimer.
missing-some = Plus que { $n } en stock.
take-n = En prendre { $n }
delivery-and-total = Livraison et total
lines-marked = Veuillez d’abord regarder les lignes signalées.
go-to-checkout = Passer à la caisse
look-once-more = Vous pourrez tout revoir avant de commander.
delivery-to = Pays de livraison
delivery-none-sentence = Nous ne livrons pas encore { $to }.
deliver-everywhere = Nous livrons partout.
deliver-many = Nous livrons dans { $n } pays. Nous n’atteignons pas encore ceux qui ne sont pas dans la liste.
deliver-only = Nous livrons uniquement dans ces pays : { $countries }.
until-free = Encore { $missing } et la livraison est gratuite.
until-free-label = Vers la livraison gratuite
have-code = J’ai un code
code = Code promo
use-code = Utiliser
code-unknown = Nous ne connaissons pas le code « { $code } ».
code-not-now = Ce code n’est pas valable actuellement.
code-ended = Ce code a expiré.
code-used-up = Ce code est épuisé.

## Checkout

checkout = Caisse
your-order = Votre commande
your-order-pieces = Votre commande, { $pieces }
change-cart = Modifier le panier
closed = Les commandes rouvrent bientôt. Votre panier reste tel quel ; revenez dans un petit moment.
no-room = La boutique ne peut rien enregistrer pour le moment : son ordinateur n’a plus de place. Rien n’a été commandé ni payé. Revenez bientôt.
things-to-look-at = { $n ->
    [1] Un point est à revoir. Rien n’a encore été commandé.
    [2] Deux points sont à revoir. Rien n’a encore été commandé.
    [3] Trois points sont à revoir. Rien n’a encore été commandé.
   *[other] { $n } points sont à revoir. Rien n’a encore été commandé.
}
where-to-reach = Comment vous joindre ?
email = Adresse e-mail
email-hint = Pour la confirmation et les nouvelles de ce colis.
where-to-go = Où faut-il livrer ?
show-delivery-payment = Afficher livraison et paiement
note-fold = Quelque chose à nous dire
your-note = Votre message
how-to-come = Quel mode de livraison ?
until-it-is-free = encore { $missing } et c’est gratuit
delivery-none-choose = Nous ne livrons pas encore { $to }. Veuillez choisir un autre pays.
how-to-pay = Comment souhaitez-vous payer ?
no-payments = Cette boutique n’accepte pas encore de paiements. Veuillez nous écrire.
method-transfer = Virement bancaire
method-pickup = Paiement lors du retrait
method-test = Carte de test (aucun débit)
method-card = Payer par carte
about-transfer = Nous vous le réservons pendant { $span }. Les coordonnées bancaires arrivent avec la confirmation.
about-pickup = Nous vous le réservons pendant { $span }.
about-test = Vous confirmez à la page suivante.
about-card = À la page suivante, celle de notre prestataire de paiement.
to-be-picked-up = retrait sur place
delivery-inside = livraison { $to }
with-delivery = avec { $delivery }
with-tax-and-delivery = dont { $tax } et { $delivery }
legal-terms = En commandant, vous acceptez nos { $terms }.
legal-privacy = Le traitement de vos données est expliqué ici : { $privacy }.
legal-returns = Comment renvoyer un article : { $returns }.
word-terms = conditions générales
word-privacy = confidentialité
word-returns = retours
buy = Commande avec obligation de paiement
after-transfer = Ensuite : les coordonnées bancaires, ici et par e-mail.
after-pickup = Ensuite : nous vous prévenons quand tout est prêt.
after-test = Ensuite : vous confirmez le paiement.
after-card = Ensuite : vous payez par carte, sur la page de notre prestataire de paiement.
choose-delivery = Veuillez choisir un mode de livraison.
choose-payment = Veuillez choisir un mode de paiement.
shorten-note = Veuillez limiter votre message à { $n } caractères.
look-at-postcode = Veuillez vérifier le code postal. S’il est correct, commandez à nouveau.
no-total-seen = Nous n’avons pas pu lire le total affiché. Veuillez le vérifier ci-dessous et commander à nouveau.
code-typed = Vous avez saisi un code. Veuillez vérifier le total et commander à nouveau.
changed-title = La commande a changé entre-temps. Rien n’a encore été commandé.
changed-look = Veuillez la vérifier et commander à nouveau si elle vous convient toujours.
changed-quicker = Quelqu’un a été plus rapide. Vous pouvez prendre ce qui reste ou modifier le panier.
changed-all-gone = Quelqu’un a été plus rapide, et il ne reste rien de ce qui est dans le panier.
changed-what = Quoi
changed-seen = Avant
changed-now = Maintenant
take-what-is-left = Prendre ce qui reste
changed-delivery = Livraison
changed-tax = Taxe
changed-line = Retiré du panier
total-changed = Le total est passé de { $seen } à { $now }.
shortage-gone = { $title } vient d’être vendu.
shortage = { $n ->
    [one] Il ne reste que { $n } exemplaire de { $title }.
   *[other] Il ne reste que { $n } exemplaires de { $title }.
}

## Addresses

address-country = Pays
address-name = Nom et prénom
address-company = Société
address-street-number = Rue et numéro
address-number-street = Numéro et rue
address-house = Numéro ou nom de la maison, et rue
address-street = Adresse
address-more = Appartement, étage ou bâtiment
address-flat = Appartement, bâtiment ou lieu-dit
address-unit = Appartement, suite ou unité
address-postcode = Code postal
address-zip = Code ZIP
address-postal-code = Code postal (Canada)
address-eircode = Eircode (code postal)
address-postcode-japan = Code postal (〒)
address-city = Ville
address-town = Ville ou localité
address-suburb = Banlieue ou ville
address-ward = Ville ou arrondissement
address-district = Ville ou quartier
address-area = Quartier, bloc et numéro
address-room = Bâtiment et chambre
address-region = État ou province
address-state = État
address-territory = Province ou territoire
address-state-territory = État ou territoire
address-county = Comté
address-prefecture = Préfecture
address-province = Province (deux lettres)
address-phone = Téléphone
fill-in = Veuillez remplir ce champ : { $label }.
choose-one = Veuillez choisir : { $label }.
choose-from-list = Veuillez choisir dans la liste : { $label }.
shorten = Veuillez limiter à { $n } caractères : { $label }.
choose-country = Veuillez choisir un pays dans la liste.
postcodes = Les codes postaux
postcodes-zip = Les codes ZIP
postcodes-postal = Les codes postaux
postcodes-eircode = Les Eircodes
postcode-digits = { $codes } ont ici { $n } chiffres ({ $country }).
postcode-like = { $codes } ressemblent ici à { $example } ({ $country }).
postcode-as-written = Nous le reprenons tel que vous l’écrivez.

## An order's page

order-n = Commande { $n }
received-title = Nous avons bien reçu votre commande.
received-text = C’est la commande { $n }. La confirmation suit dans un instant : ici, et par e-mail à { $email }.
received-wait = Cette page se met à jour d’elle-même. Vous pouvez aussi la fermer. Il n’y a encore rien à payer, et inutile de commander à nouveau.
what-next = La suite
letters-go-to = Les messages à son sujet vont à { $email }.
order-is-with-us = La commande { $n } nous est parvenue. Les messages à son sujet vont à { $email }.
something-wrong = Un problème ?
write-and-name = Écrivez à { $email } en indiquant la commande { $n }.
back-is-in = Comment renvoyer un article : { $returns }.
not-any-more = Je n’en veux plus
give-up-about = Rien n’a été payé. Ce que nous gardons pour vous retourne en rayon, et un e-mail le confirme.
cancel-order = Annuler la commande
order-was-cancelled = La commande { $n } a été annulée.
thank-you = Merci.
thank-you-name = Merci, { $name }.
where-pickup = Lieu de retrait
where-it-goes = Adresse de livraison
what-you-ordered = Ce que vous avez commandé
note-was = Votre message : { $note }
step-ordered = Commandé
step-cancelled = Annulé
step-money-back = Vous êtes remboursé
step-was-paid = { $amount } ont été payés.
payment-confirmed = Le paiement est confirmé.
step-paid = Payé
step-time-over = Le délai de paiement est passé
step-time-over-about = Les articles ne sont plus réservés. Veuillez nous écrire avant de payer.
step-transfer = Veuillez virer { $amount } avant le { $until }
step-keep-until-then = Nous vous gardons tout jusque-là.
step-keep-until = Nous vous gardons tout jusqu’au { $until }.
step-pay-at-pickup = Vous payez lors du retrait
step-confirming = Nous attendons la confirmation du paiement
step-confirming-about = Cette page se met à jour d’elle-même. Vous pouvez aussi la fermer : un e-mail vous préviendra.
step-declined = Le paiement a été refusé
step-declined-about = Rien n’a été débité. Nous vous gardons tout jusqu’au { $until }.
step-unavailable = La page de paiement n’est pas joignable pour le moment
step-unavailable-about = Rien n’a été débité. Veuillez réessayer dans une minute. Nous vous gardons tout jusqu’au { $until }.
step-not-paid = Pas encore payé
step-picked-up = Retiré
step-ready = Prêt à être retiré
step-ready-since = depuis { $when }
step-making-ready = Nous le préparons et vous prévenons
step-making-ready-about = Venez dès que vous avez reçu notre e-mail.
step-sent = Expédié
sent-with = par { $carrier }
sent-number = numéro { $number }
step-packing = Nous emballons et vous prévenons
step-packing-paid = Un e-mail arrive au départ du colis.
step-packing-unpaid = Dès que l’argent est là.
pay-to = Bénéficiaire
pay-bank = Banque
pay-amount = Montant
pay-reference = Référence
pay-until = À payer avant le
pay-amount-now = Payer { $amount }
pay-by-card = Payer { $amount } par carte
back-to-payment = C’est trop long ? Retour au paiement
gateway = Paiement de test
gateway-about = Aucun argent ne circule. Décidez de la réponse de la banque.
gateway-order = Commande
gateway-approve = Accepter
gateway-decline = Refuser
gateway-close = Fermer la fenêtre

## Search

search-nothing-typed = Tapez un mot ou deux : un objet, une couleur, une référence.
search-found = { $n ->
    [one] { $n } produit pour « { $text } ».
   *[other] { $n } produits pour « { $text } ».
}
search-nothing = Rien ne s’appelle « { $text } ».
search-quoted = « { $text } »
search-or-shelf = Ou parcourez un rayon
search-try-word = Essayez un seul mot ({ $word }).
search-try-word-near = Essayez un seul mot ({ $word }), ou regardez ce qui s’en approche.
search-try = Essayez un autre mot.
search-try-near = Essayez un autre mot, ou regardez ce qui s’en approche.
search-nearest = Ce qui s’en approche le plus

## Letters about things that come back

end-title = Plus de messages sur les retours en stock ?
end-about = Vous nous avez demandé de vous écrire quand un article revient. Si vous ne le souhaitez plus, nous oublions votre adresse pour tous.
end-all = Tout arrêter
ended-title = Nous ne vous écrirons plus.
ended-about = Votre adresse n’est plus conservée pour aucun retour en stock. Les messages sur vos commandes vous parviennent toujours.
to-the-shop = Vers la boutique

## When something did not happen

not-here = Cette page n’existe pas.
not-here-about = Elle a peut-être changé de place, ou l’adresse contient une erreur. Cherchez-la, ou partez des rayons.
slower = Un peu plus lentement, s’il vous plaît.
no-answer = La boutique n’a pas répondu.
did-not-work = Cela n’a pas fonctionné.
our-fault = C’est de notre faute, et rien de ce que vous avez saisi ou commandé n’est perdu. Réessayez dans une minute.
stays-so-write = Si cela persiste, écrivez à { $email } en indiquant { $number }.
refused-nothing-there = Cela n’existe pas.
refused-busy = La boutique est très fréquentée. Veuillez réessayer dans un instant.
refused-broken = Une erreur s’est produite de notre côté.
refused-elsewhere = Ce formulaire venait d’un autre site, rien n’a donc été fait. Veuillez rouvrir la page.
refused-too-much = C’est trop à la fois. Veuillez en envoyer moins.
refused-no-page = Il n’y a pas de telle page.
refused-unreadable = Nous n’avons pas pu lire cela. Veuillez revenir en arrière et réessayer.
refused-too-long = Cela a pris trop de temps. Veuillez réessayer.
refused-too-often = { $n ->
    [one] C’était un peu trop souvent. Veuillez attendre { $n } minute et réessayer.
   *[other] C’était un peu trop souvent. Veuillez attendre { $n } minutes et réessayer.
}
refused-email = Veuillez saisir une adresse e-mail telle que name@example.com.
refused-quantity = Veuillez saisir un nombre de 1 à { $most }.
refused-not-for-sale = Cet article n’est plus en vente.
refused-choice = Nous ne l’avons pas exactement dans ce choix. Voici ce qui s’en approche le plus.
refused-sold-out = { $title } est épuisé. Veuillez regarder les autres choix.
refused-cart-full = Un panier contient au plus { $most } articles différents.
refused-sent-before = Ce formulaire a déjà été envoyé et est devenu la commande { $n }. Veuillez repartir du panier.
refused-taken-out = Un article de votre panier n’est plus en vente. Il a été retiré ; veuillez vérifier.
refused-cart-empty = Il n’y a rien dans le panier.
refused-no-delivery = Nous ne livrons pas { $to }.
refused-here-again = Il est de retour : vous pouvez l’acheter maintenant.
refused-many-wait = Tant de personnes l’attendent déjà que nous ne pouvons plus en noter. Revenez voir.
refused-not-cancelled = Cette commande ne peut plus être annulée ici. Veuillez nous écrire.
refused-unpaid-orders = { $n ->
    [one] { $n } commande depuis votre réseau n’est pas encore payée. Veuillez d’abord la payer ou l’annuler : le chemin est dans son e-mail. Si vous n’en connaissez aucune, écrivez à { $shop }.
   *[other] { $n } commandes depuis votre réseau ne sont pas encore payées. Veuillez d’abord en payer ou en annuler une : le chemin est dans chaque e-mail. Si vous n’en connaissez aucune, écrivez à { $shop }.
}
refused-unpaid-pieces = Nous pouvons réserver au plus { $most } pièces avant paiement. Commandez-en moins, payez ou annulez une commande précédente, ou écrivez à { $shop }.
refused-unpaid-all = Tant de commandes attendent leur paiement que nous ne pouvons plus rien réserver. Réessayez dans une demi-heure, ou écrivez à { $shop }.

## Letters

letter-see-order = Voir votre commande
letter-goods = Articles
letter-tax-included = { $tax } comprise
letter-delivered-to = Livré à
letter-pickup-at = À retirer ici
letter-next = La suite
letter-received-subject = Merci pour votre commande { $n }
letter-received-title = Merci pour votre commande.
letter-received = Nous avons reçu votre commande { $n } du { $when }.
letter-next-transfer = Veuillez payer { $amount } par virement ; les coordonnées bancaires arrivent dans un message à part. Les articles vous sont réservés jusqu’au { $until }. Dès que votre paiement est arrivé, nous vous écrivons.
letter-next-pickup = Nous préparons votre commande et vous écrivons quand vous pouvez la retirer. Vous payez à ce moment-là. Les articles vous sont réservés jusqu’au { $until }.
letter-next-test = Votre paiement n’est pas encore arrivé. Les articles vous sont réservés jusqu’au { $until } ; jusque-là, vous pouvez payer sur la page de votre commande.
letter-next-short = Certains articles ont été vendus avant l’arrivée de votre paiement. Nous les cherchons et vous écrivons ; ce que nous ne pouvons pas livrer, nous le remboursons.
letter-next-paid-pickup = C’est payé. Nous préparons tout et vous écrivons quand vous pouvez venir.
letter-next-paid = C’est payé. Nous emballons et vous écrivons au départ du colis.
letter-pay-subject = Comment payer votre commande { $n }
letter-pay-title = { $amount } par virement bancaire.
letter-pay = Veuillez virer exactement ce montant et indiquer { $n } comme référence, pour que nous reconnaissions votre paiement.
letter-pay-after = Les articles vous sont réservés jusque-là. Dès que votre paiement est arrivé, nous vous écrivons. Un virement prend en général un jour ouvré.
letter-remind-subject = Votre commande { $n } n’est pas encore payée
letter-remind-title = Nous n’avons pas encore vu votre paiement.
letter-remind = Votre commande { $n } du { $when } attend son paiement. Si l’argent est en route, vous n’avez rien à faire.
letter-remind-after = Les articles vous sont réservés jusque-là. Ensuite, la commande prend fin d’elle-même et les articles sont remis en vente.
letter-paid-subject = Votre paiement pour la commande { $n } est arrivé
letter-paid-title = Votre paiement est arrivé.
letter-paid = { $amount } sont arrivés pour votre commande { $n }. { $next }
letter-sent-subject = Votre commande { $n } est en route
letter-sent-title = Votre commande est en route.
letter-sent = Un colis de votre commande { $n } est parti de chez nous.
letter-sent-with = Un colis de votre commande { $n } est parti de chez nous avec { $carrier }.
letter-tracking = Numéro de suivi
letter-in-parcel = Dans ce colis
letter-to-come = Encore à venir
letter-ready-subject = Votre commande { $n } est prête
letter-ready-title = Votre commande est prête à être retirée.
letter-ready = Veuillez vous munir du numéro { $n }.
letter-ready-unpaid = Vous payez { $amount } lors du retrait. Les articles vous sont réservés jusqu’au { $until }.
letter-ready-paid = C’est payé et cela vous attend.
letter-your-goods = Vos articles
letter-cancelled-subject = Votre commande { $n } a été annulée
letter-cancelled-title = Votre commande a été annulée.
letter-cancelled = C’était la commande { $n } du { $when }, pour { $total }.
letter-reason = Motif
letter-changed-mind = vous avez changé d’avis
letter-not-in-time = non payée à temps
letter-no-longer = Les articles ne vous sont plus réservés. { $money }
letter-money-back = Vous avez payé { $amount } ; nous renvoyons ce montant par la même voie.
letter-money-was-back = Ce que vous avez payé a été renvoyé par la même voie.
letter-nothing-paid = Rien n’a été payé, il n’y a donc rien d’autre à faire. L’argent éventuellement en route vous revient.
letter-again-subject = De retour : { $title }
letter-again-title = C’est de retour.
letter-again = Vous nous avez demandé de vous prévenir quand vous pourriez de nouveau acheter « { $title } ». C’est possible maintenant, tant qu’il y en a.
letter-again-see = Voir dans la boutique
letter-again-only = C’est le seul message à ce sujet. Nous ne gardons plus votre adresse pour cela.
letter-again-end = Vous attendez aussi d’autres articles et ne voulez pas de messages à leur sujet ?

## The slip in a parcel

slip = Bon de livraison
slip-pickup = Sera retiré sur place.
slip-pieces = Pièces
slip-what = Article
slip-note = Message : { $note }

## What a new shop begins with

first-delivery = Livraison standard
tax-vat = TVA
tax-sales = Taxe de vente
