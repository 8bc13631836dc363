# Розклади, відтворені й записані
schedule-title = Відтворено розклад: { $vehicles ->
    [one] { $vehicles } машина
    [few] { $vehicles } машини
   *[many] { $vehicles } машин
 }, { $routes ->
    [one] { $routes } маршрут
    [few] { $routes } маршрути
   *[many] { $routes } маршрутів
 }, { $roads ->
    [one] { $roads } дорога
    [few] { $roads } дороги
   *[many] { $roads } доріг
 }; кожна виїжджає у свій час, черги ростуть назад дорогами, випадку не лишено нічого.
schedule-arrived = Доїжджають { $n } з { $all } машин.
schedule-arrived-persons = Доїжджають { $n } з { $all } машин, у них { $persons } з { $everybody } людей.
schedule-by = Поки на місці половина всіх машин: { $half }; дев’ять десятих: { $nine }; усі: { $all }.
schedule-never = не досягнуто
schedule-under-way = Машино-годин у дорозі в тих, хто доїжджає: { $all }, із них вільної їзди було б { $free }.
schedule-still = Не доїхало за { $hours } год: { $n ->
    [one] { $n } машина
    [few] { $n } машини
   *[many] { $n } машин
 }
schedule-held = Не доїде ніколи: { $n ->
    [one] { $n } машина
    [few] { $n } машини
   *[many] { $n } машин
 }
schedule-on-road = { $n }: { $road }
schedule-beside = { $n } обабіч дороги в кінці: { $road }
schedule-at-home = { $n } удома, перед: { $road }
schedule-more-places = і ще { $n ->
    [one] { $n } місце
    [few] { $n } місця
   *[many] { $n } місць
 }, усі з --json
schedule-gridlock = ЗАТОР ПО КОЛУ, дороги чекають одна на одну: { $roads }
schedule-road = дорога { $road } (від перехрестя { $from } до { $to })
schedule-arrived-by = Доїхало за
schedule-vehicles = машин
schedule-persons = людей
schedule-written = Розклад плану: { $vehicles ->
    [one] { $vehicles } машина
    [few] { $vehicles } машини
   *[many] { $vehicles } машин
 }, у них { $persons ->
    [one] { $persons } людина
    [few] { $persons } людини
   *[many] { $persons } людей
 }; { $routes ->
    [one] { $routes } маршрут
    [few] { $routes } маршрути
   *[many] { $routes } маршрутів
 }, { $roads ->
    [one] { $roads } дорога
    [few] { $roads } дороги
   *[many] { $roads } доріг
 }; відлік від { $time }.
schedule-without = Чого в цьому форматі немає й інші не побачать: блокпостів; того, що автобус виїжджає, коли зроблено попередній рейс (кожен виїжджає за планом); довжини автобуса чи колони.
