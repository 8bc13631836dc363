# Те, що кажуть лише звіт і підсумок.

exercise-line = НАВЧАЛЬНІ ДАНІ. Це не план справжньої операції.
left-behind-head = Хто залишається: { $n ->
    [one] { $n } особа
    [few] { $n } особи
   *[many] { $n } осіб
 }
group-at = { $assembly }, { $group }
group-of = { $group }, { $assembly }
left-behind = { $who }: { $n ->
    [one] { $n } особа
    [few] { $n } особи
   *[many] { $n } осіб
 }. { $why }
why-not-carried = Жодна з машин, що їх везуть чи ведуть, не встигає по них приїхати.
why-no-seat = Місць у машинах менше, ніж людей.
why-no-road = Жодна відкрита дорога не веде звідти до пункту прийому.
why-no-room = Жоден пункт прийому, що прийняв би їх, не має місць.
why-too-late = Вони готові лише після останньої миті, коли ще можна виїхати й устигнути.
why-window = Найкоротший шлях триває { $journey }; найдовший проміжок, за який його можна проїхати, — { $window }.
why-weighed-exposure = Вони залишаються, щоб ніхто не був на дорозі під загрозою: тут це важить більше.
why-weighed-fairness = Вони залишаються, щоб кожен пункт збору мав свою частку: тут це важить більше.
why-weighed-waiting = Вони залишаються, щоб ніхто не чекав у дорозі: тут це важить більше.
why-full = Дороги, блокпости або пункти прийому перед ними заповнені.
why-full-at = Більше пропустити не можна: { $what }.
why-full-among = Більше пропустити не можна: { $what }; заповнено й ще { $others ->
    [one] { $others } місце
    [few] { $others } місця
   *[many] { $others } місць
 }.
bottlenecks-title = Що стримує рух
full-total = { $what }; заповнюється наприкінці, після { $n ->
    [one] { $n } машини
   *[many] { $n } машин
 }.
full-spans = { $what }; заповнено { $spans } ({ $passed }).
full-often = { $what }; заповнено загалом { $total }, найдовше { $longest } ({ $passed }).
vehicles-with-fleets = { $n ->
    [one] { $n } машина, разом із машинами парків
    [few] { $n } машини, разом із машинами парків
   *[many] { $n } машин, разом із машинами парків
 }
and-more = і ще { $n }: див. report.html
and-more-groups = і ще { $n ->
    [one] { $n } група
    [few] { $n } групи
   *[many] { $n } груп
 }: див. report.html
warnings-title = { $n ->
    [one] { $n } попередження
    [few] { $n } попередження
   *[many] { $n } попереджень
 }: чи так задумано?
hour-by = до
hour-safe = у безпеці
hour-limit = щонайбільше
hour-ready = готові виїхати
left-behind-one = Хто залишається: { $group }
files-line = Відкрийте { $report } (поруч ще { $n ->
    [one] { $n } файл
    [few] { $n } файли
   *[many] { $n } файлів
 }). Далі: passage rehearse.
files-took = Тривало { $seconds } с.

# Карта.
map-title = Карта коридорів
map-description = Дороги від { $from } до { $to }, якими за цим планом їде { $n ->
    [one] { $n } особа
    [few] { $n } особи
   *[many] { $n } осіб
 }. Товщина ліній відповідає кількості машин. Ті самі числа є в таблицях нижче.
map-checkpoint = блокпост
map-scale = { $km } км
map-widest = { $n ->
    [one] { $n } машина
    [few] { $n } машини
   *[many] { $n } машин
 }
map-north = Пн

# Крива.
curve-title = Скільки людей у безпеці з плином часу
curve-description = Сходи, що закінчуються на { $n ->
    [one] { $n } особі
   *[many] { $n } особах
 } у безпеці. Ті самі числа є в таблиці годин.
curve-persons = осіб
curve-safe = у безпеці за цим планом: { $n }
curve-limit = доведена межа: { $n }
curve-ready = готові виїхати: { $n }
curve-ready-above = готові виїхати: { $n }, далеко вище цієї шкали
curve-pessimistic = песимістично: { $n }
curve-optimistic = оптимістично: { $n }

