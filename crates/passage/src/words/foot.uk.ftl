# Люди, що йдуть пішки.
foot = Пішки: { $n ->
    [one] { $n } особа
    [few] { $n } особи
   *[many] { $n } осіб
 } через { $name }, { $when }, по { $walk }.
foot-exposed = Пішки: { $n ->
    [one] { $n } особа
    [few] { $n } особи
   *[many] { $n } осіб
 } через { $name }, { $when }, по { $walk }: разом { $hours } людино-годин просто неба.
foot-nobody = Пішки: через { $name } не переходить ніхто.
foot-waits = На тому боці вони чекають у середньому { $mean }.
foot-heading = Пішки
foot-about = Хто йде пішки, той переходить так пізно, як дозволяє його машина, щоб ніхто не стояв на тому боці довше, ніж треба. Групи, що мають один перехід, ідуть у порядку сценарію; межі доведено для цього порядку.
foot-footway = через
foot-begin = вирушають
foot-over = усі на тому боці до
foot-caption = Хто й коли переходить, по чвертях години; кожен крок — у walks.csv.
bottleneck-footway = Перехід { $name } пропускає { $n ->
    [one] { $n } особу
    [few] { $n } особи
   *[many] { $n } осіб
 } на годину пішки
why-not-over = Перехід { $name } не встигає перевести їх на той бік.
explain-foot = Перехід { $name } заповнений пішки, { $when }.
explain-only-foot = За ним ніщо не заповнене: хто перейшов, той їде далі.
explain-foot-wider = на { $n } осіб більше за годину через { $name }
offers-loss-footway = пішохідний перехід { $name }
value-footway-rate = людей пішки за годину, { $name }
value-footway-speed = швидкість ходи, { $name }
value-footway-length = довжина, { $name }
value-footway-hours = відкрито, { $name }
value-footway-exposed = просто неба, { $name }
speed-kmh = { $speed } км/год
yes = так
no = ні
last-moments-footway = { $place } (пішохідний перехід)
last-moments-walk = { $kinds }: ступити на нього до { $last }, перейти до { $over }.
last-moments-walk-on = { $kinds } за ним: щоб поїхати далі, ступити на нього до { $last }; перейти до { $over }.
again-foot = Пішки (переходи в цьому плані — від цієї хвилини):
again-foot-where = { $name }: { $over } осіб уже на тому боці й ще не поїхали, { $on } ідуть через перехід, { $before } ще перед ним.
again-foot-stay = { $name }: { $n } з тих, хто вже вирушив пішки, далі не вивозять.
again-foot-counted = { $who }: за підрахунком перейшли { $n } осіб, за планом { $planned }.
