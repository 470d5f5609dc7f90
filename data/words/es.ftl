# Lo que un comprador lee en español.

## The frame of every page

skip-to-content = Ir al contenido
menu = Menú
shop = Tienda
search = Buscar
search-shop = Buscar en la tienda
search-again = Buscar de nuevo
cart = Cesta
cart-things = { $n ->
    [one] artículo en la cesta
   *[other] artículos en la cesta
}
all = Todo
everything = Todos los productos
home = Inicio
help = Ayuda
write-to-us = Escríbanos
legal = Información legal
back-to-cart = Volver a la cesta
you-are-here = Está usted aquí
languages = Idiomas
prices-included = Todos los precios en { $currency }, { $tax } incluido, más gastos de envío.
prices-without = Todos los precios en { $currency }, sin { $tax }, más gastos de envío.
prices-plain = Todos los precios en { $currency }, más gastos de envío.

## Words that many pages share

tax-note-included = { $tax } incluido, más { $delivery }
tax-note-without = más { $tax } y { $delivery }
tax-note-plain = más { $delivery }
delivery-word = envío
price-from = desde { $price }
price-now = ahora
price-before = antes
free = gratis
sold-out = Agotado
sold-out-inside = agotado
left = quedan { $n }
on-sale = Rebajado
new = Nuevo
products = { $n ->
    [one] { $n } producto
   *[other] { $n } productos
}
products-more-than = más de { $n } productos
pieces = { $n ->
    [one] { $n } unidad
   *[other] { $n } unidades
}
days = { $n ->
    [one] { $n } día
   *[other] { $n } días
}
minutes = { $n ->
    [one] { $n } minuto
   *[other] { $n } minutos
}
see-everything = Ver todo
show = Mostrar
pages = Páginas
previous = Anterior
next = Siguiente
page-of = Página { $n } de { $pages }
page-n = Página { $n }
total = Importe total
total-is = Importe total: { $total }
goods = Productos
code-of = Código { $code }
with-tax = incluye { $tax }
tax-share = { $amount } { $tax }
list-and = { $most } y { $last }
list-or = { $most } o { $last }
please-choose = Elija una opción
if-any = (si procede)
date-today = hoy a las { $time }
date-yesterday = ayer a las { $time }
date-at = { $day } a las { $time }
to-country = { $code ->
    [NL] a los { $country }
    [US] a { $country }
    [GB] al { $country }
    [AE] a los { $country }
   *[other] a { $country }
}

## Home and shelves

shelves-filling = Estamos llenando los estantes.
come-back-soon = Vuelva dentro de poco.
new-in-shop = Novedades
by-shelf = Por secciones
title-at-shop = { $title } en { $shop }
title-page = { $title }, página { $n }
sort = Ordenar
sort-new = Más recientes
sort-price = Precio, de menor a mayor
sort-price-down = Precio, de mayor a menor
sort-name = Nombre
in-stock-only = Solo disponibles
shelf-sold-out = Aquí está todo agotado por ahora.
see-all-the-same = Verlo de todos modos
shelf-empty = Todavía no hay nada en esta sección.

## A product

same-shelf = De la misma sección
pictures-of = Fotos: { $title }
show-choice = Mostrar esta opción
one-less = Uno menos
one-more = Uno más
quantity = Cantidad
add-to-cart = Añadir a la cesta
in-stock = Disponible.
stock-left = Quedan { $n }.
stock-to-order = Ahora no está en el estante, pero se puede pedir.
stock-gone = Este artículo está agotado.
stock-gone-named = { $name }: agotado.
article = Referencia
tell-me = Avisarme cuando vuelva
tell-me-noted = Anotado. Le escribiremos una vez, cuando vuelva a estar disponible.
tell-me-email = Su correo electrónico
tell-me-hint = Un solo mensaje, cuando vuelva. Nada más.
pickup-free = { $label }, gratis
returns-within = { $n ->
    [one] Devolución en el plazo de { $n } día
   *[other] Devolución en el plazo de { $n } días
}
delivery-none = Todavía no enviamos { $to }
delivery-free = Envío { $to } gratis
delivery-costs = Envío { $to } { $price }
delivery-costs-until = Envío { $to } { $price }, gratis desde { $from }
pay-by = Pago con { $ways }
pay-by-or-pickup = Pago con { $ways }, o al recogerlo
pay-at-pickup = Pago al recogerlo
way-transfer = transferencia bancaria
way-test = tarjeta de prueba (no se mueve dinero)
way-card = tarjeta