# Звіт.
exercise-mark = НАВЧАЛЬНІ ДАНІ
h-hour-line = Година «Г»: { $h }. План розрахований до { $end }.
clock-change-line = Під час цього плану переводять годинники. Кожен час наведено за місцевим годинником тієї миті.
contents = Зміст
section-map = Карта
section-hours = У безпеці до кожної години
section-timetable = Розклад
section-bottlenecks = Що стримує рух
section-left-behind = Хто залишається і чому
section-turn-back = Час повернення
section-corridors = Коридори та блокпости
section-assumptions = На чому ґрунтується відповідь
section-findings = Що виявлено
section-roads = Чого карта не знає напевно
section-documents = Документи і як перевірити цей план
proportion = { $safe } з { $all } осіб ({ $share } %)
map-legend = Суцільна чорна: дороги, якими користується план, товщина — за кількістю машин із людьми. Пунктир: узгоджені коридори. Коло: пункт збору. Квадрат: пункт прийому. Ромб: блокпост. Білі риски на чорній лінії: прогалина в даних про дороги.
map-as-of = Заплановано на { $time }, план { $plan }.
map-not-for-navigation = Не для навігації.
map-attribution = Дороги: { $roads }.
attribution-missing = у файлі доріг джерела не вказано
curve-legend = Товста: у безпеці за цим планом. Тонкі: з песимістичними та оптимістичними значеннями. Пунктир: готові виїхати.
curve-hatched = Заштриховано: години, коли жоден шлях цього плану не відкритий.
hours-caption = Скільки людей у безпеці до кожної години
timetable-empty = Ніхто не виїжджає: жоден виїзд не встиг би вчасно.
timetable-overview = Кожен пункт збору: перший і останній виїзд та куди їдуть люди
timetable-nobody = ніхто не виїжджає
to-with-persons = Куди, осіб
timetable-slots = Виїзди проміжками по { $span }.
timetable-pauses = Виїзди тією самою дорогою до того самого пункту прийому стоять в одному рядку, доки перерва між ними менша за { $span }; дороги, якими їде менше ніж 1 з 50 машин, зібрано в один рядок.
timetable-file = У файлі dispatch.csv поруч із цим звітом є кожен виїзд ({ $rows ->
    [one] { $rows } рядок
    [few] { $rows } рядки
   *[many] { $rows } рядків
 }) з очікуваним часом прибуття до кожного населеного пункту на шляху.
timetable-follow = Ті, хто виїжджає в один час, їдуть один за одним протягом { $step }: час виїзду вказано для першої машини, а пізніший час прибуття – для останньої.
timetable-fleets = Машини парків у цих таблицях пораховано щоразу, коли вони вирушають із людьми; колона прибула, коли прибула остання її машина. Порожні рейси й рейси з допомогою подано нижче для кожної машини.
small-ways = Менш уживані дороги ({ $n }): див. dispatch.csv
timetable-caption = { $persons }, { $vehicles }
leave = Виїзд
arrive = Прибуття
group = Група
road = Дорога
to = Куди
column-vehicles = Машин
column-persons = Осіб
bottlenecks-none = Ніщо не заповнене: ніхто не був би в безпеці раніше, якби дорога, блокпост чи пункт прийому могли прийняти більше.
bottlenecks-none-fleets = Жодну дорогу чи блокпост не використано до межі надовго, жоден пункт прийому не заповнений, і жодна межа для людей на місці нікого не стримує. Що змінило б більше, `passage explain` обчислює заново.
bottlenecks-intro-fleets = Усе це використано до межі, разом із машинами парків. Чи вивезе більше людей ширше з цього, `passage explain` обчислює заново.
bottlenecks-intro = Усе це використано до межі, і саме воно стоїть між людьми та безпекою.
left-behind-none = Ніхто не залишається.
left-behind-caption = За цим планом { $n ->
    [one] залишається { $n } особа
    [few] залишаються { $n } особи
   *[many] залишаються { $n } осіб
 }.
