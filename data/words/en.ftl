# What a buyer reads, in English. The other tables say the same under the same names; a test compares them.

## The frame of every page

skip-to-content = To the content
menu = Menu
shop = Shop
search = Search
search-shop = Search the shop
search-again = Search again
cart = Cart
cart-things = { $n ->
    [one] thing in it
   *[other] things in it
}
all = All
everything = Everything
home = Home
help = Help
write-to-us = Write to us
legal = Legal
back-to-cart = Back to the cart
you-are-here = You are here
languages = Languages
prices-included = All prices in { $currency }, including { $tax }, plus delivery.
prices-without = All prices in { $currency }, without { $tax }, plus delivery.
prices-plain = All prices in { $currency }, plus delivery.

## Words that many pages share

tax-note-included = incl. { $tax }, plus { $delivery }
tax-note-without = plus { $tax } and { $delivery }
tax-note-plain = plus { $delivery }
delivery-word = delivery
price-from = from { $price }
price-now = now
price-before = before
free = free
sold-out = Sold out
sold-out-inside = sold out
left = { $n } left
on-sale = On sale
new = New
products = { $n ->
    [one] { $n } product
   *[other] { $n } products
}
products-more-than = more than { $n } products
pieces = { $n ->
    [one] { $n } piece
   *[other] { $n } pieces
}
days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
see-everything = See everything
show = Show
pages = Pages
previous = Previous
next = Next
page-of = Page { $n } of { $pages }
page-n = Page { $n }
total = Total
total-is = Total { $total }
goods = Products
code-of = Code { $code }
with-tax = with { $tax }
tax-share = { $amount } { $tax }
list-and = { $most } and { $last }
list-or = { $most } or { $last }
please-choose = Please choose
if-any = (if there is one)
date-today = today at { $time }
date-yesterday = yesterday at { $time }
date-at = { $day } at { $time }
to-country = { $code ->
    [BS] to the { $country }
    [KM] to the { $country }
    [MV] to the { $country }
    [NL] to the { $country }
    [PH] to the { $country }
    [SC] to the { $country }
    [AE] to the { $country }
    [GB] to the { $country }
    [US] to the { $country }
    [AX] to the { $country }
    [FO] to the { $country }
    [FK] to the { $country }
    [KY] to the { $country }
    [MH] to the { $country }
    [SB] to the { $country }
    [TC] to the { $country }
   *[other] to { $country }
}

## Home and shelves

shelves-filling = The shelves are being filled.
come-back-soon = Please come back in a little while.
new-in-shop = New in the shop
by-shelf = By shelf
title-at-shop = { $title } at { $shop }
title-page = { $title }, page { $n }
sort = Sort
sort-new = Newest first
sort-price = Price, low to high
sort-price-down = Price, high to low
sort-name = Name
in-stock-only = In stock only
shelf-sold-out = Everything here is sold out for now.
see-all-the-same = See it all the same
shelf-empty = There is nothing on this shelf yet.

## A product

same-shelf = From the same shelf
pictures-of = Pictures of { $title }
show-choice = Show this choice
one-less = One less
one-more = One more
quantity = Quantity
add-to-cart = Add to cart
in-stock = In stock.
stock-left = { $n } left.
stock-to-order = Not on the shelf just now. It can be ordered all the same.
stock-gone = This is sold out.
stock-gone-named = { $name } is sold out.
article = Article
tell-me = Tell me when it is back
tell-me-noted = Noted. We write to you once, when it is here again.
tell-me-email = Your e-mail
tell-me-hint = One letter, when it is back. Nothing else.
pickup-free = { $label }, free
returns-within = { $n ->
    [one] Send it back within a day
   *[other] Send it back within { $n } days
}
delivery-none = We do not deliver { $to } yet
delivery-free = Delivery { $to } is free
delivery-costs = Delivery { $to } { $price }
delivery-costs-until = Delivery { $to } { $price }, free from { $from }
pay-by = Pay by { $ways }
pay-by-or-pickup = Pay by { $ways }, or when you pick it up
pay-at-pickup = Pay when you pick it up
way-transfer = bank transfer
way-test = test card (no money moves)
way-card = card

