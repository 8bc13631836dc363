# passage claim
figures-in = ({ $mode })
claim-at-least = щонайменше { $n }
claim-more-than = понад { $n }
claim-up-to = до { $n }
claim-almost = майже { $n }
claim-about = близько { $n }
claim-range = від { $low } до { $high }
claim-vague = { $word } ({ $range })
claim-as-of = станом на { $moment }
claim-day-so-far = { $date } до { $time }
claim-since = з { $from } до { $until }
claim-so-far = досі, до { $until }
claim-no-time = час не названо
claim-at-checkpoint = на блокпості { $name }
claim-holds = вважає відповідальною сторону: { $to }
claim-denies = заперечує відповідальність сторони: { $to }
claim-nobody-named = мовця не названо
claim-verified = перевірено: { $by } ({ $how })
claim-verified-by-its-own = незалежно не перевірено: { $by }, кого названо перевіряльником, це й каже чи передає
claim-not-verified = незалежно не перевірено
claim-corrected-by = виправлено: { $by }
claim-added = { $new ->
    [one] До { $ledger } додано { $new } твердження
    [few] До { $ledger } додано { $new } твердження
   *[many] До { $ledger } додано { $new } тверджень
 }{ $known ->
    [0] .
   *[other] ; уже були там: { $known }.
 }
claim-added-questions = { $n ->
    [one] Виникає { $n } запитання
    [few] Виникають { $n } запитання
   *[many] Виникає { $n } запитань
 }: passage questions { $ledger }
claim-list-empty = Немає тверджень.
claim-refers = на нього посилається { $other }

# passage figures
figures-title = { $about }, { $date }
figures-as-of = Як було відомо на { $moment }.
figures-none = Немає чисел про людей чи машини в дорозі.
figures-announced = оголошено
figures-departed = виїхали
figures-seen = бачили в дорозі
figures-arrived = прибули
figures-registered = зареєстровано
figures-unstated = не сказано, як далеко
figures-people = люди
figures-vehicles = машини
figures-buses = автобуси
figures-trucks = вантажівки
figures-seats = місця
figures-convoys = колони
figures-tonnes = тонни
figures-crossings = перетини
figures-corridors = коридори
figures-children = дітей
figures-waiting = чекають
figures-held = затримано
figures-refused = не пропущено
figures-detained = взято під варту
figures-returned = повернулися
figures-offered = запропоновано
figures-assembled = зібралися
figures-onward = перевезено далі
figures-proposed = запропоновано
figures-agreed = погоджено
figures-at = о { $time }
figures-until = до { $time }
figures-sum = загалом
figures-disagree = (не сходяться)
figures-foot = У клітинці число так, як його сказали, з кількох тверджень – те, що підтримують усі, або від найменшого до найбільшого, якщо вони не сходяться. Нічого не додано й не усереднено.

# passage questions
questions-none = Немає запитань до { $claims ->
    [one] { $claims } твердження
   *[other] { $claims } тверджень
 }.
questions-some = Запитань: { $questions }, тверджень: { $claims }.
questions-may-be = Можливо:
questions-settles = Це з’ясувало б:
questions-foot = Це запитання. Жодне з чисел не взято за правильне.
