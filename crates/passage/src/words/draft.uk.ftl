# passage claim draft
draft-found = { $drafts ->
    [0] Жодної чернетки твердження
    [one] { $drafts } чернетка твердження
    [few] { $drafts } чернетки тверджень
   *[many] { $drafts } чернеток тверджень
 } з { $report }, { $said }.
draft-said = сказано { $date }
draft-said-open = невідомо, коли сказано (--said)
draft-left-out = Прочитано речень: { $sentences }. Пропущено: чисел про інше — { $numbers }, частин сторінки — { $furniture }, повторів — { $repeated }.
draft-speaker = мовець
draft-side = сторона
draft-channel = канал
draft-carrier = хто передав
draft-measure = міра
draft-value = число
draft-place = про що
draft-period = час
draft-from-sentence = «{ $words }»
draft-from-before = з попереднього речення: «{ $words }»
draft-from-after = з наступного речення: «{ $words }»
draft-from-speaker = з назви мовця: «{ $words }»
draft-from-given = задано в команді
draft-open = не знайдено
draft-left-open = не знайдено: { $fields }
draft-foot = Чернетки склали правила; у звітах, яких вони не бачили, хибна приблизно кожна четверта (docs/concepts/drafts.md). Звірте кожну з її реченням. Нічого не записано.
draft-written = Їх записано до { $file }. Щоб прийняти чернетку, видаліть там її рядок «draft», потім: passage claim add
draft-not-accepted = не прийнято; видаліть цей рядок, щоб прийняти твердження
draft-file-what = Чернетки тверджень, складені правилами зі звіту. Нічого з цього не записано.
draft-file-how = Звірте кожну з її реченням, виправте, допишіть, чого бракує, і видаліть її рядок «draft»: так її прийнято.
draft-file-then = Хибну чернетку видаліть цілком. Потім додайте файл до книги: passage claim add

# passage claim answer, passage questions --all
answer-recorded = Відповідь на запитання { $detector } про «{ $about }» додано до { $ledger } як { $name }. Жодного твердження не змінено.
questions-answered = { $n ->
    [one] На { $n } запитання вже є відповідь
    [few] На { $n } запитання вже є відповіді
   *[many] На { $n } запитань уже є відповіді
 } (показує --all).
questions-answered-by = Відповідь: { $by }, { $when }: { $because } ({ $name })

# passage figures --series
series-title = { $about }: { $family }
series-none = Немає чисел: { $family }.
series-left = люди, що виїхали з країни
series-killed = загиблі
series-injured = поранені
series-until = до
series-figure = число
series-time = рахує
series-who = сказано
series-asked = запитання
series-open = не названо
series-sum-since = усе від { $from }
series-sum = усе досі
series-day = за той день
series-moment = на ту мить
series-foot = Кожен рядок — одне твердження, як його сказано. Нічого не усереднено, не додано й не дописано між ними; запитання не вибирає числа.
