# Час повернення в кожному місці
last-moments-intro = Хто проїде місце пізніше вказаного часу, не встигне жодною дорогою, навіть якщо далі вільно і немає черги. Час ніколи не заокруглено вгору.
last-moments-caption = Найпізніший час на кожному пункті збору та блокпосту, за вікнами
last-moments-caption-kinds = Найпізніший час на кожному пункті збору та блокпосту, за вікнами; транспорт: { $kinds }
last-moments-others = Файл turn-back.csv поруч із цим звітом містить те саме для { $n ->
    [one] { $n } названого місця
   *[other] { $n } названих місць
 } на шляху.
last-moments-place = Місце
last-moments-vehicles = Транспорт
last-moments-pass-by = Проїхати до
last-moments-behind = За чергами плану
last-moments-leads = Куди веде
last-moments-later = На пів години пізніше
last-moments-places = Місця на шляху, проїхати не пізніше:
last-moments-short = { $kinds } { $last }
last-moments-never = ніколи не встигне
last-moments-no-place = за ними ніхто не встигне
last-moments-ahead = { $last }: в останній момент попереду { $n ->
    [one] { $n } машина, це { $wait }
    [few] { $n } машини, це { $wait }
   *[many] { $n } машин, це { $wait }
}
last-moments-assembly = { $place } (пункт збору)
last-moments-checkpoint = { $place } (блокпост)
last-moments-line = { $kinds }: проїхати до { $last } (можна від { $from }).
last-moments-to = { $site }, прибуття { $at }.
last-moments-to-dark = { $site }, прибуття { $at }, у темряві.
last-moments-by = { $site }, шлях: { $way }, прибуття { $at }.
last-moments-by-dark = { $site }, шлях: { $way }, прибуття { $at }, у темряві.
last-moments-through = Блокпости попереду: { $places }.
one-car = автомобіль
one-bus = автобус
one-medical = медична машина
late-on = Проїхавши о { $at }, { $one } буде на дорозі між { $from } і { $to }, коли її закриють о { $until }.
late-on-near = Проїхавши о { $at }, { $one } буде на дорозі біля { $from }, коли її закриють о { $until }.
late-before = Проїхавши о { $at }, { $one } стоятиме перед закритою дорогою біля { $from } о { $until }.
late-checkpoint = Проїхавши о { $at }, { $one } стоятиме біля { $from } о { $until }, коли там нікого не пропускають.
late-horizon = Проїхавши о { $at }, { $one } буде між { $from } і { $to }, коли план закінчиться о { $until }.
late-horizon-near = Проїхавши о { $at }, { $one } буде біля { $from }, коли план закінчиться о { $until }.
late-dark = Тоді вже темно (захід сонця { $sunset }).
late-dark-always = Темно весь день.
late-stay = { $place } (місць для машин: { $n }, прибуття { $at })
late-stays = До того можна зачекати: { $stays }.
turn-back-title = Час повернення: { $title }
turn-back-reading = Значення: { $reading }. Час: { $zone }.
turn-back-nowhere = Немає ні пунктів збору, ні блокпостів, тож часу повернення немає.

# План, складений знову
again-standing = О { $now }: уже в безпеці { $safe }, у дорозі { $way }; за цим планом виїдуть іще { $more } з тих, хто лишився. Що змінюється, у машинах:
again-kept = без змін { $n }
again-moved = перенесено { $n }, щонайбільше на { $m } хв
again-other-road = іншою дорогою { $n }
again-cancelled = скасовано { $n }
again-new = нових { $n }
again-gain = Якби можна було змінити все, врятувалося б іще { $n } осіб; тоді змінюється { $m } машин, яким уже сказано.
again-adrift = У дорозі, і хто де має бути:
again-caught = { $who }: { $n } осіб на дорозі, яку закриють до того, як вони її залишать о { $at }.
again-shelter = { $who }: { $n } осіб мають бути в { $place } до { $at } і лишитися там.
again-halt = { $who }: { $n } осіб зараз їдуть далі до { $place }, будуть там до { $at } і чекають там до { $until }.
again-back = { $who }: { $n } осіб повертаються до { $place } відкритими дорогами, будуть там до { $at } і лишаються.
again-no-shelter = { $who }: { $n } осіб не досягнуть місця для очікування, поки дороги відкриті (наступне перехрестя о { $at }).
again-roadside = { $who }: { $n } осіб їдуть далі за цим планом, але мають стояти на узбіччі до { $at }, де місця для очікування не названо.
again-fleet-kept = { $fleet }: без змін { $n }
again-vehicle-more = { $vehicle }: як сказано, а потім іще раз від { $at }
again-vehicle-otherwise = { $vehicle }: від { $at } інакше
again-vehicle-stops = { $vehicle }: як сказано, але від { $at } скасовано
again-vehicle-cancelled = { $vehicle }: скасовано
again-vehicle-new = { $vehicle }: від { $at }, нове
again-empty-caught = { $who }, без людей: на дорозі, яку закриють до виїзду з неї о { $at }.
again-empty-shelter = { $who }, без людей: треба бути в { $place } до { $at } і лишитися там.
again-empty-no-shelter = { $who }, без людей: місця для очікування не досягти, поки дороги відкриті (наступне перехрестя о { $at }).
again-out = { $who }: { $n } осіб чекають біля { $place } від { $at }, бо їхня машина зламалася.
again-empty-out = { $who }, без людей: поломка біля { $place }.
last-moments-stay = Враховано черги плану. { $n ->
    [one] { $n } людина, що залишається, не стоїть
    [few] { $n } людини, що залишаються, не стоять
   *[many] { $n } людей, що залишаються, не стоять
 } в жодній черзі: кого немає в плані, того немає на дорозі. Якщо вони все ж вирушать, за ними цих моментів не дотримати.