## The cart

your-cart = Your cart
cart-empty = There is nothing in it yet.
cart-kept = What you put in stays here for 30 days.
cart-added = { $title } is in your cart.
see-cart = See the cart
cart-gone = Something you put in is not for sale any more.
take-out = Take it out
each = { $price } each
update = Update
one-less-of = One less { $title }
one-more-of = One more { $title }
quantity-of = Quantity of { $title }
remove = Remove
remove-it = Remove { $title }
missing-all = Sold out meanwhile. Please remove it.
missing-some = Only { $n } left.
take-n = Take { $n }
delivery-and-total = Delivery and total
lines-marked = Please look at the lines marked beside first.
go-to-checkout = Go to checkout
look-once-more = You can look at everything once more before you order.
delivery-to = Delivery to
delivery-none-sentence = We do not deliver { $to } yet.
deliver-everywhere = We deliver everywhere.
deliver-many = We deliver to { $n } countries. Those that are not in the list we cannot reach yet.
deliver-only = We deliver only to: { $countries }.
until-free = { $missing } more and delivery is free.
until-free-label = On the way to free delivery
have-code = I have a code
code = Code
use-code = Use it
code-unknown = We do not know the code “{ $code }”.
code-not-now = This code is not valid now.
code-ended = This code has ended.
code-used-up = This code has been used up.

## Checkout

checkout = Checkout
your-order = Your order
your-order-pieces = Your order, { $pieces }
change-cart = Change the cart
closed = Ordering opens again shortly. Your cart stays as it is, so please come back in a little while.
no-room = The shop cannot take anything in just now: its computer has no room left. Nothing was ordered or paid. Please come back soon.
things-to-look-at = { $n ->
    [1] One thing needs another look. Nothing was ordered yet.
    [2] Two things need another look. Nothing was ordered yet.
    [3] Three things need another look. Nothing was ordered yet.
   *[other] { $n } things need another look. Nothing was ordered yet.
}
where-to-reach = Where can we reach you?
email = E-mail
email-hint = For the confirmation and news about this parcel.
where-to-go = Where should it go?
show-delivery-payment = Show delivery and payment
note-fold = Something to tell us
your-note = Your note
how-to-come = How should it come?
until-it-is-free = { $missing } more and it is free
delivery-none-choose = We do not deliver { $to } yet. Please choose another country.
how-to-pay = How would you like to pay?
no-payments = This shop takes no payments yet. Please write to us.
method-transfer = Bank transfer
method-pickup = Pay when you pick it up
method-test = Test card (no money moves)
method-card = Pay by card
about-transfer = We keep it for you for { $span }. The details come with the confirmation.
about-pickup = We keep it for you for { $span }.
about-test = You confirm it on the next page.
about-card = On the next page, which belongs to our payment provider.
to-be-picked-up = to be picked up
delivery-inside = delivery { $to }
with-delivery = with { $delivery }
with-tax-and-delivery = with { $tax } and { $delivery }
legal-terms = By ordering you accept our { $terms }.
legal-privacy = How we handle your data is in { $privacy }.
legal-returns = How you can send it back is in { $returns }.
word-terms = terms
word-privacy = privacy
word-returns = returns
buy = Buy now
after-transfer = Next: the bank details, here and by e-mail.
after-pickup = Next: we tell you when it is ready.
after-test = Next: you confirm the payment.
after-card = Next: you pay by card, on the page of our payment provider.
choose-delivery = Please choose how it should reach you.
choose-payment = Please choose how you want to pay.
shorten-note = Please shorten your note to { $n } characters.
look-at-postcode = Please look at the postcode once more. If it is right, order again.
no-total-seen = We could not read the total you saw. Please look at it below and order again.
code-typed = You typed a code. Please look at the total once more and order again.
changed-title = The order changed while you were here. Nothing was ordered yet.
changed-look = Please look at it once more and order again, if it still suits you.
changed-quicker = Somebody was quicker. You can take what is left, or change the cart.
changed-all-gone = Somebody was quicker, and nothing is left of what is in the cart.
changed-what = What
changed-seen = You saw
changed-now = Now
take-what-is-left = Take what is left
changed-delivery = Delivery
changed-tax = Tax
changed-line = Taken out of the cart
total-changed = The total has changed from { $seen } to { $now }.
shortage-gone = { $title } was sold a moment ago.
shortage = { $n ->
    [one] Only { $n } of { $title } is left.
   *[other] Only { $n } of { $title } are left.
}

