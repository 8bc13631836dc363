# Чому не більше?
explain-title = Чому не більше? { $title }
explain-safe = До { $by } ({ $zone }) у безпеці { $n } з { $all } людей.
explain-everybody = Усі { $all } людей у безпеці до { $by } ({ $zone }). Чому не раніше: до { $before } у безпеці { $n }.
explain-nothing = Ніщо не заповнене: ті, хто чекає, не мають дороги до того часу.
explain-binds = Що заповнене і коли
explain-vehicles = машин проїде
explain-when = { $when }
explain-when-more = { $n ->
    [one] { $when } і ще { $n } раз
    [few] { $when } і ще { $n } рази
   *[many] { $when } і ще { $n } разів
 }
explain-each = Кожна машина понад це { $when } – ще одна в безпеці.
explain-each-then = Кожна машина понад це в той час – ще одна в безпеці.
explain-each-room = Кожне місце понад це – ще одна людина в безпеці.
explain-useless = Розширити лише це не допоможе нікому: вони стали б перед чимось іншим.
explain-met = Чекають на це: { $groups }.
explain-group = { $who }: { $n ->
    [one] { $n } машина залишається
    [few] { $n } машини залишаються
   *[many] { $n } машин залишаються
 } до кінця, інші виїжджають у середньому за { $mean } чекання вдома, остання { $last }
explain-group-all = { $who }: виїжджають у середньому за { $mean } чекання вдома, остання { $last }
explain-group-none = { $who }: { $n ->
    [one] { $n } машина залишається
    [few] { $n } машини залишаються
   *[many] { $n } машин залишаються
 } до кінця, не виїжджає ніхто
explain-change = Що змінило б це (кожне обчислено заново)
explain-road-wider = на { $n } за годину більше, { $road }, { $when }
explain-lane-wider = на { $n } за годину більше, { $name }, { $when }
explain-corridor-wider = на { $n } за годину більше на всьому шляху { $name }
explain-room = на { $n } місць більше, { $name }
explain-later = кожне вікно довше на годину
explain-earlier = кожне вікно і перший виїзд на годину раніше
explain-nothing-else = Ніщо інше само не допоможе: жодна інша дорога, блокпост чи пункт прийому, ширші на один крок, не дадуть до того часу ще однієї машини.
explain-hours = До кожної години
explain-hour-safe = у безпеці
explain-hour = { $by }  { $what }
explain-hour-nobody = до того часу ніхто не встигне
explain-hour-everybody = у безпеці всі
explain-fleets = Людей, яких везуть машини парків, тут не враховано: ідеться про власні машини.