assembly-point = Пункт збору
why = Чому
turn-back-none = Ніхто не виїжджає, тож часу повернення немає.
turn-back-intro = Хто не проїхав населений пункт до вказаного часу, має повернутися або залишитися: навіть якщо далі вільно, він ще буде на дорозі, коли її закриють, або прибуде після кінця плану.
turn-back-caption = Найпізніший час у кожному населеному пункті
last-departure = Останній виїзд
last-at-places = Найпізніший час на шляху
group-kind = { $group } ({ $kind })
kind-own-car = автомобілі
kind-bus = автобуси
kind-medical = медичні машини
kind-truck = вантажівки з допомогою
kind-foot = піші люди
assumptions-intro = Змініть будь-яке з них у сценарії та сплануйте знову. Ті самі вхідні дані з тим самим початковим числом дають той самий план, байт у байт.
assumptions-caption = Використані значення, їхній діапазон (песимістично – оптимістично) та джерело
what = Що
value = Значення
range = Діапазон
source = Джерело
matched-asked = Назва у сценарії
matched-found = Що під нею знайдено
matched-caption = Як зрозуміли кожну назву
findings-none = Більше нічого не виявлено.
findings-caption = Виявлене під час читання, імпорту та накладання
severity = Вид
severity-note = примітка
severity-warning = попередження
severity-error = помилка
finding = Що виявлено
advice = Що робити
code = Код
document = Документ
file = Файл
digest = SHA-256
document-plan = план (імовірні значення)
document-plan-pessimistic = план, песимістичні значення
document-plan-optimistic = план, оптимістичні значення
document-made-of = те, що passage робить із { $file }
document-certificate = доказ межі
digests-how = Файл, названий поруч із відбитком, має саме цей відбиток: його друкує sha256sum. Відбиток дорожньої мережі — не байтів файлу, а мережі, яку passage робить із { $file }: його друкує passage network show { $file }.
document-scenario = сценарій, як його прочитано з { $file }
document-network = мережа доріг
document-roads = джерело доріг
documents-caption = Кожен документ названо його відбитком SHA-256
made-by = Створено програмою { $program }, початкове число { $seed }, крок { $step } с.
how-to-check-certified = Кожен, хто має сценарій і його дороги, може перевірити цей план і доказ його межі у цій теці частиною програми, яка не має спільного коду з плануванням.
how-to-rehearse = Що буде з цим планом у дні, коли все йде інакше: passage rehearse зіграє багато таких днів, додасть на цю сторінку те, що ймовірне, і запише rehearsal.html поруч.
how-to-check = Кожен, хто має сценарій і його дороги, може перевірити цей план у цій теці частиною програми, яка не має спільного коду з плануванням. Вона доводить усе, крім одного: що жоден план не вивезе більше, — за це ручається лише програма, що склала план.
what-a-plan-is-not = План — це не домовленість і не гарантія. Він каже, що можливо, якщо всі наведені значення справджуються і кожна сторона дотримується слова.
travels-in = Люди їдуть: { $kinds }.
corridors-none = У сценарії немає жодного коридору.
corridors-caption = Коридори
corridor = Коридор
open = Відкрито
kilometres = км
journey = Дорога без черг
said-by = За чиїм словом
nobody-named = нікого не названо
checkpoints-caption = Блокпости: машин на годину за видами і місце для очікування
checkpoint = Блокпост
waiting-room = Можуть чекати
always = завжди
never = ніколи
gaps-none = Маршрути цього плану використовують { $km } км доріг. Жодна з них не є прогалиною, закритою під час створення карти.
gaps = { $gap } км із { $km } км доріг цього плану — прогалини, закриті укладачем карти: дороги там ніхто не бачив. Перевірте їх, перш ніж когось посилати.
gap-line = { $road }: { $km } км, { $n ->
    [one] { $n } машина
    [few] { $n } машини
   *[many] { $n } машин
 }
gaps-more = { $n ->
    [one] і ще { $n } коротша; у plan.geojson є всі
    [few] і ще { $n } коротші; у plan.geojson є всі
   *[many] і ще { $n } коротших; у plan.geojson є всі
 }
turns-obeyed = Заборон поворотів дотримано ({ $n ->
    [0] на карті немає жодної
   *[many] на карті їх { $n }
 }).
turns-waived = У цьому сценарії заборони поворотів не діють: на цих місцях хтось має регулювати рух. Цей план порушує { $n ->
    [0] жодної з них
   *[many] { $n } з них
 }.
turn-line = { $place }: { $from } → { $onto }

# Значення сценарію.
seconds = { $n } с
vehicles-needed = скільки потрібно ({ $n })
metres = { $n } м
between = від { $least } до { $most }
value-within-all = найбільша відстань від пункту до його дороги, де її не вказано ({ $n ->
    [one] { $n } пункт
    [few] { $n } пункти
   *[many] { $n } пунктів
 })
value-within = найбільша відстань від пункту до його дороги, { $site }
value-gaps = дороги, яких ніхто не бачив: { $n ->
    [one] { $n } з’єднання
    [few] { $n } з’єднання
   *[many] { $n } з’єднань
 } через розриви мережі
gap-figures = { $kmh } км/год, { $rate } машин на годину, на { $km } км
source-gaps = припущено там, де дані про дороги з’єднано через розрив: швидкість і пропускна здатність класу дороги, ніким не виміряні
value-persons = осіб, { $who }
value-per-vehicle = осіб у машині, { $who }
value-per-own-car = осіб у машині, усі власні автомобілі
value-per-bus = осіб у машині, усі автобуси
value-per-medical = осіб у машині, усі медичні машини
groups-silent = { $n ->
    [one] { $n } група, де не сказано
    [few] { $n } групи, де не сказано
   *[many] { $n } груп, де не сказано
 }