## Addresses

address-country = Country
address-name = Full name
address-company = Company
address-street-number = Street and house number
address-number-street = House number and street
address-house = House number or name, and street
address-street = Street address
address-more = Apartment, floor or building
address-flat = Flat, building or locality
address-unit = Apartment, suite or unit
address-postcode = Postcode
address-zip = ZIP code
address-postal-code = Postal code
address-eircode = Eircode
address-postcode-japan = Postcode (〒)
address-city = City
address-town = Town or city
address-suburb = Suburb or town
address-ward = City or ward
address-district = City or district
address-area = Area, block and house number
address-room = Building and room
address-region = State or province
address-state = State
address-territory = Province or territory
address-state-territory = State or territory
address-county = County
address-prefecture = Prefecture
address-province = Province (two letters)
address-phone = Phone
fill-in = Please enter the { $label }.
choose-one = Please choose the { $label }.
choose-from-list = Please choose the { $label } from the list.
shorten = Please shorten the { $label } to { $n } characters.
choose-country = Please choose a country from the list.
postcodes = Postcodes
postcodes-zip = ZIP codes
postcodes-postal = Postal codes
postcodes-eircode = Eircodes
postcode-digits = { $codes } for { $country } have { $n } digits.
postcode-like = { $codes } for { $country } look like { $example }.
postcode-as-written = We take it as you write it.

## An order's page

order-n = Order { $n }
received-title = We have received your order.
received-text = It is order { $n }. The confirmation follows in a moment: here, and in a letter to { $email }.
received-wait = This page looks again by itself. You may also close it. There is nothing to pay yet, and no need to order again.
what-next = What happens next
letters-go-to = Letters about it go to { $email }.
order-is-with-us = Order { $n } is with us. Letters about it go to { $email }.
something-wrong = Something wrong?
write-and-name = Write to { $email } and name order { $n }.
back-is-in = How you can send something back is in { $returns }.
not-any-more = I do not want it any more
give-up-about = Nothing was paid. What we keep for you goes back on the shelf, and a letter confirms it.
cancel-order = Cancel the order
order-was-cancelled = Order { $n } was cancelled.
thank-you = Thank you.
thank-you-name = Thank you, { $name }.
where-pickup = Where you pick it up
where-it-goes = Where it goes
what-you-ordered = What you ordered
note-was = Your note: { $note }
step-ordered = Ordered
step-cancelled = Cancelled
step-money-back = You get your money back
step-was-paid = { $amount } was paid.
payment-confirmed = The payment is confirmed.
step-paid = Paid
step-time-over = The time to pay is over
step-time-over-about = We do not keep the things any more. Please write to us before you pay.
step-transfer = Please transfer { $amount } by { $until }
step-keep-until-then = We keep everything for you until then.
step-keep-until = We keep everything for you until { $until }.
step-pay-at-pickup = You pay when you pick it up
step-confirming = We are waiting for the payment to be confirmed
step-confirming-about = This page looks again by itself. You may also close it: a letter will tell you.
step-declined = The payment was declined
step-declined-about = Nothing was charged. We keep everything for you until { $until }.
step-unavailable = The payment page cannot be reached just now
step-unavailable-about = Nothing was charged. Please try again in a minute. We keep everything for you until { $until }.
step-not-paid = It is not paid yet
step-picked-up = Picked up
step-ready = Ready to be picked up
step-ready-since = since { $when }
step-making-ready = We make it ready and tell you
step-making-ready-about = Please come when our letter is there.
step-sent = Sent
sent-with = with { $carrier }
sent-number = number { $number }
step-packing = We pack it and tell you
step-packing-paid = A letter comes when the parcel leaves.
step-packing-unpaid = Once the money is here.
pay-to = To
pay-bank = Bank
pay-amount = Amount
pay-reference = Reference
pay-until = Pay until
pay-amount-now = Pay { $amount }
pay-by-card = Pay { $amount } by card
back-to-payment = It takes too long? Back to the payment
gateway = Test gateway
gateway-about = No money moves. Decide what the bank shall say.
gateway-order = Order
gateway-approve = Approve
gateway-decline = Decline
gateway-close = Close the window