## The cart

your-cart = Su cesta
cart-empty = Todavía no hay nada en ella.
cart-kept = Lo que ponga se queda aquí 30 días.
cart-added = { $title } está en su cesta.
see-cart = Ver la cesta
cart-gone = Algo de su cesta ya no está a la venta.
take-out = Quitarlo
each = { $price } la unidad
update = Actualizar
one-less-of = Uno menos: { $title }
one-more-of = Uno más: { $title }
quantity-of = Cantidad: { $title }
remove = Quitar
remove-it = Quitar: { $title }
missing-all = Se ha agotado entretanto. Quítelo, por favor.
missing-some = Solo quedan { $n }.
take-n = Tomar { $n }
delivery-and-total = Envío y total
lines-marked = Mire primero las líneas marcadas, por favor.
go-to-checkout = Ir a la caja
look-once-more = Podrá revisarlo todo antes de hacer el pedido.
delivery-to = País de entrega
delivery-none-sentence = Todavía no enviamos { $to }.
deliver-everywhere = Enviamos a todas partes.
deliver-many = Enviamos a { $n } países. A los que no están en la lista todavía no llegamos.
deliver-only = Enviamos solo a estos países: { $countries }.
until-free = { $missing } más y el envío es gratis.
until-free-label = Camino del envío gratis
have-code = Tengo un código
code = Código de descuento
use-code = Usarlo
code-unknown = No conocemos el código «{ $code }».
code-not-now = Este código no es válido ahora.
code-ended = Este código ha caducado.
code-used-up = Este código está agotado.

## Checkout