value-vehicles = машин щонайбільше, { $who }
value-ready = готові з, { $who }
share-from = { $share } % з { $time }
value-flow = машин на годину, які витримує смуга
value-fleet = машин у парку { $fleet }
value-seats = місць у кожній, { $fleet }
value-loading = посадка, { $fleet }
value-unloading = висадка, { $fleet }
value-delivery = допомога, { $fleet }
delivery = у пункті { $site } до { $time }
value-column = автомобілів у колоні щонайбільше, { $fleet }
value-forming = шикування колони, { $fleet }
value-gap = час між двома колонами з одного місця, { $fleet }
value-apart = кожен автомобіль після попереднього через, { $fleet }
value-duty = екіпажі працюють, { $fleet }
value-crew = найдовша зміна екіпажу, { $fleet }
value-equivalents = скільком автомобілям дорівнює на дорозі один транспорт, { $kind }
value-speed-factor = швидкість, множник
value-capacity-factor = пропускна здатність доріг, множник
value-room = місць, { $site }
value-rate = машин на годину через блокпост { $site }, { $kind }
value-hours = години роботи блокпоста { $site }
value-checkpoint-waiting = можуть чекати біля блокпоста { $site }
value-waiting = можуть чекати: { $site }
value-corridor = коридор відкрито, { $name }
value-corridor-proposed = коридор лише запропоновано, план ним не користується, { $name }
value-area = зону відкрито, { $name }
value-closure = дорогу закрито: { $reason }
window-as-written = { $open } (як написано: { $written })
value-horizon = план розрахований на
value-step = крок планування
value-travel-on = якими дорогами можна їхати
value-turns = заборони поворотів
any-road = будь-якою дорогою
corridors-only = лише коридорами
obeyed = діють
waived = не діють
source-line = рядок { $line } сценарію
source-line-said = рядок { $line } сценарію: { $said }
source-alike = { $source }; однаково для всіх груп ({ $n })
source-default = типове значення програми: { $citation }
place-city = місто
place-town = містечко
place-village = село
place-hamlet = хутір
place-other = місцевість
place-with-people = { $name }, { $kind }, населення { $n }
place-without-people = { $name }, { $kind }
matched-with-distance = { $what }; { $km } км до дороги
value-contraflow = реверсний рух { $stretch }: скільки лишається для в’їзду
rosters = Машина за машиною
rosters-about = { $n ->
    [one] Виїжджає { $n } машина парків.
    [few] Виїжджають { $n } машини парків.
   *[other] Виїжджають { $n } машин парків.
} Кожен рядок — день однієї машини, щоб читати вголос; у rosters.csv кожен рейс має свій рядок. До наступного виїзду машина встигає завантажитися.
roster-line = { $vehicle }: { $runs }.
roster-vehicle = { $fleet } { $number }
roster-vehicles = { $fleet } { $first }–{ $last }
run-with-people = { $leaves } з пункту { $from }, { $n ->
    [one] { $n } людина
    [few] { $n } людини
   *[other] { $n } людей
}, дорога { $road }, у пункті { $to } о { $arrives }
run-leading = { $leaves } веде { $cars ->
    [one] { $cars } автомобіль
    [few] { $cars } автомобілі
   *[other] { $cars } автомобілів
}, { $n ->
    [one] { $n } людина
    [few] { $n } людини
   *[other] { $n } людей
}, з пункту { $from }, дорога { $road }, у пункті { $to } о { $arrives }, останній автомобіль о { $last }
run-empty = { $leaves } порожнім з пункту { $from }, дорога { $road }, у пункті { $to } о { $arrives }
run-with-aid = { $leaves } з допомогою з пункту { $from }, дорога { $road }, у пункті { $to } о { $arrives }
aid-missed = Допомога: { $n ->
    [one] { $n } машина з { $all } ({ $fleet }) не прибуває до { $by }, коли її чекають. У цьому плані вона не їде.
    [few] { $n } машини з { $all } ({ $fleet }) не прибувають до { $by }, коли їх чекають. У цьому плані вони не їдуть.
   *[many] { $n } машин з { $all } ({ $fleet }) не прибувають до { $by }, коли їх чекають. У цьому плані вони не їдуть.
 }
value-crowd = скільки людей може бути водночас, { $site }
value-gather = час від виклику до виїзду, { $site }
calls-caption = Виклик до пункту { $site }: водночас там не більше ніж { $most ->
    [one] { $most } особа
    [few] { $most } особи
   *[many] { $most } осіб
 }. Раніше нікого не кликати.
calls-at = викликати від
calls-persons = кого викликають, осіб
calls-leave = виїжджають
calls-present = щонайбільше на місці
overnight-intro = Хто де стоїть уночі в дорозі:
overnight-line = { $place }: { $vehicles ->
    [one] { $vehicles } машина
    [few] { $vehicles } машини
   *[many] { $vehicles } машин
 }, у них { $persons ->
    [one] { $persons } людина
    [few] { $persons } людини
   *[many] { $persons } людей
 }, з { $from } до { $until }.
