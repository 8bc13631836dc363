# Що зважується
weighed-figures = Зважено: { $figures }.
weighed-least = найменша частка { $share } % ({ $place })
weighed-exposure = { $n ->
    [one] { $n } людино-хвилина під загрозою
    [few] { $n } людино-хвилини під загрозою
   *[many] { $n } людино-хвилин під загрозою
}
weighed-exposure-none = під загрозою ніхто, якщо все йде за планом
weighed-waiting = { $n ->
    [one] { $n } людино-хвилина чекання в дорозі
    [few] { $n } людино-хвилини чекання в дорозі
   *[many] { $n } людино-хвилин чекання в дорозі
}
weighed-neither = без загрози й чекання, якщо все йде за планом
weighed-waiting-none = у дорозі ніхто не чекає
weighed-floor = Частка щонайменше { $share } % для кожного пункту збору
weighed-max-min = Якнайбільша найменша частка
weighed-off-exposed = Об’їзд доріг під загрозою
weighed-no-waiting = Заборона чекати в дорозі
weighed-keeping = Збереження того, що вже сказано
weighed-kept-then = Сказане лишається в силі, тому до { $by } у безпеці на { $n } менше, ніж якби все спланувати наново{ $end }.
weighed-kept-then-same = ; до кінця — стільки ж
weighed-kept-then-more = , але до кінця на { $n } більше
weighed-kept-then-fewer = , а до кінця на { $n } менше
weighed-kept-end = Сказане лишається в силі, тому до кінця в безпеці на { $n } менше, ніж якби все спланувати наново.
weighed-kept-gain = Те, що сказане лишається в силі, нікому не шкодить, і до кінця в безпеці на { $n } більше, ніж якби все спланувати наново.
weighed-kept-nobody = Те, що сказане лишається в силі, нікому не шкодить.
weighed-costs = { $what }: ціна — { $costs }.
weighed-would-cost = { $what }: ціна була б — { $costs }.
weighed-without = Без цього: { $figure }.
weighed-with = З цим: { $figure }.
weighed-nobody = нікого в жодну годину
weighed-by-then = { $n ->
    [one] { $n } особа до { $by }, { $end }
    [few] { $n } особи до { $by }, { $end }
   *[many] { $n } осіб до { $by }, { $end }
}
weighed-at-the-end = { $n ->
    [one] { $n } особа до кінця
    [few] { $n } особи до кінця
   *[many] { $n } осіб до кінця
}
weighed-nobody-at-the-end = до кінця нікого
weighed-more-at-the-end = а до кінця в безпеці на { $n ->
    [one] { $n } особу більше
    [few] { $n } особи більше
   *[many] { $n } осіб більше
}
weighed-gain = нікого, а до кінця в безпеці на { $n ->
    [one] { $n } особу більше
    [few] { $n } особи більше
   *[many] { $n } осіб більше
}
weighed-short = { $n ->
    [one] { $n } пункт збору лишається нижче { $share } %: більше людей звідти вивезти не можна.
    [few] { $n } пункти збору лишаються нижче { $share } %: їхні частки збільшено від найменшої, наскільки можливо.
   *[many] { $n } пунктів збору лишаються нижче { $share } %: їхні частки збільшено від найменшої, наскільки можливо.
}
used-own = власних { $n }
used-carrying = возять людей { $n }
used-leading = ведуть колони { $n }
used-aid = з допомогою { $n }
section-weighed = Що зважується
weighed-intro = Що стоїть вище, те вирішує: нічого нижче не може забрати в того, що над ним. Кожна ціна — різниця між цим планом і планом, складеним без цієї вимоги; обидва перевірено.
weighed-caption = Що зважується, за порядком
weighed-place = Місце
weighed-what = Що
weighed-figure = У цьому плані
weighed-price = Ціна
weighed-objective-safe = осіб у безпеці до кінця
weighed-objective-early = кожна година якнайраніше
weighed-objective-exposure = загроза: хвилини на дорогах у небезпечних зонах або відкритих за словом однієї сторони
weighed-objective-fairness = справедливість: найменша частка серед пунктів збору
weighed-objective-waiting = чекання в дорозі, на блокпостах і в місцях чекання
weighed-objective-vehicles = машин використано
weighed-objective-change = зміни проти попереднього плану
weighed-figure-early = { $n ->
    [one] { $n } людино-година, доки всі в безпеці або план закінчено
    [few] { $n } людино-години, доки всі в безпеці або план закінчено
   *[many] { $n } людино-годин, доки всі в безпеці або план закінчено
}
weighed-no-parent = його немає
weighed-see-summary = дивіться порівняння з попереднім планом
weighed-vehicles-why = виграти нічого: кожна їде із середньою кількістю людей, спершу найповніші
weighed-reported = лише повідомляється
weighed-shares-caption = Кого вивезено, за пунктами збору
weighed-share-wanting = Хочуть виїхати
weighed-share-safe = Вивезено
weighed-share = Частка, %
weighed-hours-caption = Ціна: на скільки осіб менше в безпеці до кожної години
weighed-proven = За однакової кількості людей у машині ці частки точні: у жодному плані жодну не можна збільшити, не зменшивши іншої, не більшої за неї.
weighed-proven-floor = За однакової кількості людей у машині це точно: у жодному плані частку, нижчу за встановлену, не можна збільшити, не зменшивши іншої, не більшої за неї.
weighed-not-proven = Що кращих часток немає в жодному плані, тут не доведено: люди їдуть машинами різної місткості, або перед ними стоїть не лише це.
value-objectives = порядок того, що зважується
value-fairness = справедливість між пунктами збору
value-fairness-floor = частка щонайменше { $share } %
value-fairness-max-min = якнайбільша найменша частка
value-use-unconfirmed = коридори, підтверджені лише однією стороною
value-used = використовуються, як загрожені
value-not-used = закриті
objective-safe = у безпеці
objective-early = якнайраніше
objective-exposure = загроза
objective-fairness = справедливість
objective-waiting = чекання
objective-vehicles = машини
objective-change = зміни
proof-weighed = Доведено: жоден план, що б він не зважував, не виведе більше ніж { $limit }; у цьому плані в безпеці { $safe } (розрив { $gap } %). Те, що стоїть перед людьми, має ціну, названу нижче: чекання становить { $sum } людино-годин, і доведено, що без цього воно не може бути менше ніж { $least }.