checkout = Caja
your-order = Su pedido
your-order-pieces = Su pedido, { $pieces }
change-cart = Cambiar la cesta
closed = En breve se podrá volver a pedir. Su cesta se queda como está; vuelva dentro de un rato.
no-room = La tienda no puede anotar nada ahora: a su ordenador no le queda espacio. No se ha pedido ni pagado nada. Vuelva pronto, por favor.
things-to-look-at = { $n ->
    [1] Hay un dato por revisar. Todavía no se ha pedido nada.
    [2] Hay dos datos por revisar. Todavía no se ha pedido nada.
    [3] Hay tres datos por revisar. Todavía no se ha pedido nada.
   *[other] Hay { $n } datos por revisar. Todavía no se ha pedido nada.
}
where-to-reach = ¿Cómo podemos localizarle?
email = Correo electrónico
email-hint = Para la confirmación y las noticias de este paquete.
where-to-go = ¿Adónde lo enviamos?
show-delivery-payment = Mostrar envío y pago
note-fold = Algo que decirnos
your-note = Su mensaje
how-to-come = ¿Cómo se lo enviamos?
until-it-is-free = { $missing } más y es gratis
delivery-none-choose = Todavía no enviamos { $to }. Elija otro país, por favor.
how-to-pay = ¿Cómo desea pagar?
no-payments = Esta tienda todavía no acepta pagos. Escríbanos, por favor.
method-transfer = Transferencia bancaria
method-pickup = Pago al recogerlo
method-test = Tarjeta de prueba (no se mueve dinero)
method-card = Pagar con tarjeta
about-transfer = Se lo reservamos { $span }. Los datos bancarios llegan con la confirmación.
about-pickup = Se lo reservamos { $span }.
about-test = Lo confirma en la página siguiente.
about-card = En la página siguiente, que es la de nuestro proveedor de pagos.
to-be-picked-up = recogida en tienda
delivery-inside = envío { $to }
with-delivery = con { $delivery }
with-tax-and-delivery = incluye { $tax } y { $delivery }
legal-terms = Al hacer el pedido acepta nuestras { $terms }.
legal-privacy = Cómo tratamos sus datos se explica en { $privacy }.
legal-returns = Cómo devolver algo se explica en { $returns }.
word-terms = condiciones
word-privacy = privacidad
word-returns = devoluciones
buy = Pedido con obligación de pago
after-transfer = Después: los datos bancarios, aquí y por correo.
after-pickup = Después: le avisamos cuando esté listo.
after-test = Después: confirma el pago.
after-card = Después: paga con tarjeta, en la página de nuestro proveedor de pagos.
choose-delivery = Elija una forma de envío, por favor.
choose-payment = Elija una forma de pago, por favor.
shorten-note = Acorte su mensaje a { $n } caracteres, por favor.
look-at-postcode = Revise el código postal, por favor. Si es correcto, haga el pedido de nuevo.
no-total-seen = No hemos podido leer el total mostrado. Revíselo abajo y haga el pedido de nuevo.
code-typed = Ha escrito un código. Revise el total y haga el pedido de nuevo.
changed-title = El pedido ha cambiado entretanto. Todavía no se ha pedido nada.
changed-look = Revíselo y haga el pedido de nuevo, si le sigue pareciendo bien.
changed-quicker = Alguien fue más rápido. Puede tomar lo que queda o cambiar la cesta.
changed-all-gone = Alguien fue más rápido, y no queda nada de lo que hay en la cesta.
changed-what = Qué
changed-seen = Antes
changed-now = Ahora
take-what-is-left = Tomar lo que queda
changed-delivery = Envío
changed-tax = Impuesto
changed-line = Quitado de la cesta
total-changed = El total ha cambiado de { $seen } a { $now }.
shortage-gone = { $title } se acaba de vender.
shortage = { $n ->
    [one] Solo queda { $n } unidad de { $title }.
   *[other] Solo quedan { $n } unidades de { $title }.
}

## Addresses

address-country = País
address-name = Nombre y apellidos
address-company = Empresa
address-street-number = Calle y número
address-number-street = Número y calle
address-house = Número o nombre de la casa, y calle
address-street = Dirección
address-more = Piso, puerta o edificio
address-flat = Piso, edificio o localidad
address-unit = Apartamento, suite o unidad
address-postcode = Código postal
address-zip = Código ZIP
address-postal-code = Código postal (Canadá)
address-eircode = Eircode (código postal)
address-postcode-japan = Código postal (〒)
address-city = Ciudad
address-town = Localidad o ciudad
address-suburb = Barrio o localidad
address-ward = Ciudad o distrito
address-district = Ciudad o barrio
address-area = Zona, manzana y número
address-room = Edificio y habitación
address-region = Estado o provincia
address-state = Estado
address-territory = Provincia o territorio
address-state-territory = Estado o territorio
address-county = Condado
address-prefecture = Prefectura
address-province = Provincia (dos letras)
address-phone = Teléfono
fill-in = Rellene este campo, por favor: { $label }.
choose-one = Elija, por favor: { $label }.
choose-from-list = Elija de la lista, por favor: { $label }.
shorten = Acorte a { $n } caracteres, por favor: { $label }.
choose-country = Elija un país de la lista, por favor.
postcodes = Los códigos postales
postcodes-zip = Los códigos ZIP
postcodes-postal = Los códigos postales
postcodes-eircode = Los Eircodes
postcode-digits = { $codes } tienen aquí { $n } cifras ({ $country }).
postcode-like = { $codes } son aquí como { $example } ({ $country }).
postcode-as-written = Lo tomamos tal como lo escribe.

## An order's page

