# Репетиції
rehearse-title = Репетиція: { $title }, { $n ->
    [one] { $n } день
    [few] { $n } дні
   *[many] { $n } днів
 }, зерно { $seed }
rehearse-calm = Якщо все йде за планом, а черги ростуть назад дорогами: до кінця плану в безпеці { $n } з { $planned } запланованих людей.
rehearse-safe = За планом у безпеці { $planned } людей до { $by } ({ $zone }). До { $end }, коли план закінчується, у дев’ять днів із десяти – від { $low } до { $high }, у половину днів { $half } або більше.
rehearse-finished = Усі, хто вирушив, у безпеці до кінця плану: { $share }.
rehearse-share = { $n } % днів (від { $low } до { $high })
rehearse-caught = ЗАСТАЛО НА ДОРОЗІ: { $share } хтось є на дорозі, вікно якої закінчилося. У такий день за медіаною це { $n ->
    [one] { $n } машина
    [few] { $n } машини
   *[many] { $n } машин
 } (людей: { $persons }), в один із двадцяти – { $most ->
    [one] { $most } машина
    [few] { $most } машини
   *[many] { $most } машин
 } або більше. Серед них і ті, хто приєднався, і ті, в кого там скінчилося пальне; хто все ж прибув, рахується і серед тих, хто в безпеці. Хто тоді стоїть обабіч дороги чи в смузі блокпоста, не рахується.
rehearse-caught-out-of-fuel = { $share } хтось із них стоїть там без пального – { $n ->
    [one] { $n } машина
    [few] { $n } машини
   *[many] { $n } машин
 } (людей: { $persons }) за медіаною таких днів. Цьому не зарадить жоден час повернення, лише пальне до виїзду або місце в автобусі. Без них когось застає: { $late }.
rehearse-nobody-caught = У жоден із цих днів нікого немає на дорозі, вікно якої закінчилося: з певністю 95 % таке буває менш ніж у { $most } % днів.
rehearse-caught-road = { $road }: { $share }, тоді в середньому { $n ->
    [one] { $n } машина
    [few] { $n } машини
   *[many] { $n } машин
 }
rehearse-caught-more = і ще { $n ->
    [one] { $n } дорога
    [few] { $n } дороги
   *[many] { $n } доріг
 }: перші з них у rehearsal.html, усі в rehearsal.json
rehearse-turn-back = { $who }: у 95 днів зі 100 не застало нікого, хто вирушив до { $time } (до того часу план викликає { $n } з { $all } їхніх машин); у жоден із зіграних днів – нікого, хто вирушив до { $always }.
rehearse-turn-back-never = { $who }: у них немає виїзду, з якого у 95 днів зі 100 нікого не застало.
rehearse-never = кінця
rehearse-hours = Людей у безпеці до
rehearse-planned = за планом
rehearse-played = зіграно
rehearse-p5 = поганий день
rehearse-p50 = середина
rehearse-p95 = добрий день
rehearse-quantiles = Один день із двадцяти гірший за поганий, один із двадцяти кращий за добрий; половина гірші за середину.
rehearse-checkpoint = { $name }: половина машин чекає не довше, ніж { $half }, 95 зі 100 не довше, ніж { $most }; найдовша черга дня на останній дорозі перед ним – { $queue ->
    [one] { $queue } машина
    [few] { $queue } машини
   *[many] { $queue } машин
 } за медіаною, в один день із двадцяти { $longest } або більше.