## Search

search-nothing-typed = Type a word or two: a thing, a colour, an article number.
search-found = { $n ->
    [one] { $n } product for “{ $text }”.
   *[other] { $n } products for “{ $text }”.
}
search-nothing = Nothing is called “{ $text }”.
search-quoted = “{ $text }”
search-or-shelf = Or look at a shelf
search-try-word = Try one word ({ $word }).
search-try-word-near = Try one word ({ $word }), or look at what comes nearest.
search-try = Try another word.
search-try-near = Try another word, or look at what comes nearest.
search-nearest = The nearest we have

## Letters about things that come back

end-title = No more letters about things that come back?
end-about = You asked us to write when something is here again. If you no longer want that, we forget your address for all of it.
end-all = End all of them
ended-title = We write to you no more.
ended-about = Your address is not kept for anything that may come back. Letters about your orders still reach you.
to-the-shop = To the shop

## When something did not happen

not-here = This page is not here.
not-here-about = It may have moved, or the address has a slip in it. Search for it, or start from the shelves.
slower = A little slower, please.
no-answer = The shop did not answer.
did-not-work = That did not work.
our-fault = That is on us, and nothing you typed or ordered is lost. Try once more in a minute.
stays-so-write = If it stays so, write to { $email } and name { $number }.
refused-nothing-there = There is no such thing.
refused-busy = The shop is very busy. Please try again in a moment.
refused-broken = Something went wrong on our side.
refused-elsewhere = This form came from another site, so nothing was done. Please open the page again.
refused-too-much = This is too much at once. Please send less.
refused-no-page = There is no such page.
refused-unreadable = We could not read that. Please go back and try again.
refused-too-long = This took too long. Please try again.
refused-too-often = { $n ->
    [one] That was a little too often. Please wait a minute and try again.
   *[other] That was a little too often. Please wait { $n } minutes and try again.
}
refused-email = Please enter an e-mail address such as name@example.com.
refused-quantity = Please enter a number from 1 to { $most }.
refused-not-for-sale = This is not for sale any more.
refused-choice = We do not have it in just this choice. Here is what comes nearest.
refused-sold-out = { $title } is sold out. Please look at the other choices.
refused-cart-full = A cart holds { $most } different things at most.
refused-sent-before = This form was already sent and became order { $n }. Please start again from the cart.
refused-taken-out = Something in your cart is not for sale any more. It was taken out; please look again.
refused-cart-empty = Your cart is empty.
refused-no-delivery = We do not deliver { $to }.
refused-here-again = It is here again: you can buy it now.
refused-many-wait = So many wait for it already that we cannot note another one. Please look in again.
refused-not-cancelled = This order cannot be cancelled here any more. Please write to us.
refused-unpaid-orders = { $n ->
    [one] { $n } order from your network address is not paid yet. Please pay or cancel it first: the way to it stands in its letter. If you know of none, please write to { $shop }.
   *[other] { $n } orders from your network address are not paid yet. Please pay or cancel one of them first: the way to each stands in its letter. If you know of none, please write to { $shop }.
}
refused-unpaid-pieces = We can set aside { $most } pieces at most before they are paid. Please order fewer, pay or cancel an earlier order, or write to { $shop }.
refused-unpaid-all = So many orders wait for their payment that we can keep nothing more aside. Please try again in half an hour, or write to { $shop }.