order-n = Pedido { $n }
received-title = Hemos recibido su pedido.
received-text = Es el pedido { $n }. La confirmación llega en un momento: aquí, y por correo a { $email }.
received-wait = Esta página se actualiza sola. También puede cerrarla. Todavía no hay nada que pagar y no hace falta pedir de nuevo.
what-next = Qué pasa ahora
letters-go-to = Los mensajes sobre él van a { $email }.
order-is-with-us = Tenemos su pedido { $n }. Los mensajes sobre él van a { $email }.
something-wrong = ¿Algo no va bien?
write-and-name = Escriba a { $email } e indique el pedido { $n }.
back-is-in = Cómo devolver algo se explica en { $returns }.
not-any-more = Ya no lo quiero
give-up-about = No se ha pagado nada. Lo que le guardamos vuelve al estante, y un correo lo confirma.
cancel-order = Cancelar el pedido
order-was-cancelled = El pedido { $n } se ha cancelado.
thank-you = Gracias.
thank-you-name = Gracias, { $name }.
where-pickup = Dónde recogerlo
where-it-goes = Dirección de entrega
what-you-ordered = Lo que ha pedido
note-was = Su mensaje: { $note }
step-ordered = Pedido
step-cancelled = Cancelado
step-money-back = Le devolvemos el dinero
step-was-paid = Se pagaron { $amount }.
payment-confirmed = El pago está confirmado.
step-paid = Pagado
step-time-over = El plazo de pago ha terminado
step-time-over-about = Los artículos ya no están reservados. Escríbanos antes de pagar, por favor.
step-transfer = Transfiera { $amount } antes del { $until }, por favor
step-keep-until-then = Se lo guardamos todo hasta entonces.
step-keep-until = Se lo guardamos todo hasta el { $until }.
step-pay-at-pickup = Paga al recogerlo
step-confirming = Esperamos la confirmación del pago
step-confirming-about = Esta página se actualiza sola. También puede cerrarla: un correo le avisará.
step-declined = El pago ha sido rechazado
step-declined-about = No se ha cobrado nada. Se lo guardamos todo hasta el { $until }.
step-unavailable = La página de pago no está disponible en este momento
step-unavailable-about = No se ha cobrado nada. Inténtelo de nuevo en un minuto. Se lo guardamos todo hasta el { $until }.
step-not-paid = Todavía no está pagado
step-picked-up = Recogido
step-ready = Listo para recoger
step-ready-since = desde { $when }
step-making-ready = Lo preparamos y le avisamos
step-making-ready-about = Venga cuando haya recibido nuestro correo, por favor.
step-sent = Enviado
sent-with = con { $carrier }
sent-number = número { $number }
step-packing = Lo empaquetamos y le avisamos
step-packing-paid = Un correo llega cuando sale el paquete.
step-packing-unpaid = En cuanto llegue el dinero.
pay-to = Beneficiario
pay-bank = Banco
pay-amount = Importe
pay-reference = Concepto
pay-until = Pagar antes del
pay-amount-now = Pagar { $amount }
pay-by-card = Pagar { $amount } con tarjeta
back-to-payment = ¿Tarda demasiado? Volver al pago
gateway = Pago de prueba
gateway-about = No se mueve dinero. Decida qué dirá el banco.
gateway-order = Pedido
gateway-approve = Aprobar
gateway-decline = Rechazar
gateway-close = Cerrar la ventana

## Search

search-nothing-typed = Escriba una o dos palabras: una cosa, un color, una referencia.
search-found = { $n ->
    [one] { $n } producto para «{ $text }».
   *[other] { $n } productos para «{ $text }».
}
search-nothing = Nada se llama «{ $text }».
search-quoted = «{ $text }»
search-or-shelf = O mire en una sección
search-try-word = Pruebe con una sola palabra ({ $word }).
search-try-word-near = Pruebe con una sola palabra ({ $word }), o mire lo que más se parece.
search-try = Pruebe con otra palabra.
search-try-near = Pruebe con otra palabra, o mire lo que más se parece.
search-nearest = Lo que más se parece

## Letters about things that come back