rehearse-reach-checkpoint = { $name }: черга сягає назад до { $place } і затримує там інших: { $share }, за медіаною цих днів з { $time }.
rehearse-reach-road = { $name }: черга в її кінці сягає назад до { $place } і затримує там інших: { $share }, за медіаною цих днів з { $time }.
rehearse-those-who-joined = З тих, хто приєднався чи поїхав слідом і кого ніхто не планував, у безпеці від { $low } до { $high } людей, а від { $least } до { $most } – ні (дев'ять днів із десяти).
rehearse-site = { $name }: готуйтеся прийняти від { $low } до { $high } людей разом із тими, хто приєднався (дев’ять днів із десяти).
rehearse-gridlock = ЗАТОР ПО КОЛУ: { $share }, дороги чекають одна на одну, уперше в день { $day }: { $places }
rehearse-causes = Звідки розкид
rehearse-spread = розкиду
rehearse-vehicles-caught = застало
rehearse-cause-adds = Без цієї причини в середній день застало б на { $n ->
    [one] { $n } машину
    [few] { $n } машини
   *[many] { $n } машин
 } менше: { $cause }.
rehearse-cause-spares = Без цієї причини в середній день застало б на { $n ->
    [one] { $n } машину
    [few] { $n } машини
   *[many] { $n } машин
 } більше: { $cause }.
rehearse-causes-note = Частка розкиду людей у безпеці, що зникає, коли причина така, як в інші дні; причини, що діють разом, враховано в кожній. Застало: машин у середній день, за вирахуванням днів без цієї причини; причина може застати машини на дорозі, а в безпеці буде стільки ж. Нижче нуля: з цією причиною застає менше, зазвичай тому, що менше хто встигає виїхати, і це нікого не рятує.
rehearse-cause-ready = люди готові пізно
rehearse-cause-compliance = люди їдуть раніше або не приходять
rehearse-cause-joiners = долучаються інші
rehearse-cause-persons-in-car = людей в авто
rehearse-cause-checkpoints = блокпости
rehearse-cause-roads = скільки пропускають дороги
rehearse-cause-breakdowns = поломки
rehearse-cause-fuel = пальне
rehearse-cause-opening = вікно відкривається пізно або зарано
rehearse-cause-closing = вікно закінчується раніше або подовжене
rehearse-cause-incidents = події на дорозі
rehearse-cause-dark = повільніше в темряві
rehearse-cause-other-road = авто їдуть іншою дорогою
rehearse-cause-followers = авто їдуть за колонами й конвоями
rehearse-cause-mines = міни на коридорах
rehearse-cause-convoys = відстань у колонах і конвоях
rehearse-effects = Припущено нами: найменше і найбільше
rehearse-effect = { $least } – { $most }
rehearse-effect-caught = застало за день
rehearse-effect-safe = у безпеці
rehearse-effects-note = З { $n } величин без відкритого джерела – ті, що найбільше змінюють ризик: кожна окремо завжди найменша, потім завжди найбільша, у { $days } днях, де все інше випадає так само. Усі – в rehearsal.html.
rehearse-worst = Найгірший день – день { $day }: застало людей: { $caught }, у безпеці { $safe }.
rehearse-worst-others = Далі дні { $days }; будь-який із них розкаже --day з тим самим зерном.
rehearse-written = Записано: { $file }
rehearse-day-title = День { $day }
rehearse-day-safe = До кінця плану в безпеці { $n } з { $planned } людей.
rehearse-day-caught = Коли вікно закінчується о { $time }, на дорозі ще { $n ->
    [one] { $n } машина
    [few] { $n } машини
   *[many] { $n } машин
 }: { $road }.
rehearse-day-caught-roads = Коли вікно закінчується о { $time }, на дорогах ще машин: { $all }; найбільше, { $n }, – { $road }.
rehearse-day-queue = { $name }: черга найдовша о { $time }, { $n ->
    [one] { $n } машина
    [few] { $n } машини
   *[many] { $n } машин
 }.
rehearse-day-stayed = З людей плану вдома лишається { $n ->
    [one] { $n } людина
    [few] { $n } людини
   *[many] { $n } людей
 }.
rehearse-day-on-the-way = З людей плану в дорозі, коли день закінчується, { $n ->
    [one] { $n } людина
    [few] { $n } людини
   *[many] { $n } людей
 }.
rehearse-day-gridlock = Затор по колу: { $places }
rehearse-late = { $name }: відкривається на { $by } пізніше.
rehearse-before = { $name }: відкривається на { $by } раніше домовленого.
rehearse-early = { $name }: вікно закінчується на { $by } раніше.
rehearse-extended = { $name }: вікно подовжено на { $by }.
rehearse-other-roads = Дороги поза коридорами
rehearse-incident = { $road }: закрито з { $time } на { $by }.
rehearse-pause = { $name }: перерва з { $time } на { $by }.
rehearse-checkpoint-pace = Блокпости пропускають { $share } погодженого.
rehearse-road-pace = Дороги пропускають { $share } своєї спроможності.
rehearse-persons = { $n } людей в авто.
rehearse-persons-in-all = У запланованих авто цього дня { $all } людей, за планом { $planned }.
rehearse-went-other-road = { $n ->
    [one] { $n } авто їде іншою дорогою, ніж йому сказано.
   *[other] { $n } авто їдуть іншою дорогою, ніж їм сказано.
 }
rehearse-mined = { $road }: знайдено міни, до { $time } ніхто не проїжджає.
rehearse-followed = Незапланованих авто, що їдуть за колонами чи конвоями: { $n }; колон і конвоїв, за якими їдуть: { $columns }.
rehearse-joined = { $n ->
    [one] Долучається { $n } авто
   *[other] Долучаються { $n } авто
 }.
rehearse-not-come = { $n ->
    [one] { $n } авто не приходить
   *[other] { $n } авто не приходять
 }.
rehearse-broke-down = { $n ->
    [one] Ламається { $n } машина
    [few] Ламаються { $n } машини
   *[many] Ламаються { $n } машин
 }.
rehearse-out-of-fuel = Без пального { $n } авто.
rehearse-value = { $likely } (від { $least } до { $most }) { $unit }
rehearse-sourced = { $why }. Джерело: { $source }
rehearse-assumed = { $why }. { rehearse-by-us }.
rehearse-by-us = Наше припущення
rehearse-listed = для репетиції, { $key }
rehearse-mines = Міни
rehearse-mines-nobody = { $name }: ніхто не підтвердив, що мін немає. Припускаємо, що в деякі дні він замінований (mined).
rehearse-mines-said = { $name }: що мін немає, підтверджує { $said }, { $source }.
rehearse-mines-listed = для репетиції, { $name }: що мін немає, підтверджує
rehearse-given = рядок { $line } сценарію.
rehearse-given-said = рядок { $line } сценарію: { $said }
rehearse-unit-minutes = хвилин
rehearse-unit-share = %
rehearse-unit-persons = людей
rehearse-unit-a-day = на день
rehearse-unit-km = км
rehearse-unit-m = м
rehearse-unit-breakdowns = на 10 000 км
rehearse-harden-days = Кожен запас випробувано на { $days ->
    [one] { $days } дні
   *[many] { $days } днях
 }, а найкращий – ще на стількох інших: верхня межа не вище за { $limit } %.
rehearse-margin-last = { $who }: останній виклик о { $time }
rehearse-harden-plan = За планом викликано { $called } людей; когось застає в дорозі: { $share }; у середній день у безпеці { $safe }.
rehearse-harden-out-of-fuel = { $dry } хтось стоїть на дорозі без пального, коли закінчується її вікно. У цих частках цього немає; рідше так буває, лише коли викликають менше авто.
rehearse-harden-best = Із цими запасами викликано { $called }, на { $less } менше; когось застає: { $share }; у середній день у безпеці { $safe }:
rehearse-harden-enough = Це вже в межах { $limit } % днів: запас не потрібен.
rehearse-harden-none = Жоден запас, за якого ще хтось вибирається, не дає менше за { $limit } % днів; спробувано { $tried }.
rehearse-harden-least = Найменший знайдений ризик: викликано { $called }, на { $less } менше; когось застає: { $share }; у середній день у безпеці { $safe }:
rehearse-margin-earlier = час повернення на { $by } раніше
rehearse-margin-called = викликають { $n } зі 100 авто
rehearse-margin-first-hour = у першу годину кожної групи { $n } зі 100 із них
versus-title = Порівняння в ті самі дні: A – це { $first }, B – це { $second }; днів: { $n }, зерно { $seed }. Припущення – зі сценарію A.
versus-horizons = Людей враховано до кінця кожного плану: A – до { $first }, B – до { $second }.
versus-plan = План
versus-planned = у безпеці за планом
versus-mean = у безпеці в середній день
versus-caught = днів, коли когось застало
versus-safe = { $plan }: у середній день у безпеці більше людей, на { $n } (95 %: від { $low } до { $high }).
versus-safe-not-apart = За кількістю людей у безпеці дні їх не розрізняють: у середній день в A від { $low } менше до { $high } більше (95 %).
versus-caught-fewer = { $plan }: когось застає на { $n } зі 100 днів рідше (95 %: від { $low } до { $high }); днів з обома планами: { $both }, лише з A: { $a }, лише з B: { $b }.
versus-caught-not-apart = За днями, коли когось застало, дні їх не розрізняють: з A від { $low } зі 100 рідше до { $high } частіше (95 %); днів з обома планами: { $both }, лише з A: { $a }, лише з B: { $b }.
versus-sharper = Обидва плани мають ті самі випадковості: щоб бути настільки певними щодо людей із власними днями для кожного плану, днів треба було б більше в стільки разів: { $times }.
rehearse-kept = Нічого не записано: у теці плану є довша репетиція: { $n ->
    [one] { $n } день
    [few] { $n } дні
   *[many] { $n } днів
 }, зерно { $seed }. --replace запише цю замість неї.
rehearse-replaced = Це замість попередньої репетиції: { $n ->
    [one] { $n } день
    [few] { $n } дні
   *[many] { $n } днів
 }, зерно { $seed }.
rehearse-site-one = { $name }: готуйтеся прийняти { $low ->
    [one] { $low } людину
    [few] { $low } людини
   *[many] { $low } людей
 } разом із тими, хто приєднався (щонайменше дев’ять днів із десяти).
rehearse-safe-always = За планом у безпеці { $planned } людей до { $by } ({ $zone }). До { $end }, коли план закінчується, в усі ці дні – { $half }.
rehearse-worst-other = { $day } (застало { $caught ->
    [one] { $caught } людину
    [few] { $caught } людини
   *[many] { $caught } людей
 }, у безпеці { $safe })
versus-same = Обидва – той самий план: різниці немає.
versus-scenarios = Плани складено для різних сценаріїв: різниця між ними може йти від сценаріїв, а не від планів.
