# Текст коридору як сценарій, відповідь плану поруч із ним, підтвердження, стани, переговори.
made-head = { $corridor }: сценарій з { $whose }
made-of-one = тексту: { $texts }
made-of-both = того, що кажуть обидва тексти: { $texts }
made-lacking = Відкрито; треба додати до тексту через --with FILE ({ $n }):
made-lacks-line = { $told } Напишіть: { $example }
made-lacks-zone = За чиїм годинником указано час.
made-lacks-begin = Коли починається тиша, з точністю до хвилини.
made-lacks-end = Коли закінчується тиша, з точністю до хвилини.
made-lacks-way = Шлях назовні, який діє: місця по черзі.
made-lacks-shares = Скільки людей виїжджає з якого з кількох пунктів збору і чим.
made-lacks-persons = Скільки людей має виїхати.
made-lacks-vehicles = Чим виїжджають люди: текст не каже, що приватні автомобілі можуть їхати.
made-lacks-rate = Скільки машин за годину пропускає блокпост { $name }.
made-lacks-place = [places] називає { $name }, чого в тексті немає.
made-apart = Не в обох текстах:
made-apart-permission = { $element }, { $part }: каже лише { $side }; не взято. Текст цієї сторони можна взяти через --of.
made-apart-restriction = { $element }, { $part }: каже лише { $side }; цього дотримано.
made-apart-narrowed = { $element }, { $part }: кажуть обидві по-різному; взято лише спільне.
made-apart-nothing = { $element }, { $part }: кажуть обидві, а спільного немає.
made-apart-own = { $element }, { $part }: каже лише { $side }; спирається лише на слово цієї сторони.
made-apart-other = { $element }, { $part }: каже { $side }; тут цього немає.
made-apart-differs = { $element }, { $part }: кажуть обидві по-різному; взято те, що каже { $side }.
made-ways = На дорогах:
made-way = { $name }: { $km } км, { $time } порожньою дорогою; відкрито { $open }.
made-way-too-short = { $name }: { $km } км, { $time } порожньою дорогою; відкрито { $open }: замало, щоб проїхати.
made-why-ways = ніхто не їде там, куди не веде текст
made-why-asked = запитано, що дало б слово однієї сторони; ніхто за ним не їде, доки друга сторона не підтвердить
made-why-alone = текст однієї сторони не погоджений
made-why-room = місця вистачить усім; якщо менше, приймуть менше
made-assumed = Припущено нами:
made-given = Додано до тексту:
made-replaced = Замінює сказане в тексті:
made-replaced-one = { $what } (було: { $was })
made-not-used = Сказано, але в сценарії цього немає:
made-buses = { $n ->
    [one] { $n } автобус: текст не каже, кого він везе. Додайте [[fleet]] і [[group]] з carried_by.
    [few] { $n } автобуси: текст не каже, кого вони везуть. Додайте [[fleet]] і [[group]] з carried_by.
   *[other] { $n } автобусів: текст не каже, кого вони везуть. Додайте [[fleet]] і [[group]] з carried_by.
}
made-ambulances = { $n ->
    [one] { $n } швидка: текст не каже, кого вона везе. Додайте [[fleet]] і [[group]] з carried_by.
    [few] { $n } швидкі: текст не каже, кого вони везуть. Додайте [[fleet]] і [[group]] з carried_by.
   *[other] { $n } швидких: текст не каже, кого вони везуть. Додайте [[fleet]] і [[group]] з carried_by.
}
made-compared = останній в’їзд і час повернення: passage text answer порівняє з ними план.
made-written = Записано в { $path }. Сплануйте його командою passage plan і покладіть відповідь поруч із текстом: passage text answer.
made-not-written = Нічого не бракує. Запишіть через --out scenario.toml.
made-none = Сценарій не записано: відкрите не вигадується.
answer-head = { $corridor }: відповідь плану поруч із текстом: { $texts }
answer-exercise = НАВЧАННЯ
answer-sentence = { $all ->
    [one] { $all } особа має виїхати в цьому вікні, { $window }: щонайбільше можуть { $limit }; за планом виїжджають { $safe }.
    [few] { $all } особи мають виїхати в цьому вікні, { $window }: щонайбільше можуть { $limit }; за планом виїжджають { $safe }.
   *[other] { $all } осіб має виїхати в цьому вікні, { $window }: щонайбільше можуть { $limit }; за планом виїжджають { $safe }.
}
answer-everybody = { $all ->
    [one] { $all } особа має виїхати в цьому вікні, { $window }, і може: за планом виїжджають { $safe }.
    [few] { $all } особи мають виїхати в цьому вікні, { $window }, і можуть усі: за планом виїжджають { $safe }.
   *[other] { $all } осіб має виїхати в цьому вікні, { $window }, і можуть усі: за планом виїжджають { $safe }.
}
answer-proof-exact = Цю межу доведено для планів із кроком { $step } с: жоден не вивезе більше.
answer-proof-generous = Цю межу доведено для планів із кроком { $step } с, з невеликим запасом: жоден не вивезе більше.
answer-proof-shuttles = Цю межу доведено для планів із кроком { $step } с на шляхах, якими їздять парки.
answer-repeats = { $n ->
    [one] Таким темпом потрібно { $n } таке вікно.
    [few] Таким темпом потрібно { $n } такі вікна.
   *[other] Таким темпом потрібно { $n } таких вікон.
}
answer-no-window = про яке текст не каже, відколи й доки
answer-beside = { $reading }: щонайбільше можуть { $limit }; за планом виїжджають { $safe }.
answer-first = { $part }: текст каже { $said }; за планом перша машина виїжджає о { $own }.
answer-first-unsaid = { $part }: текст не каже; за планом перша машина виїжджає о { $own }.
answer-last = { $part }: текст каже { $said }; за планом остання машина виїжджає о { $own }.
answer-last-unsaid = { $part }: текст не каже; за планом остання машина виїжджає о { $own }.
answer-latest = Хто вирушить після { $latest }, ще буде в дорозі, коли вона має бути вільна.
answer-vehicles = { $n ->
    [one] Виїжджає { $n } машина.
    [few] Виїжджають { $n } машини.
   *[other] Виїжджає { $n } машин.
}
answer-misfit-window = Не за текстом: шлях плану відкритий { $open }, а це не в межах тиші.
answer-misfit-first = Не за текстом: перша машина плану виїжджає до першого руху.
answer-misfit-last = Не за текстом: остання машина плану виїжджає після останнього в’їзду.
answer-misfit-persons = Не за текстом: він говорить про { $asked } осіб, а план – про { $planned }.
answer-one-side = Це текст однієї сторони. Те, що він дав би, – не план для виїзду, доки друга сторона не підтвердить.
board-version = { $side }, версія { $n }
board-head = { $corridor }, текст: { $version }; хто підтвердив станом на { $moment }
board-nothing-sent = { $corridor }: станом на { $moment } жодної версії не передано
board-count = Підтвердили { $n } з { $all }.
board-nobody-at = Ніхто не підтвердив: { $names }.
board-line = { $name } ({ $level }): { $told }
board-below = [нижче { $n } з { $all }]
board-command = командування
board-sector = сектор
board-unit = підрозділ
board-checkpoint = блокпост
board-confirmed = підтверджено: { $who }, { $channel }, { $moment }; дійсне до { $until }
board-expired = СТРОК МИНУВ { $until }: { $who }, { $channel }, { $moment }
board-withdrawn = ВІДКЛИКАНО { $withdrawn }: { $who }, { $channel }, { $moment }
board-delivered = доставлено { $moment } ({ $channel }); ніхто не відповів
board-older = лише версію { $n }, яка вже не чинна: { $who }, { $channel }, { $moment }
board-nobody = ніхто не підтвердив
board-next = Наступним мине строк: { $name }, { $moment }.
board-no-approval = Отримане повідомлення – не погодження.
state-head = { $corridor }: { $state }
state-head-at = { $corridor } станом на { $moment }: { $state }
state-next = Що може бути далі і що для цього потрібно:
state-follows = { $state }: { $needs }
state-end = Далі нічого: про день прозвітовано.
state-proposed = запропоновано
state-countered = відповіли своїм текстом
state-announced-by-one-side = оголошено однією стороною
state-agreed-in-principle = погоджено в принципі
state-agreed-in-detail = погоджено в деталях
state-notified-down = передано донизу
state-go = виїжджаємо
state-no-go = не виїжджаємо
state-announced = оголошено
state-silence-confirmed = тишу підтверджено
state-opened = відкрито
state-flowing = рух іде
state-paused = зупинено на якийсь час
state-held = затримано
state-closing = закривається
state-closed = закрито
state-reconciled = цифри звірено
state-reported = прозвітовано
state-never-opened = не відкрито зовсім
state-opened-then-stopped = відкрито й зупинено
state-held-at-checkpoint = затримано на блокпості
state-part-arrived = частина прибула, частини немає
state-refused-at-last-gate = не пропущено на останньому блокпості
state-diverted = повезено деінде
state-used-without-agreement = виїжджають без домовленості
state-unilateral-unused = одностороннє, ніхто не скористався
state-attacked-while-forming = обстріляно під час збору
state-attacked-on-the-move = обстріляно в дорозі
state-means-never-opened = Жодна машина не проїхала перший блокпост іншої сторони. Кого викликали, ті й досі там, де зібралися.
state-means-opened-then-stopped = Відкрилося й зупинилося. Хтось уже проїхав, хтось у дорозі, хтось не виїхав: порахуйте кожних.
state-means-held-at-checkpoint = Колона стоїть на блокпості, який нікого не пропускає. Скажіть, хто кому дзвонить і де люди ночують.
state-means-part-arrived = Прибуло менше, ніж виїхало. Тих, кого немає, шукають, перш ніж звітувати.
state-means-refused-at-last-gate = Останній блокпост не пропустив. Люди поруч із безпекою, але ще не там.
state-means-diverted = Тих, хто виїхав, повезли не туди, куди каже текст. Чи це їхній вибір, питають у них самих.
state-means-used-without-agreement = Люди виїжджають без чинної домовленості. Ніхто їм нічого не гарантує.
state-means-unilateral-unused = Одна сторона оголосила, і ніхто не скористався. Погодженим це не було.
state-means-attacked-while-forming = Обстріляно там, де збиралися люди. Хто це зробив, тут не вирішується.
state-means-attacked-on-the-move = Обстріляно в дорозі. Хто це зробив, тут не вирішується.
evidence-by = хто так каже
evidence-channel = яким каналом
evidence-sides = сторони
evidence-texts = тексти
evidence-acknowledgements = підтвердження
evidence-reason = чому
evidence-first-vehicle = перша машина
evidence-place = місце
evidence-seen-by = хто бачив
evidence-last-entry = останній в’їзд
evidence-vehicles = машини
evidence-arrived = прибуло
evidence-missing = немає
talks-head = { $title }, станом на { $moment }
talks-delegations = Хто від них говорить:
talks-rounds = Раунди:
talks-moves = Висунуто:
talks-commitments = Обіцяно:
talks-demand = { $side } вимагає: “{ $words }”
talks-position = { $side } стоїть на тому: “{ $words }”
talks-concession = { $side } поступається: “{ $words }”
talks-concession-for = { $side } поступається: “{ $words }”, в обмін на: { $for }
talks-due = строк { $moment }
talks-no-due = строку не вказано
talks-open = ВІДКРИТО
talks-kept = ДОТРИМАНО
talks-late = ІЗ ЗАПІЗНЕННЯМ
talks-broken = ПОРУШЕНО
talks-not-known = НЕВІДОМО
talks-by-done = Зроблено – так каже { $by }, { $moment }.
talks-by-broken = Порушено – так каже { $by }, { $moment }.
talks-seen = { $seen } з { $amount } – так каже { $by }, { $moment }.
talks-nobody-says = Строк минув, і ніхто не каже, що з цього вийшло.
talks-red-lines = Червоні лінії: { $side } ({ $n }); лише для { $side }, нікому не передавати:
talks-facts = Кажуть, що так є:
talks-agreed-fact = КАЖУТЬ УСІ
talks-not-answered = БЕЗ ВІДПОВІДІ
talks-contested = ОСКАРЖУЄТЬСЯ
talks-said-by = каже { $sides }
talks-denied-by = заперечує { $sides }
answer-source-unknown = Сценарій плану не називає цей текст своїм джерелом: чи це той самий шлях, тут невідомо.
board-not-newest = Текст уже має версію { $n }, а останньою передано не її.
board-unanswered = Доставлено, ніхто не відповів: { $names }.
board-ran-out = Строк минув: { $names }.
board-took-back = Відкликано: { $names }.
board-only-older = Лише давніша версія: { $names }.