end-title = ¿No más mensajes sobre artículos que vuelven?
end-about = Nos pidió que le escribiéramos cuando algo volviera. Si ya no lo desea, olvidamos su dirección para todo ello.
end-all = Terminar con todos
ended-title = Ya no le escribiremos.
ended-about = Su dirección no se guarda para nada que pueda volver. Los mensajes sobre sus pedidos le siguen llegando.
to-the-shop = A la tienda

## When something did not happen

not-here = Esta página no está aquí.
not-here-about = Puede que se haya movido, o que la dirección tenga un error. Búsquela, o empiece por las secciones.
slower = Un poco más despacio, por favor.
no-answer = La tienda no ha respondido.
did-not-work = Eso no ha funcionado.
our-fault = Es culpa nuestra, y nada de lo que ha escrito o pedido se ha perdido. Inténtelo otra vez dentro de un minuto.
stays-so-write = Si sigue así, escriba a { $email } e indique { $number }.
refused-nothing-there = No existe tal cosa.
refused-busy = La tienda está muy concurrida. Inténtelo de nuevo en un momento.
refused-broken = Algo ha fallado por nuestra parte.
refused-elsewhere = Este formulario venía de otro sitio, así que no se ha hecho nada. Abra la página de nuevo, por favor.
refused-too-much = Es demasiado de una vez. Envíe menos, por favor.
refused-no-page = No existe tal página.
refused-unreadable = No hemos podido leerlo. Vuelva atrás e inténtelo de nuevo.
refused-too-long = Ha tardado demasiado. Inténtelo de nuevo.
refused-too-often = { $n ->
    [one] Han sido demasiadas veces. Espere { $n } minuto e inténtelo de nuevo.
   *[other] Han sido demasiadas veces. Espere { $n } minutos e inténtelo de nuevo.
}
refused-email = Escriba una dirección de correo como name@example.com.
refused-quantity = Escriba un número del 1 al { $most }.
refused-not-for-sale = Esto ya no está a la venta.
refused-choice = No lo tenemos exactamente así. Aquí está lo que más se parece.
refused-sold-out = { $title } está agotado. Mire las otras opciones, por favor.
refused-cart-full = En una cesta caben como mucho { $most } artículos distintos.
refused-sent-before = Este formulario ya se envió y es el pedido { $n }. Empiece de nuevo desde la cesta, por favor.
refused-taken-out = Algo de su cesta ya no está a la venta. Se ha quitado; revíselo, por favor.
refused-cart-empty = No hay nada en la cesta.
refused-no-delivery = No enviamos { $to }.
refused-here-again = Ya está aquí otra vez: puede comprarlo ahora.
refused-many-wait = Ya lo esperan tantas personas que no podemos anotar más. Vuelva a mirar, por favor.
refused-not-cancelled = Este pedido ya no se puede cancelar aquí. Escríbanos, por favor.
refused-unpaid-orders = { $n ->
    [one] { $n } pedido desde su red todavía no está pagado. Páguelo o cancélelo primero: el camino está en su correo. Si no sabe de ninguno, escriba a { $shop }.
   *[other] { $n } pedidos desde su red todavía no están pagados. Pague o cancele uno primero: el camino está en el correo de cada uno. Si no sabe de ninguno, escriba a { $shop }.
}
refused-unpaid-pieces = Podemos reservar como mucho { $most } unidades antes de que se paguen. Pida menos, pague o cancele un pedido anterior, o escriba a { $shop }.
refused-unpaid-all = Tantos pedidos esperan su pago que no podemos reservar nada más. Inténtelo dentro de media hora, o escriba a { $shop }.

## Letters

