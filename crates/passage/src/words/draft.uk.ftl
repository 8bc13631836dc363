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
draft-from-speaker = з назви мовця: «{ $words }»
draft-from-given = задано в команді
draft-open = не знайдено
draft-left-open = не знайдено: { $fields }
draft-foot = Чернетки склали правила, а правила помиляються (docs/concepts/drafts.md): звірте кожну з її реченням. Нічого не записано.
draft-written = Їх записано до { $file }. Щоб прийняти чернетку, видаліть там її рядок «draft», потім: passage claim add
draft-not-accepted = не прийнято; видаліть цей рядок, щоб прийняти твердження
draft-file-what = Чернетки тверджень, складені правилами зі звіту. Нічого з цього не записано.
draft-file-how = Звірте кожну з її реченням, виправте, допишіть, чого бракує, і видаліть її рядок «draft»: так її прийнято.
draft-file-then = Хибну чернетку видаліть цілком. Потім додайте файл до книги: passage claim add