## Letters

letter-see-order = See your order
letter-goods = Goods
letter-tax-included = { $tax } included
letter-delivered-to = Delivered to
letter-pickup-at = To be picked up at
letter-next = What happens next
letter-received-subject = Thank you for your order { $n }
letter-received-title = Thank you for your order.
letter-received = We have your order { $n } of { $when }.
letter-next-transfer = Please pay { $amount } by bank transfer; the bank details come in a letter of their own. The goods are reserved for you until { $until }. When your payment has arrived, we write to you.
letter-next-pickup = We put your order together and write to you when you can pick it up. You pay then. The goods are reserved for you until { $until }.
letter-next-test = Your payment has not arrived yet. The goods are reserved for you until { $until }; until then you can pay on your order page.
letter-next-short = Some of the goods were sold before your payment arrived. We look for them now and write to you; what we cannot deliver, we pay back.
letter-next-paid-pickup = It is paid. We put it together now and write to you when you can pick it up.
letter-next-paid = It is paid. We pack it now and write to you when it is on its way.
letter-pay-subject = How to pay for your order { $n }
letter-pay-title = { $amount } by bank transfer.
letter-pay = Please transfer exactly this amount and give { $n } as the reference, so that we can tell it is yours.
letter-pay-after = The goods are reserved for you until then. When your payment has arrived, we write to you. A transfer usually takes one working day.
letter-remind-subject = Your order { $n } is not paid yet
letter-remind-title = We have not seen your payment yet.
letter-remind = Your order { $n } of { $when } is waiting for its payment. If the money is on its way, there is nothing to do.
letter-remind-after = The goods are reserved for you until then. After that the order ends by itself, and the goods are for sale again.
letter-paid-subject = Your payment for order { $n } has arrived
letter-paid-title = Your payment has arrived.
letter-paid = { $amount } arrived for your order { $n }. { $next }
letter-sent-subject = Your order { $n } is on its way
letter-sent-title = Your order is on its way.
letter-sent = A parcel for your order { $n } left us.
letter-sent-with = A parcel for your order { $n } left us with { $carrier }.
letter-tracking = Tracking number
letter-in-parcel = In this parcel
letter-to-come = Still to come
letter-ready-subject = Your order { $n } is ready to be picked up
letter-ready-title = Your order is ready to be picked up.
letter-ready = Please bring the number { $n } with you.
letter-ready-unpaid = You pay { $amount } when you pick it up. The goods are reserved for you until { $until }.
letter-ready-paid = It is paid and waits for you.
letter-your-goods = Your goods
letter-cancelled-subject = Your order { $n } was cancelled
letter-cancelled-title = Your order was cancelled.
letter-cancelled = It was order { $n } of { $when }, for { $total }.
letter-reason = Reason
letter-changed-mind = you changed your mind
letter-not-in-time = not paid in time
letter-no-longer = The goods are no longer reserved for you. { $money }
letter-money-back = You paid { $amount }; we send this amount back the way it came.
letter-money-was-back = What you paid was sent back the way it came.
letter-nothing-paid = Nothing was paid, so there is nothing more to do. Money that is on its way comes back to you.
letter-again-subject = Here again: { $title }
letter-again-title = It is here again.
letter-again = You asked us to tell you when you can buy “{ $title }” again. Now you can, for as long as it lasts.
letter-again-see = See it in the shop
letter-again-only = This is the only letter about it. We do not keep your address for it any longer.
letter-again-end = You wait for other things too, and want no letters about them?

## The slip in a parcel

slip = Packing slip
slip-pickup = Will be fetched.
slip-pieces = Pieces
slip-what = What
slip-note = Note: { $note }

## What a new shop begins with

first-delivery = Standard delivery
tax-vat = VAT
tax-sales = Sales tax
