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
answer-proof-exact = Цю межу доведено: жоден план не вивезе більше.
answer-proof-generous = Цю межу доведено з невеликим запасом: жоден план не вивезе більше.
answer-proof-shuttles = Цю межу доведено для шляхів, якими їздять парки.
answer-repeats = { $n ->
    [one] Щоб вивезти всіх, потрібно { $n } таке вікно.
    [few] Щоб вивезти всіх, потрібно { $n } такі вікна.
   *[other] Щоб вивезти всіх, потрібно { $n } таких вікон.
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