letter-see-order = Ver su pedido
letter-goods = Artículos
letter-tax-included = { $tax } incluido
letter-delivered-to = Entrega a
letter-pickup-at = Recogida en
letter-next = Qué pasa ahora
letter-received-subject = Gracias por su pedido { $n }
letter-received-title = Gracias por su pedido.
letter-received = Tenemos su pedido { $n } del { $when }.
letter-next-transfer = Pague { $amount } por transferencia; los datos bancarios llegan en un mensaje aparte. Los artículos le quedan reservados hasta el { $until }. Cuando llegue su pago, le escribiremos.
letter-next-pickup = Preparamos su pedido y le escribimos cuando pueda recogerlo. Entonces lo paga. Los artículos le quedan reservados hasta el { $until }.
letter-next-test = Su pago todavía no ha llegado. Los artículos le quedan reservados hasta el { $until }; hasta entonces puede pagar en la página de su pedido.
letter-next-short = Algunos artículos se vendieron antes de que llegara su pago. Los buscamos y le escribimos; lo que no podamos entregar, se lo devolvemos.
letter-next-paid-pickup = Está pagado. Lo preparamos y le escribimos cuando pueda recogerlo.
letter-next-paid = Está pagado. Lo empaquetamos y le escribimos cuando esté en camino.
letter-pay-subject = Cómo pagar su pedido { $n }
letter-pay-title = { $amount } por transferencia bancaria.
letter-pay = Transfiera exactamente este importe e indique { $n } como concepto, para que reconozcamos su pago.
letter-pay-after = Los artículos le quedan reservados hasta entonces. Cuando llegue su pago, le escribiremos. Una transferencia suele tardar un día laborable.
letter-remind-subject = Su pedido { $n } todavía no está pagado
letter-remind-title = Todavía no hemos visto su pago.
letter-remind = Su pedido { $n } del { $when } espera su pago. Si el dinero está en camino, no tiene que hacer nada.
letter-remind-after = Los artículos le quedan reservados hasta entonces. Después el pedido termina por sí solo y los artículos vuelven a la venta.
letter-paid-subject = Ha llegado su pago del pedido { $n }
letter-paid-title = Ha llegado su pago.
letter-paid = Han llegado { $amount } para su pedido { $n }. { $next }
letter-sent-subject = Su pedido { $n } está en camino
letter-sent-title = Su pedido está en camino.
letter-sent = Un paquete de su pedido { $n } ha salido de nuestra casa.
letter-sent-with = Un paquete de su pedido { $n } ha salido de nuestra casa con { $carrier }.
letter-tracking = Número de seguimiento
letter-in-parcel = En este paquete
letter-to-come = Aún por llegar
letter-ready-subject = Su pedido { $n } está listo para recoger
letter-ready-title = Su pedido está listo para recoger.
letter-ready = Traiga el número { $n }, por favor.
letter-ready-unpaid = Paga { $amount } al recogerlo. Los artículos le quedan reservados hasta el { $until }.
letter-ready-paid = Está pagado y le espera.
letter-your-goods = Sus artículos
letter-cancelled-subject = Su pedido { $n } se ha cancelado
letter-cancelled-title = Su pedido se ha cancelado.
letter-cancelled = Era el pedido { $n } del { $when }, por { $total }.
letter-reason = Motivo
letter-changed-mind = ha cambiado de opinión
letter-not-in-time = no se pagó a tiempo
letter-no-longer = Los artículos ya no le quedan reservados. { $money }
letter-money-back = Pagó { $amount }; le devolvemos este importe por el mismo camino.
letter-money-was-back = Lo que pagó se le devolvió por el mismo camino.
letter-nothing-paid = No se pagó nada, así que no hay nada más que hacer. El dinero que esté en camino se le devuelve.
letter-again-subject = Otra vez aquí: { $title }
letter-again-title = Está aquí otra vez.
letter-again = Nos pidió que le avisáramos cuando pudiera comprar «{ $title }» de nuevo. Ahora puede, mientras haya.
letter-again-see = Verlo en la tienda
letter-again-only = Este es el único mensaje al respecto. No guardamos su dirección para ello por más tiempo.
letter-again-end = ¿Espera también otras cosas y no quiere mensajes sobre ellas?

## The slip in a parcel

slip = Albarán
slip-pickup = Se recogerá en la tienda.
slip-pieces = Unidades
slip-what = Artículo
slip-note = Mensaje: { $note }

## What a new shop begins with

first-delivery = Envío estándar
tax-vat = IVA
tax-sales = Impuesto sobre las ventas
